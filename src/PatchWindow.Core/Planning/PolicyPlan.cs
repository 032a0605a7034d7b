using PatchWindow.Core.Policies;

namespace PatchWindow.Core.Planning;

/// <summary>The plan of one policy: its patches laid out, and what is left over told apart.</summary>
internal sealed class PolicyPlan
{
    private readonly PolicyWork work;
    private readonly PlanRequest request;
    private readonly PlanParts parts;
    private readonly RemedyAllowance allowance;
    private readonly SlotLine[] lines;
    private readonly int[] capacity;

    public PolicyPlan(PolicyWork work, PlanRequest request, PlanParts parts, RemedyAllowance allowance)
    {
        (this.work, this.request, this.parts, this.allowance) = (work, request, parts, allowance);
        lines = LinesOf(work, work.Policy);
        capacity = CapacityOf(work);
    }

    /// <summary>The slots of a policy for the zones of the hosts.</summary>
    public static SlotLine[] LinesOf(PolicyWork work, CompiledPolicy policy) =>
        [.. work.Zones.Select((zone, group) => SlotLine.Of(policy, zone, group, work.From, work.To, work.HasEmergencies))];

    /// <summary>How many hosts of each budget may be worked on at once.</summary>
    public static int[] CapacityOf(PolicyWork work)
    {
        var budgets = work.Policy.Rollout.Source.Budgets;
        return [.. work.Budgets.Select(c => c.Capacity(budgets[c.Budget].Max))];
    }

    public void Make()
    {
        var layout = Layout.Of(work, lines, capacity);
        AddSteps(layout);
        AddWindows(layout);
        new LeftOver(work, lines, capacity, layout, request, parts).Add(allowance);
    }

    private void AddSteps(Layout layout)
    {
        var patches = new PlannedPatch[layout.Steps.Count][];
        var filled = new int[patches.Length];
        var freezes = new string?[patches.Length];
        for (var h = 0; h < work.Hosts.Length; h++)
        {
            for (var p = work.FirstPatch[h]; p < work.FirstPatch[h + 1]; p++)
            {
                if (layout.Step[p] is not (>= 0 and var number)) continue;
                var step = layout.Steps[number];
                var slot = layout.Slots[step.Slot];
                ref readonly var patch = ref work.Patches[p];
                var list = patches[number] ??= new PlannedPatch[step.Patches];
                list[filled[number]++] = new PlannedPatch(
                    work.PatchOf(h, in patch), slot.Kind == SlotKind.Emergency ? ReasonCode.Emergency : patch.ReasonAt(step.Start));
                if (slot.Window is null && patch.Ready < slot.Start) freezes[number] = slot.Freeze;
            }
        }

        var rings = work.Policy.Rollout.Source.Rings.Count > 0 ? work.Policy.Rollout.Rings : null;
        for (var i = 0; i < patches.Length; i++)
        {
            var step = layout.Steps[i];
            var slot = layout.Slots[step.Slot];
            parts.Steps.Add(new PlannedStep
            {
                Host = work.Hosts[step.Host].Host.Name,
                Policy = work.Policy.Name,
                Window = slot.Window,
                Ring = rings?[work.Ring[step.Host]].Source.Name,
                Start = PlanTime.In(slot.Zone, step.Start),
                End = PlanTime.In(slot.Zone, step.End),
                Patches = patches[i],
                Reason = Strongest(patches[i]),
                Freeze = freezes[i],
            });
        }
    }

    private void AddWindows(Layout layout)
    {
        var hosts = new Dictionary<int, HashSet<int>>();
        foreach (var step in layout.Steps)
        {
            if (!hosts.TryGetValue(step.Slot, out var known)) hosts.Add(step.Slot, known = []);
            _ = known.Add(step.Host);
        }

        var sums = new Dictionary<int, (long Start, long End, int Patches)>();
        foreach (var step in layout.Steps)
        {
            var (start, end, patches) = sums.TryGetValue(step.Slot, out var sum) ? sum : (step.Start, step.End, 0);
            sums[step.Slot] = (start, Math.Max(end, step.End), patches + step.Patches);
        }

        foreach (var pair in sums)
        {
            var slot = layout.Slots[pair.Key];
            parts.Windows.Add(new PlannedWindow
            {
                Policy = work.Policy.Name,
                Window = slot.Window,
                IsEmergency = slot.Kind == SlotKind.Emergency,
                Start = PlanTime.In(slot.Zone, pair.Value.Start),
                End = PlanTime.In(slot.Zone, pair.Value.End),
                Hosts = hosts[pair.Key].Count,
                Patches = pair.Value.Patches,
                Freeze = slot.Freeze,
            });
        }
    }

    private static ReasonCode Strongest(PlannedPatch[] patches)
    {
        var strongest = ReasonCode.Apply;
        foreach (var patch in patches)
        {
            if (Rank(patch.Reason) > Rank(strongest)) strongest = patch.Reason;
        }

        return strongest;
    }

    private static int Rank(ReasonCode reason) => reason switch
    {
        ReasonCode.Emergency => 3,
        ReasonCode.DeadlinePassed => 2,
        ReasonCode.BehindLimit => 1,
        _ => 0,
    };
}
