namespace PatchWindow;

/// <summary>Whether an approval or a denial still holds.</summary>
public enum ApprovalState
{
    /// <summary>It holds.</summary>
    Active,

    /// <summary>Its time is over.</summary>
    Expired,

    /// <summary>Someone took it back.</summary>
    Withdrawn,

    /// <summary>A later approval or denial of the same patch took its place, or a newer version of the patch.</summary>
    Superseded,
}
