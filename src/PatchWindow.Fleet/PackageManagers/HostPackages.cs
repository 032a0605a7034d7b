namespace PatchWindow.Fleet.PackageManagers;

/// <summary>What a host has installed.</summary>
/// <param name="Installed">Version by package name; a package that is absent or half-installed is left out.</param>
/// <param name="RebootRequired">Whether the host says that it wants a reboot.</param>
public sealed record HostPackages(IReadOnlyDictionary<string, string> Installed, bool RebootRequired)
{
    /// <summary>Every sign of a reboot that is waited for, in the host's own words; none where the package manager names none.</summary>
    public IReadOnlyList<string> RebootReasons { get; init; } = [];
}
