using PatchWindow.Core.Recurrence;
using PatchWindow.Core.Windows;

namespace PatchWindow.Core.Policies.Checks;

/// <summary>A schedule that opens no window in the time looked at, without any freeze.</summary>
internal sealed class NoWindowAheadCheck : IPolicyCheck
{
    private const string Code = "NoWindowAhead";

    public IReadOnlyList<string> Codes => [Code];

    public IEnumerable<Finding> Check(TestedPolicy tested)
    {
        if (tested.Ahead.Count == 0) yield break;
        for (var i = 0; i < tested.Policy.Schedules.Count; i++)
        {
            // Of one that never comes at all the compiler has spoken.
            var schedule = tested.Policy.Schedules[i];
            if (schedule.IsEmpty || tested.Ahead.Any(a => a.Of(schedule).Any(o => !o.Occurrence.IsSkipped))) continue;
            yield return new Finding
            {
                Code = Code,
                Severity = FindingSeverity.Warning,
                Path = tested.PlaceOf(i),
                Message = $"No window of '{schedule.Source}' opens {tested.Span}: {Why(tested, schedule)}.",
                Suggestion = "Remove the schedule, or correct its dates.",
            };
        }
    }

    private static string Why(TestedPolicy tested, CompiledSchedule schedule)
    {
        var ahead = tested.Ahead[0];
        if (ahead.Of(schedule).Any()) return "the clock skips the start of each, and \"whenSkipped\" is Skip";
        var zone = schedule.Zone ?? ahead.Zone;
        var next = schedule.StartsIn(zone).Next(LocalSeconds.Of(tested.To.InZone(zone).LocalDateTime));
        return next == LocalStarts.None ? "the last one has been" : $"the next is that of {WindowsAhead.Show(LocalSeconds.ToLocal(next))}";
    }
}
