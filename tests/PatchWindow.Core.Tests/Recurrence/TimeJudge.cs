using PatchWindow.Core.Recurrence;

namespace PatchWindow.Core.Tests.Recurrence;

/// <summary>
/// A second reading of RFC 5545 §3.3.10, on BCL dates and without any arithmetic worth the name: every day, hour, minute or
/// second is asked whether it is in the set. Slow, and written apart from the engine that it judges.
/// </summary>
internal sealed class TimeJudge(RecurrenceRule rule, DateTime start)
{
    /// <summary>The rule's times up to and including a moment. COUNT and UNTIL are left to the caller.</summary>
    public IEnumerable<DateTime> Until(DateTime last)
    {
        var times = rule.Frequency >= Frequency.Daily ? OfDays(last) : OfUnits(last);
        return times.Where(t => t >= start && t <= last);
    }

    private IEnumerable<DateTime> OfDays(DateTime last)
    {
        // Two years before and after, so that the first and the last period are whole for BYSETPOS.
        var margin = rule.BySetPos.Count > 0 ? 740 : 0;
        var times = from hour in Given(rule.ByHour, start.Hour)
                    from minute in Given(rule.ByMinute, start.Minute)
                    from second in Given(rule.BySecond, start.Second)
                    select new TimeSpan(hour, minute, Math.Min(second, 59));
        var clock = times.Distinct().OrderBy(t => t).ToArray();
        var days = Enumerable
            .Range(Number(start) - margin, Number(last) - Number(start) + (2 * margin) + 1)
            .Select(n => DateTime.MinValue.AddDays(n))
            .Where(d => (Period(d) - Period(start)) % rule.Interval == 0 && Fits(d));
        return Chosen(days.SelectMany(d => clock.Select(t => d + t)), Period);
    }

    private IEnumerable<DateTime> OfUnits(DateTime last)
    {
        var unit = rule.Frequency switch { Frequency.Hourly => TimeSpan.TicksPerHour, Frequency.Minutely => TimeSpan.TicksPerMinute, _ => TimeSpan.TicksPerSecond };
        var minutes = rule.Frequency == Frequency.Hourly ? Given(rule.ByMinute, start.Minute) : [0];
        var seconds = rule.Frequency != Frequency.Secondly ? Given(rule.BySecond, start.Second) : [0];
        var offsets = (from m in minutes from s in seconds select new TimeSpan(0, m, Math.Min(s, 59))).Distinct().OrderBy(t => t).ToArray();
        for (var at = start.Ticks / unit; at <= last.Ticks / unit; at += rule.Interval)
        {
            var time = new DateTime(at * unit);
            if (!Fits(time.Date) || !In(rule.ByHour, time.Hour, 999)) continue;
            if (rule.Frequency <= Frequency.Minutely && !In(rule.ByMinute, time.Minute, 999)) continue;
            if (rule.Frequency == Frequency.Secondly && !In(rule.BySecond, time.Second, 999) && !(time.Second == 59 && rule.BySecond.Contains(60))) continue;
            foreach (var chosen in Chosen(offsets.Select(o => time + o), _ => 0)) yield return chosen;
        }
    }

    private IEnumerable<DateTime> Chosen(IEnumerable<DateTime> times, Func<DateTime, int> period) =>
        rule.BySetPos.Count == 0 ? times : times.GroupBy(period).SelectMany(group =>
        {
            var set = group.ToArray();
            return set.Where((_, i) => rule.BySetPos.Contains(i + 1) || rule.BySetPos.Contains(i - set.Length));
        });

    private static IEnumerable<int> Given(IReadOnlyList<int> part, int fromStart) => part.Count > 0 ? part : [fromStart];

    private static int Number(DateTime d) => (int)(d.Ticks / TimeSpan.TicksPerDay);

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
        if (rule.ByDay.Count + rule.ByMonthDay.Count + rule.ByYearDay.Count > 0 || rule.Frequency <= Frequency.Daily) return true;
        if (rule.Frequency == Frequency.Weekly || rule.ByWeekNo.Count > 0) return d.DayOfWeek == start.DayOfWeek;
        return d.Day == start.Day
            && (rule.Frequency == Frequency.Monthly || rule.ByMonth.Count > 0 || d.Month == start.Month);
    }

    private DateTime WeekStart(DateTime d) => d.Date.AddDays(-(((int)d.DayOfWeek - ((int)rule.WeekStart % 7) + 7) % 7));

    // The fourth day of a week lies in the week's own year: week 1 is the first with four days in it.
    private DateTime Middle(DateTime d) => WeekStart(d).AddDays(3);

    private int WeekNumber(DateTime d) => (Middle(d).DayOfYear + 6) / 7;
}
