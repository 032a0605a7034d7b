namespace PatchWindow.Core.Policies.Checks;

/// <summary>Deadlines that pass between two windows, so that no patch can be applied in time.</summary>
internal sealed class DeadlineGapCheck : IPolicyCheck
{
    private const string Code = "DeadlineShorterThanGap";

    public IReadOnlyList<string> Codes => [Code];

    public IEnumerable<Finding> Check(TestedPolicy tested)
    {
        if (tested.Source.Deadlines is not { } deadlines) yield break;
        var ahead = tested.Ahead.Where(a => a.LongestGap is not null).OrderByDescending(a => a.LongestGap!.Length).FirstOrDefault();
        if (ahead?.LongestGap is not { } gap) yield break;

        // No deadline is before a host's grace is over.
        var length = gap.Length.ToTimeSpan();
        var passed = DeadlineParts.Of(deadlines).Where(d => (d.Time > deadlines.Grace ? d.Time : deadlines.Grace) < length).OrderBy(d => d.Time).ToList();
        if (passed.Count == 0) yield break;
        var frozen = gap.Freezes.Select(f => f.Reason).Distinct().ToList();
        yield return new Finding
        {
            Code = Code,
            Severity = FindingSeverity.Warning,
            Path = "deadlines:" + passed[0].Key,
            Message = $"{(passed.Count == 1 ? "The deadline" : "Each deadline")} of {Names.And([.. passed.Select(d => d.ToString())])} is shorter than the longest time "
                + $"without a window, {DurationText.FormatRough(length)}: {Between(tested, ahead, gap)}"
                + (frozen.Count > 0 ? $", in the freeze {Names.Quoted(frozen)}." : "."),
            Suggestion = $"Open windows more often, write \"{passed[0].Key}\": \"{(int)Math.Ceiling(length.TotalDays)}d\", "
                + "or let an \"emergency\" apply such patches outside windows.",
        };
    }

    private static string Between(TestedPolicy tested, WindowsAhead ahead, WindowGap gap)
    {
        var before = gap.Before is { } last ? $"after the window of {ahead.StartOf(last)}" : $"from {TestedPolicy.Date(tested.From)} on";
        return gap.After is { } next
            ? $"{before} the next is that of {ahead.StartOf(next)}"
            : $"{before} there is none until {TestedPolicy.Date(tested.To)}";
    }
}
