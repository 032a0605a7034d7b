using PatchWindow.Core.Outcomes;

namespace PatchWindow.Fleet.Decisions;

/// <summary>What came of asking a host what is pending on it.</summary>
/// <param name="Host">The host.</param>
/// <param name="Patches">What is pending, or why that is not known.</param>
/// <param name="Notices">What else is worth knowing, such as that its package lists are old.</param>
public sealed record HostAnswer(ManagedHost Host, Outcome<HostPatches> Patches, IReadOnlyList<Finding> Notices);
