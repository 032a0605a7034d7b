using NodaTime;
using PatchWindow.Core.Windows;

namespace PatchWindow.Core.Policies;

/// <summary>Checks a freeze and makes it ready to answer.</summary>
internal static class FreezeCompiler
{
    /// <summary>What the freeze takes away, one for each of its schedules.</summary>
    /// <param name="freeze">The freeze as written.</param>
    /// <param name="zone">The policy's zone; null is each host's own.</param>
    /// <param name="findings">Receives what is wrong; Path is the property within the freeze.</param>
    public static IReadOnlyList<CompiledFreeze> Compile(Freeze freeze, DateTimeZone? zone, ICollection<Finding> findings)
    {
        var isRecurring = freeze.Schedules.Count > 0 || freeze.Calendar is not null;
        if (!isRecurring && (freeze.From is null || freeze.To is null))
        {
            findings.Add(new Finding
            {
                Code = "FreezeIncomplete",
                Path = freeze.From is null ? "from" : "to",
                Message = $"A freeze has neither a '{(freeze.From is null ? "from" : "to")}' nor anything that recurs.",
                Suggestion = "Give both dates, or a schedule.",
            });
            return [];
        }

        if (freeze.From >= freeze.To)
        {
            findings.Add(new Finding
            {
                Code = "FreezeEmpty",
                Path = "to",
                Message = $"The freeze from {MomentText.Format(freeze.From.Value)} ends before it begins, so it would freeze nothing.",
                Suggestion = "Put 'to' after 'from'.",
            });
        }

        // A script may give the file and nothing of what is in it: only a configuration reads calendars.
        if (freeze is { Calendar: not null, Schedules.Count: 0 })
        {
            findings.Add(new Finding
            {
                Code = "FreezeNeverFreezes",
                Severity = FindingSeverity.Warning,
                Path = "calendar",
                Message = $"The freeze by the calendar '{CalendarName.Of(freeze.Calendar)}' has no event, so it freezes nothing.",
                Suggestion = "Export the calendar with its events (VEVENT). A policy made by a script needs them in the freeze's Schedules.",
            });
        }

        return isRecurring
            ? [.. freeze.Schedules.Select(s => Recurring(freeze, s, zone, findings)).OfType<CompiledFreeze>()]
            : [new CompiledFreeze(freeze, zone)];
    }

    private static CompiledFreeze? Recurring(Freeze freeze, Schedule schedule, DateTimeZone? zone, ICollection<Finding> findings)
    {
        var faults = new List<Finding>();
        var compiled = ScheduleCompiler.Compile(schedule, zone?.Id ?? TimeZones.Host, faults, OccurrenceKind.Freeze);
        // A calendar has events of which nothing is left, such as one that was cancelled day by day: that is no mistake of the policy.
        if (freeze.Calendar is not null && compiled is not null) return new CompiledFreeze(freeze, zone, compiled);
        foreach (var fault in faults)
        {
            findings.Add(freeze.Calendar is null ? fault : fault with
            {
                Path = "calendar",
                Message = $"The event '{schedule.Name}' of '{CalendarName.Of(freeze.Calendar)}' cannot be used: {fault.Message}",
            });
        }

        return compiled is null ? null : new CompiledFreeze(freeze, zone, compiled);
    }
}
