using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace PatchWindow.Core.Tests.Windows.Text;

/// <summary>Texts drawn at random from a seed, from all of the grammar that about_PatchWindow_Schedules shows.</summary>
internal sealed class RandomTexts(int seed)
{
    private static readonly string[] Days = ["Mon", "Tuesday", "Wed", "Thurs", "Fri", "Saturday", "Sun"];
    private static readonly string[] Months = ["Jan", "February", "Mar", "Apr", "May", "June", "Jul", "Aug", "Sept", "Oct", "Nov", "December"];
    private static readonly string[] Zones = ["UTC", "host", "Europe/Oslo", "America/Argentina/Buenos_Aires", "Etc/GMT+5", "W. Europe Standard Time", "zone EST", "in Asia/Tokyo"];

    private static readonly string[] Strays =
    [
        "1st", "last", "0th", "99999999999", "31", "T", "S", "and", ",", "-", "+", "to", "of", "in", "every", "other", "semi", "biweekly", "patch", "midnight",
        "12am", "24:00", "99:99", "22", "05/06", "1/2/3", "99/99/9999", "0.0", "9999-99-99", "24 Dec", "+3m", "for 2", "4h", "EST", "UTC+1", "Z", "zone",
        "when", "except", "also", "from", "until", "cutoff", "weekend", "week", "day", "after", "before", "(", "٢", "é", "'", "W.",
    ];

    private readonly Random random = new(seed);

    /// <summary>A text that can be read.</summary>
    public string Next()
    {
        var dates = Chance(12);
        var (days, kind) = dates ? (List(3, Date), "dates") : Recurrence();
        var offset = !dates && Chance(3) ? " " + Offset() : "";
        var several = !dates && kind != "among" && Chance(6);
        var (times, lasts) = Times(several);
        var clauses = new List<string>();
        if (lasts.Length > 0) clauses.Add(lasts);
        if (Chance(2)) clauses.Add(Pick(Zones));
        if (Chance(4)) clauses.Add("cutoff " + Pick("10m", "15 min", "PT5M"));
        if (Chance(4)) clauses.Add(Pick("from ", "starting ") + Date());
        if (Chance(4)) clauses.Add(Pick("until ", "till ") + Date() + (Chance(3) ? "T" + Clock() : ""));
        if (Chance(3)) clauses.Add("except " + List(3, Date));
        if (offset.Length == 0 && kind is "daily" or "numbers" && Chance(2)) clauses.Add("except " + List(2, () => Pick(Days)));
        if (offset.Length == 0 && !dates && !days.Contains(" in ") && !days.Contains(" of ") && !days.Contains("year") && Chance(8)) clauses.Add("except " + Pick("Jul", "Jul,Aug", "Jun-Aug"));
        if (Chance(4)) clauses.Add("also " + List(2, () => several || Chance(2) ? Date() + "T" + Clock() : Date()));
        if (Chance(8)) clauses.Add("when skipped " + Pick("skip", "gapEnd"));
        if (Chance(8)) clauses.Add("when ambiguous later");
        return $"{days}{offset} {Pick("", "at ")}{times} {string.Join(" ", clauses.OrderBy(_ => random.Next()))}";
    }

    /// <summary>The same text in other letters and with other spaces.</summary>
    public string Respelled(string text)
    {
        var spelled = new StringBuilder();
        foreach (var letter in text)
            spelled.Append(Chance(2) ? char.ToUpperInvariant(letter) : Chance(2) ? char.ToLowerInvariant(letter) : letter);
        var respelled = Regex.Replace(spelled.ToString(), @"\s+", _ => Pick(" ", "  ", "\t", " \u00a0", "\n"));

        // Commas, the signs of offsets, ranges, and numbers with their units.
        respelled = Regex.Replace(respelled, ",", _ => Pick(",", ", ", " , ", " and "));
        respelled = Regex.Replace(respelled, @"(?<=[0-9]:[0-9]{2})-(?=[0-9])", _ => Pick("-", " - ", "–", " to "));
        respelled = Regex.Replace(respelled, @"(?<=\s[+-])(?=[0-9])", _ => Pick("", " "));
        return Regex.Replace(respelled, @"(?<=\s[+-]?[0-9]{1,3})(?=(?:mo|w|d|h|m|min)\b)", _ => Pick("", " "), RegexOptions.IgnoreCase);
    }

    /// <summary>The same text with a word or two lost, moved or out of place.</summary>
    public string Garbled(string text)
    {
        var words = text.Split([' '], StringSplitOptions.RemoveEmptyEntries).ToList();
        for (var times = random.Next(1, 3); times > 0 && words.Count > 0; times--)
        {
            var at = random.Next(words.Count);
            var word = words[at];
            if (Chance(2)) words.RemoveAt(at);
            if (Chance(2)) words.Insert(random.Next(words.Count + 1), Pick(word, Pick(Strays), word.Substring(random.Next(word.Length))));
        }

        return string.Join(Chance(5) ? "" : " ", words);
    }

    private (string Text, string Kind) Recurrence()
    {
        switch (random.Next(6))
        {
            case 0: return (Pick("daily", "every day", "every 3 days", "every other day") + InMonths(), "daily");
            case 1:
                return (Pick("", "weekly ", "every ", "every 2 weeks ", "every other week on ", "fortnightly ") + Weekdays() + InMonths(), "weekly");
            case 2:
                var numbers = Numbers();

                // What is last in a quarter is two things.
                return (Pick("", "monthly ", "every 3 months ", numbers.Contains("last") ? "every 6 months " : "quarterly ", "every other month on the ") + numbers + InMonths(), "numbers");
            case 3: return (Pick("", "monthly on the ", "every 2 months ") + Nth(5) + " " + Pick(Days) + Pick("", "," + Nth(1) + " " + Pick(Days)) + InMonths(), "numbered");
            case 4: return (Pick("", "every month on the ", "every 4 months ") + Nth(8) + Pick(" business day", " workday", " of Mon-Thu", " of Sat,Sun", " weekend day") + InMonths(), "among");
            default:
                return Chance(2)
                    ? (Pick("yearly ", "every 2 years ", "every year on ") + Pick("24 Dec", "June 1st", "3rd of May"), "numbers")
                    : (Pick("yearly ", "every 3 years ") + Pick("2nd Tue", "last business day", "1st,last Sun") + " in " + Pick(Months), "among");
        }
    }

    private string Weekdays() => Pick("weekdays", "weekends", "Mon-Thu", "Fri to Mon", "Mo,We", "M,W,F", List(4, () => Pick(Days)));

    private string Numbers() => Pick("day 15", "day 1,15", "day 1-7", "day 5-9,20,last", "last day", "1st and 15th", "1st, 2nd-to-last day", "31st day");

    private string Nth(int most) => List(3, () => Pick(random.Next(1, most + 1) switch { 1 => "1st", 2 => "second", 3 => "3rd", var n => n + "th" }, "last", "2nd-to-last", "third to last"));

    private string InMonths() => Chance(6) ? Pick(" in ", " of ") + Pick("Jan,Apr,Jul,Oct", "Mar-Nov", "Dec and Jan", "Nov-Feb", "January") : "";

    private string Offset() => Pick("+", "-") + Pick("3d", "1w", "36h", "1d12h", "90min", "1mo", "2 days", "1 week");

    private (string Times, string Lasts) Times(bool several)
    {
        if (several) return Pick(("02:30,14:30", "for 1h"), ("22:00-23:00,4:00-5:00", ""), ("9:00,9:00,21:00", "for 45m"));
        return random.Next(4) switch
        {
            // An end of one digit could be one of a 12-hour clock.
            0 => (Clock() + "-" + Clock("{0:00}:{1:00}"), ""),
            1 => (Pick("10pm", "10:30 p.m.", "1 AM", "noon"), "for 4 hours"),
            _ => (Clock(), "for " + Pick("4h", "90m", "1h30m", "1 hour and 30 minutes", "3d", "01:30", "PT4H", "45s", "2 weeks")),
        };
    }

    private string Clock() => Clock(Pick("{0:00}:{1:00}", "{0}:{1:00}", "{0:00}:{1:00}:{2:00}"));

    private string Clock(string format) => string.Format(CultureInfo.InvariantCulture, format, random.Next(1, 24), random.Next(60), random.Next(60));

    private string Date() => new DateTime(2026, 1, 1).AddDays(random.Next(700)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private string List(int most, Func<string> item) => string.Join(",", Enumerable.Range(0, random.Next(1, most + 1)).Select(_ => item()));

    private T Pick<T>(params T[] items) => items[random.Next(items.Length)];

    private bool Chance(int oneIn) => random.Next(oneIn) == 0;
}
