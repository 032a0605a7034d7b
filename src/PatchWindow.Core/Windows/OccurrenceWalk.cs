using NodaTime;
using PatchWindow.Core.Recurrence;

namespace PatchWindow.Core.Windows;

/// <summary>
/// The occurrences of a schedule on a zone's time line, in order of their start, from those on that still run at a moment.
/// It allocates nothing for each of them.
/// </summary>
internal sealed class OccurrenceWalk
{
    private readonly CompiledSchedule schedule;
    private readonly LocalStarts starts;
    private readonly ZoneClock clock;
    private readonly Instant from;
    private readonly long durationSeconds;

    // Starts moved out of a gap, which wait for those that come before their new place.
    private readonly List<Occurrence> moved = [];
    private long next;
    private Occurrence? ahead;

    /// <param name="schedule">The schedule.</param>
    /// <param name="zone">Its zone, or the host's.</param>
    /// <param name="from">The first occurrence is one that ends after this.</param>
    public OccurrenceWalk(CompiledSchedule schedule, DateTimeZone zone, Instant from)
    {
        this.schedule = schedule;
        this.from = from;
        starts = schedule.StartsIn(zone);
        clock = new ZoneClock(zone);
        durationSeconds = (long)schedule.Duration.TotalSeconds;

        // Two days of slack hold every zone's offset and every change of its clock.
        next = starts.Next(Math.Max(0, LocalSeconds.Of(from.InUtc().LocalDateTime) - durationSeconds - (2 * Occurrences.SecondsADay)));
    }

    /// <summary>The next occurrence; false where there is none.</summary>
    public bool MoveNext(out Occurrence occurrence)
    {
        while (true)
        {
            while (ahead is null && next != LocalStarts.None) ReadAhead();
            if (moved.Count > 0 && (ahead is null || moved[0].Start <= ahead.Value.Start))
            {
                occurrence = moved[0];
                moved.RemoveAt(0);

                // Moved onto one that is there already, as in Samoa's lost day: that is one occurrence.
                if (ahead is { } same && same.Start == occurrence.Start) continue;
            }
            else if (ahead is { } usual)
            {
                occurrence = usual;
                ahead = null;
            }
            else
            {
                occurrence = default;
                return false;
            }

            if (occurrence.End > from) return true;
        }
    }

    private void ReadAhead()
    {
        var placed = Place(next);
        next = starts.Next(next + 1);
        if (placed is not { } occurrence) return;
        if (occurrence.Adjustment != WindowAdjustment.Shifted) ahead = occurrence;
        else if (moved.Count == 0 || moved[moved.Count - 1].Start != occurrence.Start) moved.Add(occurrence);
    }

    private Occurrence? Place(long local)
    {
        if (clock.TryMap(local, out var start) && (schedule.Mode == DurationMode.Elapsed || clock.RunsEvenly(local, local + durationSeconds)))
            return new Occurrence(start, start + schedule.Duration, WindowAdjustment.None);
        return LocalTimes.Place(
            LocalSeconds.ToLocal(local), schedule.Duration, clock.Zone, schedule.Source.WhenSkipped, schedule.Source.WhenAmbiguous, schedule.Mode);
    }
}
