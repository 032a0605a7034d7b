namespace PatchWindow.Fleet.Runs;

/// <summary>A move of a step, as whoever watches is told of it when it is made.</summary>
/// <param name="Host">The host's name.</param>
/// <param name="Policy">The policy that decided; null where the host is in none.</param>
/// <param name="Entry">The move, as the journal has it.</param>
public sealed record StepMove(string Host, string? Policy, JournalEntry Entry);
