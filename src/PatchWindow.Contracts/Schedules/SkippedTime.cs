namespace PatchWindow;

/// <summary>What becomes of a local start that a zone's clock skips, as when summer time begins.</summary>
public enum SkippedTime
{
    /// <summary>Read with the offset before the gap, so that 02:30 becomes 03:30 (RFC 5545 §3.3.5).</summary>
    Shift,

    /// <summary>No window for that start. Get-PatchWindow -IncludeFrozen lists it with the state Skipped.</summary>
    Skip,

    /// <summary>The window opens at the first moment after the gap.</summary>
    GapEnd,
}
