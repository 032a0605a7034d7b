using NodaTime;

namespace PatchWindow.Core.Recurrence;

/// <summary>A rule counted from a start: the local dates on which it occurs.</summary>
public sealed class RecurrenceDates
{
    private readonly RecurrenceRule rule;
    private readonly LocalDateTime start;
    private readonly LocalDate? lastDate;

    /// <param name="rule">The rule, of DAILY or longer and without time lists.</param>
    /// <param name="start">DTSTART. A date before it does not occur; it occurs itself only if the rule gives it.</param>
    /// <param name="untilZone">The zone that turns an UNTIL in UTC into local time.</param>
    public RecurrenceDates(RecurrenceRule rule, LocalDateTime start, DateTimeZone untilZone)
    {
        this.rule = rule;
        this.start = start;
        if (rule.Until is { } until)
        {
            var local = rule.UntilIsUtc ? until.InUtc().WithZone(untilZone).LocalDateTime : until;

            // UNTIL is tested by occurrence: a start later in the day than UNTIL's time is too late on its last date.
            lastDate = start.TimeOfDay <= local.TimeOfDay ? local.Date : local.Date.PlusDays(-1);
        }
    }

    /// <summary>
    /// The dates from <paramref name="from"/> to <paramref name="to"/>, both included, in order. Without a COUNT the cost does
    /// not depend on how far <paramref name="from"/> is from the start.
    /// </summary>
    public IEnumerable<LocalDate> Between(LocalDate from, LocalDate to)
    {
        if (lastDate is { } last && last < to) to = last;
        var firstPeriod = DatePeriods.FirstDay(rule, start.Date);
        var count = rule.Count ?? int.MaxValue;

        var skip = rule.Count is null && from > start.Date
            ? DatePeriods.Between(rule, firstPeriod, DatePeriods.FirstDay(rule, from)) / rule.Interval
            : 0;
        var empty = 0;
        for (var index = skip; ; index++)
        {
            var periods = (long)index * rule.Interval;
            if (periods > Reach(firstPeriod)) yield break;
            var first = DatePeriods.Plus(rule, firstPeriod, (int)periods);

            // A week-year, which stands for BYWEEKNO's period, may begin in the last days of December.
            if (first > to.PlusDays(7)) yield break;
            var any = false;
            foreach (var date in DatePeriods.Dates(rule, first, start.Date))
            {
                if (date < start.Date) continue;
                any = true;
                if (count-- <= 0) yield break;
                if (date > to) yield break;
                if (date >= from) yield return date;
            }

            empty = any || first < start.Date ? 0 : empty + 1;
            if (empty > PeriodsInACycle) yield break;
        }
    }

    // The Gregorian calendar, weekdays included, repeats after 400 years, and a walk in steps of INTERVAL after as many
    // periods at most: as many empty ones in a row are empty for ever.
    private int PeriodsInACycle => rule.Frequency switch
    {
        Frequency.Daily => 146_097,
        Frequency.Weekly => 146_097 / 7,
        Frequency.Monthly => 4_800,
        _ => 400,
    };

    // The calendar ends with the year 9999; periods beyond it cannot be formed.
    private int Reach(LocalDate firstPeriod) =>
        DatePeriods.Between(rule, firstPeriod, DatePeriods.FirstDay(rule, new LocalDate(9998, 12, 31)));
}
