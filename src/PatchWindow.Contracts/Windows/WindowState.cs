namespace PatchWindow;

/// <summary>Where a window stands at the moment it was asked for.</summary>
public enum WindowState
{
    /// <summary>It starts later.</summary>
    Upcoming,

    /// <summary>It has started and not ended.</summary>
    Open,

    /// <summary>It has ended.</summary>
    Closed,

    /// <summary>A freeze takes all of it away.</summary>
    Frozen,

    /// <summary>The clock skips its start and its schedule leaves such windows out: it has no length and never opens.</summary>
    Skipped,
}
