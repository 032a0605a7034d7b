namespace PatchWindow.Core.Policies.Checks;

/// <summary>The hosts that share a budget, as the plan counts them: a host that no ring takes has no share.</summary>
internal static class BudgetGroups
{
    /// <summary>The hosts of each value of what a budget is per; an empty value are those without one, or all of a budget that is per nothing.</summary>
    public static IEnumerable<(string Value, List<ManagedHost> Hosts)> Of(Budget budget, TestedPolicy tested) =>
        from host in tested.Hosts ?? []
        let ring = tested.Policy.Rollout.RingOf(host)
        where ring >= 0
        group (Host: host, Value: tested.Policy.Rollout.ShareOf(budget, host, ring)) by tested.Policy.Rollout.ShareOf(budget, host, ring).ToUpperInvariant() into its
        select (its.First().Value, its.Select(h => h.Host).ToList());
}
