using NodaTime;
using PatchWindow.Core.Recurrence;

namespace PatchWindow.Core.Windows.Text;

/// <summary>Reads what is left out: <c>except Fri</c>, <c>except Dec</c>, <c>except 2026-12-24,2026-12-25</c>.</summary>
internal static class ExceptReader
{
    private const string Examples = "Write 'except Fri', 'except Dec' or 'except 2026-12-24'.";

    public static void Read(TokenReader words, ScheduleDraft draft)
    {
        do Item(words, draft);
        while (words.TakeComma(by => DateReader.Begins(words, by) || WeekdayReader.Begins(words, by) || DayNames.Month(words.Ahead(by)) is not null));
    }

    private static void Item(TokenReader words, ScheduleDraft draft)
    {
        var from = words.Position;
        if (DateReader.Begins(words))
        {
            draft.Except.Add(DateReader.Read(words));
            if (words.IsAnyOf(0, "-", "to", "through") && DateReader.Begins(words, 1))
                throw words.Fault("would leave out a stretch of days", "Make it a freeze of the policy, or write each date.");
        }
        else if (WeekdayReader.Read(words) is { } weekdays)
        {
            draft.Rule = Without(words, from, draft, weekdays);
        }
        else if (MonthReader.Read(words) is { Count: > 0 } months)
        {
            var rule = Movable(words, from, draft);
            int[] left = [.. (rule.ByMonth.Count > 0 ? rule.ByMonth : [.. Enumerable.Range(1, 12)]).Except(months)];
            if (left.Length == 0) throw words.FaultOf(from, words.Position, "leaves no month");
            draft.Rule = rule with { ByMonth = left };
        }
        else
        {
            throw words.Fault("is not a weekday, a month or a date", Examples, "a day", DayNames.WeekdayNames.Concat(DayNames.MonthNames));
        }
    }

    private static RecurrenceRule Without(TokenReader words, int from, ScheduleDraft draft, IReadOnlyList<IsoDayOfWeek> weekdays)
    {
        var rule = Movable(words, from, draft);
        if (rule.Frequency >= Frequency.Monthly && rule.ByMonthDay.Count == 0)
        {
            throw rule.BySetPos.Count > 0
                ? words.FaultOf(from, words.Position, "could be passed over or counted", "Name the weekdays to count among: 'last of Mon,Tue,Wed,Thu'.")
                : words.FaultOf(from, words.Position, "cannot be taken out of weekdays that have a number", "Leave that weekday out, or write the dates.");
        }

        IEnumerable<IsoDayOfWeek> among = rule.ByDay.Count > 0 ? rule.ByDay.Select(d => d.Day) : DayNames.Week;
        if (rule.Frequency == Frequency.Weekly && !weekdays.All(among.Contains))
            throw words.FaultOf(from, words.Position, "is not among the days", "Leave it out.");
        WeekdayOrdinal[] left = [.. among.Except(weekdays).Select(d => new WeekdayOrdinal(0, d))];
        if (left.Length == 0) throw words.FaultOf(from, words.Position, "leaves no day");

        // A few days of each week are better named than left over.
        var few = rule is { Frequency: Frequency.Daily, Interval: 1 } && left.Length <= 3;
        return rule with { Frequency = few ? Frequency.Weekly : rule.Frequency, ByDay = left };
    }

    // A rule's weekday is that of the day before it is moved, and who leaves out Fridays means those on which windows open.
    private static RecurrenceRule Movable(TokenReader words, int from, ScheduleDraft draft) => draft switch
    {
        { Rule: null } => throw words.FaultOf(from, words.Position, "cannot be left out of dates", "Leave those dates out."),
        { Offset: not null } => throw words.FaultOf(from, words.Position, "could be the day before it is moved or after", "Leave out dates, or name the days without an offset."),
        _ => draft.Rule,
    };
}
