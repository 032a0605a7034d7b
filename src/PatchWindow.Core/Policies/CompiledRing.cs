namespace PatchWindow.Core.Policies;

/// <summary>A ring made ready to answer.</summary>
/// <param name="Source">The ring as it was written.</param>
/// <param name="Targets">Which hosts it takes of those that no ring before has taken.</param>
public sealed record CompiledRing(Ring Source, TargetFilter Targets);
