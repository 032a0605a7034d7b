using System.Globalization;
using System.Text.RegularExpressions;
using NodaTime;
using PatchWindow.Core.Outcomes;
using PatchWindow.Core.Text;

namespace PatchWindow.Core.Conversions;

/// <summary>One calendar event of systemd.time(7), without its time zone: sets of weekdays, months, days and times, and of years.</summary>
/// <param name="Fields">Everything but the years.</param>
/// <param name="FirstYear">The first year; null for every year.</param>
/// <param name="LastYear">The last year; null where there is none.</param>
/// <param name="EveryYears">Every how many years.</param>
internal sealed record OnCalendarExpression(CalendarFields Fields, int? FirstYear = null, int? LastYear = null, int EveryYears = 1)
{
    private const int FurthestYear = 2199;

    private static readonly Dictionary<string, string> Shorthands = new(StringComparer.OrdinalIgnoreCase)
    {
        ["minutely"] = "*-*-* *:*:00", ["hourly"] = "*-*-* *:00:00", ["daily"] = "*-*-* 00:00:00", ["monthly"] = "*-*-01 00:00:00",
        ["weekly"] = "Mon *-*-* 00:00:00", ["yearly"] = "*-01-01 00:00:00", ["annually"] = "*-01-01 00:00:00",
        ["quarterly"] = "*-01,04,07,10-01 00:00:00", ["semiannually"] = "*-01,07-01 00:00:00", ["semi-annually"] = "*-01,07-01 00:00:00",
    };

    private static readonly string[] Weekdays = [.. Enumerable.Range(1, 7).Select(d => ((IsoDayOfWeek)d).ToString())];

    /// <summary>Its one date; null where it is not a single one.</summary>
    public LocalDate? Date => FirstYear is { } year && year == LastYear && Fields is { Months: [var month], MonthDays: [> 0 and var day], Weekdays.Count: 0 }
        && day <= CalendarSystem.Iso.GetDaysInMonth(year, month) ? new LocalDate(year, month, day) : null;

    /// <summary>Reads an expression that has been divided into words.</summary>
    /// <param name="words">The words, without the time zone.</param>
    /// <param name="text">What was written, for messages.</param>
    public static Outcome<OnCalendarExpression> Read(string[] words, string text)
    {
        try
        {
            return Parse(words);
        }
        catch (UnreadableException e)
        {
            return ConversionFinding.Unreadable("OnCalendar", text, e.Message, e.Suggestion);
        }
    }

    /// <summary>As systemd normalizes it: <c>Sat *-*-* 22:00:00</c>. Days from the month's end must be one run.</summary>
    public override string ToString()
    {
        var weekdays = Written(Fields.Weekdays, 7, d => Weekdays[d - 1].Substring(0, 3), "");
        var last = Fields.MonthDays.Count > 0 && Fields.MonthDays[0] < 0;
        int[] days = last ? [.. Fields.MonthDays.Select(d => -d).OrderBy(d => d)] : [.. Fields.MonthDays];
        var day = last && days.Length > 1 ? $"{Two(days[0])}..{Two(days[days.Length - 1])}" : Written(days, 31, Two);
        var date = $"{Years()}-{Written(Fields.Months, 12, Two)}{(last ? "~" : "-")}{day}";
        return $"{weekdays}{(weekdays.Length > 0 ? " " : "")}{date} {Written(Fields.Hours, 24, Two)}:{Written(Fields.Minutes, 60, Two)}:{Written(Fields.Seconds, 60, Two)}";
    }

    private static OnCalendarExpression Parse(string[] words)
    {
        if (words.Length == 1 && Shorthands.TryGetValue(words[0], out var meant)) words = meant.Split(' ');
        var midnight = new CalendarFields { Hours = [0], Minutes = [0], Seconds = [0] };
        var (read, next) = (new OnCalendarExpression(midnight), 0);
        if (char.IsLetter(words[0][0])) read = read with { Fields = read.Fields with { Weekdays = ReadWeekdays(words[next++]) } };
        if (next < words.Length && words[next].IndexOf(':') < 0) read = ReadDate(words[next++], read);
        if (next < words.Length && words[next].IndexOf(':') >= 0) read = ReadTime(words[next++], read);
        return next == words.Length ? read : throw Fault(words[next], "is one word too many", "Write weekdays, a date, a time and a time zone, in this order.");
    }

    // systemd takes ".." for ranges and, from of old, "-"; a comma may end the list.
    private static int[] ReadWeekdays(string word)
    {
        var days = new SortedSet<int>();
        foreach (var item in word.TrimEnd(',').Split(','))
        {
            var ends = Regex.Split(item, @"\.\.|-");
            var (from, to) = (Weekday(ends[0]), Weekday(ends[ends.Length - 1]));
            if (ends.Length > 2) throw Fault(item, "is no range of weekdays", "Write Mon..Fri.");
            if (to < from) throw Fault(item, "runs backwards", "The week begins on Monday: write Sat,Sun,Mon.");
            for (var day = from; day <= to; day++) _ = days.Add(day);
        }

        return days.Count == 7 ? [] : [.. days];
    }

    private static int Weekday(string word)
    {
        var day = Array.FindIndex(Weekdays, d => string.Equals(d, word, StringComparison.OrdinalIgnoreCase)
            || string.Equals(d.Substring(0, 3), word, StringComparison.OrdinalIgnoreCase)) + 1;
        if (day > 0) return day;
        var near = NearestWord.To(word, Weekdays.Concat(Weekdays.Select(d => d.Substring(0, 3))).Concat(Shorthands.Keys));
        throw Fault(word, "is neither a weekday nor a shorthand", "Write Sat, Mon..Fri, or daily, weekly, monthly, quarterly, yearly.", near);
    }

    private static OnCalendarExpression ReadDate(string word, OnCalendarExpression read)
    {
        var match = Regex.Match(word, @"^(?:(?<year>[0-9*.,/]+)-)?(?<month>[0-9*.,/]+)(?<sign>[-~])(?<day>[0-9*.,/]+)$");
        if (!match.Success) throw Fault(word, "is no date or time", "Write 22:00 for a time, *-*-01 for the first of each month, *-*~01 for the last day, or 2026-12-05.");
        var (day, last) = (match.Groups["day"].Value, match.Groups["sign"].Value == "~");
        var days = last && day != "*" ? FromEnd(day) : Values(day, "day", 1, 31);
        var fields = read.Fields with { Months = Values(match.Groups["month"].Value, "month", 1, 12), MonthDays = days };
        read = read with { Fields = fields };
        var year = match.Groups["year"].Value;
        if (year is "" or "*") return read;
        int[] years = [.. Values(year, "year", 0, FurthestYear).Select(y => y < 70 ? y + 2000 : y < 100 ? y + 1900 : y).Distinct().OrderBy(y => y)];
        var every = years.Length > 1 ? years[1] - years[0] : 1;
        if (years.Length == 0 || years[0] < 1970) throw Fault(year, "is not in 1970 to 2199", null);
        if (Enumerable.Range(1, years.Length - 1).Any(i => years[i] - years[i - 1] != every))
            throw Fault(year, "has years at unequal distances", "Convert them one by one.");
        var open = Regex.IsMatch(year, "^[0-9]+/[0-9]+$");
        return read with { FirstYear = years[0], LastYear = open ? null : years[years.Length - 1], EveryYears = every };
    }

    private static OnCalendarExpression ReadTime(string word, OnCalendarExpression read)
    {
        var parts = word.Split(':');
        if (parts.Length > 3) throw Fault(word, "is no time of day", "Write 22:00 or 22:00:00.");
        return read with
        {
            Fields = read.Fields with
            {
                Hours = Values(parts[0], "hour", 0, 23),
                Minutes = Values(parts[1], "minute", 0, 59),
                Seconds = parts.Length == 3 ? Values(parts[2], "second", 0, 59) : [0],
            },
        };
    }

    // ~07/1 are the seventh last day and every one after it; ~01..07/3 count from the last day backwards: 1, 4, 7.
    private static int[] FromEnd(string chain) =>
    [
        .. chain.Split(',').SelectMany(item =>
        {
            var match = Component(item, "day");
            var (from, step) = (Number(match, "from"), match.Groups["step"].Success ? Number(match, "step") : 1);
            var to = match.Groups["to"].Success ? Number(match, "to") : match.Groups["step"].Success ? 1 : from;
            if (from == 0 || step == 0 || (match.Groups["to"].Success && to < from)) throw Fault(item, "is no day from the month's end", "Write 01 for the last day, 01..07 for the last seven.");
            if (Math.Max(from, to) > 28) throw Fault(item, "counts more than 28 days from the month's end", null);
            if (match.Groups["step"].Success && !match.Groups["to"].Success && from <= step) throw Fault(item, "has a step that leads past the month's end", null);
            return Enumerable.Range(0, (Math.Abs(to - from) / step) + 1).Select(i => -(from + (Math.Sign(to - from) * i * step)));
        }).Distinct().OrderBy(d => d),
    ];

    private static int[] Values(string chain, string name, int least, int most)
    {
        if (chain == "*") return [];
        var values = new SortedSet<int>();
        foreach (var item in chain.Split(','))
        {
            var match = Component(item, name);
            var from = Number(match, "from");
            var step = match.Groups["step"].Success ? Number(match, "step") : 1;
            var to = match.Groups["to"].Success ? Number(match, "to") : match.Groups["step"].Success ? most : from;
            if (from < least || from > most || to > most) throw Fault(item, $"is not in {least} to {most}, as the {name} must be", null);
            if (to < from) throw Fault(item, "runs backwards", $"Write the lower {name} first.");
            if (step == 0) throw Fault(item, "has a step of nothing", "Write 0/15, for instance.");
            if (match.Groups["step"].Success && !match.Groups["to"].Success && from + step > to) throw Fault(item, $"has a step that leads past {to}", null);
            for (var value = from; value <= to; value += step) _ = values.Add(value);
        }

        return values.Count == most - least + 1 ? [] : [.. values];
    }

    private static Match Component(string item, string name)
    {
        var match = Regex.Match(item, @"^(?<from>[0-9]{1,4})(?:\.\.(?<to>[0-9]{1,4}))?(?:/(?<step>[0-9]{1,4}))?$");
        return match.Success ? match : throw Fault(item, $"is no {name}", "Write a number, *, 1..7, 0/15, or several divided by commas.");
    }

    private static int Number(Match match, string group) => int.Parse(match.Groups[group].Value, NumberStyles.None, CultureInfo.InvariantCulture);

    private string Years() => this switch
    {
        { FirstYear: null } => "*",
        { LastYear: { } last } when last == FirstYear => Four(last),
        _ => $"{Four(FirstYear.Value)}{(LastYear is { } to ? ".." + Four(to) : "")}{(EveryYears > 1 || LastYear is null ? "/" + EveryYears.ToString(CultureInfo.InvariantCulture) : "")}",
    };

    private static string Written(IReadOnlyList<int> values, int all, Func<int, string> name, string every = "*") => values.Count == 0 || values.Count == all
        ? every
        : string.Join(",", CalendarFields.Runs(values).SelectMany(r => r.To - r.From < 2
            ? Enumerable.Range(r.From, r.To - r.From + 1).Select(name)
            : [name(r.From) + ".." + name(r.To)]));

    private static string Two(int value) => value.ToString("00", CultureInfo.InvariantCulture);

    private static string Four(int value) => value.ToString("0000", CultureInfo.InvariantCulture);

    private static UnreadableException Fault(string word, string reason, string? suggestion, string? near = null) =>
        new($"'{word}' {reason}.{NearestWord.Question(near)}", suggestion);

    // Leaves the reading of an expression at its first fault; never leaves this class.
#pragma warning disable CA1032, CA1064 // A private signal, not an exception for others.
    private sealed class UnreadableException(string message, string? suggestion) : Exception(message)
    {
        public string? Suggestion { get; } = suggestion;
    }
#pragma warning restore CA1032, CA1064
}
