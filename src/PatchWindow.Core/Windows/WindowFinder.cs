using NodaTime;
using PatchWindow.Core.Policies;

namespace PatchWindow.Core.Windows;

/// <summary>The windows of a policy: its schedules' occurrences less its freezes.</summary>
public static class WindowFinder
{
    // How far ahead an open-ended search looks. A maintenance schedule with a longer gap than this is one that never opens.
    private const int HorizonYears = 20;

    /// <summary>
    /// The windows that share any time with [<paramref name="from"/>, <paramref name="to"/>), in order of their start; frozen
    /// ones as well, with the state Frozen. Those that began earlier and still run are among them.
    /// </summary>
    public static IEnumerable<Window> Between(CompiledPolicy policy, Instant from, Instant to, WindowQuery query)
    {
        to = Instant.Min(to, Latest);
        if (from >= to) return [];
        return policy.Schedules
            .SelectMany(schedule => OfSchedule(policy, schedule, from, to, query))
            .OrderBy(w => w.Start)
            .ThenBy(w => w.End);
    }

    /// <summary>The windows that share any time with what follows <paramref name="from"/>, in order, for as long as they are asked for.</summary>
    public static IEnumerable<Window> From(CompiledPolicy policy, Instant from, WindowQuery query)
    {
        var reach = Duration.FromDays(366 * HorizonYears);
        var horizon = from < Latest - reach ? from + reach : Latest;
        var span = Duration.FromDays(32);
        for (var begin = from; begin < horizon && policy.Schedules.Count > 0;)
        {
            var end = Instant.Min(begin.Plus(span), horizon);
            foreach (var window in Between(policy, begin, end, query))
            {
                // One that reaches over from the stretch before was given there.
                if (begin == from || Instant.FromDateTimeOffset(window.Start) >= begin) yield return window;
            }

            begin = end;
            span = Duration.Min(span + span, Duration.FromDays(366 * 4));
        }
    }

    /// <summary>What is open, frozen and next at a moment.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="query">The moment.</param>
    /// <param name="room">How long the work takes that a window is looked for, besides the policy's reboot reserve.</param>
    public static WindowOutlook Outlook(CompiledPolicy policy, WindowQuery query, TimeSpan room = default)
    {
        var open = new List<Window>();
        Window? next = null;
        foreach (var window in From(policy, query.Now, query).Where(w => w.State != WindowState.Frozen))
        {
            next = Instant.FromDateTimeOffset(window.Start) > query.Now ? window : null;
            if (next is not null) break;
            open.Add(window);
        }

        // A late cutoff is worth nothing in a window that ends too soon for the work, nor a late end after an early cutoff.
        var best = open.OrderByDescending(w => policy.LatestStart(w, room)).ThenByDescending(w => w.Cutoff).FirstOrDefault();
        return new WindowOutlook(best, FrozenAt(policy, query), next);
    }

    // The occurrence that runs now and is closed by a freeze: wholly, or only now, with a piece of it open before or after.
    private static Window? FrozenAt(CompiledPolicy policy, WindowQuery query)
    {
        if (query.Now >= Latest) return null;
        foreach (var schedule in policy.Schedules)
        {
            var zone = schedule.Zone ?? query.HostZone;
            foreach (var occurrence in schedule.Between(query.Now, query.Now + Duration.Epsilon, zone))
            {
                var pieces = FreezeTrimmer.Trim(occurrence, policy.Freezes, query.HostZone, out var by);
                if (pieces.Any(p => p.Start <= query.Now && query.Now < p.End)) continue;
                var now = policy.Freezes.FirstOrDefault(f => f.On(query.HostZone).Contains(query.Now))?.Source ?? by;
                var whole = new Piece(occurrence.Start, occurrence.End, now);
                return Make(policy, schedule, query, occurrence, whole, frozen: true);
            }
        }

        return null;
    }

    // The year 9998: beyond it local dates cannot be formed.
    private static readonly Instant Latest = Instant.FromUtc(9998, 1, 1, 0, 0);

    private static IEnumerable<Window> OfSchedule(
        CompiledPolicy policy, CompiledSchedule schedule, Instant from, Instant to, WindowQuery query)
    {
        var zone = schedule.Zone ?? query.HostZone;
        foreach (var occurrence in schedule.Between(from, to, zone))
        {
            var pieces = FreezeTrimmer.Trim(occurrence, policy.Freezes, query.HostZone, out var by);
            if (pieces.Count == 0)
            {
                var whole = new Piece(occurrence.Start, occurrence.End, by);
                yield return Make(policy, schedule, query, occurrence, whole, frozen: true);
                continue;
            }

            foreach (var piece in pieces)
            {
                if (piece.End > from && piece.Start < to)
                    yield return Make(policy, schedule, query, occurrence, piece, frozen: false);
            }
        }
    }

    private static Window Make(
        CompiledPolicy policy, CompiledSchedule schedule, WindowQuery query, Occurrence occurrence, Piece piece, bool frozen)
    {
        var zone = schedule.Zone ?? query.HostZone;
        var cutoff = Instant.Max(piece.Start, piece.End - schedule.Cutoff);
        return new Window
        {
            Policy = policy.Name.Length == 0 ? null : policy.Name,
            Schedule = schedule.Source.ToString(),
            HostName = query.HostName,
            Start = piece.Start.InZone(zone).ToDateTimeOffset(),
            End = piece.End.InZone(zone).ToDateTimeOffset(),
            Cutoff = cutoff.InZone(zone).ToDateTimeOffset(),
            TimeZone = zone.Id,
            Adjustment = occurrence.Adjustment,
            Freeze = piece.By?.Reason,
            TimeZoneVersion = TimeZones.Version,
            State = frozen ? WindowState.Frozen
                : query.Now < piece.Start ? WindowState.Upcoming
                : query.Now < piece.End ? WindowState.Open
                : WindowState.Closed,
        };
    }
}
