using PatchWindow.Core.Policies;
using PatchWindow.Core.Windows;

namespace PatchWindow.Core.Planning;

/// <summary>
/// The hash of what a plan rests on: while it stays the same, the plan does. The clock is not in it, nor what a patch's first
/// sighting makes of it, which for whoever may not write the store is the clock.
/// </summary>
internal static class PlanHash
{
    /// <param name="hosts">The hosts in order of their names.</param>
    /// <param name="others">The hosts that nothing is planned for, of which percentages are as well.</param>
    public static string Of(PlanHost[] hosts, IReadOnlyList<(ManagedHost Host, CompiledPolicy Policy)> others)
    {
        using var hash = new CanonicalHash();
        hash.Add("PatchWindow.Plan/1");
        hash.Add(TimeZones.Version);
        var policies = hosts.Select(h => h.HostPolicy.Policy).OfType<CompiledPolicy>().Distinct().OrderBy(p => p.Name, StringComparer.Ordinal).ToList();
        foreach (var policy in policies) hash.AddObject(policy.Source);
        hash.Add(hosts.Length);
        foreach (var host in hosts) Add(hash, host);

        // How many share a budget counts only where it is a percentage of them.
        var counted = new HashSet<CompiledPolicy>(policies.Where(p => p.Rollout.Source.Budgets.Exists(b => b.Max.Percent is not null)));
        foreach (var (host, policy) in others.Where(o => counted.Contains(o.Policy)).OrderBy(o => o.Host.Name, StringComparer.Ordinal))
        {
            hash.Add(host.Name);
            hash.Add(policy.Name);
            AddRollout(hash, host, policy);
        }

        return hash.Finish();
    }

    private static void Add(CanonicalHash hash, PlanHost host)
    {
        hash.Add(host.Host.Name);
        hash.Add(host.Zone.Id);
        hash.Add(host.Unreachable is null ? 0 : 1);
        hash.Add(host.DeferralUnknown ? 1 : 0);
        foreach (var name in host.HostPolicy.Names) hash.Add(name);
        hash.Add(host.HostPolicy.Whole.Count + host.HostPolicy.Faulty.Count);
        if (host.HostPolicy.Policy is { } policy) AddRollout(hash, host.Host, policy);
        AddPatches(hash, host);
        foreach (var deferral in host.Deferrals.OrderBy(d => d.Name, StringComparer.Ordinal).ThenBy(d => d.Version, StringComparer.Ordinal))
        {
            hash.Add(deferral.Name);
            hash.Add(deferral.Version);
            hash.Add(deferral.Until.UtcTicks);
        }

        hash.Add(host.Deferrals.Count);
        foreach (var approval in host.Approvals.OrderBy(a => a.Name, StringComparer.Ordinal).ThenBy(a => a.Version, StringComparer.Ordinal))
        {
            hash.Add(approval.Name);
            hash.Add(approval.Version);
            hash.Add((long)approval.Verdict);
            hash.Add(approval.Until?.UtcTicks ?? 0);
        }

        hash.Add(host.Approvals.Count);
    }

    private static void AddRollout(CanonicalHash hash, ManagedHost host, CompiledPolicy policy)
    {
        hash.Add(policy.Rollout.RingOf(host));
        foreach (var budget in policy.Rollout.Source.Budgets)
        {
            if (budget.Per is { } tag) hash.Add(host.Tags.TryGetValue(tag, out var value) ? value : null);
        }
    }

    private static void AddPatches(CanonicalHash hash, PlanHost host)
    {
        var patches = host.Patches;
        var sorted = new PendingPatch[patches.Count];
        for (var i = 0; i < sorted.Length; i++) sorted[i] = patches[i];
        Array.Sort(sorted, ByName);
        foreach (var patch in sorted)
        {
            hash.Add(patch.Name);
            hash.Add(patch.Architecture);
            hash.Add(patch.InstalledVersion);
            hash.Add(patch.Version);

            // What a policy can decide by.
            hash.Add(((long)patch.Classification << 8) | ((long)patch.Severity << 4) | (patch.Exploited ? 2L : 0) | (patch.HeldBack is null ? 0L : 1));
            hash.Add(patch.Released?.UtcTicks ?? 0);
            hash.Add(patch.Cvss is { } score ? (long)Math.Round(score * 100) + 1 : 0);
            hash.Add(patch.PatchesBehind ?? -1);
            hash.Add(patch.Source);
            AddAll(hash, patch.Cves);
            AddAll(hash, patch.Advisories);
            AddEarlier(hash, host.Earlier(patch));
        }

        hash.Add(sorted.Length);
    }

    // Followed by how many, so that the same ids in the other list are other facts.
    private static void AddAll(CanonicalHash hash, string[] ids)
    {
        foreach (var id in ids) hash.Add(id);
        hash.Add(ids.Length);
    }

    // They were recorded, so that for whoever may not write the store they are none, and not the clock.
    private static void AddEarlier(CanonicalHash hash, IReadOnlyList<Decisions.SeenRelease> releases)
    {
        if (releases.Count == 0) return;
        foreach (var release in releases)
        {
            hash.Add(release.Seen.UtcTicks);
            hash.Add(((long)release.Severity << 8) | (long)release.Classification);
        }

        hash.Add(releases.Count);
    }

    private static int ByName(PendingPatch one, PendingPatch other)
    {
        var order = string.CompareOrdinal(one.Name, other.Name);
        if (order == 0) order = string.CompareOrdinal(one.Architecture, other.Architecture);
        return order != 0 ? order : string.CompareOrdinal(one.Version, other.Version);
    }
}
