namespace PatchWindow.Core.Planning;

/// <summary>A step that was laid into a slot.</summary>
/// <param name="Host">The host's index.</param>
/// <param name="Slot">The slot's index.</param>
/// <param name="Start">When it starts.</param>
/// <param name="End">When it is expected to end.</param>
/// <param name="Patches">How many patches it has.</param>
internal readonly record struct LaidStep(int Host, int Slot, long Start, long End, int Patches);

/// <summary>What kept a host in a slot from something that was ready for it.</summary>
/// <param name="Slot">The slot's index.</param>
/// <param name="Reason">DoesNotFit, BudgetSpent or RingWaiting.</param>
/// <param name="Cell">The budget that was spent; -1 where it was none.</param>
/// <param name="Patches">How many patches were to be applied together.</param>
/// <param name="Before">The index of the host's obstacle before this one; -1 for none.</param>
internal readonly record struct Obstacle(int Slot, ReasonCode Reason, int Cell, int Patches, int Before);
