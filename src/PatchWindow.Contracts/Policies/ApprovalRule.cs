namespace PatchWindow;

/// <summary>
/// Which patches need no person to approve them. Every part that is set must hold; but what <see cref="Advisories"/> names is
/// approved whatever the other parts say, unless it is excluded.
/// </summary>
public sealed class ApprovalRule
{
    /// <summary>The classifications approved; none approves all.</summary>
    public PatchClassification[] Classification { get; set => field = value ?? []; } = [];

    /// <summary>The least severity approved. A patch of unknown severity is judged by its classification alone.</summary>
    public PatchSeverity MinimumSeverity { get; set; }

    /// <summary>How many days after it was released, or else first seen, a patch is approved.</summary>
    public int AfterDays { get; set; }

    /// <summary>Package names, with wildcards, approved; none approves all.</summary>
    public string[] Include { get; set => field = value ?? []; } = [];

    /// <summary>CVE and advisory ids, with wildcards, whose patches are approved in any case and at any age.</summary>
    public string[] Advisories { get; set => field = value ?? []; } = [];

    /// <summary>Package names, with wildcards, never applied by this policy.</summary>
    public string[] Exclude { get; set => field = value ?? []; } = [];
}
