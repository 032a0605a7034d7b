namespace PatchWindow;

/// <summary>Whether a deferral still holds.</summary>
public enum DeferralState
{
    /// <summary>It holds.</summary>
    Active,

    /// <summary>Its time is over.</summary>
    Expired,

    /// <summary>Someone ended it before its time.</summary>
    Resumed,

    /// <summary>A later deferral of the same patch took its place, or a newer version of the patch.</summary>
    Superseded,
}
