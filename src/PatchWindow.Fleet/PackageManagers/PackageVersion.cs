namespace PatchWindow.Fleet.PackageManagers;

/// <summary>One version of one package, as its package manager names them.</summary>
/// <param name="Name">The package's name, with the architecture where the host has several (<c>libc6:i386</c>).</param>
/// <param name="Version">The exact version.</param>
public sealed record PackageVersion(string Name, string Version);
