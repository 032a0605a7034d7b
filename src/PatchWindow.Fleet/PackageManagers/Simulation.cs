namespace PatchWindow.Fleet.PackageManagers;

/// <summary>What applying would do, by the package manager's own word.</summary>
/// <param name="Installs">Everything that would be installed or upgraded, the asked-for packages and what they pull in.</param>
/// <param name="Removes">The packages that would be removed.</param>
public sealed record Simulation(IReadOnlyList<PackageVersion> Installs, IReadOnlyList<string> Removes);
