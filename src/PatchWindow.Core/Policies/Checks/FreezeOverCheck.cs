namespace PatchWindow.Core.Policies.Checks;

/// <summary>A freeze that has been.</summary>
internal sealed class FreezeOverCheck : IPolicyCheck
{
    private const string Code = "FreezeOver";

    public IReadOnlyList<string> Codes => [Code];

    public IEnumerable<Finding> Check(TestedPolicy tested)
    {
        for (var i = 0; i < tested.Source.Freezes.Count; i++)
        {
            var freeze = tested.Source.Freezes[i];

            // A calendar without events freezes nothing, of which the compiler has spoken.
            var all = tested.Policy.Freezes.Where(f => ReferenceEquals(f.Source, freeze)).ToList();
            if (all.Count == 0 || all.Exists(f => tested.Zones.Any(z => f.FreezesFrom(tested.From, z)))) continue;
            yield return new Finding
            {
                Code = Code,
                Severity = FindingSeverity.Information,
                Path = $"freezes:{i}",
                Message = $"The freeze '{freeze}' is over: it freezes nothing after {TestedPolicy.Date(tested.From)}.",
                Suggestion = freeze.Calendar is null ? "Remove it, or give it the dates of this year." : "Export the calendar again, or remove the freeze.",
            };
        }
    }
}
