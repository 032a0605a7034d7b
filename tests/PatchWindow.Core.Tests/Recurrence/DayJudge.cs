using PatchWindow.Core.Recurrence;

namespace PatchWindow.Core.Tests.Recurrence;

/// <summary>
/// A second reading of RFC 5545 §3.3.10, on BCL dates and without any arithmetic worth the name: every day is asked whether
/// it is in the set. Slow, and written apart from the engine that it judges.
/// </summary>
internal sealed class DayJudge(RecurrenceRule rule, DateTime start)
{
    /// <summary>The rule's dates up to and including a day. COUNT is left to the caller.</summary>
    public IEnumerable<DateTime> Until(DateTime last)
    {
        // Two years before and after, so that the first and the last period are whole for BYSETPOS.
        var days = Enumerable
            .Range(Number(start) - 740, Number(last) - Number(start) + 1480)
            .Select(Day)
            .Where(d => (Period(d) - Period(start)) % rule.Interval == 0 && Fits(d));
        var chosen = rule.BySetPos.Count == 0 ? days : days.GroupBy(Period).SelectMany(period =>
        {
            var set = period.ToArray();
            return set.Where((_, i) => rule.BySetPos.Contains(i + 1) || rule.BySetPos.Contains(i - set.Length));
        });
        return chosen.Where(d => d >= start && d <= last);
    }

    private static int Number(DateTime d) => (int)(d.Ticks / TimeSpan.TicksPerDay);

    private static DateTime Day(int number) => DateTime.MinValue.AddDays(number);

    private int Period(DateTime d) => rule.Frequency switch
    {
        Frequency.Daily => Number(d),
        Frequency.Weekly => Number(WeekStart(d)) / 7,
        Frequency.Monthly => (d.Year * 12) + d.Month,
        _ => rule.ByWeekNo.Count > 0 ? Middle(d).Year : d.Year,
    };

    private bool Fits(DateTime d)
    {
        var days = DateTime.DaysInMonth(d.Year, d.Month);
        var year = DateTime.IsLeapYear(d.Year) ? 366 : 365;
        return In(rule.ByMonth, d.Month, 99)
            && In(rule.ByMonthDay, d.Day, days)
            && In(rule.ByYearDay, d.DayOfYear, year)
            && In(rule.ByWeekNo, WeekNumber(d), WeekNumber(new DateTime(Middle(d).Year, 12, 28)))
            && OnByDay(d, days, year)
            && OnStart(d);
    }

    private static bool In(IReadOnlyList<int> part, int value, int length) =>
        part.Count == 0 || part.Contains(value) || part.Contains(value - length - 1);

    private bool OnByDay(DateTime d, int daysInMonth, int daysInYear)
    {
        if (rule.ByDay.Count == 0) return true;
        var inMonth = rule.Frequency == Frequency.Monthly || rule.ByMonth.Count > 0;
        var (day, length) = inMonth ? (d.Day, daysInMonth) : (d.DayOfYear, daysInYear);
        return rule.ByDay.Any(b => ((int)b.Day % 7) == (int)d.DayOfWeek
            && (b.Ordinal == 0 || b.Ordinal == (day + 6) / 7 || -b.Ordinal == (length - day + 7) / 7));
    }

    // What the rule does not say, DTSTART says.
    private bool OnStart(DateTime d)
    {
        if (rule.ByDay.Count + rule.ByMonthDay.Count + rule.ByYearDay.Count > 0 || rule.Frequency == Frequency.Daily) return true;
        if (rule.Frequency == Frequency.Weekly || rule.ByWeekNo.Count > 0) return d.DayOfWeek == start.DayOfWeek;
        return d.Day == start.Day
            && (rule.Frequency == Frequency.Monthly || rule.ByMonth.Count > 0 || d.Month == start.Month);
    }

    private DateTime WeekStart(DateTime d) => d.AddDays(-(((int)d.DayOfWeek - ((int)rule.WeekStart % 7) + 7) % 7));

    // The fourth day of a week lies in the week's own year: week 1 is the first with four days in it.
    private DateTime Middle(DateTime d) => WeekStart(d).AddDays(3);

    private int WeekNumber(DateTime d) => (Middle(d).DayOfYear + 6) / 7;
}
