
namespace PatchWindow.Core.Planning;

/// <summary>
/// What would make missed patches fit, found by laying the policy out again: with longer windows, with a larger budget. Each is the
/// smallest that keeps all that it can keep from being missed.
/// </summary>
internal sealed class Remedies
{
    private static readonly TimeSpan Unit = TimeSpan.FromMinutes(5);

    // Who cannot do with a day more needs something else than a longer window.
    private static readonly TimeSpan Most = TimeSpan.FromDays(1);

    private readonly PolicyWork work;
    private readonly int[] capacity;
    private readonly RemedyAllowance allowance;
    private readonly Dictionary<int, List<string>> byPatch = [];
    private bool isCutShort;

    private Remedies(PolicyWork work, int[] capacity, RemedyAllowance allowance) =>
        (this.work, this.capacity, this.allowance) = (work, capacity, allowance);

    public static Remedies Of(PolicyWork work, int[] capacity, List<Missed> missed, RemedyAllowance allowance)
    {
        var remedies = new Remedies(work, capacity, allowance);
        var kept = missed.FindAll(m => m.Obstacle is not null);
        if (kept.Count == 0) return remedies;
        remedies.TryWindows(kept);
        foreach (var budget in kept.Where(m => m.Obstacle!.Value.Cell >= 0).Select(m => work.Budgets[m.Obstacle!.Value.Cell].Budget).Distinct().OrderBy(b => b))
            remedies.TryBudget(budget, kept);
        return remedies;
    }

    /// <summary>What would make it fit; null where nothing kept it in a window that could be mended like this.</summary>
    public string? For(Missed miss)
    {
        if (miss.Obstacle is null) return null;
        if (byPatch.TryGetValue(miss.Patch, out var found)) return $"It would fit with {string.Join(", or ", found)}.";
        return isCutShort
            ? $"Get-PatchPlan -Policy {work.Policy.Name} works out what would make it fit; in this plan there is too much to work out."
            : "Neither windows longer by a day nor one larger budget alone would make it fit.";
    }

    private void TryWindows(List<Missed> missed)
    {
        if (work.Policy.Schedules.Count == 0) return;
        if (Again(Longer(Most), capacity) is not { } widest) return;
        var met = missed.FindAll(m => IsMet(widest, m));
        if (met.Count == 0) return;
        var high = (int)(Most.Ticks / Unit.Ticks);
        var needed = Needed(widest, met);
        if (needed < high && Meets(Longer(Times(needed)), capacity, met) == true) high = needed;
        var low = 0;
        while (high - low > 1)
        {
            var middle = (low + high) / 2;
            if (Meets(Longer(Times(middle)), capacity, met) is not { } isEnough) break;
            if (isEnough) high = middle;
            else low = middle;
        }

        var more = Times(high);
        foreach (var miss in met) Add(miss, WindowText(more));
    }

    private void TryBudget(int budget, List<Missed> missed)
    {
        var max = work.Policy.Rollout.Source.Budgets[budget].Max;
        var most = max.Percent is null ? work.Budgets.Where(c => c.Budget == budget).Max(c => c.Members) : 100;
        var low = max.Count ?? max.Percent ?? 0;
        var high = Math.Max(low, most);
        if (high == low) return;
        var lines = PolicyPlan.LinesOf(work, work.Policy);
        if (Again(lines, With(budget, Share(high))) is not { } widest) return;
        var met = missed.FindAll(m => IsMet(widest, m));
        if (met.Count == 0) return;
        while (high - low > 1)
        {
            var middle = (low + high) / 2;
            if (Meets(lines, With(budget, Share(middle)), met) is not { } isEnough) break;
            if (isEnough) high = middle;
            else low = middle;
        }

        var per = work.Policy.Rollout.Source.Budgets[budget].Per is { } tag ? $" per {tag}" : "";
        foreach (var miss in met) Add(miss, $"max {Share(high)} instead of {max}{per} ({work.Policy.Name}:rollout:budgets:{budget})");
        HostShare Share(int number) => max.Percent is null ? HostShare.OfCount(number) : HostShare.OfPercent(number);
    }

    // How many units more the windows need that the widest plan has used.
    private static int Needed(Layout widest, List<Missed> met)
    {
        var needed = 0L;
        foreach (var miss in met)
        {
            var step = widest.Steps[widest.Step[miss.Patch]];
            if (widest.Slots[step.Slot] is not { Window: { } window } slot) continue;
            var end = slot.End - Most.Ticks;
            needed = Math.Max(needed, step.End + slot.Reserve - end);
            needed = Math.Max(needed, step.Start + TimeSpan.TicksPerSecond - (end - (window.End - window.Cutoff).Ticks));
        }

        return needed <= 0 ? int.MaxValue : (int)((needed + Unit.Ticks - 1) / Unit.Ticks);
    }

    private bool? Meets(SlotLine[] lines, int[] capacities, List<Missed> missed) =>
        Again(lines, capacities) is { } layout ? missed.TrueForAll(m => IsMet(layout, m)) : null;

    private Layout? Again(SlotLine[] lines, int[] capacities)
    {
        if (allowance.Spend(work.Hosts.Length)) return Layout.Of(work, lines, capacities);
        isCutShort = true;
        return null;
    }

    private bool IsMet(Layout layout, Missed miss) => !LeftOver.IsLate(work, layout, miss.Patch);

    private SlotLine[] Longer(TimeSpan time) => PolicyPlan.LinesOf(work, work.Policy.LongerBy(time));

    private int[] With(int budget, HostShare share) =>
        [.. capacity.Select((c, cell) => work.Budgets[cell].Budget == budget ? work.Budgets[cell].Capacity(share) : c)];

    private string WindowText(TimeSpan more)
    {
        var schedules = work.Policy.Schedules;
        if (schedules.Count > 1) return $"windows longer by {DurationText.Format(more)}";
        var now = schedules[0].Duration.ToTimeSpan();
        return $"a window of {DurationText.Format(now + more)} instead of {DurationText.Format(now)}";
    }

    private void Add(Missed miss, string remedy)
    {
        if (!byPatch.TryGetValue(miss.Patch, out var list)) byPatch.Add(miss.Patch, list = []);
        list.Add(remedy);
    }

    private static TimeSpan Times(int units) => TimeSpan.FromTicks(Unit.Ticks * units);
}
