using PatchWindow.Core.Planning;
using PatchWindow.Core.Policies;
using PatchWindow.Core.Runs;
using PatchWindow.Fleet.Store;

namespace PatchWindow.Fleet.Runs;

/// <summary>How long steps are expected to take: what the policy writes, by what the store knows of how long they took.</summary>
public sealed class LearnedEstimates(Lazy<IPatchStore> store) : IStepEstimates
{
    /// <inheritdoc/>
    public TimeSpan For(CompiledPolicy policy, ManagedHost host, int patches) =>
        EstimateHistory.Times(PolicyEstimates.Instance.For(policy, host, patches), FactorOf(policy, host));

    /// <summary>How much longer or shorter steps of a host take than its policy says.</summary>
    public double FactorOf(CompiledPolicy policy, ManagedHost host)
    {
        var times = store.Value.Runs.Times(host.Name, EstimateHistory.Most);
        PastStep Past(StepTime time) => new(PolicyEstimates.Instance.For(policy, host, time.Patches), time.Took);
        return EstimateHistory.Factor(
            [.. times.Where(t => string.Equals(t.Host, host.Name, StringComparison.OrdinalIgnoreCase)).Select(Past)], [.. times.Select(Past)]);
    }
}
