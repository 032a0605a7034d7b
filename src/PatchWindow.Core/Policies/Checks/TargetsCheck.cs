namespace PatchWindow.Core.Policies.Checks;

/// <summary>A policy that no host is in.</summary>
internal sealed class TargetsCheck : IPolicyCheck
{
    private const string Code = "PolicyWithoutHosts";

    public IReadOnlyList<string> Codes => [Code];

    public IEnumerable<Finding> Check(TestedPolicy tested)
    {
        var isEmpty = tested.Source.Targets.Trim().Length == 0;
        if (!isEmpty && tested.Hosts is not { Count: 0 }) yield break;
        yield return new Finding
        {
            Code = Code,
            Severity = FindingSeverity.Warning,
            Path = "targets",
            Message = isEmpty
                ? "The policy says no targets, so no host is in it."
                : $"No host matches the targets '{tested.Source.Targets}'.",
            Suggestion = isEmpty
                ? "Write, for instance, \"targets\": \"env = prod\"; \"*\" is every host."
                : "Get-PatchHost shows the hosts and their tags. Give one the tag that is asked for, or correct the targets.",
        };
    }
}
