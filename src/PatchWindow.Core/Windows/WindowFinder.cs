using NodaTime;
using PatchWindow.Core.Policies;

namespace PatchWindow.Core.Windows;

/// <summary>The windows of a policy: its schedules' occurrences less its freezes.</summary>
public static class WindowFinder
{
    // The year 9998: beyond it local dates cannot be formed.
    private static readonly Instant Latest = Instant.FromUtc(9998, 1, 1, 0, 0);

    // A freeze without an end leaves nothing to be found: after so many years of frozen windows alone (or of skipped ones) the
    // search is over.
    private static readonly Duration Patience = Duration.FromDays(366 * 20);

    // Where none of so many has room for the work, the next will not have it either.
    private const int MostTried = 10_000;

    /// <summary>
    /// The windows that share any time with [<paramref name="from"/>, <paramref name="to"/>), in order of their start; frozen
    /// ones as well, with the state Frozen. Those that began earlier and still run are among them. Skipped ones only where the
    /// query asks for them.
    /// </summary>
    public static IEnumerable<Window> Between(CompiledPolicy policy, Instant from, Instant to, WindowQuery query)
    {
        to = Instant.Min(to, Latest);
        if (from >= to) yield break;
        var walk = new WindowWalk(policy, from, query);
        while (walk.MoveNext(to, out var opening)) yield return Make(policy, query, opening);
    }

    /// <summary>The windows that share any time with what follows <paramref name="from"/>, in order, for as long as they are asked for.</summary>
    public static IEnumerable<Window> From(CompiledPolicy policy, Instant from, WindowQuery query)
    {
        if (from >= Latest) yield break;
        var walk = new WindowWalk(policy, from, query);
        var open = from;
        while (walk.MoveNext(Latest, out var opening))
        {
            if (!opening.Frozen && !opening.Occurrence.IsSkipped) open = opening.Start;
            else if (opening.Start - open > Patience) yield break;
            yield return Make(policy, query, opening);
        }
    }

    /// <summary>What is open, frozen and next at a moment.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="query">The moment.</param>
    /// <param name="room">How long the work takes that a window is looked for, besides the policy's reboot reserve.</param>
    public static WindowOutlook Outlook(CompiledPolicy policy, WindowQuery query, TimeSpan room = default) => InWindows(policy, query, room) with
    {
        Immediate = policy.Source.Mode == PolicyMode.Immediate && query.Now < Latest ? FreezeHolds.At(policy, FreezePass.Immediate, query) : null,
        Emergency = policy.Emergency is not null && query.Now < Latest ? FreezeHolds.At(policy, FreezePass.Emergency, query) : null,
    };

    private static WindowOutlook InWindows(CompiledPolicy policy, WindowQuery query, TimeSpan room)
    {
        if (query.Now >= Latest) return new WindowOutlook(null, null, null);
        if (query.WithSkipped) query = query with { WithSkipped = false };
        var walk = new WindowWalk(policy, query.Now, query);
        var frozen = walk.BeganBy(query.Now) ? FrozenAt(policy, query) : null;
        Window? best = null;
        var end = query.Now < Latest - Patience ? query.Now + Patience : Latest;
        while (walk.MoveNext(Latest, out var opening))
        {
            if (opening.Frozen)
            {
                if (opening.Start >= end) break;
                continue;
            }

            var window = Make(policy, query, opening);
            if (opening.Start > query.Now) return new WindowOutlook(best, frozen, window);
            if (best is null || IsBetter(policy, window, best, room)) best = window;
        }

        return new WindowOutlook(best, frozen, null);
    }

    // A late cutoff is worth nothing in a window that ends too soon for the work, nor a late end after an early cutoff.
    private static bool IsBetter(CompiledPolicy policy, Window window, Window than, TimeSpan room)
    {
        var (latest, other) = (policy.LatestStart(window, room), policy.LatestStart(than, room));
        return latest > other || (latest == other && window.Cutoff > than.Cutoff);
    }

    /// <summary>The first window, open or to come, in which work could start; null where there is none in sight.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="query">The moment.</param>
    /// <param name="room">How long the work takes, besides the policy's reboot reserve.</param>
    public static Window? FirstWithRoom(CompiledPolicy policy, WindowQuery query, TimeSpan room)
    {
        var now = query.Now.ToDateTimeOffset();
        var end = query.Now < Latest - Patience ? (query.Now + Patience).ToDateTimeOffset() : DateTimeOffset.MaxValue;
        return From(policy, query.Now, query)
            .TakeWhile(w => w.Start < end)
            .Where(w => w.State != WindowState.Frozen)
            .Take(MostTried)
            .FirstOrDefault(w => policy.HasRoom(w, w.Start > now ? w.Start : now, room));
    }

    // The occurrence that runs now and is closed by a freeze: wholly, or only now, with a piece of it open before or after.
    private static Window? FrozenAt(CompiledPolicy policy, WindowQuery query)
    {
        if (query.Now >= Latest) return null;
        var freezes = FreezeWalk.Of(policy, query, query.Now);
        var pieces = new List<Piece>();
        var running = policy.Schedules.SelectMany(
            s => s.Between(query.Now, query.Now + Duration.Epsilon, s.Zone ?? query.HostZone), (schedule, occurrence) => (schedule, occurrence));
        foreach (var (schedule, occurrence) in running.OrderBy(r => r.occurrence.Start))
        {
            var by = FreezeTrimmer.Trim(occurrence, freezes, pieces);
            if (pieces.Exists(p => p.Start <= query.Now && query.Now < p.End)) continue;
            var now = Array.Find(freezes, f => f.Freezes(query.Now))?.Freeze ?? by;
            return Make(policy, query, new Opening(schedule, occurrence, occurrence.Start, occurrence.End, now, Frozen: true));
        }

        return null;
    }

    private static Window Make(CompiledPolicy policy, WindowQuery query, Opening opening)
    {
        var zone = opening.Schedule.Zone ?? query.HostZone;
        return new Window
        {
            Policy = policy.Name.Length == 0 ? null : policy.Name,
            Schedule = opening.Schedule.Description,
            HostName = query.HostName,
            Start = opening.Start.InZone(zone).ToDateTimeOffset(),
            End = opening.End.InZone(zone).ToDateTimeOffset(),
            Cutoff = opening.Cutoff.InZone(zone).ToDateTimeOffset(),
            TimeZone = zone.Id,
            Adjustment = opening.Occurrence.Adjustment,
            Freeze = opening.By?.Reason,
            TimeZoneVersion = TimeZones.Version,
            AsOf = query.Now.InZone(zone).ToDateTimeOffset(),
            State = opening.Occurrence.IsSkipped ? WindowState.Skipped
                : opening.Frozen ? WindowState.Frozen
                : query.Now < opening.Start ? WindowState.Upcoming
                : query.Now < opening.End ? WindowState.Open
                : WindowState.Closed,
        };
    }
}
