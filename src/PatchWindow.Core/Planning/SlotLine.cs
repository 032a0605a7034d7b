using NodaTime;
using PatchWindow.Core.Policies;
using PatchWindow.Core.Windows;

namespace PatchWindow.Core.Planning;

/// <summary>The slots of a policy for the hosts of one zone.</summary>
internal sealed class SlotLine
{
    // A step that starts at the last moment of the plan is still looked at as a whole.
    private static readonly Duration Beyond = Duration.FromDays(2);

    // Where freezes have taken every window for so long, the next one is not looked for.
    private static readonly TimeSpan Patience = TimeSpan.FromDays(400);

    // The windows from the one that is open on, in order, and the first that opens after the plan; what the outlook of a decision sees.
    private readonly List<Slot> windows = [];

    // The latest end of the windows up to each.
    private readonly List<long> latestEnd = [];

    private SlotLine(DateTimeZone zone) => Zone = zone;

    public DateTimeZone Zone { get; }

    /// <summary>All slots in which the plan may start steps.</summary>
    public List<Slot> Slots { get; } = [];

    /// <summary>The windows in order, the last one after the plan where there is one.</summary>
    public IReadOnlyList<Slot> Windows => windows;

    /// <summary>The windows that a freeze takes away.</summary>
    public List<Window> Frozen { get; } = [];

    public static SlotLine Of(CompiledPolicy policy, DateTimeZone zone, int group, long from, long to, bool hasEmergencies)
    {
        var line = new SlotLine(zone);
        var query = new WindowQuery(PlanTime.ToInstant(from), zone);
        if (policy.Source.Mode == PolicyMode.Immediate)
        {
            var free = FreezeHolds.Free(policy, FreezePass.Immediate, query, query.Now, PlanTime.ToInstant(to) + Beyond);
            line.AddFree(policy, SlotKind.Immediate, group, query, from, to, free);
            if (hasEmergencies) line.AddFree(policy, SlotKind.Emergency, group, query, from, to, Without(FreeForEmergencies(policy, query, to), free));
        }
        else
        {
            line.AddWindows(policy, group, query, to);
            if (hasEmergencies) line.AddFree(policy, SlotKind.Emergency, group, query, from, to, FreeForEmergencies(policy, query, to));
        }

        return line;
    }

    /// <summary>Whether an emergency waits for a window: the one that is open, or one that opens in time.</summary>
    public bool TakesEmergency(long moment, long length, long due)
    {
        var next = FirstAfter(moment);
        for (var i = next; i < windows.Count && windows[i].Start < due; i++)
        {
            if (windows[i].HasRoom(windows[i].Start, length)) return true;
        }

        for (var i = next - 1; i >= 0 && latestEnd[i] > moment; i--)
        {
            if (windows[i].End > moment && windows[i].HasRoom(moment, length)) return true;
        }

        return false;
    }

    /// <summary>The first moment, not before another, at which no window takes an emergency in time.</summary>
    public long NotTaken(long moment, long length, long due)
    {
        while (TakesEmergency(moment, length, due))
        {
            var next = FirstAfter(moment);
            var then = next < windows.Count ? windows[next].Start : PlanTime.Never;
            for (var i = next - 1; i >= 0 && latestEnd[i] > moment; i--)
            {
                var closes = windows[i].ClosesFor(length);
                if (closes > moment && closes < then) then = closes;
            }

            if (then == PlanTime.Never) return then;
            moment = then;
        }

        return moment;
    }

    private static IReadOnlyList<(Instant Start, Instant End)> FreeForEmergencies(CompiledPolicy policy, WindowQuery query, long to) =>
        FreezeHolds.Free(policy, FreezePass.Emergency, query, query.Now, PlanTime.ToInstant(to) + Beyond);

    // What is in the first and in none of the second.
    private static List<(Instant Start, Instant End)> Without(
        IReadOnlyList<(Instant Start, Instant End)> first, IReadOnlyList<(Instant Start, Instant End)> second)
    {
        var left = new List<(Instant Start, Instant End)>();
        foreach (var (start, end) in first)
        {
            var at = start;
            foreach (var other in second)
            {
                if (other.End <= at || other.Start >= end) continue;
                if (other.Start > at) left.Add((at, other.Start));
                at = other.End;
            }

            if (at < end) left.Add((at, end));
        }

        return left;
    }

    private void AddFree(
        CompiledPolicy policy, SlotKind kind, int group, WindowQuery query, long from, long to, IReadOnlyList<(Instant Start, Instant End)> free)
    {
        var work = kind == SlotKind.Immediate ? FreezePass.Immediate : FreezePass.Emergency;
        foreach (var (start, end) in free)
        {
            var begins = PlanTime.NotBefore(PlanTime.Of(start));
            if (begins >= to) break;
            Slots.Add(new Slot
            {
                Kind = kind, Group = group, Start = begins, End = PlanTime.Of(end), Cutoff = Math.Min(to, PlanTime.Of(end)), Zone = Zone,
                Reserve = PlanTime.Length(policy.Source.Reboot.Reserve),
                Freeze = begins <= from ? null : FreezeHolds.At(policy, work, query with { Now = start - Duration.Epsilon }).Reason,
            });
        }
    }

    private void AddWindows(CompiledPolicy policy, int group, WindowQuery query, long to)
    {
        var reserve = PlanTime.Length(policy.Source.Reboot.Reserve);
        foreach (var window in WindowFinder.From(policy, query.Now, query))
        {
            var (start, end) = (window.Start.UtcTicks, window.End.UtcTicks);
            if (window.State == WindowState.Frozen)
            {
                if (start - to > Patience.Ticks) break;
                if (start < to) Frozen.Add(window);
                continue;
            }

            var slot = new Slot
            {
                Kind = SlotKind.Window, Group = group, Start = PlanTime.NotBefore(start), End = end,
                Cutoff = Math.Min(window.Cutoff.UtcTicks, start < to ? to : end), Reserve = reserve,
                Window = window, Freeze = window.Freeze, Zone = DateTimeZoneProviders.Tzdb.GetZoneOrNull(window.TimeZone) ?? Zone,
            };
            windows.Add(slot);
            latestEnd.Add(latestEnd.Count == 0 ? end : Math.Max(end, latestEnd[latestEnd.Count - 1]));
            if (start >= to) break;
            Slots.Add(slot);
        }
    }

    private int FirstAfter(long moment)
    {
        var (low, high) = (0, windows.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (windows[middle].Start > moment) high = middle;
            else low = middle + 1;
        }

        return low;
    }
}
