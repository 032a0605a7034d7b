namespace PatchWindow;

/// <summary>What became of one patch in a step.</summary>
public sealed record PatchResult
{
    public string Name { get; init; } = "";

    /// <summary>The version that was to be installed.</summary>
    public string Version { get; init; } = "";

    /// <summary>The version found on the host afterwards; null when it could not be read.</summary>
    public string? InstalledVersion { get; init; }

    /// <summary>Whether the host has the version that was to be installed.</summary>
    public bool Installed { get; init; }

    public override string ToString() => $"{Name} {InstalledVersion} ({(Installed ? "installed" : "not installed")})";
}
