using NodaTime;
using PatchWindow.Core.Decisions;
using PatchWindow.Core.Policies;

namespace PatchWindow.Core.Planning;

/// <summary>What is to be planned. The order of hosts and patches does not matter.</summary>
/// <param name="From">The first moment at which a step may start.</param>
/// <param name="To">No step starts at this moment or later.</param>
/// <param name="Hosts">The hosts, each once.</param>
public sealed record PlanRequest(DateTimeOffset From, DateTimeOffset To, IReadOnlyList<PlanHost> Hosts)
{
    /// <summary>Hosts that nothing is planned for, with their policies: a percentage in a budget is of them as well.</summary>
    public IReadOnlyList<(ManagedHost Host, CompiledPolicy Policy)> Others { get; init; } = [];

    public IStepEstimates Estimates { get; init; } = PolicyEstimates.Instance;
}

/// <summary>A host, what decides about it, and what is pending on it.</summary>
/// <param name="Host">The host.</param>
/// <param name="HostPolicy">Which policy decides about it.</param>
/// <param name="Zone">The zone that <c>host</c> stands for.</param>
/// <param name="Patches">What is pending on it.</param>
public sealed record PlanHost(ManagedHost Host, HostPolicy HostPolicy, DateTimeZone Zone, IReadOnlyList<PendingPatch> Patches)
{
    /// <summary>The deferrals that hold on it.</summary>
    public IReadOnlyList<Deferral> Deferrals { get; init; } = [];

    /// <summary>The approvals and denials that hold on it.</summary>
    public IReadOnlyList<Approval> Approvals { get; init; } = [];

    /// <summary>Earlier releases of a package that the host was offered and still lacks.</summary>
    public Func<PendingPatch, IReadOnlyList<SeenRelease>> Earlier { get; init; } = NoneSeen;

    /// <summary>Whether it could not be found out if a deferral or a denial holds. Then every patch counts as deferred.</summary>
    public bool DeferralUnknown { get; init; }

    /// <summary>Why it is not known what is pending on it; null where it is known.</summary>
    public string? Unreachable { get; init; }

    private static IReadOnlyList<SeenRelease> NoneSeen(PendingPatch patch) => [];

    internal Deferral? DeferralOf(PendingPatch patch) => LastWord.On(Deferrals, patch);

    internal Approval? ApprovalOf(PendingPatch patch) => LastWord.On(Approvals, patch);
}
