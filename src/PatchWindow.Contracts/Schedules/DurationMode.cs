namespace PatchWindow;

/// <summary>What a window's duration measures across a change of the clock.</summary>
public enum DurationMode
{
    /// <summary>Time that passes: four hours are four hours.</summary>
    Elapsed,

    /// <summary>
    /// Time that the clock shows: the window ends when the clock, for the first time after the start, reads the start as it is
    /// written + duration; where the clock skips that reading, at the end of the gap. Where the start itself was moved past
    /// that end, the duration counts from the moved start.
    /// </summary>
    WallClock,
}
