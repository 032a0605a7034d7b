namespace PatchWindow.Core.Policies;

/// <summary>A rollout made ready to answer. Built by <see cref="RolloutCompiler"/>.</summary>
/// <param name="Source">The rollout as it was written.</param>
/// <param name="Rings">Its rings, in order; one of every host where none is written.</param>
public sealed record CompiledRollout(Rollout Source, IReadOnlyList<CompiledRing> Rings)
{
    /// <summary>The rollout of a policy that writes none: one ring, no budgets.</summary>
    public static CompiledRollout None { get; } = new(new Rollout(), [new CompiledRing(new Ring { Name = "all" }, TargetFilter.Everything)]);

    /// <summary>The index of a host's ring: the first that takes it; -1 where none does.</summary>
    public int RingOf(ManagedHost host)
    {
        for (var i = 0; i < Rings.Count; i++)
        {
            if (Rings[i].Targets.Matches(host)) return i;
        }

        return -1;
    }

    /// <summary>
    /// What a host shares a budget by: its tag's value or its ring's name, letter case aside. Hosts without the tag share an empty
    /// one: no host goes without a budget.
    /// </summary>
    /// <param name="budget">The budget.</param>
    /// <param name="host">A host that a ring takes.</param>
    /// <param name="ring">The index of its ring.</param>
    public string ShareOf(Budget budget, ManagedHost host, int ring) =>
        budget.Per is not { } per ? ""
        : string.Equals(per, "ring", StringComparison.OrdinalIgnoreCase) ? Rings[ring].Source.Name
        : host.Tags.TryGetValue(per, out var value) ? value : "";
}
