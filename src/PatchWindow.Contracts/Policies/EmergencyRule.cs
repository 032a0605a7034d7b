namespace PatchWindow;

/// <summary>Which patches do not wait for a window, nor for an approval, an age or the end of a deferral.</summary>
public sealed class EmergencyRule
{
    /// <summary>A filter over patches, such as <c>exploited or severity = Critical or cvss >= 9</c>; empty matches none.</summary>
    public string When { get; set => field = value ?? ""; } = "";

    /// <summary>
    /// How long after it was first seen such a patch may wait for a window; where none opens in time it is applied at once.
    /// Zero waits for none.
    /// </summary>
    public TimeSpan Within { get; set; }

    /// <summary><c>exploited or severity = Critical, within 1d</c>.</summary>
    public override string ToString() => Within > TimeSpan.Zero ? $"{When}, within {DurationText.Format(Within)}" : When;
}
