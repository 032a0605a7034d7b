using NodaTime;
using PatchWindow.Core.Policies;

namespace PatchWindow.Core.Windows;

/// <summary>
/// Asks a policy's freezes about work that needs no window. There is no window to be cancelled or cut short then: frozen is what
/// lies in a freeze, whatever its mode and minimum.
/// </summary>
public static class FreezeHolds
{
    // How far ahead the next freeze is looked for, so that one of every minute is found without reading a year of them.
    private static readonly Duration[] Sights = [Duration.FromDays(1), Duration.FromDays(14), Duration.FromDays(366)];

    private static readonly Instant Latest = Instant.FromUtc(9998, 1, 1, 0, 0);

    // Freezes that touch one another without an end: their end is not in sight.
    private const int MostChained = 1000;

    /// <summary>Where the freezes stand at a moment for work of a kind, which some of them may let pass.</summary>
    public static FreezeHold At(CompiledPolicy policy, FreezePass work, WindowQuery query)
    {
        var zone = policy.Zone ?? query.HostZone;
        return Find(policy, work, query, zone) with { TimeZone = zone.Id };
    }

    private static FreezeHold Find(CompiledPolicy policy, FreezePass work, WindowQuery query, DateTimeZone zone)
    {
        var freezes = Of(policy, work, query);
        if (freezes.Length == 0) return new FreezeHold(null, null);
        if (Holding(freezes, query.Now) is not { } first) return new FreezeHold(null, Moment(Next(freezes, query.Now), zone));
        var (by, end) = first;
        for (var i = 0; i < MostChained; i++)
        {
            // What follows at once is the same hold to whoever waits.
            if (end == Instant.MaxValue) break;
            if (Holding(freezes, end) is not { } chained) return new FreezeHold(by.Reason, Moment(end, zone));
            end = chained.End;
        }

        return new FreezeHold(by.Reason, null);
    }

    /// <summary>What freezes leave of [from, to) for work of a kind, in order.</summary>
    public static IReadOnlyList<(Instant Start, Instant End)> Free(CompiledPolicy policy, FreezePass work, WindowQuery query, Instant from, Instant to)
    {
        var free = new List<(Instant Start, Instant End)> { (from, to) };
        foreach (var freeze in Of(policy, work, query with { Now = from }))
        {
            if (!freeze.Touches(from, to)) continue;
            for (var i = 0; i < freeze.Count; i++) Take(free, freeze[i]);
        }

        return free;
    }

    private static FreezeWalk[] Of(CompiledPolicy policy, FreezePass work, WindowQuery query) =>
        [.. policy.Freezes.Where(f => (f.Source.Allow & work) == 0).Select(f => new FreezeWalk(f, query.HostZone, query.Now))];

    // The freeze that holds at a moment and ends last, and its end. Moments are asked about in their order.
    private static (CompiledFreeze By, Instant End)? Holding(FreezeWalk[] freezes, Instant moment)
    {
        (CompiledFreeze By, Instant End)? last = null;
        foreach (var freeze in freezes)
        {
            if (!freeze.Touches(moment, moment + Duration.Epsilon)) continue;
            for (var i = 0; i < freeze.Count; i++)
            {
                if (freeze[i].Start > moment || freeze[i].End <= moment) continue;
                if (last is null || freeze[i].End > last.Value.End) last = (freeze.Freeze, freeze[i].End);
            }
        }

        return last;
    }

    private static Instant? Next(FreezeWalk[] freezes, Instant now)
    {
        foreach (var sight in Sights)
        {
            Instant? next = null;
            var end = Instant.Min(now + sight, Latest);
            foreach (var freeze in freezes)
            {
                if (!freeze.Touches(now, end)) continue;
                for (var i = 0; i < freeze.Count; i++)
                {
                    if (freeze[i].Start < end && (next is null || freeze[i].Start < next)) next = freeze[i].Start;
                }
            }

            if (next is not null) return next;
        }

        return null;
    }

    private static void Take(List<(Instant Start, Instant End)> free, Interval frozen)
    {
        for (var i = free.Count - 1; i >= 0; i--)
        {
            var (start, end) = free[i];
            if (frozen.Start >= end || frozen.End <= start) continue;
            free.RemoveAt(i);
            if (frozen.End < end) free.Insert(i, (frozen.End, end));
            if (frozen.Start > start) free.Insert(i, (start, frozen.Start));
        }
    }

    private static DateTimeOffset? Moment(Instant? moment, DateTimeZone zone) =>
        moment is { } given && given < Latest ? given.InZone(zone).ToDateTimeOffset() : null;
}
