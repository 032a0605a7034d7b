using NodaTime;
using PatchWindow.Core.Policies;

namespace PatchWindow.Core.Windows;

/// <summary>What freezes leave of an occurrence: the half-open time [Start, End).</summary>
/// <param name="Start">When it opens.</param>
/// <param name="End">When it closes.</param>
/// <param name="By">The freeze that cut it last; null for a whole occurrence.</param>
internal readonly record struct Piece(Instant Start, Instant End, CompiledFreeze? By);
