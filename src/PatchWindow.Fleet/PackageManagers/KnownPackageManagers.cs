using PatchWindow.Fleet.PackageManagers.Apt;
using PatchWindow.Fleet.PackageManagers.Dnf;
using PatchWindow.Fleet.PackageManagers.Dnf5;
using PatchWindow.Fleet.PackageManagers.WindowsUpdate;
using PatchWindow.Fleet.PackageManagers.Zypper;
using PatchWindow.Fleet.Transports;

namespace PatchWindow.Fleet.PackageManagers;

/// <summary>
/// The package managers that this version has, in the order in which a host is asked for them: openSUSE may have dnf beside zypper, and
/// goes by zypper; Fedora 41 and later may have dnf 4 beside dnf 5, which its <c>dnf</c> is.
/// </summary>
public static class KnownPackageManagers
{
    /// <summary>Those of hosts with a POSIX shell.</summary>
    public static IReadOnlyList<IPackageManager> All { get; } =
        [new AptPackageManager(), new ZypperPackageManager(), new Dnf5PackageManager(), new DnfPackageManager()];

    private static readonly IReadOnlyList<IPackageManager> OfWindows = [new WindowsUpdatePackageManager()];

    /// <summary>Those that a host can have that is reached by scripts of a language.</summary>
    public static IReadOnlyList<IPackageManager> For(ScriptLanguage language) => language == ScriptLanguage.PowerShell ? OfWindows : All;

    /// <summary>Those that a name can mean, letter case aside: <c>dnf</c> is dnf 5 on a host of Fedora 41 and later.</summary>
    public static IReadOnlyList<IPackageManager> Find(string name) =>
        [.. All.Concat(OfWindows).Where(m => Is(m.Name, name) || (m is Dnf5PackageManager && Is("dnf", name)))];

    private static bool Is(string a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);
}
