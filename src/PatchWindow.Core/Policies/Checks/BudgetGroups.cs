namespace PatchWindow.Core.Policies.Checks;

/// <summary>The hosts that share a budget, as far as the checks need to know.</summary>
internal static class BudgetGroups
{
    private const string Ring = "ring";

    /// <summary>The hosts of each value of what a budget is per; a null value are those without one.</summary>
    public static IEnumerable<(string? Value, List<ManagedHost> Hosts)> Of(Budget budget, TestedPolicy tested) =>
        from host in tested.Hosts ?? []
        group host by ValueOf(budget, tested.Policy.Rollout, host)?.ToUpperInvariant() into its
        let hosts = its.ToList()
        select (ValueOf(budget, tested.Policy.Rollout, hosts[0]), hosts);

    private static string? ValueOf(Budget budget, CompiledRollout rollout, ManagedHost host)
    {
        if (budget.Per is not { } per) return "";
        if (string.Equals(per, Ring, StringComparison.OrdinalIgnoreCase)) return rollout.RingOf(host) is >= 0 and var ring ? rollout.Rings[ring].Source.Name : null;
        return host.Tags.TryGetValue(per, out var value) && value.Length > 0 ? value : null;
    }
}
