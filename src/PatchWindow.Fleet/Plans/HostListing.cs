namespace PatchWindow.Fleet.Plans;

/// <summary>A host and what is pending on it, to be planned for.</summary>
/// <param name="Host">The host.</param>
/// <param name="Patches">What is pending on it; none where it could not be asked.</param>
/// <param name="Unreachable">Why it could not be asked; null where it was.</param>
public sealed record HostListing(ManagedHost Host, IReadOnlyList<PendingPatch> Patches, string? Unreachable = null);
