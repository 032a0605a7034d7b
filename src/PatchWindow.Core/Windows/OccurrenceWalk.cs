using NodaTime;
using PatchWindow.Core.Recurrence;

namespace PatchWindow.Core.Windows;

/// <summary>
/// The occurrences of a schedule on a zone's time line, in order of their start, from those on that still run at a moment.
/// It allocates nothing for each of them.
/// </summary>
internal sealed class OccurrenceWalk
{
    // Two days hold every zone's offset and every change of its clock.
    private const long Slack = 2 * Occurrences.SecondsADay;

    private readonly CompiledSchedule schedule;
    private readonly LocalStarts starts;
    private readonly ZoneClock clock;
    private Instant from;
    private readonly long durationSeconds;
    private readonly bool withSkipped;

    // Those moved out of a gap, which wait for others that come before their new place.
    private List<Occurrence>? moved;

    // A local time from which on no start comes before the first of those that wait.
    private long settled;
    private long next;
    private Occurrence? ahead;

    /// <param name="schedule">The schedule.</param>
    /// <param name="zone">Its zone, or the host's.</param>
    /// <param name="from">The first occurrence is one that ends after this.</param>
    /// <param name="withSkipped">
    /// Whether those that the clock skips are among them, without any length, where the clock jumped over them.
    /// </param>
    public OccurrenceWalk(CompiledSchedule schedule, DateTimeZone zone, Instant from, bool withSkipped = false)
    {
        this.withSkipped = withSkipped;
        this.schedule = schedule;
        this.from = from;
        starts = schedule.StartsIn(zone);
        clock = new ZoneClock(zone);
        durationSeconds = (long)schedule.Duration.TotalSeconds;
        next = starts.Next(FirstOf(from));
    }

    /// <summary>Passes over occurrences that end before a moment, without looking at each.</summary>
    public void SkipTo(Instant moment)
    {
        if (moment <= from) return;
        from = moment;
        if (next < FirstOf(moment)) next = starts.Next(FirstOf(moment));
    }

    /// <summary>Whether the next surely begins at or after a moment, or there is none: told without placing it on the time line.</summary>
    public bool IsBeyond(Instant moment) =>
        ahead is null && moved is not { Count: > 0 } && (next == LocalStarts.None || next - Slack >= LocalSeconds.OfUtc(moment));

    /// <summary>The next occurrence; false where there is none.</summary>
    public bool MoveNext(out Occurrence occurrence)
    {
        while (true)
        {
            while (ahead is null && next != LocalStarts.None && (moved is not { Count: > 0 } || next < settled)) ReadAhead();
            if (moved is { Count: > 0 } && (ahead is null || moved[0].Start <= ahead.Value.Start))
            {
                occurrence = moved[0];
                moved.RemoveAt(0);
                if (moved.Count > 0) Settle(moved[0]);

                // Moved onto one that is there already, as in Samoa's lost day: that is one occurrence, and it lasts no shorter.
                if (ahead is { } same && same.Start == occurrence.Start && !occurrence.IsSkipped) continue;
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

            if (occurrence.End > from || (occurrence.IsSkipped && occurrence.Start == from)) return true;
        }
    }

    // A local time from which on every start has to be looked at, so that none that still runs at a moment is missed.
    private long FirstOf(Instant moment) => Math.Max(0, LocalSeconds.OfUtc(moment) - durationSeconds - Slack);

    private void ReadAhead()
    {
        var occurrence = Place(next);
        next = starts.Next(next + 1);
        if (!occurrence.IsMoved) ahead = occurrence;
        else if (withSkipped || !occurrence.IsSkipped) Wait(occurrence);
    }

    // Several that are moved to the end of one gap are one occurrence, which lasts as long as the longest of them.
    private void Wait(Occurrence occurrence)
    {
        moved ??= [];
        var last = moved.Count - 1;
        if (last < 0 || moved[last].Start != occurrence.Start) moved.Add(occurrence);
        else if (moved[last].End < occurrence.End) moved[last] = occurrence;
        if (last < 0) Settle(occurrence);
    }

    // A schedule whose every start is in a gap, as one of the night that summer time begins, is not read to its end.
    private void Settle(Occurrence first) => settled = LocalSeconds.OfUtc(first.Start) + Slack;

    private Occurrence Place(long local)
    {
        if (clock.TryMap(local, out var start) && (schedule.Mode == DurationMode.Elapsed || clock.RunsEvenly(local, local + durationSeconds)))
            return new Occurrence(start, start + schedule.Duration, WindowAdjustment.None);
        return LocalTimes.Place(
            LocalSeconds.ToLocal(local), schedule.Duration, clock.Zone, schedule.Source.WhenSkipped, schedule.Source.WhenAmbiguous, schedule.Mode);
    }
}
