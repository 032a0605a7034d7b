namespace PatchWindow.Fleet.PackageManagers;

/// <summary>A host that is fit to apply patches now.</summary>
/// <param name="BootId">The kernel's id for this boot; it changes with every reboot.</param>
public sealed record HostReadiness(string BootId);
