using System.Globalization;
using PatchWindow.Core.Recurrence;
using PatchWindow.Core.Text;

namespace PatchWindow.Core.Windows.Text;

/// <summary>Reads when windows open, and their end where it is given with it: <c>22:00</c>, <c>10pm</c>, <c>22:00-02:00</c>.</summary>
internal static class TimeReader
{
    private const string OneEach = "Write one schedule for each time.";

    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    private static readonly string[] Afternoon = ["pm", "p.m", "p.m."], Morning = ["am", "a.m", "a.m."];

    public static void Read(TokenReader words, ScheduleDraft draft)
    {
        var from = words.Position;
        words.Take("at", "@");
        var times = new SortedSet<TimeSpan>();
        TimeSpan? lasts = null;
        var at = words.Position;
        var starts = new List<int>();
        do
        {
            starts.Add(words.Position);
            var (start, duration) = Item(words, from);
            if (times.Count > 0 && duration != lasts) throw words.FaultOf(at, words.Position, "are windows of several lengths", OneEach);
            times.Add(start);
            lasts = duration;
        }
        while (words.TakeComma(by => Begins(words, by)));
        if (lasts is null && starts.Exists(s => HalfDays.HasHalf(words, s)) && starts.Exists(s => HalfDays.MayBeEither(words, s)))
            throw words.FaultOf(at, words.Position, "has am or pm beside one time and not beside another", "Write all of them with it, or by 24 hours: 10:00,23:00.");
        if (times.Count > 1) Check(words, at, times, draft.Rule);
        draft.Times = [.. times];

        // "01:00-05:00" says what the clock shows at the end; "for 4h" says how much time passes.
        if (lasts is null) return;
        draft.Duration = lasts;
        draft.Mode = DurationMode.WallClock;
    }

    /// <summary>Whether a time follows, or a word that says that one should.</summary>
    public static bool Follows(TokenReader words) => words.IsAnyOf(0, "at", "@", "between", "for", "lasting") || Begins(words) || (words.Is("from") && Begins(words, 1));

    /// <summary>From midnight until the clock shows the next.</summary>
    public static void MakeWholeDays(ScheduleDraft draft) => 
        (draft.IsWholeDays, draft.Times, draft.Duration, draft.Mode) = (true, [TimeSpan.Zero], Day, DurationMode.WallClock);

    /// <summary>Whether a time of day begins there.</summary>
    public static bool Begins(TokenReader words, int ahead = 0) => words.IsKind(TokenKind.Time, ahead) || words.IsAnyOf(ahead, "noon", "midnight")
        || (words.IsKind(TokenKind.Number, ahead) && SaysHalf(words, ahead + 1));

    /// <summary>Whether am or pm stands there.</summary>
    public static bool SaysHalf(TokenReader words, int ahead) => words.IsAnyOf(ahead, Afternoon) || words.IsAnyOf(ahead, Morning);

    private static void Check(TokenReader words, int at, SortedSet<TimeSpan> times, RecurrenceRule? rule)
    {
        // A rule crosses its hours with its minutes, and counts positions over the times as well as over the days.
        var (what, problem) = (words.Position, (string?)null);
        if (times.Select(t => t - TimeSpan.FromHours(t.Hours)).Distinct().Count() > 1) problem = "are several minutes of the hour";
        if (rule is null) problem = "are several times on a date";
        if (rule is { BySetPos.Count: > 0 }) problem = "are several times on one day among others";
        if (problem is not null) throw words.FaultOf(at, what, problem, OneEach);
    }

    private static (TimeSpan Start, TimeSpan? Lasts) Item(TokenReader words, int from)
    {
        var between = words.Take("between");
        if (!between && words.Is("from") && Begins(words, 1)) words.Position++;
        var first = words.Position;
        var start = Start(words, from);
        if (!words.IsAnyOf(0, "-", "to", "until", "till", "through") && !(between && words.Is("and"))) return (start, null);
        if (words.Is("-") && words.IsKind(TokenKind.Number, 1) && !Begins(words, 1))
        {
            words.Position++;
            throw words.Fault("is not a time of day", "Write 22:00-02:00, or 22:00 for 4h.");
        }

        // "22:00 until 2026-12-31" ends the schedule and not the window.
        if (words.IsAnyOf(0, "until", "till", "through") && !Begins(words, 1)) return (start, null);
        words.Position++;
        if (DayNames.Weekday(words.Ahead()) is not null && Begins(words, 1))
            throw words.FaultOf(first, words.Position + 2, "ends on another day", "Write how long a window lasts: 'Fri 22:00 for 2d8h', for instance.");
        var last = words.Position;
        var end = words.Take("midnight") ? Day : Clock(words, allowsDayEnd: true);
        var lasts = end > start ? end - start : end + Day - start;
        HalfDays.Check(words, first, last, start, lasts);
        return (start, lasts);
    }

    private static TimeSpan Start(TokenReader words, int from)
    {
        var at = words.Position;
        if (words.Is("midnight")) throw words.Ambiguous(from, at + 1, "is the day's beginning or its end", "00:00", "+1d 00:00");
        var time = Clock(words, allowsDayEnd: true);
        return time < Day
            ? time
            : throw words.FaultOf(at, words.Position, "ends a day and begins none", "Write 00:00 for the day's beginning, or '+1d 00:00' for the next day's.");
    }

    private static TimeSpan Clock(TokenReader words, bool allowsDayEnd)
    {
        if (words.Take("noon")) return TimeSpan.FromHours(12);
        var at = words.Position;
        if (!Begins(words)) throw NoTime(words);
        string[] parts = words.Ahead()!.Value.Word.Split(':');
        int[] numbers = [.. parts.Select(p => int.TryParse(p, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : 99)];
        words.Position++;
        var (minute, second) = (numbers.Length > 1 ? numbers[1] : 0, numbers.Length > 2 ? numbers[2] : 0);
        if (minute > 59 || second > 59) throw words.FaultAt(at, "is not a time of day", "Write 22:00, from 00:00 to 23:59.");
        var rest = new TimeSpan(0, minute, second);
        var isAfternoon = words.IsAnyOf(0, Afternoon);
        if (isAfternoon || words.IsAnyOf(0, Morning)) return TwelveHours(words, at, numbers[0], rest, isAfternoon);
        words.Take("h", "hrs", "hours", "o'clock");
        if (numbers[0] == 24 && rest == TimeSpan.Zero && allowsDayEnd) return Day;
        return numbers[0] < 24 ? TimeSpan.FromHours(numbers[0]) + rest : throw words.FaultAt(at, "is not a time of day", "Write 22:00, from 00:00 to 23:59.");
    }

    private static TimeSpan TwelveHours(TokenReader words, int at, int hour, TimeSpan rest, bool isAfternoon)
    {
        words.Position++;
        if (hour is < 1 or > 12) throw words.FaultOf(at, words.Position, "is not a time of day", "Write 10pm or 22:00.");
        if (hour < 12) return TimeSpan.FromHours(hour + (isAfternoon ? 12 : 0)) + rest;
        var minutes = rest.ToString("mm", CultureInfo.InvariantCulture);
        throw words.Ambiguous(at, words.Position, "is noon to some and midnight to others", "00:" + minutes, "12:" + minutes);
    }

    private static TextFaultException NoTime(TokenReader words)
    {
        if (words.AtEnd) return words.Fault("", "Add the time at which windows open, such as 22:00.", "a time");
        var at = words.Position;
        if (at > 0 && WeekdayReader.Begins(words))
            return words.Fault("stands where the time should", $"Divide several days by commas: '{words.Replaced(at - 1, at, words.Between(at - 1, at) + ",")}'.");
        if (words.IsAnyOf(0, "after", "before"))
            return words.Fault("does not follow a number of days, or one weekday", "Write 'Sat after 2nd Tue', or the days as an offset: '2nd Tue +4d'.");
        if (words.IsAnyOf(0, "for", "lasting", "except", "excluding", "also", "cutoff", "until")) return words.Fault("stands before the time", "Write the days and the time first: 'daily 22:00 for 4h except Sun'.");
        if (at > 0 && (words.IsKind(TokenKind.Date) || DateReader.DayAndMonth(words) is not null)) return words.Fault("is a second day", "Write a date alone, without its weekday: 2026-12-05 22:00 for 4h.");
        if (words.IsAnyOf(0, "or", "/")) return words.Fault("stands where the time should", "Divide several days by commas: Sat,Sun.");
        if (DayNames.Ordinal(words.Ahead()) is not null) return words.Fault("stands where the time should", "Write an ordinal before its weekday: 2nd Tue.");
        if (words.IsKind(TokenKind.Number) || words.IsKind(TokenKind.Slashed))
        {
            // 22, 2200, 22.00, 22h30: what is meant is plain, and how to write it as well.
            var count = words.Joined(at);
            if (words.Is("-", 1)) return words.FaultOf(at, at + count, "is not a time of day", "Write the minutes too: 22:00-02:00.");
            if (!TimeOfDayParser.Parse(words.Between(at, at + count)).TryGet(out _, out var problem))
                return words.FaultOf(at, at + count, "is not a time of day", problem.Suggestion);
        }

        return words.Fault("is not a time of day", "Write 22:00, 10pm or 22:00-02:00.", near: DayNames.WeekdayNames.Concat(["at", "noon", "midnight"]));
    }
}
