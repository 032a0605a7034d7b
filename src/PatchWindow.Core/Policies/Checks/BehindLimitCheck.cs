namespace PatchWindow.Core.Policies.Checks;

/// <summary>A host may be no version behind, so that no pending patch can be put off or be waited for.</summary>
internal sealed class BehindLimitCheck : IPolicyCheck
{
    private const string Code = "BehindLimitAllowsNothing";

    public IReadOnlyList<string> Codes => [Code];

    public IEnumerable<Finding> Check(TestedPolicy tested)
    {
        if (tested.Source.Defer is not { MaxBehind: 0 } defer) yield break;
        var idle = new List<string>();
        if (defer.MaxDays > 0) idle.Add("\"maxDays\"");
        if (defer.MaxTimes > 0) idle.Add("\"maxTimes\"");
        if (tested.Source.Approve?.AfterDays > 0) idle.Add("\"afterDays\"");
        if (idle.Count == 0) yield break;
        yield return new Finding
        {
            Code = Code,
            Severity = FindingSeverity.Warning,
            Path = "defer:maxBehind",
            Message = $"A host may be 0 versions behind, and with a pending patch it is 1: {Names.And(idle)} never hold{(idle.Count == 1 ? "s" : "")}.",
            Suggestion = "Write \"maxBehind\": 1 or more, or leave it out for no limit.",
        };
    }
}
