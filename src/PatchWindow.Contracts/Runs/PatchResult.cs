namespace PatchWindow;

/// <summary>What became of one package in a step: a patch, or what came along with one.</summary>
public sealed record PatchResult
{
    public string Name { get; init; } = "";

    /// <summary>The version that was to be installed.</summary>
    public string Version { get; init; } = "";

    /// <summary>The version found on the host afterwards; null when it could not be read.</summary>
    public string? InstalledVersion { get; init; }

    /// <summary>Whether the host has the version that was to be installed.</summary>
    public bool Installed { get; init; }

    /// <summary>
    /// Whether nobody chose it: the package manager brought it along because a patch depends on it. It may be new on the host,
    /// or a patch that the policy alone would not have approved yet.
    /// </summary>
    public bool Dependency { get; init; }

    public override string ToString() =>
        $"{Name} {InstalledVersion} ({(Installed ? "installed" : "not installed")}{(Dependency ? ", dependency" : "")})";
}
