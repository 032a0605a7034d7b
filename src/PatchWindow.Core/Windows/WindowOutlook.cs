namespace PatchWindow.Core.Windows;

/// <summary>Where a policy stands at one moment.</summary>
/// <param name="Open">The window that is open; where several are, the one in which the work could start latest.</param>
/// <param name="Frozen">A window that would be open but for a freeze.</param>
/// <param name="Next">The next window to open after the moment; null when none is in sight.</param>
public sealed record WindowOutlook(Window? Open, Window? Frozen, Window? Next)
{
    /// <summary>Where freezes stand for what a policy in the mode Immediate applies; null for a policy in another mode.</summary>
    public FreezeHold? Immediate { get; init; }

    /// <summary>Where freezes stand for emergencies; null for a policy that has none.</summary>
    public FreezeHold? Emergency { get; init; }
}
