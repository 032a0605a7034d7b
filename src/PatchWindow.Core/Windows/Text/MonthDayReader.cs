using System.Globalization;
using NodaTime;
using PatchWindow.Core.Recurrence;

namespace PatchWindow.Core.Windows.Text;

/// <summary>
/// Reads days of a month: <c>2nd Tue</c>, <c>1st,3rd Tue and last Fri</c>, <c>last business day</c>, <c>1st of Sat,Sun</c>,
/// <c>day 1,15</c>, <c>1st and 15th</c>, <c>last day</c>.
/// </summary>
internal static class MonthDayReader
{
    private const string Examples = "Write '2nd Tue', 'last Fri', 'last business day' or 'day 15', for instance.";

    // What may stand after "1st and 15th".
    private static readonly string[] Following = ["of", "in", "at", "from", "between", "noon", "midnight", "every", "each", "plus", "minus"];

    /// <summary>Whether days of a month begin there.</summary>
    public static bool Begins(TokenReader words) => DayNames.Ordinal(words.Ahead()) is not null || BeginsNumbers(words) || words.Is("patch");

    /// <summary>The rule with the days that follow.</summary>
    public static RecurrenceRule Read(TokenReader words, RecurrenceRule period)
    {
        words.Take("on");
        words.Take("the");
        if (BeginsNumbers(words)) return period with { ByMonthDay = Sorted(Numbers(words)) };
        if (!Begins(words))
        {
            throw words.Fault(
                "is not a day of the month", Examples, "a day of the month such as '2nd Tue'", DayNames.Beginnings.Concat(["day", "last"]));
        }

        var from = words.Position;
        var days = Group(words);
        while (words.TakeComma(by => IsNth(words, by)))
        {
            var next = Group(words);
            if (next.ByDay.Count == 0 || days.ByDay.Count == 0 || days.BySetPos.Count + next.BySetPos.Count > 0)
                throw words.FaultOf(from, words.Position, "mixes kinds of days", "Write one schedule for each.");
            days = days with { ByDay = [.. days.ByDay, .. next.ByDay] };
        }

        return period with { ByDay = Sorted(days.ByDay), ByMonthDay = Sorted(days.ByMonthDay), BySetPos = Sorted(days.BySetPos) };
    }

    private static bool BeginsNumbers(TokenReader words) =>
        words.IsAnyOf(0, "day", "days") && (words.IsKind(TokenKind.Number, 1) || DayNames.Ordinal(words.Ahead(1)) is not null);

    // day 1-7,15,last
    private static IEnumerable<int> Numbers(TokenReader words)
    {
        words.Position++;
        var days = new List<int>();
        do
        {
            var at = words.Position;
            var first = DayNumber(words);
            days.Add(first);

            // "day 15 -1d" is moved, and no range.
            if (words.Is("-") && words.IsKind(TokenKind.Number, 1) && !OffsetReader.IsUnit(words, 2))
            {
                words.Position++;
                var last = DayNumber(words);
                if (first < 0 || last <= first) throw words.FaultOf(at, words.Position, "does not go from a day to a later one", "Write 'day 1-7', for instance.");
                days.AddRange(Enumerable.Range(first + 1, last - first));
            }
        }
        while (words.TakeComma(by => words.IsKind(TokenKind.Number, by) || IsNth(words, by)));
        return days;
    }

    private static int DayNumber(TokenReader words)
    {
        var at = words.Position;
        int day;
        if (words.IsKind(TokenKind.Number))
        {
            _ = int.TryParse(words.Ahead()!.Value.Word, NumberStyles.None, CultureInfo.InvariantCulture, out day);
            words.Position++;
        }
        else
        {
            day = Nth(words);
        }

        return Math.Abs(day) is >= 1 and <= 31 ? day : throw words.FaultAt(at, "is no day of a month", "Days are 1 to 31, or last.");
    }

    private static RecurrenceRule Group(TokenReader words)
    {
        if (words.Is("patch")) return PatchTuesday(words);
        var from = words.Position;
        var nth = new List<int>();
        do
        {
            words.Take("the");
            nth.Add(Nth(words));
        }
        while (words.TakeComma(by => IsNth(words, by)));
        var noun = words.Position;
        if (WeekdayReader.BusinessDay(words) is { } count)
        {
            words.Position += count;
            return Among(words, from, nth, DayNames.BusinessDays);
        }

        if (words.Is("weekend") && words.IsAnyOf(1, "day", "days"))
        {
            words.Position += 2;
            return Among(words, from, nth, DayNames.Weekend);
        }

        if (WeekdayReader.Begins(words)) return Weekday(words, from, noun, nth);
        if (words.Is("of") && WeekdayReader.Begins(words, 1))
        {
            words.Position++;
            return Among(words, from, nth, WeekdayReader.Read(words)!);
        }

        if (words.Is("week"))
        {
            throw words.FaultOf(
                from, words.Position + 1, "could be counted from the 1st or from the first Monday", $"Write '{OrdinalText.Format(nth[0])} Tue' for a weekday of the month.");
        }

        if (words.IsKind(TokenKind.Word) && !words.IsAnyOf(0, "day", "days") && !words.IsAnyOf(0, Following) && nth.TrueForAll(n => Math.Abs(n) <= 5))
            throw words.Fault("is not a weekday", Examples, near: DayNames.WeekdayNames.Concat(["day"]));
        if (!words.Take("day", "days") && nth.Exists(n => n < 0))
            throw words.Fault("stands where a weekday or 'day' should", "Write 'last Fri' or 'last day'.", "a weekday or 'day'", DayNames.WeekdayNames);
        return nth.Exists(n => Math.Abs(n) is < 1 or > 31)
            ? throw words.FaultOf(from, noun, "is no day of a month", "Days are 1st to 31st, or last.")
            : new RecurrenceRule { ByMonthDay = nth };
    }

    // Microsoft's day of the month, and everybody else's word for it.
    private static RecurrenceRule PatchTuesday(TokenReader words)
    {
        words.Position++;
        if (DayNames.Weekday(words.Ahead()) != IsoDayOfWeek.Tuesday) throw words.Fault("does not follow 'patch'", "Write 'patch Tuesday', or '2nd Tue'.", "'Tuesday'");
        words.Position++;
        return new RecurrenceRule { ByDay = [new(2, IsoDayOfWeek.Tuesday)] };
    }

    private static RecurrenceRule Weekday(TokenReader words, int from, int noun, List<int> nth)
    {
        var several = new List<IsoDayOfWeek>(WeekdayReader.Read(words)!);

        // "last Fri Sat" lacks a comma and would be no clearer with one.
        while (WeekdayReader.Begins(words)) several.AddRange(WeekdayReader.Read(words)!);
        if (several.Count > 1)
        {
            var named = DayNamesOf(several);
            string[] each = [.. nth.Select(n => string.Join(",", named.Select(d => $"{OrdinalText.Format(n)} {d}")))];
            string[] pairs = nth.Count == several.Count ? [string.Join(",", nth.Zip(named, (n, d) => $"{OrdinalText.Format(n)} {d}"))] : [];
            throw words.Ambiguous(
                from, words.Position, "can be each of these weekdays or one among them",
                [.. pairs, string.Join(",", each), $"{string.Join(",", nth.Select(OrdinalText.Format))} of {string.Join(",", named)}"]);
        }

        if (nth.Exists(n => Math.Abs(n) is < 1 or > 5))
            throw words.FaultOf(from, noun, "is not one of 1st to 5th or last", $"A month has at most five of a weekday. For a day of the month write 'day {Math.Abs(nth.Find(n => Math.Abs(n) is < 1 or > 5))}'.");
        return new RecurrenceRule { ByDay = [.. nth.Select(n => new WeekdayOrdinal(n, several[0]))] };
    }

    private static IEnumerable<string> DayNamesOf(IEnumerable<IsoDayOfWeek> days) => days.Select(DayNames.Short);

    private static RecurrenceRule Among(TokenReader words, int from, List<int> nth, IReadOnlyList<IsoDayOfWeek> days)
    {
        if (nth.Exists(n => n == 0 || Math.Abs(n) > 5 * days.Count)) throw words.FaultOf(from, words.Position, "comes in no month", Examples);
        return days.Count == 1
            ? Among(words, from, nth, days[0])
            : new RecurrenceRule { ByDay = [.. days.Select(d => new WeekdayOrdinal(0, d))], BySetPos = nth };
    }

    private static RecurrenceRule Among(TokenReader words, int from, List<int> nth, IsoDayOfWeek day) => nth.Exists(n => Math.Abs(n) > 5)
        ? throw words.FaultOf(from, words.Position, "comes in no month", Examples)
        : new RecurrenceRule { ByDay = [.. nth.Select(n => new WeekdayOrdinal(n, day))] };

    private static bool IsNth(TokenReader words, int ahead) => DayNames.Ordinal(words.Ahead(words.Is("the", ahead) ? ahead + 1 : ahead)) is not null;

    // 2nd, last, 2nd-to-last.
    private static int Nth(TokenReader words)
    {
        var at = words.Position;
        var nth = DayNames.Ordinal(words.Ahead())!.Value;
        words.Position++;
        if (nth < 0) return nth;
        var to = words.Is("-") ? 1 : 0;
        if (words.Is("to", to))
        {
            var last = to + 1 + (words.Is("-", to + 1) ? 1 : 0);
            if (!words.Is("last", last)) throw words.Fault("should be 'to last'", "Write '2nd-to-last Fri', for instance.");
            words.Position += last + 1;
            return -nth;
        }

        if (!words.Is("last")) return nth;
        var name = OrdinalText.Format(nth);
        throw words.Ambiguous(at, at + 2, "can be both or one counted from the end", $"{name},last", $"{name}-to-last");
    }

    private static IReadOnlyList<int> Sorted(IEnumerable<int> numbers) => [.. numbers.Distinct().OrderBy(n => n < 0).ThenBy(n => n)];

    private static IReadOnlyList<WeekdayOrdinal> Sorted(IEnumerable<WeekdayOrdinal> days) =>
        [.. days.Distinct().OrderBy(d => d.Day).ThenBy(d => d.Ordinal < 0).ThenBy(d => d.Ordinal)];
}
