using NodaTime;
using PatchWindow.Core.Outcomes;
using PatchWindow.Core.Recurrence;
using PatchWindow.Core.Windows;

namespace PatchWindow.Core.Conversions;

/// <summary>
/// The calendar events of systemd.time(7), as OnCalendar= of a timer takes them; several lines, each with or without
/// <c>OnCalendar=</c>, give what any of them gives.
/// </summary>
internal sealed class OnCalendarFormat : IScheduleFormat
{
    // systemd counts no further from a month's end.
    private const int Surely = 28;

    private static readonly CalendarFields NoFields = new();

    public string Name => "OnCalendar";

    public Outcome<Conversion<Schedule>> Read(string text)
    {
        var (expressions, zones) = (new List<OnCalendarExpression>(), new HashSet<string>());
        foreach (var line in text.Split('\n').Select(Body).Where(l => l.Length > 0))
        {
            var words = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            var last = words[words.Length - 1];
            var zone = "";
            if (line[0] == '@') return Fault(line, $"'{words[0]}' is seconds since 1970, which a schedule does not count.", "Write the date and time.");
            if (words.Length > 1 && char.IsLetter(last[0]))
            {
                if (!TimeZones.Find(last).TryGet(out var found, out var problem))
                    return Fault(line, problem.Message, problem.Suggestion);
                zone = found.Id;
                words = [.. words.Take(words.Length - 1)];
            }

            if (!OnCalendarExpression.Read(words, line).TryGet(out var read, out var fault)) return fault;
            expressions.Add(read);
            _ = zones.Add(zone);
        }

        if (expressions.Count == 0) return Fault(text, "it is empty.", "Write Sat *-*-* 22:00, for instance.");
        if (zones.Count > 1) return Fault(text, "its lines are of different time zones.", "Convert them one by one.");
        return ToSchedule(text, expressions).TryGet(out var schedule, out var refused)
            ? new Conversion<Schedule>(WithZone(schedule, zones.Single()), [])
            : refused;
    }

    public Outcome<Conversion<string>> Write(Schedule schedule)
    {
        if (!FlatSchedule.Of(schedule, Name).TryGet(out var flat, out var problem)) return problem;
        var zone = flat.ZoneId is { } id ? " " + id : "";
        var lines = new List<string>();
        var (every, first) = (flat.Rules.Select(Interval).DefaultIfEmpty(1).Max(), flat.Rules.Select(r => r.First.Year).FirstOrDefault());
        if (flat.Rules.Any(r => Interval(r) != every || (every > 1 && r.First.Year != first)))
            return ConversionFinding.Impossible(Name, "its rules are of different years.", "Convert each rule as a schedule of its own.");

        // All lines of the same years, or of every year: one schedule has one beginning.
        var years = flat.Rules.Select(r => Years(flat, r, every)).Distinct().ToArray();
        var saysYears = years is [] or [not null];
        var common = saysYears ? years.FirstOrDefault() : new OnCalendarExpression(NoFields, every > 1 ? first : null, null, every);
        foreach (var rule in flat.Rules)
        {
            if (CalendarFieldReader.Read(rule) is not { } sets || sets.Any(f => f.MonthDays.Any(d => d < -Surely)))
            {
                return ConversionFinding.Impossible(
                    Name, $"the rule {rule.Rule} is not made of weekdays, months, days and times that are the same each year.");
            }

            lines.AddRange(sets.SelectMany(ByRun).Select(fields => common! with { Fields = fields } + zone));
        }

        lines.AddRange(flat.Include.Select(time => new OnCalendarExpression(
            new CalendarFields { Months = [time.Month], MonthDays = [time.Day], Hours = [time.Hour], Minutes = [time.Minute], Seconds = [time.Second] },
            time.Year, time.Year) + zone));
        string[] said = [nameof(Schedule.TimeZone), nameof(Schedule.Include)];
        if (saysYears) said = [.. said, nameof(Schedule.Start), nameof(Schedule.Until)];
        return new Conversion<string>(string.Join("\n", lines.Distinct()), flat.Losses(Name, saysPhase: true, said));
    }

    // systemd 252 allows the second number after ~ only up to 25, the third up to 22 and so on (chain_valid): one range is one line.
    private static IEnumerable<CalendarFields> ByRun(CalendarFields fields) => fields.MonthDays.Count == 0 || fields.MonthDays[0] > 0
        ? [fields]
        : CalendarFields.Runs(fields.MonthDays).Select(r => fields with { MonthDays = [.. Enumerable.Range(r.From, r.To - r.From + 1)] });

    private static int Interval(FlatRule rule) => rule.Rule.Frequency == Frequency.Yearly ? rule.Rule.Interval : 1;

    // A beginning and an end are sayable where they are those of years.
    private static OnCalendarExpression? Years(FlatSchedule flat, FlatRule rule, int every)
    {
        if (rule.Rule.Count is not null || rule.Rule.UntilIsUtc) return null;
        var (start, until) = (flat.Source.Start is null ? (LocalDateTime?)null : flat.Compiled.Start, rule.Rule.Until);
        var begins = start is not { } s || (s is { Month: 1, Day: 1 } && flat.Source.Offset is null && (s.TimeOfDay == LocalTime.Midnight || rule.Time == s.TimeOfDay));
        var ends = until is not { } u || (u is { Month: 12, Day: 31 } && u.TimeOfDay >= new LocalTime(23, 59, 59));
        if (!begins || !ends) return null;
        var from = every > 1 ? rule.First.Year : start?.Year ?? (until is null ? null : ScheduleCompiler.DefaultStart.Year);
        return from < 1970 ? null : new OnCalendarExpression(NoFields, from, until?.Year, every);
    }

    private Outcome<Schedule> ToSchedule(string text, List<OnCalendarExpression> expressions)
    {
        var dates = expressions.Where(e => e.Date is not null && Times(e.Fields) is not null).ToArray();
        var rules = expressions.Except(dates).ToArray();
        if (rules.Select(r => (r.FirstYear, r.LastYear, r.EveryYears)).Distinct().Count() > 1)
            return Fault(text, "its lines are of different years.", "Convert them one by one.");
        var schedule = rules.Length == 0 ? new Schedule() : CalendarFields.ToSchedule([.. rules.Select(r => r.Fields)], rules[0].EveryYears);
        LocalDateTime[] include = [.. dates.SelectMany(e => Times(e.Fields)!.Select(t => e.Date!.Value + t)).OrderBy(t => t)];

        // Midnight in a list of dates stands for the schedule's time of day: where a date is meant at midnight, that must be it.
        if (include.Any(t => t.TimeOfDay == LocalTime.Midnight) && schedule.At is { Ticks: > 0 })
        {
            schedule.RRule = string.Join("\n", rules.Select(r => r.Fields.ToRule(withTimes: true, r.EveryYears).ToString()).Distinct());
            schedule.At = TimeSpan.Zero;
        }

        if (include.Length > 0 && rules.Length == 0)
            schedule.At = include.All(t => t.TimeOfDay == include[0].TimeOfDay) ? TimeSpan.FromTicks(include[0].TimeOfDay.TickOfDay) : TimeSpan.Zero;
        else if (include.Length > 0) schedule.At ??= TimeSpan.Zero;
        schedule.Include = [.. include.Select(t => t.ToDateTimeUnspecified())];
        if (rules.Length == 0) return schedule;
        schedule.Start = rules[0].FirstYear is { } first ? new DateTime(first, 1, 1) : null;
        if (rules[0].LastYear is { } last)
        {
            // The end of the rules alone: the dates beside them have their own.
            schedule.RRule = string.Join("\n", schedule.RRule!.Split('\n').Select(r => FormattableString.Invariant($"{r};UNTIL={last:0000}1231")));
        }

        return schedule;
    }

    // At most as many times as one can read in a list; more are a rule.
    private static List<LocalTime>? Times(CalendarFields fields)
    {
        if (fields.Hours.Count == 0 || fields.Minutes.Count == 0 || fields.Seconds.Count == 0) return null;
        return fields.Hours.Count * fields.Minutes.Count * fields.Seconds.Count > 24 ? null
            : [.. fields.Hours.SelectMany(h => fields.Minutes.SelectMany(m => fields.Seconds.Select(s => new LocalTime(h, m, s))))];
    }

    private static Schedule WithZone(Schedule schedule, string zone)
    {
        schedule.TimeZone = zone.Length == 0 ? null : zone;
        return schedule;
    }

    private static string Body(string line)
    {
        var body = line.Trim();
        if (body.StartsWith("OnCalendar", StringComparison.OrdinalIgnoreCase) && body.IndexOf('=') is > 0 and var at) body = body.Substring(at + 1).Trim();
        return body.Length > 0 && body[0] is '#' or ';' ? "" : body;
    }

    private Finding Fault(string text, string reason, string? suggestion) => ConversionFinding.Unreadable(Name, text, reason, suggestion);
}
