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
