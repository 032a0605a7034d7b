using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;

namespace PatchWindow.Fleet.Calendars.Events;

/// <summary>
/// Turns the events of a calendar into schedules: the library reads the lines, our own engine answers what recurs. One whose end is
/// a date, or which lasts days, ends when the clock shows so; the others last as long as they say (RFC 5545 §3.3.6, §3.8.5.3).
/// </summary>
internal sealed class CalendarSchedules
{
    private readonly string file;
    private readonly ICollection<Finding> findings;
    private readonly List<Schedule> schedules = [];

    private CalendarSchedules(string file, ICollection<Finding> findings)
    {
        this.file = file;
        this.findings = findings;
    }

    /// <param name="events">The events of a file.</param>
    /// <param name="file">Its name, for messages.</param>
    /// <param name="findings">Receives what is wrong with an event.</param>
    public static List<Schedule> Of(IReadOnlyList<CalendarEvent> events, string file, ICollection<Finding> findings)
    {
        var reading = new CalendarSchedules(file, findings);
        var overrides = events.Where(e => e.RecurrenceIdentifier is not null).ToLookup(e => e.Uid);
        foreach (var calendarEvent in events) reading.Add(calendarEvent, overrides);
        return reading.schedules;
    }

    private void Add(CalendarEvent its, ILookup<string?, CalendarEvent> overrides)
    {
        // A property whose value the library does not understand is there without a value.
        if (its.Properties.FirstOrDefault(p => p.Value is null || (p.Name is "EXDATE" or "RDATE" && p.Value.ToString()!.Length == 0)) is { } unread)
        {
            Fault(its, $"its {unread.Name} cannot be read");
            return;
        }

        if (its.DtStart is not { } start)
        {
            Fault(its, "it has no DTSTART");
            return;
        }

        if (string.Equals(its.Status, EventStatus.Cancelled, StringComparison.OrdinalIgnoreCase)) return;
        var hasExceptionRule = its.Properties.ContainsKey("EXRULE");
        if (hasExceptionRule || its.RecurrenceIdentifier?.Range == RecurrenceRange.ThisAndFuture)
        {
            Fault(its, hasExceptionRule ? "EXRULE is deprecated and not read" : "RANGE=THISANDFUTURE is not read");
            return;
        }

        var length = EventLength.Of(its, out var wrong);
        if (wrong is not null)
        {
            Fault(its, wrong);
            return;
        }

        if (length.Time == TimeSpan.Zero)
        {
            Report(its, FindingSeverity.Warning, "lasts no time and freezes nothing", "Give it an end (DTEND).");
            return;
        }

        var replaced = its.RecurrenceIdentifier is null && its.Uid is { Length: > 0 } uid
            ? overrides[uid].Select(o => o.RecurrenceIdentifier!.StartTime)
            : [];
        var schedule = Make(its, start, length);
        var rules = its.Properties.Where(p => p.Name == "RRULE").Select(p => p.Value!.ToString()).ToList();
        schedule.RRule = rules.Count > 0 ? string.Join("\n", rules) : null;
        if (Excluded(its, start, schedule, replaced) is not { } excluded) return;
        schedule.Exclude = excluded;

        // RFC 5545 §3.8.5.3: DTSTART is the first of the set, also where the rule does not give it.
        schedule.Include = [start.Value, .. its.RecurrenceDates.GetAllDates().Select(d => EventZone.On(d, start))];
        schedules.Add(schedule);
        foreach (var period in its.RecurrenceDates.GetAllPeriods().Where(p => p.EffectiveDuration is not null && p.Duration is not null | p.EndTime is not null))
        {
            var extra = Make(its, period.StartTime, EventLength.Of(period));
            extra.Include = [period.StartTime.Value];
            schedules.Add(extra);
        }
    }

    private static Schedule Make(CalendarEvent its, CalDateTime start, EventLength length) => new()
    {
        Name = NameOf(its),
        Start = start.Value,
        At = start.HasTime ? start.Value.TimeOfDay : TimeSpan.Zero,
        Duration = length.Time,
        DurationMode = length.Mode,
        TimeZone = EventZone.Of(start),
    };

    // Schedules leave out days, calendars times: the same where there is one a day.
    private DateTime[]? Excluded(CalendarEvent its, CalDateTime start, Schedule schedule, IEnumerable<CalDateTime> replaced)
    {
        var (days, left) = (new List<DateTime>(), its.ExceptionDates.GetAllDates().Concat(replaced).ToList());
        if (left.Count > 0 && IsSeveralADay(schedule.RRule))
        {
            Fault(its, "it recurs several times a day, and some are left out (EXDATE)");
            return null;
        }

        foreach (var date in left)
        {
            var time = date.HasTime ? EventZone.On(date, start) : date.Value;
            if (!date.HasTime || time.TimeOfDay == (schedule.At ?? TimeSpan.Zero)) days.Add(time.Date);
            else Report(its, FindingSeverity.Warning, $"leaves out {MomentText.Format(time)}, at which it does not occur", "It stays frozen.");
        }

        return [.. days];
    }

    private static bool IsSeveralADay(string? rules) => rules is not null
        && new[] { "SECONDLY", "MINUTELY", "HOURLY", "BYHOUR", "BYMINUTE", "BYSECOND" }.Any(w => rules.Contains(w));

    private static string NameOf(CalendarEvent its) => string.IsNullOrWhiteSpace(its.Summary) ? its.Uid ?? "" : its.Summary!.Trim();

    private void Fault(CalendarEvent its, string reason) =>
        Report(its, FindingSeverity.Error, "cannot be used: " + reason, "Correct the event and export the calendar again.");

    private void Report(CalendarEvent its, FindingSeverity severity, string what, string suggestion) => findings.Add(new Finding
    {
        Code = severity == FindingSeverity.Error ? "CalendarInvalid" : "CalendarEventOdd",
        Severity = severity,
        Message = $"The event '{NameOf(its)}'{(its.DtStart is { } start ? " of " + MomentText.FormatDate(start.Value) : "")} in '{file}' {what}.",
        Suggestion = suggestion,
    });
}
