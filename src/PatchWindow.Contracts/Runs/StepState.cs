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

    /// <summary>The package manager reported no fault, and every patch is on the host, proved by reading it back.</summary>
    Succeeded,

    /// <summary>The package manager reported a fault, or at least one patch is not on the host.</summary>
    Failed,

    /// <summary>Nothing was touched: nothing was to be done, or it was cancelled or its window closed before it began to apply.</summary>
    Skipped,

    /// <summary>
    /// What the host has now is not known: its runner was lost while it worked, the transaction did not end in time, or what is
    /// installed could not be read. Someone must look at the host.
    /// </summary>
    Unknown,
}
