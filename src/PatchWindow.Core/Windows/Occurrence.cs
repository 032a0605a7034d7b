using NodaTime;

namespace PatchWindow.Core.Windows;

/// <summary>One occurrence of a schedule on the time line: the half-open time [Start, End), before freezes.</summary>
/// <param name="Start">When it opens.</param>
/// <param name="End">When it closes.</param>
/// <param name="Adjustment">What a change of the clock did to it.</param>
internal readonly record struct Occurrence(Instant Start, Instant End, WindowAdjustment Adjustment);
