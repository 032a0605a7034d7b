namespace PatchWindow;

/// <summary>Which work passes a freeze that holds for all other.</summary>
[Flags]
public enum FreezePass
{
    /// <summary>None: the freeze holds for everything.</summary>
    None = 0,

    /// <summary>What the policy calls an emergency.</summary>
    Emergency = 1,

    /// <summary>What a policy in the mode Immediate applies.</summary>
    Immediate = 2,
}
