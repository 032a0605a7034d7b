namespace PatchWindow;

/// <summary>How serious a patch is by its vendor's word, in ascending order.</summary>
public enum PatchSeverity
{
    /// <summary>The vendor or the package manager does not say.</summary>
    Unknown,
    Low,
    Moderate,
    Important,
    Critical,
}
