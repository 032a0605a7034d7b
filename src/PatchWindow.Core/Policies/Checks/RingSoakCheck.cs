using NodaTime;

namespace PatchWindow.Core.Policies.Checks;

/// <summary>A ring soaks for longer than any window lasts, so that the next one cannot begin in the same window.</summary>
internal sealed class RingSoakCheck : IPolicyCheck
{
    private const string Code = "RingWithoutTime";

    public IReadOnlyList<string> Codes => [Code];

    public IEnumerable<Finding> Check(TestedPolicy tested)
    {
        if (tested.Ahead.Count == 0) yield break;
        var rings = tested.Policy.Rollout.Source.Rings;
        var longest = tested.Policy.Schedules.Select(s => s.Duration).Aggregate(Duration.Zero, Duration.Max).ToTimeSpan();
        for (var i = 0; i + 1 < rings.Count; i++)
        {
            if (rings[i].Soak < longest) continue;
            yield return new Finding
            {
                Code = Code,
                Severity = FindingSeverity.Warning,
                Path = $"rollout:rings:{i}:soak",
                Message = $"The ring '{rings[i].Name}' soaks for {DurationText.Format(rings[i].Soak)}, and no window lasts longer than {DurationText.Format(longest)}: "
                    + $"'{rings[i + 1].Name}' never begins in the same window.",
                Suggestion = $"Write a \"soak\" of less than {DurationText.Format(longest)}, or longer windows.",
            };
        }
    }
}
