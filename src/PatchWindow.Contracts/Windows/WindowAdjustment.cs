namespace PatchWindow;

/// <summary>
/// How a change of the zone's clock moved a window from what its schedule says: everything that happened to it. One thing
/// may have happened to its start (Skipped, Shifted, Ambiguous), another to its length (Lengthened, Shortened): a window of the
/// clock's time whose start was moved past a gap is <c>Shifted, Shortened</c>.
/// </summary>
[Flags]
public enum WindowAdjustment
{
    /// <summary>It is as the schedule says.</summary>
    None = 0,

    /// <summary>Its start does not exist and the schedule leaves such windows out: it never opens.</summary>
    Skipped = 1,

    /// <summary>Its start does not exist and was moved.</summary>
    Shifted = 2,

    /// <summary>The clock shows its start twice and one of the two was chosen.</summary>
    Ambiguous = 4,

    /// <summary>The clock changes while it is open, and more time passes in it than the schedule's figure.</summary>
    Lengthened = 8,

    /// <summary>The clock changes, and less time passes in it than the schedule's figure.</summary>
    Shortened = 16,
}
