namespace PatchWindow;

/// <summary>How two sets of windows become one.</summary>
public enum WindowSetOperation
{
    /// <summary>The time in which a window of either set is open.</summary>
    Union,

    /// <summary>The time in which windows of both sets are open.</summary>
    Intersection,

    /// <summary>The time in which a window of the first set is open and none of the second.</summary>
    Difference,
}
