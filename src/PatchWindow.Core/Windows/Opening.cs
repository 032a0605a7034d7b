using NodaTime;
using PatchWindow.Core.Policies;

namespace PatchWindow.Core.Windows;

/// <summary>A window before it is written out: the half-open time [Start, End) of an occurrence that freezes leave, or take.</summary>
/// <param name="Schedule">The schedule it is of.</param>
/// <param name="Occurrence">The occurrence, before freezes.</param>
/// <param name="Start">When it opens.</param>
/// <param name="End">When it closes.</param>
/// <param name="By">The freeze that cut or took it; null for a whole occurrence.</param>
/// <param name="Frozen">Whether nothing is left of the occurrence.</param>
internal readonly record struct Opening(
    CompiledSchedule Schedule, Occurrence Occurrence, Instant Start, Instant End, CompiledFreeze? By, bool Frozen)
{
    /// <summary>The moment from which on nothing new starts in it.</summary>
    public Instant Cutoff => Instant.Max(Start, End - Schedule.Cutoff);
}
