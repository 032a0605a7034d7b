using PatchWindow.Core.Policies;

namespace PatchWindow.Core.Planning;

/// <summary>The hosts that share one budget: all of a policy, or those with one value of a tag, or of one ring.</summary>
internal sealed class BudgetCell(int budget, string value)
{
    /// <summary>The index of the budget in the policy.</summary>
    public int Budget => budget;

    /// <summary>The tag's value or the ring's name; empty where there is none.</summary>
    public string Value => value;

    /// <summary>How many hosts of the policy share it.</summary>
    public int Members { get; set; }

    /// <summary>How many of them may be worked on at once.</summary>
    public int Capacity(HostShare max) => max.Of(Members);
}

/// <summary>The budgets of a policy, by what shares them.</summary>
internal sealed class BudgetCells(CompiledPolicy policy)
{
    private readonly Dictionary<(int Budget, string Value), int> known = [];

    public List<BudgetCell> All { get; } = [];

    /// <summary>The cells of a host, of which it is a member from now on.</summary>
    public int[] Join(ManagedHost host, int ring)
    {
        var budgets = policy.Rollout.Source.Budgets;
        if (budgets.Count == 0) return [];
        var cells = new int[budgets.Count];
        for (var i = 0; i < cells.Length; i++)
        {
            // Tags are compared as filters compare them.
            var value = policy.Rollout.ShareOf(budgets[i], host, ring);
            var key = (i, value.ToUpperInvariant());
            if (!known.TryGetValue(key, out cells[i]))
            {
                known.Add(key, cells[i] = All.Count);
                All.Add(new BudgetCell(i, value));
            }

            All[cells[i]].Members++;
        }

        return cells;
    }
}
