using PatchWindow.Fleet.PackageManagers.Apt;
using PatchWindow.Fleet.PackageManagers.Dnf;
using PatchWindow.Fleet.PackageManagers.Zypper;

namespace PatchWindow.Fleet.PackageManagers;

/// <summary>
/// The package managers that this version has, in the order in which a host is asked for them: openSUSE may have dnf beside zypper, and
/// goes by zypper.
/// </summary>
public static class KnownPackageManagers
{
    public static IReadOnlyList<IPackageManager> All { get; } = [new AptPackageManager(), new ZypperPackageManager(), new DnfPackageManager()];

    /// <summary>The one of a name, letter case aside; null where none has it.</summary>
    public static IPackageManager? Find(string name) => All.FirstOrDefault(m => string.Equals(m.Name, name, StringComparison.OrdinalIgnoreCase));
}
