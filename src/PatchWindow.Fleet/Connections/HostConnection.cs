using PatchWindow.Fleet.PackageManagers;
using PatchWindow.Fleet.Transports;

namespace PatchWindow.Fleet.Connections;

/// <summary>A host within reach: the way to it, and what installs packages there.</summary>
/// <param name="Transport">Runs scripts on it.</param>
/// <param name="Packages">Its package manager.</param>
public sealed record HostConnection(ITransport Transport, IPackageManager Packages);
