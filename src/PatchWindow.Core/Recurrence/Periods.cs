namespace PatchWindow.Core.Recurrence;

/// <summary>
/// The periods that FREQ divides the calendar into, numbered, and INTERVAL's choice among them: every so-manieth, counted
/// from the one that holds DTSTART.
/// </summary>
internal readonly struct Periods
{
    private readonly Frequency frequency;
    private readonly int weekStart;
    private readonly bool weekYears;
    private readonly long interval;
    private readonly long origin;

    /// <param name="rule">A rule of DAILY or longer.</param>
    /// <param name="start">The day of DTSTART.</param>
    public Periods(RecurrenceRule rule, int start)
    {
        frequency = rule.Frequency;
        weekStart = (int)rule.WeekStart - 1;

        // With BYWEEKNO the year is the week-year: 2 January 2021 is still in week 53 of 2020.
        weekYears = rule.ByWeekNo.Count > 0;
        interval = rule.Interval;
        origin = 0;
        origin = Of(start);
    }

    /// <summary>Whether every period counts.</summary>
    public bool All => interval == 1;

    /// <summary>The number of the period that holds a day.</summary>
    public long Of(int day)
    {
        switch (frequency)
        {
            case Frequency.Daily:
                return day;
            case Frequency.Weekly:
                return (day - weekStart + 7) / 7;
            case Frequency.Monthly:
                var year = Days.YearOf(day, out var dayOfYear);
                return (year * 12) + Days.MonthOf(dayOfYear, Days.IsLeap(year));
            default:
                return weekYears ? WeekYear.Of(day, weekStart) : Days.YearOf(day, out _);
        }
    }

    /// <summary>The first day of a period; <see cref="Days.End"/> or later for one beyond the calendar.</summary>
    public int FirstDay(long period)
    {
        if (period >= Days.End) return Days.End;
        switch (frequency)
        {
            case Frequency.Daily:
                return (int)period;
            case Frequency.Weekly:
                return (int)Math.Min(((period - 1) * 7) + weekStart, Days.End);
            case Frequency.Monthly:
                var year = (int)(period / 12);
                return year >= 9999 ? Days.End : Days.FirstOfYear(year) + Days.MonthStart((int)(period % 12), Days.IsLeap(year));
            default:
                if (period >= 9999) return Days.End;
                return weekYears ? WeekYear.First((int)period, weekStart) : Days.FirstOfYear((int)period);
        }
    }

    /// <summary>The first period that counts and is not before another.</summary>
    public long Next(long period)
    {
        if (interval == 1) return period;

        // Of 32 bits where they are enough: the division is what this costs.
        var behind = (int)(period - origin) % (int)interval;
        return behind == 0 ? period : behind > 0 ? period + interval - behind : period - behind;
    }
}
