namespace PatchWindow;

/// <summary>How far a patch may be put off.</summary>
public sealed class DeferralLimit
{
    /// <summary>The most days between today and a deferral's end; null sets no limit.</summary>
    public int? MaxDays { get; set; }

    /// <summary>How often one version may be put off on one host; null sets no limit.</summary>
    public int? MaxTimes { get; set; }

    /// <summary>How many released versions a host may be behind; beyond it neither a deferral nor an age holds. Null sets no limit.</summary>
    public int? MaxBehind { get; set; }
}
