using NodaTime;

namespace PatchWindow.Core.Windows;

/// <summary>Puts a local start and a duration on a zone's time line, gaps and overlaps included.</summary>
internal static class LocalTimes
{
    /// <summary>
    /// The occurrence; one without any length, at the end of the gap, where the start falls in a gap and the schedule leaves such
    /// windows out.
    /// </summary>
    public static Occurrence Place(
        LocalDateTime local, Duration duration, DateTimeZone zone, SkippedTime whenSkipped, AmbiguousTime whenAmbiguous,
        DurationMode mode)
    {
        var mapping = zone.MapLocal(local);
        if (mapping.Count == 0 && whenSkipped == SkippedTime.Skip)
            return new Occurrence(mapping.LateInterval.Start, mapping.LateInterval.Start, WindowAdjustment.Skipped);
        var start = mapping.Count switch
        {
            0 when whenSkipped == SkippedTime.GapEnd => mapping.LateInterval.Start,

            // RFC 5545 §3.3.5: a time that does not exist is read with the offset in force before the gap.
            0 => local.WithOffset(mapping.EarlyInterval.WallOffset).ToInstant(),
            1 => mapping.Single().ToInstant(),
            _ when whenAmbiguous == AmbiguousTime.Later => mapping.Last().ToInstant(),
            _ => mapping.First().ToInstant(),
        };
        var end = mode == DurationMode.Elapsed ? start + duration : WallClockEnd(local, start, duration, zone);
        var ofStart = mapping.Count switch { 0 => WindowAdjustment.Shifted, 2 => WindowAdjustment.Ambiguous, _ => WindowAdjustment.None };
        var ofLength = (end - start).CompareTo(duration) switch
        {
            > 0 => WindowAdjustment.Lengthened,
            < 0 => WindowAdjustment.Shortened,
            _ => WindowAdjustment.None,
        };
        return new Occurrence(start, end, ofStart | ofLength);
    }

    // "02:30-05:00" ends when the clock shows 05:00, also on the day that has no 02:30. Only where the start was moved past
    // that end does the duration count from where the window opens.
    private static Instant WallClockEnd(LocalDateTime local, Instant start, Duration duration, DateTimeZone zone)
    {
        var end = Shown(local.PlusTicks(duration.BclCompatibleTicks), start, zone);
        return end > start
            ? end
            : Shown(start.InZone(zone).LocalDateTime.PlusTicks(duration.BclCompatibleTicks), start, zone);
    }

    // The first moment after another at which the zone's clock shows a time; the end of the gap where it never shows it.
    private static Instant Shown(LocalDateTime time, Instant after, DateTimeZone zone)
    {
        var mapping = zone.MapLocal(time);
        if (mapping.Count == 0) return mapping.LateInterval.Start;
        var first = mapping.First().ToInstant();
        return first > after ? first : mapping.Last().ToInstant();
    }
}
