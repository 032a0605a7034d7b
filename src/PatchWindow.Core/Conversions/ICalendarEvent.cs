using NodaTime;
using PatchWindow.Core.Outcomes;
using PatchWindow.Core.Recurrence;
using PatchWindow.Core.Text;
using PatchWindow.Core.Windows;

namespace PatchWindow.Core.Conversions;

/// <summary>What an event of a calendar says about when it takes place, read strictly, and the schedule that it means.</summary>
internal sealed class ICalendarEvent
{
    private const string Format = "ICalendar";
    private readonly string text;
    private readonly List<Finding> losses = [];
    private readonly List<RecurrenceRule> rules = [];
    private readonly List<LocalDateTime> included = [], excluded = [], excludedDays = [];
    private LocalDateTime? start, end;
    private bool wholeDays, nominal;
    private DateTimeZone? zone;
    private TimeSpan? duration;
    private string? name;

    private ICalendarEvent(string text) => this.text = text;

    /// <summary>Reads the one event of a text; a problem where there is none, there are several, or one of its lines is no such line.</summary>
    public static Outcome<ICalendarEvent> Read(string text)
    {
        var read = new ICalendarEvent(text);
        var (lines, fault) = read.EventLines();

        // DTSTART first: it says the zone that the other times are told in.
        foreach (var line in lines.OrderBy(l => l.Name == "DTSTART" ? 0 : 1))
        {
            if (fault is not null) break;
            fault = read.Take(line);
        }

        if (fault is null && read.start is null) fault = read.Fault("it has no DTSTART.", "Give the event as one text, as Get-Content -Raw reads a file.");
        return fault is null ? read : fault;
    }

    /// <summary>The schedule. DTSTART is one of its times even where the rule does not give it (§3.8.5.3).</summary>
    public Outcome<Conversion<Schedule>> ToSchedule()
    {
        var begin = start!.Value;
        if (end is { } last && duration is null) duration = Elapsed(begin, last);
        if (duration < TimeSpan.Zero) return Fault("DTEND is before DTSTART.", null);
        if (wholeDays && duration is null) (duration, nominal) = (TimeSpan.FromDays(1), true);
        var schedule = new Schedule
        {
            Name = name,
            RRule = rules.Count == 0 ? null : string.Join("\n", rules),
            Start = rules.Count == 0 ? null : begin.ToDateTimeUnspecified(),
            At = TimeSpan.FromTicks(begin.TimeOfDay.TickOfDay),
            Duration = duration ?? TimeSpan.Zero,
            DurationMode = nominal || wholeDays ? DurationMode.WallClock : null,
            TimeZone = zone?.Id ?? TimeZones.Host,
        };
        if (!rules.Exists(r => First(r, begin) == begin)) included.Add(begin);

        // Midnight in Include stands for At, so a time at midnight needs At to be midnight, and the rules to say theirs. A rule
        // that counts hours would count them from another one then.
        if (included.Exists(i => i.TimeOfDay == LocalTime.Midnight) && begin.TimeOfDay != LocalTime.Midnight)
        {
            var said = rules.ConvertAll(r => RuleDays.Explicit(r, begin));
            if (said.Exists(r => First(r, begin.Date.AtMidnight()) != First(r, begin)))
            {
                _ = included.RemoveAll(i => i.TimeOfDay == LocalTime.Midnight);
                losses.Add(ConversionFinding.Loss(
                    nameof(Schedule.Include), "A schedule has no dates at midnight beside a rule that begins on another time of its first day: no window opens on them."));
            }
            else
            {
                schedule.RRule = said.Count == 0 ? null : string.Join("\n", said);
                schedule.At = TimeSpan.Zero;
            }
        }

        schedule.Include = [.. included.Distinct().OrderBy(i => i).Select(i => i.ToDateTimeUnspecified())];
        Exclude(schedule);
        return new Conversion<Schedule>(schedule, losses);
    }

    // Days are left out whole: an EXDATE that names no time of the event does nothing, and one that leaves another time of its
    // day standing takes that as well.
    private void Exclude(Schedule schedule)
    {
        if (excluded.Count + excludedDays.Count == 0) return;
        var whole = new Schedule
        {
            RRule = schedule.RRule, Start = schedule.Start, At = schedule.At, Include = schedule.Include, TimeZone = schedule.TimeZone, Duration = TimeSpan.FromHours(1),
        };
        if (ScheduleCompiler.Compile(whole, null, []) is not { } compiled) return;
        var starts = compiled.StartsIn(zone ?? DateTimeZone.Utc);
        var days = new List<LocalDate>();
        foreach (var day in excluded.Concat(excludedDays).GroupBy(e => e.Date).OrderBy(g => g.Key))
        {
            var times = new List<LocalDateTime>();
            var until = LocalSeconds.Of(day.Key.PlusDays(1).AtMidnight());
            for (var next = starts.Next(LocalSeconds.Of(day.Key.AtMidnight())); next < until; next = starts.Next(next + 1)) times.Add(LocalSeconds.ToLocal(next));
            var named = excludedDays.Contains(day.Key.AtMidnight()) ? times.Count : times.Count(day.Contains);
            if (named > 0) days.Add(day.Key);
            if (named > 0 && named < times.Count)
            {
                losses.Add(ConversionFinding.Loss(
                    nameof(Schedule.Exclude), $"EXDATE leaves out one time of {MomentText.FormatDate(day.Key.ToDateTimeUnspecified())}, and a schedule leaves out the whole day."));
            }
        }

        schedule.Exclude = [.. days.Select(d => d.ToDateTimeUnspecified())];
    }

    private (List<ICalendarLine> Lines, Finding? Fault) EventLines()
    {
        var (lines, stack, events) = (new List<ICalendarLine>(), new List<string>(), 0);
        foreach (var line in ICalendarLine.ReadAll(text))
        {
            var component = line.Value.ToUpperInvariant();
            if (line.Name.Length == 0) return (lines, Fault($"'{line.Value}' is no line of a calendar.", "Write NAME:VALUE, such as RRULE:FREQ=WEEKLY;BYDAY=SA."));
            if (line.Name == "BEGIN") stack.Add(component);
            if (line.Name == "BEGIN" && component == "VEVENT" && ++events > 1) return (lines, Fault("it has several events, and each is a schedule.", "Convert them one by one."));
            if (line.Name is "END" && (stack.Count == 0 || stack[stack.Count - 1] != component)) return (lines, Fault($"'END:{line.Value}' ends nothing.", null));
            if (line.Name == "END") stack.RemoveAt(stack.Count - 1);

            // What stands in an alarm or a time zone's description is not the event's.
            else if (line.Name != "BEGIN" && (stack.Count == 0 || stack[stack.Count - 1] == "VEVENT")) lines.Add(line);
        }

        return (lines, stack.Count == 0 ? null : Fault($"'BEGIN:{stack[stack.Count - 1]}' has no end.", "Give the event as one text, as Get-Content -Raw reads a file."));
    }

    private Finding? Take(ICalendarLine line)
    {
        switch (line.Name)
        {
            case "SUMMARY": name = ICalendarLine.Unescape(line.Value); return null;
            case "DTSTART": return ReadStart(line);
            case "DTEND": return Times(line, times => end = times[0]);
            case "RDATE": return Times(line, included.AddRange);
            case "EXDATE": return Times(line, line.Value.IndexOfAny(['T', 't']) < 0 ? excludedDays.AddRange : excluded.AddRange);
            case "DURATION":
                if (!DurationParser.Parse(line.Value).TryGet(out var length, out var wrong) || line.Value[0] is not ('P' or 'p')) return Fault($"DURATION '{line.Value}' is no duration.", wrong?.Suggestion ?? "Write PT4H.");
                (duration, nominal) = (length, line.Value.IndexOfAny(['T', 't']) < 0);
                return null;
            case "RRULE":
                if (!RecurrenceRuleParser.Parse(line.Value).TryGet(out var rule, out var problem)) return problem;
                rules.Add(rule);
                return null;
            case "EXRULE" or "RECURRENCE-ID":
                losses.Add(ConversionFinding.Loss(nameof(Schedule.Exclude), $"A schedule cannot say {line.Name}:{line.Value}."));
                return null;
            default:
                return NearestWord.To(line.Name, ["DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE"]) is { } near && line.Name is not ("DTSTAMP" or "EXRULE")
                    ? Fault($"'{line.Name}' is not understood.{NearestWord.Question(near)}", null)
                    : null;
        }
    }

    private Finding? ReadStart(ICalendarLine line)
    {
        if (start is not null) return Fault("it has two DTSTART.", null);
        if (line.Parameters.TryGetValue("TZID", out var id))
        {
            if (!TimeZones.Find(id.TrimStart('/')).TryGet(out var found, out var problem)) return Fault(problem.Message, problem.Suggestion);
            zone = found;
        }
        else if (line.Value.EndsWith("Z", StringComparison.OrdinalIgnoreCase))
        {
            zone = DateTimeZone.Utc;
        }

        wholeDays = line.Value.Length == 8;
        return Times(line, times => start = times[0]);
    }

    // In the zone of DTSTART, whichever they are written in; a date alone is its midnight.
    private Finding? Times(ICalendarLine line, Action<List<LocalDateTime>> take)
    {
        var times = new List<LocalDateTime>();
        var own = zone;
        if (line.Parameters.TryGetValue("TZID", out var id) && !TimeZones.Find(id.TrimStart('/')).TryGet(out own, out var problem)) return Fault(problem.Message, problem.Suggestion);
        foreach (var value in line.Value.Split(',').Select(v => v.Trim().ToUpperInvariant()))
        {
            var utc = value.EndsWith("Z", StringComparison.Ordinal);
            var body = value.TrimEnd('Z');
            if (!RecurrenceRule.UntilPattern.Parse(body.Length == 8 ? body + "T000000" : body).TryGetValue(default, out var time) || time.Year is < 2 or > 9997)
                return Fault($"{line.Name} '{value}' is no date or time.", "Write 20260113T220000, 20260113T210000Z or 20260113.");

            // In its own zone a time stays as it is written, also one that the clock skips: the rule counts from it.
            times.Add((utc ? DateTimeZone.Utc : own) is { } from && zone is not null && !from.Equals(zone) ? time.InZoneLeniently(from).WithZone(zone).LocalDateTime : time);
        }

        take(times);
        return null;
    }

    // §3.8.5.3: DTEND gives each occurrence the same exact duration.
    private TimeSpan Elapsed(LocalDateTime from, LocalDateTime to)
    {
        var on = zone ?? DateTimeZone.Utc;
        return (to.InZoneLeniently(on).ToInstant() - from.InZoneLeniently(on).ToInstant()).ToTimeSpan();
    }

    private LocalDateTime? First(RecurrenceRule rule, LocalDateTime begin) => new RecurrenceTimes(rule, begin, zone ?? DateTimeZone.Utc).Next(begin);

    private Finding Fault(string reason, string? suggestion) => ConversionFinding.Unreadable(Format, text, reason, suggestion);
}
