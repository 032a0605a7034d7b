namespace PatchWindow.Core.Decisions;

/// <summary>That a host was offered a version of a package.</summary>
/// <param name="Name">The package's name.</param>
/// <param name="Version">The version offered.</param>
/// <param name="FirstSeen">When it was first seen there.</param>
public sealed record Sighting(string Name, string Version, DateTimeOffset FirstSeen)
{
    /// <summary>The version that the host had then; null where it had none, or that is not known.</summary>
    public string? InstalledVersion { get; init; }

    public PatchSeverity Severity { get; init; }

    public PatchClassification Classification { get; init; }
}
