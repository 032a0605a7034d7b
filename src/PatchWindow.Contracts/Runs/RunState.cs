namespace PatchWindow;

/// <summary>Where a run stands.</summary>
public enum RunState
{
    /// <summary>Its steps are worked on, or wait for their ring, for a budget or for a runner.</summary>
    Running,

    /// <summary>No step begins any more: someone stopped it, or more failed than may. Resume-PatchRun lets it go on.</summary>
    Stopped,

    /// <summary>Every step is over, or its window closed and what had not begun will not.</summary>
    Ended,
}
