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
}
