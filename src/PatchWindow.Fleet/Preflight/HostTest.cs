namespace PatchWindow.Fleet.Preflight;

/// <summary>What came of testing a host.</summary>
/// <param name="Host">The host.</param>
/// <param name="Findings">Everything there is to say of it, the gravest first; at least one.</param>
public sealed record HostTest(ManagedHost Host, IReadOnlyList<Finding> Findings);
