namespace PatchWindow.Core.Policies.Checks;

/// <summary>An emergency that never waits for a window, or always does.</summary>
internal sealed class EmergencyWaitCheck : IPolicyCheck
{
    private const string Never = "EmergencyNeverWaits", Always = "EmergencyAlwaysWaits";

    public IReadOnlyList<string> Codes => [Never, Always];

    public IEnumerable<Finding> Check(TestedPolicy tested)
    {
        if (tested.Source.Emergency is not { } emergency || tested.Ahead.Count == 0) yield break;
        if (emergency.Within == TimeSpan.Zero)
        {
            yield return new Finding
            {
                Code = Never,
                Severity = FindingSeverity.Information,
                Path = "emergency",
                Message = "An emergency waits for no window: it is applied at once, at any time of day.",
                Suggestion = "Write \"within\": \"24h\" to let it wait for a window that opens in that time.",
            };
            yield break;
        }

        var gaps = tested.Ahead.Select(a => a.LongestGap).ToList();
        if (gaps.Exists(g => g is null || g.Length.ToTimeSpan() > emergency.Within)) yield break;
        var longest = gaps.Max(g => g!.Length.ToTimeSpan());
        yield return new Finding
        {
            Code = Always,
            Severity = FindingSeverity.Information,
            Path = "emergency:within",
            Message = $"An emergency waits up to {DurationText.Format(emergency.Within)} for a window, and {tested.Span} one always opens within "
                + $"{DurationText.FormatRough(longest)}: none is ever applied outside windows.",
            Suggestion = $"Write a \"within\" of less than {DurationText.FormatRough(longest)} where it must not wait that long.",
        };
    }
}
