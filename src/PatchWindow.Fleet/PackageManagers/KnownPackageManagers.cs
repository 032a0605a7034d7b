using PatchWindow.Fleet.PackageManagers.Apt;
using PatchWindow.Fleet.PackageManagers.Dnf;
using PatchWindow.Fleet.PackageManagers.Dnf5;
using PatchWindow.Fleet.PackageManagers.Zypper;

namespace PatchWindow.Fleet.PackageManagers;

/// <summary>
/// The package managers that this version has, in the order in which a host is asked for them: openSUSE may have dnf beside zypper, and
/// goes by zypper; Fedora 41 and later may have dnf 4 beside dnf 5, which its <c>dnf</c> is.
/// </summary>
public static class KnownPackageManagers
{
    public static IReadOnlyList<IPackageManager> All { get; } =
        [new AptPackageManager(), new ZypperPackageManager(), new Dnf5PackageManager(), new DnfPackageManager()];
}
