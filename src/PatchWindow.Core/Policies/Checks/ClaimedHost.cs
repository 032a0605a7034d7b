namespace PatchWindow.Core.Policies.Checks;

/// <summary>A host and the policies that claim it.</summary>
public sealed record ClaimedHost(ManagedHost Host, HostPolicy Its);
