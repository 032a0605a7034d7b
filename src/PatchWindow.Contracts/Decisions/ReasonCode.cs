namespace PatchWindow;

/// <summary>Why a patch is or is not applied. Stable: scripts compare with these names.</summary>
public enum ReasonCode
{
    /// <summary>It may be applied now.</summary>
    Apply,

    /// <summary>It is applied now, outside of any window, because the policy calls it an emergency.</summary>
    Emergency,

    /// <summary>It is applied now although it was deferred, or is not old enough, because its deadline has passed.</summary>
    DeadlinePassed,

    /// <summary>It is applied now although it was deferred, or is not old enough, because the host is too many versions behind.</summary>
    BehindLimit,

    /// <summary>The host is in no policy, or not in the inventory.</summary>
    HostUnknown,

    /// <summary>A policy that claims the host has a fault, so that nothing is certain about it until that is corrected.</summary>
    PolicyInvalid,

    /// <summary>Several policies claim the host, and one must decide.</summary>
    PolicyConflict,

    /// <summary>The host cannot be reached.</summary>
    Unreachable,

    /// <summary>The policy names the package as one it never applies.</summary>
    Excluded,

    /// <summary>Someone said that it may not be applied.</summary>
    Denied,

    /// <summary>The package manager holds it back.</summary>
    HeldBack,

    /// <summary>The policy's approval rule does not cover it, and nobody approved it.</summary>
    NotApproved,

    /// <summary>Approved, but not old enough yet.</summary>
    AwaitingAge,

    /// <summary>Someone put it off.</summary>
    Deferred,

    /// <summary>No window is open.</summary>
    OutsideWindow,

    /// <summary>A freeze takes away the window that would be open, or the time of a patch that needs no window.</summary>
    Frozen,

    /// <summary>The window is open, but in its last part, in which nothing new starts.</summary>
    CutoffReached,

    /// <summary>What is left of the window is too short for it.</summary>
    DoesNotFit,

    /// <summary>The rings before the host's own have not succeeded and soaked yet.</summary>
    RingWaiting,

    /// <summary>As many hosts as may be down at once are being worked on.</summary>
    BudgetSpent,

    /// <summary>The host has a step in progress.</summary>
    HostBusy,
}
