using PatchWindow.Core.Recurrence;

namespace PatchWindow.Core.Tests.Recurrence;

/// <summary>
/// A second reading of RFC 5545 §3.3.10, on BCL dates and without any arithmetic worth the name: every day is asked whether
/// it is in the set. Slow, and written apart from the engine that it judges.
/// </summary>
internal sealed class DayJudge(RecurrenceRule rule, DateOnly start)
{
    /// <summary>The rule's dates up to and including a day. COUNT is left to the caller.</summary>
    public IEnumerable<DateOnly> Until(DateOnly last)
    {
        // Two years before and after, so that the first and the last period are whole for BYSETPOS.
        var days = Enumerable
            .Range(start.DayNumber - 740, last.DayNumber - start.DayNumber + 1480)
            .Select(DateOnly.FromDayNumber)
            .Where(d => (Period(d) - Period(start)) % rule.Interval == 0 && Fits(d));
        var chosen = rule.BySetPos.Count == 0 ? days : days.GroupBy(Period).SelectMany(period =>
        {
            var set = period.ToArray();
            return set.Where((_, i) => rule.BySetPos.Contains(i + 1) || rule.BySetPos.Contains(i - set.Length));
        });
        return chosen.Where(d => d >= start && d <= last);
    }

    private int Period(DateOnly d) => rule.Frequency switch
    {
        Frequency.Daily => d.DayNumber,
        Frequency.Weekly => WeekStart(d).DayNumber / 7,
        Frequency.Monthly => (d.Year * 12) + d.Month,
        _ => rule.ByWeekNo.Count > 0 ? Middle(d).Year : d.Year,
    };

    private bool Fits(DateOnly d)
    {
        var days = DateTime.DaysInMonth(d.Year, d.Month);
        var year = DateTime.IsLeapYear(d.Year) ? 366 : 365;
        return In(rule.ByMonth, d.Month, 99)
            && In(rule.ByMonthDay, d.Day, days)
            && In(rule.ByYearDay, d.DayOfYear, year)
            && In(rule.ByWeekNo, WeekNumber(d), WeekNumber(new DateOnly(Middle(d).Year, 12, 28)))
            && OnByDay(d, days, year)
            && OnStart(d);
    }

    private static bool In(IReadOnlyList<int> part, int value, int length) =>
        part.Count == 0 || part.Contains(value) || part.Contains(value - length - 1);

    private bool OnByDay(DateOnly d, int daysInMonth, int daysInYear)
    {
        if (rule.ByDay.Count == 0) return true;
        var inMonth = rule.Frequency == Frequency.Monthly || rule.ByMonth.Count > 0;
        var (day, length) = inMonth ? (d.Day, daysInMonth) : (d.DayOfYear, daysInYear);
        return rule.ByDay.Any(b => ((int)b.Day % 7) == (int)d.DayOfWeek
            && (b.Ordinal == 0 || b.Ordinal == (day + 6) / 7 || -b.Ordinal == (length - day + 7) / 7));
    }

    // What the rule does not say, DTSTART says.
    private bool OnStart(DateOnly d)
    {
        if (rule.ByDay.Count + rule.ByMonthDay.Count + rule.ByYearDay.Count > 0 || rule.Frequency == Frequency.Daily) return true;
        if (rule.Frequency == Frequency.Weekly || rule.ByWeekNo.Count > 0) return d.DayOfWeek == start.DayOfWeek;
        return d.Day == start.Day
            && (rule.Frequency == Frequency.Monthly || rule.ByMonth.Count > 0 || d.Month == start.Month);
    }

    private DateOnly WeekStart(DateOnly d) => d.AddDays(-(((int)d.DayOfWeek - ((int)rule.WeekStart % 7) + 7) % 7));

    // The fourth day of a week lies in the week's own year: week 1 is the first with four days in it.
    private DateOnly Middle(DateOnly d) => WeekStart(d).AddDays(3);

    private int WeekNumber(DateOnly d) => (Middle(d).DayOfYear + 6) / 7;
}
