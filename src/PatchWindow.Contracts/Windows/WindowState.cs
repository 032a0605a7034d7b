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
}
