using NodaTime;
using PatchWindow.Core.Policies;

namespace PatchWindow.Core.Planning;

/// <summary>The hosts of one policy and what is pending on them, made ready to be laid out; in an order of their own.</summary>
internal sealed class PolicyWork
{
    private readonly IStepEstimates estimates;

    private PolicyWork(CompiledPolicy policy, PlanHost[] hosts, PlanRequest request)
    {
        (Policy, Hosts, estimates) = (policy, hosts, request.Estimates);
        From = PlanTime.NotBefore(request.From);
        To = PlanTime.Exact(request.To);
        FirstPatch = new int[hosts.Length + 1];
        Ring = new int[hosts.Length];
        Cells = new int[hosts.Length][];
        Group = new int[hosts.Length];
        Signature = new int[hosts.Length];
    }

    public CompiledPolicy Policy { get; }

    /// <summary>The hosts by name.</summary>
    public PlanHost[] Hosts { get; }

    /// <summary>Where each host's patches begin in <see cref="Patches"/>, and where the last one's end.</summary>
    public int[] FirstPatch { get; }

    /// <summary>Each host's patches, those first that are to come first where not all fit: nearest deadline, severity, name.</summary>
    public PlanPatch[] Patches { get; private set; } = [];

    /// <summary>Each host's ring; -1 where none takes it.</summary>
    public int[] Ring { get; }

    /// <summary>The budgets that each host shares.</summary>
    public int[][] Cells { get; }

    /// <summary>One number for all hosts of one ring that share the same budgets.</summary>
    public int[] Signature { get; }

    public IReadOnlyList<BudgetCell> Budgets { get; private set; } = [];

    /// <summary>Which hosts have the same zone, as far as the policy asks for it.</summary>
    public int[] Group { get; }

    public IReadOnlyList<DateTimeZone> Zones { get; private set; } = [];

    public bool HasEmergencies { get; private set; }

    public long From { get; }

    public long To { get; }

    /// <summary>How long so many patches take on a host.</summary>
    public long Length(int host, int patches) => PlanTime.Length(estimates.For(Policy, Hosts[host].Host, patches));

    public PendingPatch PatchOf(int host, in PlanPatch patch) => Hosts[host].Patches[patch.Index];

    public static PolicyWork Of(CompiledPolicy policy, PlanHost[] hosts, IEnumerable<ManagedHost> others, PlanRequest request)
    {
        var work = new PolicyWork(policy, hosts, request);
        work.ReadPatches(request.From);
        work.JoinRollout(others);
        work.GroupByZone();
        return work;
    }

    private void ReadPatches(DateTimeOffset from)
    {
        Patches = new PlanPatch[Hosts.Sum(h => h.Unreachable is null ? h.Patches.Count : 0)];
        var at = 0;
        for (var h = 0; h < Hosts.Length; h++)
        {
            FirstPatch[h] = at;
            var host = Hosts[h];
            if (host.Unreachable is not null) continue;
            for (var i = 0; i < host.Patches.Count; i++)
            {
                Patches[at] = PlanPatch.Of(Policy, host, i, from);
                HasEmergencies |= Patches[at].IsEmergency && Patches[at].Blocked is null;
                at++;
            }

            Array.Sort(Patches, FirstPatch[h], at - FirstPatch[h], new ByUrgency(host.Patches));
        }

        FirstPatch[Hosts.Length] = at;
    }

    private void JoinRollout(IEnumerable<ManagedHost> others)
    {
        var cells = new BudgetCells(Policy);
        var signatures = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var h = 0; h < Hosts.Length; h++)
        {
            Ring[h] = Policy.Rollout.RingOf(Hosts[h].Host);
            Cells[h] = Ring[h] < 0 ? [] : cells.Join(Hosts[h].Host, Ring[h]);
            var signature = Ring[h] + ":" + string.Join(",", Cells[h]);
            if (!signatures.TryGetValue(signature, out Signature[h])) signatures.Add(signature, Signature[h] = signatures.Count);
        }

        foreach (var other in others)
        {
            if (Policy.Rollout.RingOf(other) is >= 0 and var ring) _ = cells.Join(other, ring);
        }

        Budgets = cells.All;
    }

    private void GroupByZone()
    {
        if (!Policy.GoesByHostZones && !string.Equals(Policy.Source.TimeZone, Windows.TimeZones.Host, StringComparison.OrdinalIgnoreCase))
        {
            Zones = [Windows.TimeZones.Find(Policy.Source.TimeZone ?? "UTC").TryGet(out var zone, out _) ? zone : DateTimeZone.Utc];
            return;
        }

        var zones = new List<DateTimeZone>();
        var known = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var h = 0; h < Hosts.Length; h++)
        {
            if (!known.TryGetValue(Hosts[h].Zone.Id, out Group[h]))
            {
                known.Add(Hosts[h].Zone.Id, Group[h] = zones.Count);
                zones.Add(Hosts[h].Zone);
            }
        }

        Zones = zones;
    }

    private sealed class ByUrgency(IReadOnlyList<PendingPatch> patches) : IComparer<PlanPatch>
    {
        public int Compare(PlanPatch x, PlanPatch y)
        {
            var order = x.Deadline.CompareTo(y.Deadline);
            if (order == 0) order = y.Severity.CompareTo(x.Severity);
            if (order != 0) return order;
            var (one, other) = (patches[x.Index], patches[y.Index]);
            order = string.CompareOrdinal(one.Name, other.Name);
            if (order == 0) order = string.CompareOrdinal(one.Architecture, other.Architecture);
            return order != 0 ? order : string.CompareOrdinal(one.Version, other.Version);
        }
    }
}
