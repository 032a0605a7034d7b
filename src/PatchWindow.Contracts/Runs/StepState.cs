namespace PatchWindow;

/// <summary>Where a step stands; see about_PatchWindow for the drawing.</summary>
public enum StepState
{
    Planned,
    Claimed,
    Checked,
    Applying,
    Rebooting,
    Verifying,

    /// <summary>Every patch is on the host, proved by reading it back.</summary>
    Succeeded,

    /// <summary>At least one patch is not on the host.</summary>
    Failed,

    /// <summary>Nothing was done, and nothing was to be done.</summary>
    Skipped,

    /// <summary>Its runner was lost while it worked: someone must look at the host.</summary>
    Unknown,
}
