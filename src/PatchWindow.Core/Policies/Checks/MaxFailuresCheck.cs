namespace PatchWindow.Core.Policies.Checks;

/// <summary>A percentage of failures that is less than one host.</summary>
internal sealed class MaxFailuresCheck : IPolicyCheck
{
    private const string Code = "FirstFailureStops";

    public IReadOnlyList<string> Codes => [Code];

    public IEnumerable<Finding> Check(TestedPolicy tested)
    {
        if (tested.Hosts is not { Count: > 0 } hosts || tested.Policy.Rollout.Source.MaxFailures is not { Percent: > 0 } max || max.Of(hosts.Count) > 0) yield break;
        yield return new Finding
        {
            Code = Code,
            Severity = FindingSeverity.Information,
            Path = "rollout:maxFailures",
            Message = $"{max} of {Names.Count(hosts.Count, "host")} is less than one: the first failure stops the run.",
            Suggestion = "Write \"maxFailures\": 1 to let one host fail, or 0 to say that none may.",
        };
    }
}
