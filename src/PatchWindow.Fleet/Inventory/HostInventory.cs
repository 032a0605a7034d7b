using PatchWindow.Core.Outcomes;
using PatchWindow.Core.Policies;
using PatchWindow.Fleet.Configuration;

namespace PatchWindow.Fleet.Inventory;

/// <summary>The hosts that are managed, and the policies each one is in.</summary>
public sealed class HostInventory
{
    private readonly PatchConfiguration configuration;

    public HostInventory(PatchConfiguration configuration)
    {
        this.configuration = configuration;
        All = configuration.ListsHosts ? configuration.Hosts : [LocalHost.Make()];
        foreach (var host in All) host.Policies = [.. PolicyOf(host).Names];
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
        if (All.FirstOrDefault(h => string.Equals(h.Name, name, StringComparison.OrdinalIgnoreCase)) is { } host) return host;
        return PatchConfiguration.NotFound(name, "host", "HostNotFound", All.Select(h => h.Name));
    }

    /// <summary>Which policy decides about a host.</summary>
    public HostPolicy PolicyOf(ManagedHost host) => new(
        [.. configuration.Policies.Where(p => p.Targets.Matches(host))],
        [.. configuration.FaultyPolicies.Where(p => p.Targets.Matches(host))]);
}
