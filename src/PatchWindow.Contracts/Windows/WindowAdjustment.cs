namespace PatchWindow;

/// <summary>How a change of the zone's clock moved a window from what its schedule says.</summary>
public enum WindowAdjustment
{
    /// <summary>It is as the schedule says.</summary>
    None,

    /// <summary>Its start does not exist and the schedule leaves such windows out.</summary>
    Skipped,

    /// <summary>Its start does not exist and was moved.</summary>
    Shifted,

    /// <summary>The clock shows its start twice and one of the two was chosen.</summary>
    Ambiguous,

    /// <summary>The clock changes while it is open, and it lasts longer than the schedule's figure.</summary>
    Lengthened,

    /// <summary>The clock changes while it is open, and it lasts shorter than the schedule's figure.</summary>
    Shortened,
}
