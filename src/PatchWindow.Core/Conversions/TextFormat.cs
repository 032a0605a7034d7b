using NodaTime;
using PatchWindow.Core.Outcomes;
using PatchWindow.Core.Recurrence;
using PatchWindow.Core.Windows;

namespace PatchWindow.Core.Conversions;

/// <summary>Schedules as people type them (<see cref="ScheduleText"/>), written in the fewest words that mean the same windows.</summary>
internal sealed class TextFormat : IScheduleFormat
{
    // Beyond the year 9998 local dates cannot be formed.
    private static readonly LocalDateTime CalendarEnd = new(9998, 1, 1, 0, 0);

    public string Name => "Text";

    public Outcome<Conversion<Schedule>> Read(string text) => ScheduleText.Parse(text).TryGet(out var schedule, out var problem)
        ? new Conversion<Schedule>(schedule, [])
        : problem;

    public Outcome<Conversion<string>> Write(Schedule schedule)
    {
        var faults = new List<Finding>();
        if (ScheduleCompiler.Compile(schedule, TimeZones.Host, faults) is not { } compiled) return faults[0];
        var own = ScheduleWords.Of(Copy(compiled, compiled.Source));

        // What was typed is written as it would be typed again, though there may be shorter words.
        if (compiled.Source.Text is not null && own is not null) return new Conversion<string>(own, []);
        if (!FlatSchedule.Of(schedule, Name, hasDayOffset: true).TryGet(out var flat, out var problem))
            return own is null ? problem : new Conversion<string>(own, []);
        if (flat.Rules.Count > 1) return ConversionFinding.Impossible(Name, "it has several rules, and a text says one.", "Write one text for each.");
        var candidates = flat.Rules.Count == 0 ? [Dates(flat)] : Rules(flat, flat.Rules[0]).ToArray();
        var texts = candidates.Select(ScheduleWords.Of).OfType<string>().ToArray();
        if (own is not null) return new Conversion<string>(texts.Append(own).OrderBy(t => t.Length).First(), []);
        return texts.Length == 0
            ? ConversionFinding.Impossible(
                Name, flat.Rules.Count == 0 ? "its dates have no words in it." : $"the rule {flat.Rules[0].Rule} has no words in it.", "ICalendar can say it.")
            : new Conversion<string>(texts.OrderBy(t => t.Length).First(), flat.Losses(Name, saysPhase: true, [.. Said(flat.Source)]));
    }

    private static IEnumerable<string> Said(Schedule source)
    {
        string[] always =
        [
            nameof(Schedule.TimeZone), nameof(Schedule.Start), nameof(Schedule.Until), nameof(Schedule.Include), nameof(Schedule.Exclude),
            nameof(Schedule.WhenSkipped), nameof(Schedule.WhenAmbiguous),
        ];
        var said = always.ToList();
        if (IsWhole(source.Duration)) said.Add(nameof(Schedule.Duration));
        if (IsWhole(source.Cutoff)) said.Add(nameof(Schedule.Cutoff));
        if (source.DurationMode != DurationMode.WallClock || Mode(source) == DurationMode.WallClock) said.Add(nameof(Schedule.DurationMode));
        return said;
    }

    private static bool IsWhole(TimeSpan time) => time.Ticks % TimeSpan.TicksPerSecond == 0;

    // "22:00-02:00" ends when the clock shows it, within a day; beyond that a text has only time that passes.
    private static DurationMode? Mode(Schedule source) => source.Duration > TimeSpan.FromDays(1) ? DurationMode.Elapsed : source.DurationMode;

    private static Schedule Dates(FlatSchedule flat)
    {
        var dates = Copy(flat.Compiled, flat.Source, flat);
        (dates.RRule, dates.Offset, dates.Start, dates.Until) = (null, null, null, null);
        dates.At = flat.Include.Any(i => i.TimeOfDay == LocalTime.Midnight) ? TimeSpan.Zero : null;
        return dates;
    }

    // The rule itself, the same days said otherwise, and these as days after others.
    private static IEnumerable<Schedule> Rules(FlatSchedule flat, FlatRule own)
    {
        var rule = own.Rule;
        if (rule.Interval > 1 && rule.WeekStart != IsoDayOfWeek.Monday && rule is { Frequency: Frequency.Weekly, ByDay.Count: > 1 }) yield break;
        var start = flat.Source.Start is null && own.CountsFromDefault && rule.Count is null ? (LocalDateTime?)null : own.First;
        var until = rule.Count is null ? UntilOf(flat, rule) : Last(flat, own);
        if (Bounded(flat, rule, start, until) is not { } bounded) yield break;
        yield return With(bounded, rule with { WeekStart = IsoDayOfWeek.Monday }, flat.OffsetDays);

        // Months and days do not say in which of the years.
        if ((rule.Frequency == Frequency.Yearly && rule.Interval > 1) || CalendarFieldReader.Read(own) is not [var fields]) yield break;
        if (fields is { MonthDays.Count: 0, Weekdays.Count: 7 }) fields = fields with { Weekdays = [] };
        yield return With(bounded, fields.ToRule(withTimes: false) with { ByHour = rule.ByHour, ByMinute = rule.ByMinute, BySecond = rule.BySecond }, flat.OffsetDays);

        // The Friday among the days 11 to 17 is the third day after the second Tuesday.
        if (flat.OffsetDays != 0 || fields.MonthDays.Count != 7 || fields.Months.Count > 0 || fields.Weekdays.Count != 1) yield break;
        var (from, to) = (fields.MonthDays[0], fields.MonthDays[6]);
        if (to - from != 6 || from < 1 || to > 28 || until is not null) yield break;
        var offset = (from - 1) % 7;
        var day = (IsoDayOfWeek)(((fields.Weekdays[0] - 1 - offset + 7) % 7) + 1);
        var moved = new RecurrenceRule { Frequency = Frequency.Monthly, ByDay = [new(((from - 1) / 7) + 1, day)] };
        if (start is null) yield return With(bounded, moved with { ByHour = rule.ByHour, ByMinute = rule.ByMinute, BySecond = rule.BySecond }, offset);
    }

    private static Schedule? Bounded(FlatSchedule flat, RecurrenceRule rule, LocalDateTime? start, LocalDateTime? until)
    {
        var schedule = Copy(flat.Compiled, flat.Source, flat);
        if (rule.Frequency < Frequency.Daily || rule.ByHour.Count == 0 || rule.ByMinute.Count != 1 || rule.BySecond.Count > 1) return null;
        var at = new LocalTime(rule.ByHour.Min(), rule.ByMinute[0], rule.BySecond.Count == 0 ? 0 : rule.BySecond[0]);

        // A midnight would stand for the time of day.
        if (at != LocalTime.Midnight && flat.Include.Any(i => i.TimeOfDay == LocalTime.Midnight)) return null;
        schedule.At = TimeSpan.FromTicks(at.TickOfDay);
        schedule.Start = start?.Date.ToDateTimeUnspecified();
        schedule.Until = null;
        if (until is not { } end) return schedule;

        // What stands beside a schedule ends its included dates too, and a midnight there is the whole day.
        if (flat.Include.Any(i => i > end)) return null;
        if (rule.ByHour.Count == 1) end = (end.TimeOfDay >= at ? end.Date : end.Date.PlusDays(-1)).AtMidnight();
        else if (end.TimeOfDay == LocalTime.Midnight && at != LocalTime.Midnight) end = end.PlusSeconds(-1);
        schedule.Until = end.ToDateTimeUnspecified();
        return schedule;
    }

    private static Schedule With(Schedule bounded, RecurrenceRule rule, int offsetDays)
    {
        rule = rule with { Until = null, UntilIsUtc = false, Count = null, ByHour = rule.ByHour.Count > 1 ? rule.ByHour : [], ByMinute = [], BySecond = [] };
        return new Schedule
        {
            RRule = rule.ToString(), At = bounded.At, Offset = offsetDays == 0 ? null : FormattableString.Invariant($"{(offsetDays < 0 ? "-" : "")}P{Math.Abs(offsetDays)}D"),
            Duration = bounded.Duration, DurationMode = bounded.DurationMode, TimeZone = bounded.TimeZone, Start = bounded.Start, Until = bounded.Until,
            Cutoff = bounded.Cutoff, Include = bounded.Include, Exclude = bounded.Exclude, WhenSkipped = bounded.WhenSkipped, WhenAmbiguous = bounded.WhenAmbiguous,
        };
    }

    // The rule's end is about days that are not moved yet, the schedule's about those on which windows open.
    private static LocalDateTime? UntilOf(FlatSchedule flat, RecurrenceRule rule) => rule.Until is not { } until ? null
        : (rule.UntilIsUtc ? until.InUtc().WithZone(flat.Compiled.Zone ?? DateTimeZone.Utc).LocalDateTime : until).PlusDays(flat.OffsetDays);

    private static LocalDateTime? Last(FlatSchedule flat, FlatRule own) =>
        new RecurrenceTimes(own.Rule, own.First, flat.Compiled.Zone ?? DateTimeZone.Utc).Between(own.First, CalendarEnd).Last().PlusDays(flat.OffsetDays);

    private static Schedule Copy(CompiledSchedule compiled, Schedule source, FlatSchedule? flat = null) => new()
    {
        RRule = source.RRule,
        At = source.At,
        Offset = source.Offset,
        Duration = flat is null ? source.Duration : TimeSpan.FromSeconds(Math.Floor(source.Duration.TotalSeconds)),
        DurationMode = flat is null ? source.DurationMode : Mode(source),
        TimeZone = compiled.Zone?.Id ?? (source.TimeZone is null ? null : TimeZones.Host),
        Start = source.Start,
        Until = source.Until,
        Cutoff = flat is null ? source.Cutoff : TimeSpan.FromSeconds(Math.Floor(source.Cutoff.TotalSeconds)),
        Include = flat is null ? source.Include : [.. flat.Include.Select(i => i.ToDateTimeUnspecified())],
        Exclude = [.. compiled.Exclude.Select(e => e.ToDateTimeUnspecified())],
        WhenSkipped = source.WhenSkipped,
        WhenAmbiguous = source.WhenAmbiguous,
    };
}
