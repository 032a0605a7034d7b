using System.Globalization;
using PatchWindow.Core.Recurrence;

namespace PatchWindow.Core.Windows.Text;

/// <summary>Reads how often: <c>daily</c>, <c>every 2 weeks</c>, <c>every other month</c>, <c>quarterly</c>.</summary>
internal static class PeriodReader
{
    private const string Units = "Write 'every 3 days', 'every 2 weeks Wed', 'every 3 months 1st Sun', or '2nd Tue' for the second of each month.";

    /// <summary>The frequency and interval, or null where the next word is none of these.</summary>
    public static RecurrenceRule? Read(TokenReader words)
    {
        var parts = words.IsAnyOf(0, "biweekly", "bimonthly", "semiweekly", "semimonthly") ? 1 : words.IsAnyOf(0, "bi", "semi") && words.Is("-", 1) ? 3 : 0;
        if (parts > 0)
        {
            throw words.FaultOf(
                words.Position, words.Position + parts, "means every second one to some and two in each to others",
                "Write 'every 2 weeks Wed' or 'Wed,Sat', and 'every 2 months 1st Sun' or 'day 1,15'.");
        }

        if (words.Take("daily")) return Of(Frequency.Daily);
        if (words.Take("weekly")) return Of(Frequency.Weekly);
        if (words.Take("fortnightly")) return Of(Frequency.Weekly, 2);
        if (words.Take("monthly")) return Of(Frequency.Monthly);
        if (words.Take("quarterly")) return Of(Frequency.Monthly, 3);
        if (words.Take("yearly", "annually")) return Of(Frequency.Yearly);
        return words.Take("every", "each") ? Every(words) : null;
    }

    private static RecurrenceRule? Every(TokenReader words)
    {
        words.Take("single");
        var from = words.Position;
        if (words.AtEnd) throw words.Fault("", Units, "a weekday or a number");
        if (words.Take("other"))
        {
            if (Unit(words, 2) is { } other) return other;

            // Every other Tuesday is one every two weeks.
            if (DayNames.Weekday(words.Ahead()) is not null) return Of(Frequency.Weekly, 2);
            throw words.Fault("is neither a weekday nor days, weeks, months or years", Units, "a weekday or a unit");
        }

        if (words.IsKind(TokenKind.Number)) return Counted(words);
        if (words.Ahead() is { } first && DayNames.Ordinal(first) is { } nth)
        {
            if (nth > 1) Second(words, from, nth);
            words.Position++;
            if (nth > 0 && !words.IsAnyOf(0, "day", "days") && Unit(words, nth) is { } counted) return counted;
            words.Position = from;
            return null;
        }

        // Every business day is no period of its own, and neither is every Tuesday.
        return Unit(words, 1);
    }

    private static RecurrenceRule? Counted(TokenReader words)
    {
        var (from, word) = (words.Position, words.Ahead()!.Value);
        if (!int.TryParse(word.Word, NumberStyles.None, CultureInfo.InvariantCulture, out var n) || n is < 1 or > 999)
            throw words.FaultAt(from, "is no number from 1 to 999", Units);

        // Every 24 December.
        if (DayNames.Month(words.Ahead(1)) is not null) return Of(Frequency.Yearly);
        words.Position++;
        if (Unit(words, n) is { } counted) return counted;
        words.Position = from;
        if (n > 1) Second(words, from, n);
        words.Position++;
        throw words.Fault("must be days, weeks, months or years", Units, "'days', 'weeks', 'months' or 'years'", ["days", "weeks", "months", "years"]);
    }

    // "Every 2nd Tue" is the second of each month to one, and one in two weeks to another.
    private static void Second(TokenReader words, int from, int n)
    {
        words.Position = from + 1;
        var day = words.Position;
        var weekday = DayNames.Weekday(words.Ahead()) is { } name ? DayNames.Short(name) : null;
        if (weekday is not null)
        {
            throw words.Ambiguous(
                from - 1, day + 1, "is one a month to some and one in some weeks to others", $"{OrdinalText.Format(n)} {weekday}", $"every {n} weeks {weekday}");
        }

        if (words.IsAnyOf(0, "day", "days") && words.Ahead(-1)!.Value.Kind != TokenKind.Number)
            throw words.Ambiguous(from - 1, day + 1, "is one a month to some and one in some days to others", $"day {n}", $"every {n} days");
        // The 15th is a day; "every 2nd" without a word after it may lack "day" as well.
        if (n <= 3 && words.Ahead(-1)!.Value.Kind != TokenKind.Number && (words.AtEnd || TimeReader.Follows(words))) throw words.Ambiguous(from - 1, day, "is one a month to some and one in some days to others", $"day {n}", $"every {n} days");
        words.Position = from;
    }

    private static RecurrenceRule? Unit(TokenReader words, int n)
    {
        if (words.IsAnyOf(0, "hour", "hours", "minute", "minutes", "second", "seconds"))
            throw words.Fault("is too short: windows open once a day or less", "Write a rule instead: -RRule FREQ=HOURLY;INTERVAL=6.");
        if (words.Take("day", "days")) return Of(Frequency.Daily, n);
        if (words.Take("week", "weeks")) return Of(Frequency.Weekly, n);
        if (words.Take("month", "months")) return Of(Frequency.Monthly, n);
        if (words.Take("quarter", "quarters") && n <= 333) return Of(Frequency.Monthly, 3 * n);
        return words.Take("year", "years") ? Of(Frequency.Yearly, n) : null;
    }

    private static RecurrenceRule Of(Frequency frequency, int interval = 1) => new() { Frequency = frequency, Interval = interval };
}
