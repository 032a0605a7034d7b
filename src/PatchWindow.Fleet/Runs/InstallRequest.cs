namespace PatchWindow.Fleet.Runs;

/// <summary>What someone asked to install on one host.</summary>
/// <param name="Host">The host's name.</param>
/// <param name="Patches">Names and versions; an empty version means the one the host offers. None means all that the policy applies.</param>
/// <param name="OverrideReason">Why a closed window is overridden; null where it is not.</param>
public sealed record InstallRequest(string Host, IReadOnlyList<(string Name, string Version)> Patches, string? OverrideReason);
