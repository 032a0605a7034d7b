using PatchWindow.Core.Policies;
using PatchWindow.Core.Windows;

namespace PatchWindow.Core.Decisions;

/// <summary>What can be said of a policy's time alone, without a patch.</summary>
/// <param name="Policy">The policy.</param>
/// <param name="Outlook">Where its windows stand at <paramref name="Now"/>.</param>
/// <param name="Room">How much time the work needs besides the policy's reboot reserve.</param>
/// <param name="Now">The moment decided for.</param>
public sealed record TimeFacts(CompiledPolicy Policy, WindowOutlook Outlook, TimeSpan Room, DateTimeOffset Now)
{
    /// <summary>Whether the work is an emergency that no window takes in time, so that it needs none.</summary>
    public bool NeedsNoWindow { get; init; }
}

/// <summary>Everything a decision rests on.</summary>
/// <param name="Host">The host.</param>
/// <param name="HostPolicy">Which policy decides about the host.</param>
/// <param name="Patch">The patch; its FirstSeen is used where it has no release date.</param>
/// <param name="Outlook">Where the policy's windows stand at <paramref name="Now"/>.</param>
/// <param name="Deferral">The deferral that holds for the patch at <paramref name="Now"/>; null for none.</param>
/// <param name="Now">The moment decided for.</param>
public sealed record DecisionFacts(
    ManagedHost Host, HostPolicy HostPolicy, PendingPatch Patch, WindowOutlook Outlook, Deferral? Deferral, DateTimeOffset Now)
{
    /// <summary>The policy that decides; null where none does.</summary>
    public CompiledPolicy? Policy => HostPolicy.Policy;

    /// <summary>Whether it could not be found out if a deferral or a denial holds. Then the patch counts as deferred.</summary>
    public bool DeferralUnknown { get; init; }

    /// <summary>The approval or denial that holds for the patch at <see cref="Now"/>; null for none.</summary>
    public Approval? Approval { get; init; }

    /// <summary>Earlier releases of the package that the host was offered and still lacks.</summary>
    public IReadOnlyList<SeenRelease> Earlier { get; init; } = [];

    /// <summary>How long the work takes, besides the policy's reboot reserve.</summary>
    public TimeSpan Room { get; init; }

    /// <summary>The windows that open before a moment, from the one that is open now, in order; asked for the patch's deadline, and for the end of an emergency's time.</summary>
    public Func<DateTimeOffset, IReadOnlyList<Window>> WindowsUntil { get; init; } = _ => [];

    /// <summary>Where the work on hosts stands.</summary>
    public RunFacts Run { get; init; } = RunFacts.None;
}
