namespace PatchWindow.Core.Policies.Checks;

/// <summary>A worse patch may wait for longer than a lesser one.</summary>
internal sealed class DeadlineOrderCheck : IPolicyCheck
{
    private const string Code = "DeadlinesOutOfOrder";

    public IReadOnlyList<string> Codes => [Code];

    public IEnumerable<Finding> Check(TestedPolicy tested)
    {
        if (tested.Source.Deadlines is not { } deadlines) yield break;
        var severities = DeadlineParts.Of(deadlines).Where(d => d.Severity is not null).ToList();
        for (var i = 0; i + 1 < severities.Count; i++)
        {
            var (worse, lesser) = (severities[i], severities[i + 1]);
            if (worse.Time <= lesser.Time) continue;
            yield return new Finding
            {
                Code = Code,
                Severity = FindingSeverity.Warning,
                Path = "deadlines:" + worse.Key,
                Message = $"{worse.Severity} patches may wait for {DurationText.Format(worse.Time)}, longer than {lesser.Severity} ones for {DurationText.Format(lesser.Time)}.",
                Suggestion = $"Write \"{worse.Key}\": \"{DurationText.Format(lesser.Time)}\" or less.",
            };
        }
    }
}
