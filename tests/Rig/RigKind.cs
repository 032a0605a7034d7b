namespace PatchWindow.Rig;

/// <summary>Which package manager a host has; the others are not on it.</summary>
public enum RigKind
{
    Apt,
    Ubuntu,
    Dnf,
    Dnf5,
    Zypper,
}

/// <summary>What is so of several kinds.</summary>
public static class RigKinds
{
    /// <summary>Whether such a host has apt and dpkg; the others have rpm.</summary>
    public static bool HasApt(this RigKind kind) => kind is RigKind.Apt or RigKind.Ubuntu;
}
