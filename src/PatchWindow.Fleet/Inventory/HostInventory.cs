using PatchWindow.Core.Outcomes;
using PatchWindow.Core.Policies;
using PatchWindow.Fleet.Configuration;

namespace PatchWindow.Fleet.Inventory;

/// <summary>The hosts that are managed, and the policies each one is in.</summary>
public sealed class HostInventory
{
    private readonly PatchConfiguration configuration;
    private readonly TargetIndex<CompiledPolicy> policies;
    private readonly TargetIndex<FaultyPolicy> faultyPolicies;
    private readonly Dictionary<string, ManagedHost> byName = new(StringComparer.OrdinalIgnoreCase);

    public HostInventory(PatchConfiguration configuration)
    {
        this.configuration = configuration;
        policies = new TargetIndex<CompiledPolicy>(configuration.Policies, p => p.Targets);
        faultyPolicies = new TargetIndex<FaultyPolicy>(configuration.FaultyPolicies, p => p.Targets);
        All = configuration.ListsHosts ? configuration.Hosts : [LocalHost.Make()];
        foreach (var host in All)
        {
            host.Policies = [.. PolicyOf(host).Names];
            byName[host.Name] = host;
        }
    }

    /// <summary>Every host; this machine alone where the configuration lists none.</summary>
    public IReadOnlyList<ManagedHost> All { get; }

    /// <summary>The hosts whose names match any of the patterns; none means all.</summary>
    /// <param name="patterns">Names, with wildcards.</param>
    /// <param name="problems">Receives the names that match nothing.</param>
    /// <param name="filter">What they must match besides; null is everything.</param>
    public IReadOnlyList<ManagedHost> Select(IReadOnlyList<string> patterns, ICollection<Finding> problems, TargetFilter? filter = null)
    {
        var named = PatchConfiguration.Select(All, h => h.Name, patterns, "host", "HostNotFound", problems);
        return filter is null ? named : [.. named.Where(filter.Matches)];
    }

    /// <summary>The host of exactly this name, letter case aside; no wildcards.</summary>
    public Outcome<ManagedHost> Find(string name)
    {
        if (byName.TryGetValue(name, out var host)) return host;
        return PatchConfiguration.NotFound(name, "host", "HostNotFound", All.Select(h => h.Name));
    }

    /// <summary>Which policy decides about a host.</summary>
    public HostPolicy PolicyOf(ManagedHost host)
    {
        var (whole, faulty) = (policies.Matching(host), faultyPolicies.Matching(host));
        if (configuration.HostLoss is not { } loss) return new HostPolicy(whole, faulty);

        // What an inventory that could not be read says of the host is not known. A policy that asks for a tag which it may have there,
        // such as "not pinned", may be meant for others.
        foreach (var policy in whole.ToList())
        {
            if (policy.Targets.MissingTag(host) is not { } tag) continue;
            whole.Remove(policy);
            faulty.Add(new FaultyPolicy(policy.Name, policy.Targets, loss with
            {
                Message = $"whether its targets match the host '{host.Name}' depends on '{tag}', and not all that is said of hosts could be read: {loss.Message}",
            }));
        }

        return new HostPolicy(whole, faulty);
    }
}
