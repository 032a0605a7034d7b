using NodaTime;
using PatchWindow.Core.Recurrence;

namespace PatchWindow.Core.Windows;

/// <summary>A schedule made ready to answer: which occurrences touch a stretch of time. Built by <see cref="ScheduleCompiler"/>.</summary>
public sealed class CompiledSchedule
{
    internal CompiledSchedule(Schedule source) => Source = source;

    /// <summary>The schedule as it was written.</summary>
    public Schedule Source { get; }

    /// <summary>Its zone; null where each host's own is meant.</summary>
    public DateTimeZone? Zone { get; internal init; }

    /// <summary>How long an occurrence lasts by the schedule.</summary>
    public Duration Duration { get; internal init; }

    /// <summary>The last part of a window in which nothing new starts.</summary>
    public Duration Cutoff { get; internal init; }

    internal RecurrenceRule? Rule { get; init; }

    internal LocalDateTime Start { get; init; }

    internal Period Offset { get; init; } = Period.Zero;

    internal LocalDateTime? Until { get; init; }

    internal IReadOnlyList<LocalDateTime> Include { get; init; } = [];

    internal ISet<LocalDate> Exclude { get; init; } = new HashSet<LocalDate>();

    /// <summary>
    /// The occurrences that share any time with [from, to), in order of their start. Those that began before
    /// <paramref name="from"/> and still run are among them.
    /// </summary>
    internal IEnumerable<Occurrence> Between(Instant from, Instant to, DateTimeZone zone)
    {
        // Two days of slack hold every zone's offset and every change of its clock.
        var firstDay = from.InZone(zone).Date.PlusDays(-2 - (int)Math.Ceiling(Duration.TotalDays));
        var lastDay = to.InZone(zone).Date.PlusDays(2);
        var occurrences = LocalStarts(firstDay, lastDay, zone)
            .Distinct()
            .Select(local => LocalTimes.Place(
                local, Duration, zone, Source.WhenSkipped, Source.WhenAmbiguous, Source.DurationMode ?? DurationMode.Elapsed))
            .OfType<Occurrence>()
            .Where(o => o.End > from && o.Start < to);

        // A start moved out of a gap can fall on one that is there already, as in Samoa's lost day: that is one occurrence.
        return occurrences
            .GroupBy(o => o.Start)
            .Select(same => same.OrderBy(o => o.Adjustment == WindowAdjustment.Shifted).First())
            .OrderBy(o => o.Start);
    }

    private IEnumerable<LocalDateTime> LocalStarts(LocalDate firstDay, LocalDate lastDay, DateTimeZone zone)
    {
        var starts = Include.Where(i => i.Date >= firstDay && i.Date <= lastDay);
        if (Rule is not null)
        {
            // The offset moves an occurrence after the rule has given it, so look for its base that much earlier or later.
            var slack = Math.Abs((Offset.Years * 366) + (Offset.Months * 31) + (Offset.Weeks * 7) + Offset.Days) + 1;
            var dates = new RecurrenceDates(Rule, Start, zone);
            starts = starts.Concat(dates
                .Between(firstDay.PlusDays(-slack), lastDay.PlusDays(slack))
                .Select(d => (d + Start.TimeOfDay) + Offset));
        }

        return starts
            .Where(s => s.Date >= firstDay && s.Date <= lastDay && !Exclude.Contains(s.Date))
            .Where(s => Until is not { } until || s <= until);
    }
}
