namespace PatchWindow.Core.Policies.Checks;

/// <summary>Windows that are over before a step could be done in them.</summary>
internal sealed class TooShortCheck : IPolicyCheck
{
    private const string Code = "WindowTooShort";

    public IReadOnlyList<string> Codes => [Code];

    public IEnumerable<Finding> Check(TestedPolicy tested)
    {
        if (tested.Source.Mode == PolicyMode.Immediate) yield break;
        var (reserve, step) = (tested.Source.Reboot.Reserve, tested.Source.Estimate.For(1));
        for (var i = 0; i < tested.Policy.Schedules.Count; i++)
        {
            // One window as the schedule says it, asked as every window is asked. The cutoff ends what may start; that there is
            // time before it the compiler has seen to.
            var schedule = tested.Policy.Schedules[i];
            var start = DateTimeOffset.MinValue;
            var window = new Window { Start = start, End = start + schedule.Duration.ToTimeSpan(), Cutoff = start + (schedule.Duration - schedule.Cutoff).ToTimeSpan() };
            if (tested.Policy.HasRoom(window, start, step)) continue;
            var isNever = !tested.Policy.HasRoom(window, start, TimeSpan.Zero);
            var lasts = $"A window of '{schedule.Source}' lasts {DurationText.Format(window.Duration)}";
            var kept = reserve > TimeSpan.Zero ? $", of which {DurationText.Format(reserve)} are kept for a reboot" : "";
            yield return new Finding
            {
                Code = Code,
                Severity = isNever ? FindingSeverity.Error : FindingSeverity.Warning,
                Path = tested.PlaceOf(i),
                Message = isNever
                    ? $"{lasts}, and {DurationText.Format(reserve)} are kept for a reboot: nothing can ever start in it."
                    : $"{lasts}{kept}; a step with one patch is estimated at {DurationText.Format(step)}, and does not fit.",
                Suggestion = $"Make it last at least {DurationText.Format(reserve + step)}, "
                    + (reserve > TimeSpan.Zero ? "or write a shorter \"reserve\" under \"reboot\"." : "or write a shorter \"host\" under \"estimate\" where steps are known to be faster."),
            };
        }
    }
}
