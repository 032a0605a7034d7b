using PatchWindow.Fleet.PackageManagers.Apt;
using PatchWindow.Fleet.PackageManagers.Dnf;

namespace PatchWindow.Fleet.PackageManagers;

/// <summary>The package managers that this version has, in the order in which a host is asked for them.</summary>
public static class KnownPackageManagers
{
    public static IReadOnlyList<IPackageManager> All { get; } = [new AptPackageManager(), new DnfPackageManager()];
}
