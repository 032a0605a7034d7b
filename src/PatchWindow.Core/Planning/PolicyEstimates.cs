using PatchWindow.Core.Policies;

namespace PatchWindow.Core.Planning;

/// <summary>The estimates that policies write, where nothing is known of the host yet.</summary>
public sealed class PolicyEstimates : IStepEstimates
{
    public static PolicyEstimates Instance { get; } = new();

    public TimeSpan For(CompiledPolicy policy, ManagedHost host, int patches)
    {
        // A figure that leaves the calendar is a long time, not a fault of the plan.
        var rule = policy.Source.Estimate;
        return rule.Patch.Ticks > long.MaxValue / 2 / Math.Max(1, patches) || rule.Host.Ticks > long.MaxValue / 2
            ? TimeSpan.MaxValue
            : rule.For(patches);
    }
}
