namespace PatchWindow.Fleet.Inventory;

/// <summary>What all sources together say of hosts.</summary>
/// <param name="Hosts">The hosts, in the order in which they are first listed.</param>
/// <param name="Files">The files that were read for it, or looked for.</param>
/// <param name="Loss">The first fault that may have kept something from being known of a host that is listed elsewhere; null for none.</param>
internal sealed record ReadHosts(IReadOnlyList<ManagedHost> Hosts, IReadOnlyList<string> Files, Finding? Loss);
