using NodaTime;
using NodaTime.Text;
using PatchWindow.Core.Recurrence;

namespace PatchWindow.Core.Windows;

/// <summary>Checks a schedule and makes it ready to answer; every fault is reported, not only the first.</summary>
public static class ScheduleCompiler
{
    // A Monday that is the first day of a year and of a week-year: rules with an INTERVAL and no DTSTART count from here.
    internal static readonly LocalDate DefaultStart = new(2001, 1, 1);

    /// <summary>The compiled schedule, or null and the findings that say why not.</summary>
    /// <param name="schedule">The schedule as written.</param>
    /// <param name="defaultZone">The zone it takes where it names none; null is UTC.</param>
    /// <param name="findings">Receives what is wrong; each finding's Path is the property's name.</param>
    public static CompiledSchedule? Compile(Schedule schedule, string? defaultZone, ICollection<Finding> findings) =>
        Compile(schedule, defaultZone, findings, OccurrenceKind.Window);

    /// <summary>The same for what a schedule says of something else than windows.</summary>
    internal static CompiledSchedule? Compile(
        Schedule schedule, string? defaultZone, ICollection<Finding> findings, OccurrenceKind kind)
    {
        var faults = new List<Finding>();
        var source = ReadText(schedule, kind, faults);

        // Nobody knows what a text that cannot be read would have said: what is missing beside it is no fault of its own.
        var unread = faults.Count > 0;
        void Fault(string property, string code, string message, string? suggestion = null) => faults.Add(new Finding
        {
            Code = code, Kind = FindingKind.InvalidArgument, Path = property, Message = message, Suggestion = suggestion,
        });

        var zone = ResolveZone(source.TimeZone ?? defaultZone ?? "UTC", faults);
        var rules = ReadRules(source, faults);
        var offset = ReadOffset(source, faults);
        var days = kind.MayBeDays && IsWithoutTime(source) && rules.TrueForAll(NeedsTime);
        var duration = days ? Duration.FromDays(1) : Duration.FromTimeSpan(source.Duration);
        if (duration < Duration.Zero || (duration == Duration.Zero && !unread))
            Fault(nameof(Schedule.Duration), "DurationMissing", $"A {kind.Noun} needs a duration of more than nothing.", "Write 4h, for instance.");
        else if (source.Duration > kind.Longest)
            Fault(nameof(Schedule.Duration), "DurationTooLong", $"A {kind.Noun} of {DurationText.Format(source.Duration)} is longer than {kind.Longest.Days} days.");
        if (source.Cutoff < TimeSpan.Zero)
        {
            Fault(nameof(Schedule.Cutoff), "CutoffNegative", $"A cutoff of {DurationText.Format(source.Cutoff)} would lie after the window's end.",
                "Write how long before the end the cutoff is: 30m.");
        }
        else if (source.Cutoff > TimeSpan.Zero && duration > Duration.Zero && source.Cutoff >= source.Duration)
        {
            Fault(nameof(Schedule.Cutoff), "CutoffTooLong",
                $"A cutoff of {DurationText.Format(source.Cutoff)} leaves nothing of a window of {DurationText.Format(source.Duration)}.",
                "Make the cutoff shorter than the duration.");
        }

        // Midnight is how a date alone arrives here: it is a day, and no time of day.
        var at = days ? TimeSpan.Zero : source.At ?? (source.Start is { TimeOfDay.Ticks: > 0 } moment ? moment.TimeOfDay : null);
        if (at is null && !unread && (rules.Exists(NeedsTime) || source.Include.Any(i => i.TimeOfDay == TimeSpan.Zero)))
            Fault(nameof(Schedule.At), "StartTimeMissing", "The schedule does not say at what time its windows open.", "Give At (22:00), or a Start with a time in it.");
        else if (at is { } time && (time < TimeSpan.Zero || time >= TimeSpan.FromDays(1)))
            Fault(nameof(Schedule.At), "StartTimeInvalid", $"{DurationText.Format(time)} is no time of day.", "Give a time from 00:00 to 23:59.");
        if (source.RRule is null && source.Include.Length == 0 && !unread)
            Fault(nameof(Schedule.RRule), "RecurrenceMissing", "The schedule has neither a recurrence rule nor dates, so it would never open.", "Give RRule (FREQ=WEEKLY;BYDAY=SA), Text (Sat 22:00 for 4h) or Include.");
        if (source.Start is null && rules.Exists(r => r.Count is not null))
            Fault(nameof(Schedule.Start), "StartMissing", "COUNT counts from a start, and the schedule has none.", "Give Start, the first local date and time.");

        if (faults.Count > 0)
        {
            foreach (var fault in faults) findings.Add(fault);
            return null;
        }

        var timeOfDay = LocalTime.FromTicksSinceMidnight((at ?? TimeSpan.Zero).Ticks);
        var compiled = new CompiledSchedule(source)
        {
            Zone = zone,
            Rules = rules,
            Duration = duration,
            Mode = source.DurationMode ?? (days ? DurationMode.WallClock : DurationMode.Elapsed),
            Cutoff = Duration.FromTimeSpan(source.Cutoff),
            Offset = new StartOffset(offset),
            Start = (source.Start is { } start ? LocalDateTime.FromDateTime(start).Date : DefaultStart) + timeOfDay,
            Until = source.Until is { } until ? LastStart(LocalDateTime.FromDateTime(until)) : null,
            Include = [.. source.Include.Select(i => i.TimeOfDay == TimeSpan.Zero && at is not null
                ? LocalDateTime.FromDateTime(i).Date + timeOfDay
                : LocalDateTime.FromDateTime(i))],
            Exclude = [.. source.Exclude.Select(e => LocalDateTime.FromDateTime(e).Date)],
        };
        if (compiled.IsEmpty) findings.Add(NeverOccurs(compiled, kind));
        return compiled;
    }

    // No fault of form, and nobody means it. A window that never comes does no harm until somebody looks; a freeze would let
    // through what it was to forbid.
    private static Finding NeverOccurs(CompiledSchedule compiled, OccurrenceKind kind)
    {
        var isRule = compiled.Rules.Count > 0 && compiled.Rules.All(r => new RecurrenceTimes(r, compiled.Start, compiled.Zone ?? DateTimeZone.Utc).IsEmpty);
        return new Finding
        {
            Code = "ScheduleNeverOpens",
            Severity = kind.MayBeDays ? FindingSeverity.Error : FindingSeverity.Warning,
            Kind = FindingKind.InvalidArgument,
            Path = compiled.Source.Text is not null ? nameof(Schedule.Text) : isRule ? nameof(Schedule.RRule) : nameof(Schedule.Until),
            Message = isRule
                ? $"No {kind.Noun} of '{compiled.Source}' ever comes: there is no day and time, until the year 9999, that all of its rule allows."
                : $"No {kind.Noun} of '{compiled.Source}' ever comes: whatever it gives is excluded, or after its end.",
            Suggestion = isRule ? "Check BYMONTH with BYMONTHDAY (30 February), BYSETPOS, and UNTIL against the start." : "Check Until, Offset and Exclude.",
        };
    }

    private static LocalDateTime LastStart(LocalDateTime until) =>
        until.TimeOfDay == LocalTime.Midnight ? until.Date + LocalTime.MaxValue : until;

    // "Fri" alone, where all of Friday can be meant: nothing says a time of day, nor how long it lasts.
    private static bool IsWithoutTime(Schedule source) =>
        source.At is null && source.Duration == TimeSpan.Zero && source.Start is not { TimeOfDay.Ticks: > 0 }
        && Array.TrueForAll(source.Include, i => i.TimeOfDay == TimeSpan.Zero);

    // The schedule itself where it has no text to be read, or one that cannot be read.
    private static Schedule ReadText(Schedule schedule, OccurrenceKind kind, List<Finding> faults)
    {
        if (schedule is not { Text: { } text, RRule: null }) return schedule;

        // Whole days have neither a time nor a length of their own: what has one beside its text says both.
        var mayBeDays = kind.MayBeDays && schedule.At is null && schedule.Duration == TimeSpan.Zero;
        if (ScheduleText.Parse(text, mayBeDays).TryGet(out var read, out var problem)) return Merge(read, schedule);
        faults.Add(problem with { Path = nameof(Schedule.Text) });
        return schedule;
    }

    // Whatever is given beside the text wins over what the text says.
    private static Schedule Merge(Schedule read, Schedule given)
    {
        var typed = read.Text;
        read.Text = null;
        var said = read.ToString();
        read.Name = given.Name;
        if (given.Cutoff != TimeSpan.Zero) read.Cutoff = given.Cutoff;
        if (given.WhenSkipped != SkippedTime.Shift) read.WhenSkipped = given.WhenSkipped;
        if (given.WhenAmbiguous != AmbiguousTime.Earlier) read.WhenAmbiguous = given.WhenAmbiguous;
        read.DurationMode = given.DurationMode ?? read.DurationMode;
        read.TimeZone = given.TimeZone ?? read.TimeZone;
        read.Start = given.Start ?? read.Start;
        read.Until = given.Until ?? read.Until;
        read.Offset = given.Offset ?? read.Offset;
        if (given.At is not null) (read.At, read.RRule) = (given.At, WithoutHours(read.RRule));
        if (given.Duration != TimeSpan.Zero) read.Duration = given.Duration;
        read.Include = [.. read.Include.Union(given.Include)];
        read.Exclude = [.. read.Exclude.Union(given.Exclude)];

        // A text that no longer says what the schedule is would be printed as if it did.
        if (read.ToString() == said) read.Text = typed;
        return read;
    }

    // Several times of the text's stand in the rule.
    private static string? WithoutHours(string? rule) =>
        rule is not null && RecurrenceRuleParser.ParseAll(rule).TryGet(out var rules, out _) ? (rules[0] with { ByHour = [] }).ToString() : rule;

    private static DateTimeZone? ResolveZone(string name, List<Finding> faults)
    {
        if (string.Equals(name, TimeZones.Host, StringComparison.OrdinalIgnoreCase)) return null;
        if (TimeZones.Find(name).TryGet(out var zone, out var problem)) return zone;
        faults.Add(problem with { Path = nameof(Schedule.TimeZone) });
        return null;
    }

    // BYHOUR says at what time; below a day the rule goes by the clock itself, from its start's midnight on.
    private static bool NeedsTime(RecurrenceRule rule) => rule.Frequency >= Frequency.Daily && rule.ByHour.Count == 0;

    private static List<RecurrenceRule> ReadRules(Schedule source, List<Finding> faults)
    {
        if (source.RRule is null) return [];
        if (RecurrenceRuleParser.ParseAll(source.RRule).TryGet(out var rules, out var problem)) return rules;
        faults.Add(problem with { Path = nameof(Schedule.RRule) });
        return [];
    }

    private static Period ReadOffset(Schedule source, List<Finding> faults)
    {
        if (source.Offset is not { } text) return Period.Zero;
        var negative = text.StartsWith("-", StringComparison.Ordinal);
        var read = PeriodPattern.NormalizingIso.Parse(negative ? text.Substring(1) : text.TrimStart('+'));
        if (read.Success)
        {
            var period = negative ? Period.Zero - read.Value : read.Value;
            var days = (period.Years * 366.0) + (period.Months * 31.0) + (period.Weeks * 7.0) + period.Days
                + (period.Hours / 24.0) + (period.Minutes / 1440.0) + (period.Seconds / 86400.0);

            // Normalized, what is left of hours is less than a day; CompiledSchedule counts on that.
            if (Math.Abs(days) <= 366) return period.Normalize();
        }

        faults.Add(new Finding
        {
            Code = "OffsetInvalid",
            Kind = FindingKind.InvalidArgument,
            Path = nameof(Schedule.Offset),
            Message = $"'{text}' is no offset of at most a year.",
            Suggestion = "Write an ISO 8601 period: P3D, -P6D, P3DT2H.",
        });
        return Period.Zero;
    }
}
