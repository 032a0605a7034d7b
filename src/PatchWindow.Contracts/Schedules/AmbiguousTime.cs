namespace PatchWindow;

/// <summary>Which of two moments is meant when a zone's clock shows a local start twice.</summary>
public enum AmbiguousTime
{
    /// <summary>The first of the two (RFC 5545 §3.3.5).</summary>
    Earlier,

    /// <summary>The second of the two.</summary>
    Later,
}
