namespace PatchWindow.Core.Recurrence;

/// <summary>
/// The table of RFC 5545 §3.3.10 for days: whether a day satisfies every part of a rule, where what no part says is taken
/// from DTSTART. INTERVAL and BYSETPOS are not asked here: they speak of periods, not of days.
/// </summary>
internal sealed class DayTest
{
    private readonly RecurrenceRule rule;
    private readonly int weekStart;
    private readonly int startWeekday, startMonth, startDay;
    private readonly bool ordinalsInMonth;

    /// <param name="rule">The rule.</param>
    /// <param name="start">The day of DTSTART.</param>
    public DayTest(RecurrenceRule rule, int start)
    {
        this.rule = rule;
        weekStart = (int)rule.WeekStart - 1;
        var year = Days.YearOf(start, out var dayOfYear);
        startWeekday = Days.WeekdayOf(start);
        startMonth = Days.MonthOf(dayOfYear, Days.IsLeap(year));
        startDay = dayOfYear - Days.MonthStart(startMonth, Days.IsLeap(year)) + 1;

        // "Special expand" of BYDAY: within the month for MONTHLY and for YEARLY with BYMONTH, within the year otherwise (note 2).
        ordinalsInMonth = rule.Frequency == Frequency.Monthly || rule.ByMonth.Count > 0;
    }

    /// <summary>Whether the answer depends on more than the layout of the day's own year, because weeks reach over its ends.</summary>
    public bool LooksAtNeighbours => rule.ByWeekNo.Count > 0;

    public bool Holds(int day)
    {
        var year = Days.YearOf(day, out var dayOfYear);
        var leap = Days.IsLeap(year);
        var month = Days.MonthOf(dayOfYear, leap);
        var monthStart = Days.MonthStart(month, leap);
        var monthLength = Days.MonthStart(month + 1, leap) - monthStart;
        var dayOfMonth = dayOfYear - monthStart + 1;
        var weekday = Days.WeekdayOf(day);
        return In(rule.ByMonth, month + 1, 12)
            && In(rule.ByMonthDay, dayOfMonth, monthLength)
            && In(rule.ByYearDay, dayOfYear + 1, Days.Length(year))
            && OnWeekNumber(day)
            && (ordinalsInMonth ? OnByDay(weekday, dayOfMonth, monthLength) : OnByDay(weekday, dayOfYear + 1, Days.Length(year)))
            && OnStart(weekday, month, dayOfMonth);
    }

    // A part with negative values counts from the end of what it divides.
    private static bool In(IReadOnlyList<int> part, int value, int length) =>
        part.Count == 0 || part.Contains(value) || part.Contains(value - length - 1);

    private bool OnWeekNumber(int day)
    {
        if (rule.ByWeekNo.Count == 0) return true;
        var year = WeekYear.Of(day, weekStart);
        var first = WeekYear.First(year, weekStart);
        return In(rule.ByWeekNo, ((day - first) / 7) + 1, (WeekYear.First(year + 1, weekStart) - first) / 7);
    }

    private bool OnByDay(int weekday, int position, int length)
    {
        if (rule.ByDay.Count == 0) return true;
        foreach (var item in rule.ByDay)
        {
            if ((int)item.Day - 1 != weekday) continue;
            if (item.Ordinal == 0 || item.Ordinal == (position + 6) / 7 || -item.Ordinal == (length - position + 7) / 7) return true;
        }

        return false;
    }

    private bool OnStart(int weekday, int month, int dayOfMonth) => rule switch
    {
        // Limits alone: DAILY and below ask DTSTART for no day.
        { Frequency: <= Frequency.Daily } => true,
        { ByDay.Count: > 0 } or { ByMonthDay.Count: > 0 } or { ByYearDay.Count: > 0 } => true,
        { Frequency: Frequency.Weekly } or { ByWeekNo.Count: > 0 } => weekday == startWeekday,
        { Frequency: Frequency.Monthly } or { ByMonth.Count: > 0 } => dayOfMonth == startDay,
        _ => dayOfMonth == startDay && month == startMonth,
    };
}
