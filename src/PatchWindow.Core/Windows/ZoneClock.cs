using NodaTime;
using PatchWindow.Core.Recurrence;

namespace PatchWindow.Core.Windows;

/// <summary>
/// A zone's clock for someone who asks for many local times near each other: it remembers the stretch between two
/// transitions, inside which a local time is one moment and needs no search. For one walk, not for two threads.
/// </summary>
internal sealed class ZoneClock(DateTimeZone zone)
{
    // No transition moves a clock by more than a day (Samoa's, in December 2011).
    private const long Margin = 26 * 3600;

    private long sureFrom = long.MaxValue;
    private long sureTo = long.MinValue;
    private long offset;

    public DateTimeZone Zone => zone;

    /// <summary>The moment of a local time, where no transition is near that makes it none or two.</summary>
    public bool TryMap(long local, out Instant moment)
    {
        if (local < sureFrom || local >= sureTo) Look(local);
        moment = default;
        if (local < sureFrom || local >= sureTo) return false;
        moment = Instant.FromUnixTimeSeconds(local - LocalSeconds.UnixEpoch - offset);
        return true;
    }

    /// <summary>Whether two local times lie in the same stretch, so that the clock between them runs as usual.</summary>
    public bool RunsEvenly(long from, long to) => from >= sureFrom && to < sureTo;

    private void Look(long local)
    {
        var interval = zone.GetZoneInterval(Instant.FromUnixTimeSeconds(local - LocalSeconds.UnixEpoch));
        offset = interval.WallOffset.Seconds;
        sureFrom = interval.HasStart ? LocalSeconds.Of(interval.IsoLocalStart) + Margin : 0;
        sureTo = interval.HasEnd ? LocalSeconds.Of(interval.IsoLocalEnd) - Margin : long.MaxValue;
    }
}
