namespace PatchWindow.Fleet.Store;

/// <summary>What a step outside of any run uses up of its policy's budgets, which hold for it as well.</summary>
/// <param name="Policy">The policy.</param>
/// <param name="Budgets">What its host shares budgets by, in order.</param>
/// <param name="Objection">Looks at how many steps use up each budget, while nobody can add one; what it finds against another is the outcome.</param>
public sealed record BudgetUse(string Policy, IReadOnlyList<string> Budgets, Func<IReadOnlyDictionary<string, int>, Finding?> Objection);
