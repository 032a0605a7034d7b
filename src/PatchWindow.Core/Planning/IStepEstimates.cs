using PatchWindow.Core.Policies;

namespace PatchWindow.Core.Planning;

/// <summary>How long a step is expected to take.</summary>
public interface IStepEstimates
{
    /// <summary>The time for so many patches on a host; more patches never take less time.</summary>
    TimeSpan For(CompiledPolicy policy, ManagedHost host, int patches);
}
