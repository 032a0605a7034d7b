namespace PatchWindow;

/// <summary>What kind of change a patch is.</summary>
public enum PatchClassification
{
    Other,
    Enhancement,
    Bugfix,
    Security,
}
