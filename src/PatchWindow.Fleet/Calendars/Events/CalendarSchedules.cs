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
    private static readonly string[] AtMostOnce = ["DTSTART", "DTEND", "DURATION", "RECURRENCE-ID", "STATUS", "UID"];

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

        // RFC 5545 §3.6.1: each at most once. The library takes one of them, and the other may have been the longer freeze.
        if (AtMostOnce.FirstOrDefault(name => its.Properties.Count(p => p.Name == name) > 1) is { } twice)
        {
            Fault(its, $"its {twice} is given twice");
            return;
        }

        if (its.Properties.ContainsKey("DTEND") && its.Properties.ContainsKey("DURATION"))
        {
            Fault(its, "it has both DTEND and DURATION");
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

        // A schedule has one time of day and one length: dates with another are schedules of their own.
        var dates = its.RecurrenceDates.GetAllDates().Select(d => d.HasTime ? EventZone.On(d, start) : d.Value + schedule.At!.Value).ToList();
        var others = dates.Where(d => d.TimeOfDay != schedule.At).Select(d => (At: d, Schedule: Once(schedule, d)))
            .Concat(its.RecurrenceDates.GetAllPeriods()
                .Where(p => p.EffectiveDuration is not null && (p.Duration is not null || p.EndTime is not null))
                .Select(p => (At: EventZone.On(p.StartTime, start), Schedule: Once(Make(its, p.StartTime, EventLength.Of(p)), p.StartTime.Value))))
            .ToList();
        var left = its.ExceptionDates.GetAllDates().Concat(replaced).ToList();
        if (Excluded(its, start, schedule, [.. others.Select(o => o.At)], left) is not { } excluded) return;
        schedule.Exclude = excluded;

        // RFC 5545 §3.8.5.3: DTSTART is the first of the set, also where the rule does not give it.
        schedule.Include = [start.Value, .. dates.Where(d => d.TimeOfDay == schedule.At)];
        schedules.Add(schedule);
        schedules.AddRange(others.Where(o => !left.Exists(l => Leaves(l, start, o.At))).Select(o => o.Schedule));
    }

    private static Schedule Once(Schedule like, DateTime at) => new()
    {
        Name = like.Name,
        Start = at,
        At = at.TimeOfDay,
        Duration = like.Duration,
        DurationMode = like.DurationMode,
        TimeZone = like.TimeZone,
        Include = [at],
    };

    // Whether a date that is left out, or replaced, is the time at which the event occurs; a day is all that occurs on it.
    private static bool Leaves(CalDateTime left, CalDateTime start, DateTime at) =>
        left.HasTime ? EventZone.On(left, start) == at : left.Value == at.Date;

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
    private DateTime[]? Excluded(CalendarEvent its, CalDateTime start, Schedule schedule, DateTime[] others, List<CalDateTime> left)
    {
        if (left.Count > 0 && IsSeveralADay(schedule.RRule))
        {
            Fault(its, "it recurs several times a day, and some are left out (EXDATE)");
            return null;
        }

        var days = new List<DateTime>();
        foreach (var date in left)
        {
            var time = date.HasTime ? EventZone.On(date, start) : date.Value;
            if (!date.HasTime || time.TimeOfDay == schedule.At) days.Add(time.Date);
            else if (!others.Contains(time)) Report(its, FindingSeverity.Warning, $"leaves out {MomentText.Format(time)}, at which it does not occur", "It stays frozen.");
        }

        return [.. days];
    }

    private static bool IsSeveralADay(string? rules) => rules is not null
        && new[] { "SECONDLY", "MINUTELY", "HOURLY", "BYHOUR", "BYMINUTE", "BYSECOND" }.Any(w => rules.Contains(w));

    // The library gives each event without a UID a new one at every reading: no reason that could be shown, nor compared.
    private static string NameOf(CalendarEvent its) => string.IsNullOrWhiteSpace(its.Summary) ? "event" + DateOf(its) : its.Summary!.Trim();

    private static string DateOf(CalendarEvent its) => its.DtStart is { } start ? " of " + MomentText.FormatDate(start.Value) : "";

    private void Fault(CalendarEvent its, string reason) =>
        Report(its, FindingSeverity.Error, "cannot be used: " + reason, "Correct the event and export the calendar again.");

    private void Report(CalendarEvent its, FindingSeverity severity, string what, string suggestion) => findings.Add(new Finding
    {
        Code = severity == FindingSeverity.Error ? "CalendarInvalid" : "CalendarEventOdd",
        Severity = severity,
        Message = $"The {(string.IsNullOrWhiteSpace(its.Summary) ? "event" : $"event '{NameOf(its)}'")}{DateOf(its)} in '{file}' {what}.",
        Suggestion = suggestion,
    });
}
