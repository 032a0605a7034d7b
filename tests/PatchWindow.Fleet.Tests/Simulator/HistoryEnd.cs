namespace PatchWindow.Fleet.Tests.Simulator;

/// <summary>What one history came to.</summary>
/// <param name="Seed">Its seed.</param>
/// <param name="Violation">The promise that was broken; null where all were kept.</param>
/// <param name="Faults">How often each kind of fault struck.</param>
/// <param name="States">How many steps ended in each state.</param>
/// <param name="Story">What happened; empty unless it was to be told.</param>
internal sealed record HistoryEnd(long Seed, Violation? Violation, IReadOnlyList<int> Faults, IReadOnlyList<int> States, IReadOnlyList<string> Story);
