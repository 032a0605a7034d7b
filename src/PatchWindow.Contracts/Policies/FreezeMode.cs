namespace PatchWindow;

/// <summary>What a freeze does to a window that it touches.</summary>
public enum FreezeMode
{
    /// <summary>Takes away the time they share; what is left before and after it stays.</summary>
    Trim,

    /// <summary>Takes the whole window away.</summary>
    Cancel,
}
