using PatchWindow.Core.Policies;

namespace PatchWindow.Core.Runs;

/// <summary>
/// What a policy demands of every run: its rings, how many hosts may be down at once, and how many may fail. Made of the policy as it is
/// now, also for a run that began under another one: who lowers a budget means it at once.
/// </summary>
public sealed class RunTerms
{
    private readonly Dictionary<string, int> capacities = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> rules = new(StringComparer.Ordinal);

    /// <param name="policy">The policy.</param>
    /// <param name="hosts">All its hosts; a percentage is of them, also where only some have work.</param>
    public RunTerms(CompiledPolicy policy, IEnumerable<ManagedHost> hosts)
    {
        Policy = policy;
        var members = new Dictionary<(int Budget, string Key), int>();
        foreach (var host in hosts)
        {
            var ring = policy.Rollout.RingOf(host);
            if (ring < 0) continue;
            Hosts++;
            for (var i = 0; i < Budgets.Count; i++)
            {
                var key = (i, KeyOf(Budgets[i], host, ring));
                members[key] = members.TryGetValue(key, out var known) ? known + 1 : 1;
            }
        }

        // Two budgets may be shared by the same hosts: the smaller one counts.
        foreach (var ((budget, key), count) in members.Select(m => (m.Key, m.Value)))
        {
            var capacity = Budgets[budget].Max.Of(count);
            if (capacities.TryGetValue(key, out var other) && other <= capacity) continue;
            capacities[key] = capacity;
            rules[key] = $"rollout:budgets:{budget}";
        }
    }

    public CompiledPolicy Policy { get; }

    /// <summary>How many hosts of the policy a ring takes.</summary>
    public int Hosts { get; }

    public IReadOnlyList<CompiledRing> Rings => Policy.Rollout.Rings;

    /// <summary>How many steps of a run may fail before it stops; null where any number may.</summary>
    public int? MaxFailures => Policy.Rollout.Source.MaxFailures?.Of(Hosts);

    private List<Budget> Budgets => Policy.Rollout.Source.Budgets;

    /// <summary>
    /// The budgets that a host shares, by what they are shared by: <c>all</c>, <c>site=OSL</c>, <c>ring=CANARY</c>; in order. Values are compared as
    /// filters compare them, letter case aside.
    /// </summary>
    public IReadOnlyList<string> KeysOf(ManagedHost host)
    {
        var ring = Policy.Rollout.RingOf(host);
        return [.. Budgets.Select(b => KeyOf(b, host, ring)).Distinct().OrderBy(k => k, StringComparer.Ordinal)];
    }

    /// <summary>How many hosts may share a budget at once. Of one that is not in the policy any more, one host.</summary>
    public int CapacityOf(string key) => capacities.TryGetValue(key, out var capacity) ? capacity : 1;

    /// <summary>The place of a budget in the policy.</summary>
    public string RuleOf(string key) => rules.TryGetValue(key, out var rule) ? rule : "rollout:budgets";

    /// <summary>How many steps of a ring may fail without keeping the rings after it waiting.</summary>
    /// <param name="hosts">How many hosts the ring has in the run.</param>
    public int MaxFailuresIn(int hosts) => Math.Min(Policy.Rollout.Source.MaxFailures?.Of(hosts) ?? 0, MaxFailures ?? int.MaxValue);

    private string KeyOf(Budget budget, ManagedHost host, int ring) => budget.Per is not { } per
        ? "all"
        : $"{per.ToLowerInvariant()}={Policy.Rollout.ShareOf(budget, host, Math.Max(ring, 0)).ToUpperInvariant()}";
}
