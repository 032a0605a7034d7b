namespace PatchWindow.Core.Policies.Checks;

/// <summary>A budget that allows no host at all.</summary>
internal sealed class BudgetCheck : IPolicyCheck
{
    private const string Code = "BudgetAllowsNothing";

    public IReadOnlyList<string> Codes => [Code];

    public IEnumerable<Finding> Check(TestedPolicy tested)
    {
        var budgets = tested.Policy.Rollout.Source.Budgets;
        for (var i = 0; i < budgets.Count; i++)
        {
            var max = budgets[i].Max;
            if (max.Of(int.MaxValue) == 0)
            {
                yield return Say(i, $"The budget '{budgets[i]}' allows no host, so nothing is ever applied.", "Write \"max\": 1 or more, or remove the budget.");
                continue;
            }

            var none = BudgetGroups.Of(budgets[i], tested).Where(g => max.Of(g.Hosts.Count) == 0).OrderBy(g => g.Hosts.Count).ToList();
            if (none.Count == 0) continue;
            var (value, hosts) = none[0];
            var others = none.Count > 1 ? $", nor on {Names.Count(none.Count - 1, "other")}" : "";
            var where = budgets[i].Per is not { } per ? "" : (value.Length > 0 ? $" of {per} '{value}'" : $" without the tag '{per}'") + others;
            yield return Say(i, $"{max} of {Names.Count(hosts.Count, "host")} is less than one, so nothing is ever applied on the hosts{(where.Length > 0 ? where : " of the policy")}.",
                FormattableString.Invariant($"Write \"max\": 1, or at least \"max\": \"{(99 + hosts.Count) / hosts.Count}%\"."));
        }
    }

    private static Finding Say(int index, string message, string suggestion) => new()
    {
        Code = Code, Path = $"rollout:budgets:{index}:max", Message = message, Suggestion = suggestion,
    };
}
