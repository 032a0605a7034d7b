namespace PatchWindow.Fleet.Store;

/// <summary>What a step is to do, written before its host is told.</summary>
/// <param name="PackageManager">What installs there.</param>
/// <param name="Boot">The boot that the host is in; by another one a reboot is proved.</param>
/// <param name="Patches">Names and versions.</param>
/// <param name="Dependencies">What comes along.</param>
public sealed record StepOrder(
    string PackageManager, string Boot, IReadOnlyList<(string Name, string Version)> Patches, IReadOnlyList<(string Name, string Version)> Dependencies);
