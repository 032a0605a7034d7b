namespace PatchWindow.Fleet.Tests.Examples;

/// <summary>Patches as package managers tell them.</summary>
internal static class Packages
{
    public static PendingPatch Security(string name, string? installed, string version, PatchSeverity severity = PatchSeverity.Unknown, params string[] ids) => new()
    {
        Name = name,
        InstalledVersion = installed,
        Version = version,
        Classification = PatchClassification.Security,
        Severity = severity,
        Cves = [.. ids.Where(IsCve)],
        Advisories = [.. ids.Where(id => !IsCve(id))],
    };

    public static PendingPatch Bugfix(string name, string? installed, string version) =>
        new() { Name = name, InstalledVersion = installed, Version = version, Classification = PatchClassification.Bugfix };

    public static PendingPatch Enhancement(string name, string? installed, string version) =>
        new() { Name = name, InstalledVersion = installed, Version = version, Classification = PatchClassification.Enhancement };

    private static bool IsCve(string id) => id.StartsWith("CVE-", StringComparison.Ordinal);
}
