namespace PatchWindow.Fleet.PackageManagers.Apt;

/// <summary>One version of a package that the lists know.</summary>
/// <param name="Version">The version.</param>
/// <param name="IsInstalled">Whether it is the installed one.</param>
/// <param name="IsPhased">Whether the vendor still rolls it out, to some hosts before others.</param>
/// <param name="Origins">Where it can be had.</param>
internal sealed record AptVersion(string Version, bool IsInstalled, bool IsPhased, IReadOnlyList<PackageOrigin> Origins);

/// <summary>The versions of packages that the lists know.</summary>
/// <param name="tables">By package, newest first.</param>
internal sealed class AptVersionTables(IReadOnlyDictionary<string, IReadOnlyList<AptVersion>> tables)
{
    /// <summary>Where the version that a package would get can be had.</summary>
    public IReadOnlyList<PackageOrigin> OriginsOf(AptChange change) => Candidate(change)?.Origins ?? [];

    /// <summary>Whether the vendor still rolls out the version that a package would get.</summary>
    public bool IsPhased(AptChange change) => Candidate(change)?.IsPhased ?? false;

    /// <summary>Where the versions can be had that a change skips over, and the one that it brings.</summary>
    public IEnumerable<PackageOrigin> OriginsSkipped(AptChange change) =>
        Brought(change).SelectMany(version => version.Origins);

    /// <summary>The newest version with security fixes that a change brings, by where it can be had; null where the lists have none.</summary>
    public string? SecurityFixOf(AptChange change) => Brought(change).FirstOrDefault(version => version.Origins.Any(AptClassification.IsSecurity))?.Version;

    private IEnumerable<AptVersion> Brought(AptChange change) =>
        Table(change).SkipWhile(version => version.Version != change.Version).TakeWhile(version => !version.IsInstalled);

    private AptVersion? Candidate(AptChange change) => Table(change).FirstOrDefault(version => version.Version == change.Version);

    private IReadOnlyList<AptVersion> Table(AptChange change) => tables.TryGetValue(change.Name, out var table) ? table : [];
}
