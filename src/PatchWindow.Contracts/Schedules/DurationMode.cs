namespace PatchWindow;

/// <summary>What a window's duration measures across a change of the clock.</summary>
public enum DurationMode
{
    /// <summary>Time that passes: four hours are four hours.</summary>
    Elapsed,

    /// <summary>Time that the clock shows: the window ends when the clock reads start + duration.</summary>
    WallClock,
}
