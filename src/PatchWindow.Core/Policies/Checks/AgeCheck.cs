namespace PatchWindow.Core.Policies.Checks;

/// <summary>A patch is old enough to be approved no sooner than its deadline passes.</summary>
internal sealed class AgeCheck : IPolicyCheck
{
    private const string Code = "AgePastDeadline";

    public IReadOnlyList<string> Codes => [Code];

    public IEnumerable<Finding> Check(TestedPolicy tested)
    {
        if (tested.Source is not { Approve.AfterDays: > 0 and var days, Deadlines: { } deadlines }) yield break;
        var passed = DeadlineParts.Of(deadlines).Where(d => d.Time <= TimeSpan.FromDays(days)).ToList();
        if (passed.Count == 0) yield break;
        var shortest = passed.Min(d => d.Time);
        yield return new Finding
        {
            Code = Code,
            Severity = FindingSeverity.Warning,
            Path = "approve:afterDays",
            Message = $"A patch is approved {Names.Count(days, "day")} after its release, no sooner than the deadline of "
                + $"{Names.And([.. passed.Select(d => d.ToString())])} passes.",
            Suggestion = shortest > TimeSpan.FromDays(1)
                ? FormattableString.Invariant($"Write \"afterDays\": {(int)Math.Ceiling(shortest.TotalDays) - 1}, or a longer deadline.")
                : "Leave \"afterDays\" out, or write a longer deadline.",
        };
    }
}
