namespace PatchWindow.Fleet.PackageManagers;

/// <summary>What applying would do, by the package manager's own word.</summary>
/// <param name="Installs">Everything that would be installed or upgraded, the asked-for packages and what they pull in.</param>
/// <param name="Removes">The packages that would be removed.</param>
public sealed record Simulation(IReadOnlyList<PackageVersion> Installs, IReadOnlyList<string> Removes)
{
    /// <summary>Whether the package manager cannot simulate: what else would happen than what was asked for is then not known.</summary>
    public bool IsUntold { get; private init; }

    /// <summary>That of a package manager that cannot simulate: what was asked for, and who knows what else.</summary>
    public static Simulation Untold(IReadOnlyList<PackageVersion> packages) => new(packages, []) { IsUntold = true };
}
