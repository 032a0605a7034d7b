namespace PatchWindow.Core.Runs;

/// <summary>How long steps took, beside how long their policy's rule says they take.</summary>
/// <param name="Rule">What the rule says of so many patches.</param>
/// <param name="Took">How long it took.</param>
public readonly record struct PastStep(TimeSpan Rule, TimeSpan Took);

/// <summary>
/// Learns from past steps how much longer or shorter steps take than the policy's rule says. The estimate stays the rule's, times a factor: so it grows with
/// the number of patches also where all past steps had one. Pure.
/// </summary>
public static class EstimateHistory
{
    /// <summary>So many steps of a host are looked at, the newest; also so many of all with its package manager.</summary>
    public const int Most = 20;

    // One step says little: its host may have been slow that night, or its patch small.
    private const int FewestOfHost = 3, FewestOfAll = 10;

    // An estimate that is too short lets work run over the window's end; one that is too long makes a host wait for the next window.
    private const double Margin = 1.25, Least = 0.05, Greatest = 20;

    /// <summary>The factor for a host.</summary>
    /// <param name="ofHost">Its own past steps, in any order.</param>
    /// <param name="ofAll">Those of all hosts with its package manager.</param>
    /// <returns>1 where too little is known of either.</returns>
    public static double Factor(IReadOnlyCollection<PastStep> ofHost, IReadOnlyCollection<PastStep> ofAll)
    {
        var (steps, share) = ofHost.Count >= FewestOfHost ? (ofHost, 1.0) : (ofAll, 0.9);
        if (steps.Count < (share < 1 ? FewestOfAll : FewestOfHost)) return 1;
        var factors = steps.Where(s => s.Rule > TimeSpan.Zero).Select(s => s.Took.TotalSeconds / s.Rule.TotalSeconds).OrderBy(f => f).ToList();
        if (factors.Count == 0) return 1;

        // Of its own the slowest: a host that once took long may do so again. Of many hosts' nine in ten: one odd host is none of theirs.
        var at = factors[Math.Max(0, (int)Math.Ceiling(factors.Count * share) - 1)];
        return Math.Min(Greatest, Math.Max(Least, at * Margin));
    }

    /// <summary>A rule's time by a factor.</summary>
    public static TimeSpan Times(TimeSpan rule, double factor) => rule == TimeSpan.MaxValue || rule.Ticks * factor >= long.MaxValue
        ? TimeSpan.MaxValue
        : TimeSpan.FromTicks((long)(rule.Ticks * factor));
}
