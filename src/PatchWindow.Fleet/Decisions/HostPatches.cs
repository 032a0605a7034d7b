namespace PatchWindow.Fleet.Decisions;

/// <summary>What is pending on a host.</summary>
/// <param name="Patches">The patches, each decided about.</param>
/// <param name="StoreFault">
/// A warning where the store could not be read: it is then not known what is deferred, and every patch counts as deferred.
/// Null where it was read.
/// </param>
public sealed record HostPatches(IReadOnlyList<PendingPatch> Patches, Finding? StoreFault)
{
    /// <summary>The patches as the host itself offers them, before anything was decided.</summary>
    internal IReadOnlyList<PendingPatch> Offered { get; init; } = [];

    /// <summary>
    /// What is denied, held back or put off, by the package's name, whichever rule decides about it: another may stand before that,
    /// such as that the policy does not approve it anyway, or that there is none.
    /// </summary>
    public IReadOnlyDictionary<string, (ReasonCode Reason, string Message)> Forbidden { get; init; } = new Dictionary<string, (ReasonCode, string)>();
}
