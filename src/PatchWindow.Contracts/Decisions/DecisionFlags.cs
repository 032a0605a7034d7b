namespace PatchWindow;

/// <summary>What is at stake besides the decision: a limit that is near or passed.</summary>
[Flags]
public enum DecisionFlags
{
    None = 0,

    /// <summary>The host is more released versions behind than the policy's maxBehind.</summary>
    BehindLimit = 1,

    /// <summary>The window it would be applied in is the last that opens before the patch's deadline.</summary>
    LastWindow = 2,

    /// <summary>As things stand it will not be applied before its deadline.</summary>
    MissesDeadline = 4,

    /// <summary>The deadline is over.</summary>
    Overdue = 8,
}
