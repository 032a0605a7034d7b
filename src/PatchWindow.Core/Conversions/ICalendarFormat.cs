using NodaTime;
using NodaTime.Text;
using PatchWindow.Core.Outcomes;
using PatchWindow.Core.Recurrence;
using PatchWindow.Core.Windows;

namespace PatchWindow.Core.Conversions;

/// <summary>
/// An event of RFC 5545: DTSTART with its time zone, DURATION, RRULE, RDATE and EXDATE. A calendar around it and what else the
/// event says is read past. Floating times are each host's own. Time zones are named, not described (RFC 7809).
/// </summary>
internal sealed class ICalendarFormat : IScheduleFormat
{
    private static readonly LocalDateTimePattern Moment = RecurrenceRule.UntilPattern;

    public string Name => "ICalendar";

    public Outcome<Conversion<Schedule>> Read(string text) => ICalendarEvent.Read(text).TryGet(out var read, out var problem) ? read.ToSchedule() : problem;

    public Outcome<Conversion<string>> Write(Schedule schedule)
    {
        if (!FlatSchedule.Of(schedule, Name).TryGet(out var flat, out var problem)) return problem;

        // DTSTART is the first time of the rule (§3.8.5.3: otherwise what an event means is undefined), and all rules count from it.
        var start = flat.Rules.Count > 0 ? flat.Rules.Min(r => r.First) : flat.Include[0];
        foreach (var rule in flat.Rules.Where(r => r.First != start && (r.Rule.Count is not null || r.Rule.Interval > 1)))
        {
            // Counted from elsewhere a rule of every second week has no week in common with this one.
            if (rule.Rule.Count is not null || new RecurrenceTimes(rule.Rule, start, DateTimeZone.Utc).Next(start) != rule.First)
                return ConversionFinding.Impossible(Name, $"the rule {rule.Rule} counts from another day than the rule beside it.", "Convert each rule as a schedule of its own.");
        }

        var lines = new List<string>
        {
            "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//PatchWindow//PatchWindow//EN", "BEGIN:VEVENT",
            $"UID:{Moment.Format(start)}-{Stable(flat.Source.ToString())}@patchwindow", $"DTSTAMP:{Moment.Format(start)}Z",
        };
        if (flat.Source.Name is { } name) lines.Add("SUMMARY:" + ICalendarLine.Escape(name));
        lines.Add("DTSTART" + Local(flat, [start]));
        lines.Add("DURATION:" + Period(flat.Source));
        lines.AddRange(flat.Rules.Select(r => "RRULE:" + Shown(r, start, flat)));
        LocalDateTime[] others = [.. flat.Include.Where(i => flat.Rules.Count > 0 || i != start)];
        if (others.Length > 0) lines.Add("RDATE" + Local(flat, others));
        var excluded = Excluded(flat);
        if (excluded.Length > 0) lines.Add("EXDATE" + Local(flat, excluded));
        lines.AddRange(["END:VEVENT", "END:VCALENDAR"]);
        string[] said =
        [
            nameof(Schedule.TimeZone), nameof(Schedule.Start), nameof(Schedule.Until), nameof(Schedule.Include), nameof(Schedule.Exclude),
        ];
        if (flat.Source.Duration.Ticks % TimeSpan.TicksPerSecond == 0) said = [.. said, nameof(Schedule.Duration)];
        if (flat.Source.Duration.Ticks % TimeSpan.TicksPerDay == 0) said = [.. said, nameof(Schedule.DurationMode)];
        return new Conversion<string>(string.Concat(lines.Select(ICalendarLine.Fold)), flat.Losses(Name, saysPhase: true, said));
    }

    // A day is as long as the clock makes it, hours are time that passes (§3.3.6, and §3.8.5.3 on recurring durations).
    private static string Period(Schedule source) => source.DurationMode == DurationMode.WallClock && source.Duration.Ticks % TimeSpan.TicksPerDay == 0
        ? FormattableString.Invariant($"P{source.Duration.Days}D")
        : "PT" + string.Concat(new[]
        {
            ((int)source.Duration.TotalHours, "H"), (source.Duration.Minutes, "M"), (source.Duration.Seconds, "S"),
        }.Where(p => p.Item1 > 0).Select(p => FormattableString.Invariant($"{p.Item1}{p.Item2}")));

    // DTSTART says the time of day, and UNTIL is in UTC where DTSTART has a zone (§3.3.10).
    private static RecurrenceRule Shown(FlatRule flat, LocalDateTime start, FlatSchedule schedule)
    {
        var rule = flat.Time == start.TimeOfDay ? RuleDays.WithoutTime(flat.Rule)
            : flat.Rule.BySecond.Count == 0 && flat.Rule.Frequency > Frequency.Secondly && start.Second != 0 ? flat.Rule with { BySecond = [0] }
            : flat.Rule;
        return rule is { Until: { } until, UntilIsUtc: false } && schedule.Compiled.Zone is { } zone
            ? rule with { Until = until.InZoneLeniently(zone).WithZone(DateTimeZone.Utc).LocalDateTime, UntilIsUtc = true }
            : rule;
    }

    // A day that is left out is every start on it.
    private static LocalDateTime[] Excluded(FlatSchedule flat)
    {
        if (flat.Compiled.Exclude.Count == 0) return [];
        var bare = Without(flat.Source);
        var starts = ScheduleCompiler.Compile(bare, TimeZones.Host, [])!.StartsIn(flat.Compiled.Zone ?? DateTimeZone.Utc);
        var times = new List<LocalDateTime>();
        foreach (var day in flat.Compiled.Exclude.Distinct().OrderBy(d => d))
        {
            var end = LocalSeconds.Of(day.PlusDays(1).AtMidnight());
            for (var next = starts.Next(LocalSeconds.Of(day.AtMidnight())); next < end; next = starts.Next(next + 1)) times.Add(LocalSeconds.ToLocal(next));
        }

        return [.. times];
    }

    private static Schedule Without(Schedule source) => new()
    {
        RRule = source.RRule, Start = source.Start, At = source.At, Duration = source.Duration, TimeZone = source.TimeZone,
        Offset = source.Offset, Until = source.Until, Include = source.Include,
    };

    private static string Local(FlatSchedule flat, IEnumerable<LocalDateTime> times)
    {
        var utc = flat.ZoneId is "UTC" or "Etc/UTC";
        var values = string.Join(",", times.Select(t => Moment.Format(t) + (utc ? "Z" : "")));
        return (utc || flat.ZoneId is null ? "" : ";TZID=" + flat.ZoneId) + ":" + values;
    }

    // The same schedule is the same event, whenever and wherever it is written (FNV-1a).
    private static string Stable(string text)
    {
        var hash = 2166136261u;
        foreach (var c in text) hash = unchecked((hash ^ c) * 16777619u);
        return hash.ToString("x8", System.Globalization.CultureInfo.InvariantCulture);
    }
}
