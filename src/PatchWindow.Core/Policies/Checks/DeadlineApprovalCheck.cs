namespace PatchWindow.Core.Policies.Checks;

/// <summary>A deadline for patches that the policy approves none of by itself.</summary>
internal sealed class DeadlineApprovalCheck : IPolicyCheck
{
    private const string Code = "DeadlineNeverApproved";

    public IReadOnlyList<string> Codes => [Code];

    public IEnumerable<Finding> Check(TestedPolicy tested)
    {
        // An advisory is approved at any severity.
        if (tested.Source is not { Deadlines: { } deadlines, Approve: { Advisories.Length: 0 } approve }) yield break;
        var all = DeadlineParts.Of(deadlines).ToList();
        foreach (var deadline in all)
        {
            var why = deadline.Severity is { } severity
                ? severity < approve.MinimumSeverity && all.Exists(d => d.Severity > severity && d.Severity <= approve.MinimumSeverity)
                    ? $"\"minimumSeverity\" is {approve.MinimumSeverity}"
                    : null
                : deadline.Key == "security" && approve.Classification.Length > 0 && !approve.Classification.Contains(PatchClassification.Security)
                    ? "\"classification\" is without Security"
                    : null;
            if (why is null) continue;
            yield return new Finding
            {
                Code = Code,
                Severity = FindingSeverity.Information,
                Path = "deadlines:" + deadline.Key,
                Message = $"The deadline of {deadline} is for patches that the policy does not approve by itself, because {why}. "
                    + "A deadline approves nothing: it holds for those that a person approves.",
                Suggestion = deadline.Severity is { } named ? $"Write \"minimumSeverity\": \"{named}\", or take the deadline out." : "Add \"Security\" to \"classification\", or take the deadline out.",
            };
        }
    }
}
