namespace PatchWindow.Core.Policies;

/// <summary>One of a policy's deadlines, as it is written.</summary>
/// <param name="Key">The word in the configuration.</param>
/// <param name="Severity">The severity it is for; null where it is for others too.</param>
/// <param name="Time">How long such a patch may wait.</param>
internal sealed record DeadlinePart(string Key, PatchSeverity? Severity, TimeSpan Time)
{
    /// <summary><c>Critical (7d)</c>.</summary>
    public override string ToString() => $"{char.ToUpperInvariant(Key[0])}{Key.Substring(1)} ({DurationText.Format(Time)})";
}

/// <summary>A policy's deadlines one by one.</summary>
internal static class DeadlineParts
{
    /// <summary>Those that are given: by severity, the worst first, then the others.</summary>
    public static IEnumerable<DeadlinePart> Of(DeadlineRule rule)
    {
        if (rule.Critical is { } critical) yield return new("critical", PatchSeverity.Critical, critical);
        if (rule.Important is { } important) yield return new("important", PatchSeverity.Important, important);
        if (rule.Moderate is { } moderate) yield return new("moderate", PatchSeverity.Moderate, moderate);
        if (rule.Low is { } low) yield return new("low", PatchSeverity.Low, low);
        if (rule.Security is { } security) yield return new("security", null, security);
        if (rule.Any is { } any) yield return new("any", null, any);
    }
}
