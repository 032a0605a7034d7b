namespace PatchWindow;

/// <summary>Why a patch is or is not applied. Stable: scripts compare with these.</summary>
public enum ReasonCode
{
    /// <summary>It may be applied now.</summary>
    Apply,

    /// <summary>The host is in no policy, or not in the inventory.</summary>
    HostUnknown,

    /// <summary>A policy that claims the host has a fault, so that nothing is certain about it until that is corrected.</summary>
    PolicyInvalid,

    /// <summary>Several policies claim the host, and one must decide.</summary>
    PolicyConflict,

    /// <summary>The policy names the package as one it never applies.</summary>
    Excluded,

    /// <summary>The package manager holds it back.</summary>
    HeldBack,

    /// <summary>The policy's approval rule does not cover it.</summary>
    NotApproved,

    /// <summary>Approved, but not old enough yet.</summary>
    AwaitingAge,

    /// <summary>Someone put it off.</summary>
    Deferred,

    /// <summary>No window is open.</summary>
    OutsideWindow,

    /// <summary>The window that would be open is taken away by a freeze.</summary>
    Frozen,

    /// <summary>The window is open, but in its last part, in which nothing new starts.</summary>
    CutoffReached,

    /// <summary>What is left of the window is too short for it.</summary>
    DoesNotFit,
}
