namespace PatchWindow;

/// <summary>Whether a host is rebooted after its patches.</summary>
public enum RebootMode
{
    /// <summary>Where the host itself says that it wants to be.</summary>
    IfNeeded,

    Never,

    Always,
}
