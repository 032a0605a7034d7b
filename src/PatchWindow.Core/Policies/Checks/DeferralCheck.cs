namespace PatchWindow.Core.Policies.Checks;

/// <summary>
/// Patches may be put off for longer than their deadline, past which no deferral is accepted. A warning where that is so of every
/// severity, and the limit says what never happens; a deadline that comes sooner for the worst patches is what deadlines are for.
/// </summary>
internal sealed class DeferralCheck : IPolicyCheck
{
    private const string Code = "DeferralPastDeadline";

    private static readonly PatchSeverity[] Severities = [PatchSeverity.Low, PatchSeverity.Moderate, PatchSeverity.Important, PatchSeverity.Critical];

    public IReadOnlyList<string> Codes => [Code];

    public IEnumerable<Finding> Check(TestedPolicy tested)
    {
        if (tested.Source is not { Defer.MaxDays: { } days, Deadlines: { } deadlines }) yield break;
        var limit = TimeSpan.FromDays(days);
        var passed = DeadlineParts.Of(deadlines).Where(d => d.Time < limit).ToList();
        if (passed.Count == 0) yield break;
        var least = tested.Source.Approve?.MinimumSeverity ?? PatchSeverity.Unknown;
        var isEvery = Severities.Where(s => s >= least).All(s => deadlines.For(s, PatchClassification.Other) < limit);
        var longest = passed.Max(d => d.Time);
        yield return new Finding
        {
            Code = Code,
            Severity = isEvery ? FindingSeverity.Warning : FindingSeverity.Information,
            Path = "defer:maxDays",
            Message = $"A patch may be put off for {Names.Count(days, "day")}, and no deferral is accepted past the deadline of "
                + $"{Names.And([.. passed.Select(d => d.ToString())])}" + (isEvery ? ": none lasts that long." : "."),
            Suggestion = !isEvery ? "Nothing needs to be done where that is meant."
                : longest >= TimeSpan.FromDays(1) ? FormattableString.Invariant($"Write \"maxDays\": {(int)longest.TotalDays}, or longer deadlines.")
                : "Write longer deadlines, or \"maxDays\": 0 where nothing may be put off.",
        };
    }
}
