namespace PatchWindow;

/// <summary>
/// What an administrator knows of a vulnerability that package managers do not say. Patches that carry its id, or are of its
/// packages, take on what it says.
/// </summary>
public sealed class KnownAdvisory
{
    /// <summary>A CVE id, or a vendor's id for its advisory.</summary>
    public string Id { get; set => field = value ?? ""; } = "";

    /// <summary>Package names, with wildcards; none leaves it to the ids that patches carry.</summary>
    public string[] Packages { get; set => field = value ?? []; } = [];

    /// <summary>A patch's severity is at least this.</summary>
    public PatchSeverity Severity { get; set; }

    /// <summary>The base score of CVSS, from 0 to 10; null where it is not known.</summary>
    public double? Cvss { get; set; }

    /// <summary>Whether it is known to be exploited.</summary>
    public bool Exploited { get; set; }

    /// <summary>The id.</summary>
    public override string ToString() => Id;
}
