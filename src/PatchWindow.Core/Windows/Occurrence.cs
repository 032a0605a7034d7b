using NodaTime;

namespace PatchWindow.Core.Windows;

/// <summary>One occurrence of a schedule on the time line: the half-open time [Start, End), before freezes.</summary>
/// <param name="Start">When it opens.</param>
/// <param name="End">When it closes.</param>
/// <param name="Adjustment">What a change of the clock did to it.</param>
internal readonly record struct Occurrence(Instant Start, Instant End, WindowAdjustment Adjustment)
{
    /// <summary>Whether its start was in a gap of the clock, so that it lies later than in the order of local times.</summary>
    public bool IsMoved => (Adjustment & (WindowAdjustment.Shifted | WindowAdjustment.Skipped)) != 0;

    /// <summary>Whether the clock skips it: it has no length and never opens.</summary>
    public bool IsSkipped => Adjustment == WindowAdjustment.Skipped;
}
