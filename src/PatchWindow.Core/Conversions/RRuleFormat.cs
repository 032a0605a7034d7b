using NodaTime;
using PatchWindow.Core.Outcomes;
using PatchWindow.Core.Recurrence;

namespace PatchWindow.Core.Conversions;

/// <summary>The bare RRULE of RFC 5545 §3.3.10, one a line. What stands beside it in a calendar (DTSTART, DURATION, the zone) is lost.</summary>
internal sealed class RRuleFormat : IScheduleFormat
{
    // Beyond the year 9998 local dates cannot be formed.
    private static readonly LocalDateTime CalendarEnd = new(9998, 1, 1, 0, 0);

    public string Name => "RRule";

    public Outcome<Conversion<Schedule>> Read(string text) => RecurrenceRuleParser.ParseAll(text.Replace("\r", "")).TryGet(out var rules, out var problem)
        ? new Conversion<Schedule>(new Schedule { RRule = string.Join("\n", rules) }, [])
        : problem;

    public Outcome<Conversion<string>> Write(Schedule schedule)
    {
        if (!FlatSchedule.Of(schedule, Name).TryGet(out var flat, out var problem)) return problem;
        if (flat.Rules.Count == 0) return ConversionFinding.Impossible(Name, "it has dates and no rule.", "ICalendar can say it.");
        return new Conversion<string>(string.Join("\n", flat.Rules.Select(r => Uncounted(r, flat)).Distinct()), flat.Losses(Name, saysPhase: false, nameof(Schedule.Until)));
    }

    // COUNT counts from DTSTART, which is lost; the day of the last one is not.
    private static RecurrenceRule Uncounted(FlatRule flat, FlatSchedule schedule)
    {
        if (flat.Rule.Count is null) return flat.Rule;
        var times = new RecurrenceTimes(flat.Rule, flat.First, schedule.Compiled.Zone ?? DateTimeZone.Utc);
        var last = times.Between(flat.First, CalendarEnd).LastOrDefault();
        return flat.Rule with { Count = null, Until = last };
    }
}
