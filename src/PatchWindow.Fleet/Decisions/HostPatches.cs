namespace PatchWindow.Fleet.Decisions;

/// <summary>What is pending on a host.</summary>
/// <param name="Patches">The patches, each decided about.</param>
/// <param name="StoreFault">
/// A warning where the store could not be read: it is then not known what is deferred, and every patch counts as deferred.
/// Null where it was read.
/// </param>
public sealed record HostPatches(IReadOnlyList<PendingPatch> Patches, Finding? StoreFault);
