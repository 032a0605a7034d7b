namespace PatchWindow;

/// <summary>
/// How long after its release a patch may wait, by severity: a severity without a time of its own has that of the next lower
/// one. Where several rules hold for a patch, the shortest counts.
/// </summary>
public sealed class DeadlineRule
{
    public TimeSpan? Critical { get; set; }

    public TimeSpan? Important { get; set; }

    public TimeSpan? Moderate { get; set; }

    public TimeSpan? Low { get; set; }

    /// <summary>For every security patch, whatever its severity: not every vendor tells severities.</summary>
    public TimeSpan? Security { get; set; }

    /// <summary>For every patch.</summary>
    public TimeSpan? Any { get; set; }

    /// <summary>The least time between a host's first being seen with a patch and the patch's deadline there.</summary>
    public TimeSpan Grace { get; set; }

    /// <summary>How long such a patch may wait; null for ever.</summary>
    public TimeSpan? For(PatchSeverity severity, PatchClassification classification)
    {
        TimeSpan? bySeverity = severity switch
        {
            PatchSeverity.Critical => Critical ?? Important ?? Moderate ?? Low,
            PatchSeverity.Important => Important ?? Moderate ?? Low,
            PatchSeverity.Moderate => Moderate ?? Low,
            PatchSeverity.Low => Low,
            _ => null,
        };
        return Shorter(Shorter(bySeverity, classification == PatchClassification.Security ? Security : null), Any);
    }

    /// <summary><c>Critical 7d, Important 30d, grace 2d</c>.</summary>
    public override string ToString() => string.Join(", ",
        new (string Name, TimeSpan? Time)[]
        {
            (nameof(Critical), Critical), (nameof(Important), Important), (nameof(Moderate), Moderate), (nameof(Low), Low),
            (nameof(Security), Security), (nameof(Any), Any), ("grace", Grace > TimeSpan.Zero ? Grace : null),
        }.Where(p => p.Time is not null).Select(p => $"{p.Name} {DurationText.Format(p.Time!.Value)}"));

    private static TimeSpan? Shorter(TimeSpan? a, TimeSpan? b) => a is null || b < a ? b ?? a : a;
}
