namespace PatchWindow.Core.Policies.Checks;

/// <summary>Hosts that a budget cannot count, because they do not have the tag that it is per.</summary>
internal sealed class BudgetTagCheck : IPolicyCheck
{
    private const string Code = "BudgetTagMissing";

    public IReadOnlyList<string> Codes => [Code];

    public IEnumerable<Finding> Check(TestedPolicy tested)
    {
        var budgets = tested.Policy.Rollout.Source.Budgets;
        for (var i = 0; i < budgets.Count; i++)
        {
            // A host in no ring is another finding.
            if (budgets[i].Per is not { } per || string.Equals(per, "ring", StringComparison.OrdinalIgnoreCase)) continue;
            var without = BudgetGroups.Of(budgets[i], tested).Where(g => g.Value.Length == 0).SelectMany(g => g.Hosts).ToList();
            if (without.Count == 0) continue;
            yield return new Finding
            {
                Code = Code,
                Severity = FindingSeverity.Warning,
                Path = $"rollout:budgets:{i}:per",
                HostName = without.Count == 1 ? without[0].Name : null,
                Message = $"{Names.Count(without.Count, "host")} of {tested.Hosts!.Count} {(without.Count == 1 ? "has" : "have")} no tag '{per}', which the budget '{budgets[i]}' counts by: {Names.Of(without)}.",
                Suggestion = $"Write \"tags\": {{ \"{per}\": \"…\" }} for {(without.Count == 1 ? "it" : "each of them")}.",
            };
        }
    }
}
