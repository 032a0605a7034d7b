namespace PatchWindow;

/// <summary>How much a finding matters.</summary>
public enum FindingSeverity
{
    Information,
    Warning,
    Error,
}
