using System.Globalization;
using NodaTime;
using PatchWindow.Core.Outcomes;
using PatchWindow.Core.Recurrence;
using PatchWindow.Core.Windows;

namespace PatchWindow.Core.Conversions;

/// <summary>Schedules as people type them (<see cref="ScheduleText"/>), written where that small grammar has the words.</summary>
internal sealed class TextFormat : IScheduleFormat
{
    private static readonly string[] Ordinals = ["", "1st", "2nd", "3rd", "4th", "5th"];

    public string Name => "Text";

    public Outcome<Conversion<Schedule>> Read(string text) => ScheduleText.Parse(text).TryGet(out var schedule, out var problem)
        ? new Conversion<Schedule>(schedule, [])
        : problem;

    public Outcome<Conversion<string>> Write(Schedule schedule)
    {
        if (!FlatSchedule.Of(schedule, Name, hasDayOffset: true).TryGet(out var flat, out var problem)) return problem;
        if (flat.Rules.Count + (flat.Rules.Count == 0 ? flat.Include.Count : 0) != 1)
            return ConversionFinding.Impossible(Name, "it has several rules or dates, and a text says one.", "Write one text for each.");
        var source = flat.Source;
        var said = new List<string> { nameof(Schedule.TimeZone), nameof(Schedule.Exclude) };
        if (source.Duration.Ticks % TimeSpan.TicksPerSecond == 0) said.Add(nameof(Schedule.Duration));
        var offset = flat.Rules.Count == 0 ? 0 : flat.OffsetDays;
        var (time, days) = flat.Rules.Count == 0
            ? (flat.Include[0].TimeOfDay, MomentText.FormatDate(flat.Include[0].ToDateTimeUnspecified()))
            : (flat.Rules[0].Time, Days(flat.Rules[0], ref offset));
        if (days is null) return ConversionFinding.Impossible(Name, $"the rule {flat.Rules[0].Rule} has no words in it.", "ICalendar can say it.");
        if (time is not { Second: 0 } at) return ConversionFinding.Impossible(Name, "it does not open at one time of day, to the minute.");

        // "22:00-02:00" ends when the clock shows it, within a day and a minute exactly.
        var until = source.DurationMode == DurationMode.WallClock && source.Duration <= TimeSpan.FromDays(1) && source.Duration.Ticks % TimeSpan.TicksPerMinute == 0
            ? "-" + Clock(at.PlusTicks(source.Duration.Ticks % TimeSpan.TicksPerDay))
            : null;
        if (until is not null) said.Add(nameof(Schedule.DurationMode));
        var zone = flat.ZoneId ?? (source.TimeZone is null ? null : TimeZones.Host);
        var text = string.Join(" ", new[]
        {
            days, Offset(offset), Clock(at) + until, until is null ? "for " + DurationText.Format(source.Duration) : null, zone,
            flat.Compiled.Exclude.Count == 0 ? null : "except " + string.Join(",", flat.Compiled.Exclude.Distinct().OrderBy(d => d).Select(d => MomentText.FormatDate(d.ToDateTimeUnspecified()))),
        }.Where(part => part is not null));
        return new Conversion<string>(text, flat.Losses(Name, saysPhase: false, [.. said]));
    }

    private static string? Days(FlatRule flat, ref int offset)
    {
        var rule = flat.Rule;
        if (rule.Interval > 1) return rule.Interval > 999 ? null : Every(flat, rule);
        if (rule is { Frequency: Frequency.Monthly, ByMonth.Count: 0, ByMonthDay.Count: 0, BySetPos.Count: 0 } && rule.ByDay.Count > 0 && rule.ByDay.All(d => d.Ordinal != 0))
            return Numbered([.. rule.ByDay.Select(d => d.Ordinal)], [.. rule.ByDay.Select(d => (int)d.Day).Distinct()]);
        if (CalendarFieldReader.Read(flat) is not [{ Months.Count: 0 } fields]) return null;
        if (fields.MonthDays.Count == 0) return fields.Weekdays.Count is 0 or 7 ? "daily" : Weekdays(fields.Weekdays);
        if (CalendarFields.Ordinals(fields.MonthDays) is { } ordinals) return Numbered([.. ordinals], [.. fields.Weekdays]);

        // The Friday among the days 11 to 17 is the third day after the second Tuesday.
        var (from, to) = (fields.MonthDays[0], fields.MonthDays[fields.MonthDays.Count - 1]);
        if (offset != 0 || fields.MonthDays.Count != 7 || to - from != 6 || from < 1 || to > 28 || fields.Weekdays.Count != 1) return null;
        offset = (from - 1) % 7;
        return Numbered([((from - 1) / 7) + 1], [((fields.Weekdays[0] - 1 - offset + 7) % 7) + 1]);
    }

    // A text counts from where schedules without a start count from; from elsewhere these would be other days.
    private static string? Every(FlatRule flat, RecurrenceRule rule)
    {
        if (rule.BySetPos.Count + rule.ByMonth.Count + rule.ByMonthDay.Count > 0) return null;
        var n = rule.Interval.ToString(CultureInfo.InvariantCulture);
        if (rule is { Frequency: Frequency.Daily, ByDay.Count: 0 }) return flat.CountsFromDefault ? $"every {n} days" : null;
        if (rule.Frequency != Frequency.Weekly || (rule.WeekStart != IsoDayOfWeek.Monday && rule.ByDay.Count > 1)) return null;
        return flat with { Rule = rule with { WeekStart = IsoDayOfWeek.Monday } } is { CountsFromDefault: true }
            ? $"every {n} weeks {Weekdays([.. rule.ByDay.Select(d => (int)d.Day).OrderBy(d => d)])}"
            : null;
    }

    private static string? Numbered(int[] ordinals, int[] weekdays) => weekdays.Length != 1 || !Array.TrueForAll(ordinals, n => n is -1 or (>= 1 and <= 5))
        ? null
        : string.Join(",", ordinals.Distinct().OrderBy(n => n < 0 ? 9 : n).Select(n => n < 0 ? "last" : Ordinals[n])) + " " + Weekdays(weekdays);

    private static string Weekdays(IReadOnlyList<int> weekdays) => weekdays is [1, 2, 3, 4, 5]
        ? "weekdays"
        : string.Join(",", weekdays.Select(d => ((IsoDayOfWeek)d).ToString().Substring(0, 3)));

    private static string? Offset(int days) => days == 0 ? null : FormattableString.Invariant($"{(days > 0 ? "+" : "-")}{Math.Abs(days)}d");

    private static string Clock(LocalTime time) => time.ToString("HH:mm", CultureInfo.InvariantCulture);
}
