using System.Globalization;
using System.Text.RegularExpressions;

namespace PatchWindow;

/// <summary>
/// Schedules in the words in which people type them: <c>2nd Tue +3d 22:00 for 4h Europe/Oslo</c>. It writes what
/// about_PatchWindow_Schedules describes and Core's ScheduleText reads.
/// </summary>
public static class ScheduleWords
{
    private static readonly Regex Offset = new(
        @"^(?<sign>[+-]?)P(?:(?<mo>[0-9]{1,4})M)?(?:(?<w>[0-9]{1,4})W)?(?:(?<d>[0-9]{1,4})D)?(?:T(?:(?<h>[0-9]{1,4})H)?(?:(?<min>[0-9]{1,6})M)?)?$",
        RegexOptions.CultureInvariant);

    // What cannot be mistaken for a word of the text.
    private static readonly Regex PlainZone = new(@"^(?:UTC|host|[a-z_]+(?:/[a-z0-9_+-]+)+)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    /// <summary>The words of a schedule; null where the text has none for it. What <see cref="Schedule.Text"/> says is left aside.</summary>
    public static string? Of(Schedule schedule)
    {
        if (schedule.Duration <= TimeSpan.Zero || schedule.Cutoff < TimeSpan.Zero || !IsWhole(schedule)) return null;
        var rule = schedule.RRule is null ? null : RuleWords.Of(schedule.RRule);
        if (rule is null && (schedule.RRule is not null || schedule.Offset is not null)) return null;
        if (Included(schedule) is not { } include || Times(schedule, rule, include) is not [var at, ..] times) return null;

        // A rule that names its hours leaves out those of its first day before the schedule's own time; a text's are all from its first on.
        if (schedule.Start is not null && (schedule.At ?? StartTime(schedule)) > at) return null;
        if (times.Any(t => t < TimeSpan.Zero || t >= TimeSpan.FromDays(1)) || OffsetOf(schedule) is not { } offset) return null;

        // Weekdays are the rule's, before it is moved, and after 'except' they would be read as those on which windows open.
        if (Clock(schedule, times) is not { } clock || (offset.Length > 0 && rule?.Except is not null)) return null;

        // A date alone is one at the text's time of day; where that is several, each date is given with its own.
        var dates = include.Where(i => times.Length == 1 && i.TimeOfDay == at).Select(MomentText.FormatDate);
        var moments = include.Where(i => times.Length > 1 || i.TimeOfDay != at).Select(i => MomentText.FormatDate(i) + "T" + TimeOf(i.TimeOfDay));
        var days = rule?.Days ?? string.Join(",", dates);
        return string.Join(" ", Parts([days, offset, clock, .. Rest(schedule, rule?.Except, rule is null ? moments : dates.Concat(moments))]));
    }

    /// <summary>The rule, or the dates, as they stand there, with everything else in words: for schedules that have no words.</summary>
    internal static string Plainly(Schedule schedule)
    {
        var at = schedule.At ?? StartTime(schedule);
        var mode = schedule.DurationMode == DurationMode.WallClock ? " by the clock" : "";
        return string.Join(" ", Parts(
        [
            schedule.RRule is not null ? string.Join(" + ", schedule.RRule.Split(['\n', '\r'], StringSplitOptions.RemoveEmptyEntries))
                : schedule.Include.Length > 0 ? "on " + string.Join(",", schedule.Include.Select(Moment))
                : null,
            schedule.Offset is null ? null : "offset " + schedule.Offset,
            at is { } time ? "at " + TimeOf(time) : null,
            $"for {DurationText.Format(schedule.Duration)}{mode}",
            .. Rest(schedule, null, schedule.RRule is null ? [] : schedule.Include.Select(Moment)),
        ]));
    }

    private static IEnumerable<string> Parts(IEnumerable<string?> parts) => parts.OfType<string>().Where(p => p.Length > 0);

    private static string?[] Rest(Schedule schedule, string? weekdays, IEnumerable<string> also)
    {
        string[] except = [.. Parts([weekdays]), .. schedule.Exclude.Select(e => e.Date).Distinct().OrderBy(e => e).Select(MomentText.FormatDate)];
        string[] included = [.. also];
        return
        [
            schedule.TimeZone is null ? null : PlainZone.IsMatch(schedule.TimeZone) ? schedule.TimeZone : "zone " + schedule.TimeZone,
            schedule.Cutoff == TimeSpan.Zero ? null : "cutoff " + DurationText.Format(schedule.Cutoff),
            schedule.Start is { } start ? "from " + MomentText.FormatDate(start) : null,
            schedule.Until is { } until ? "until " + Moment(until) : null,
            except.Length == 0 ? null : "except " + string.Join(",", except),
            included.Length == 0 ? null : "also " + string.Join(",", included),
            schedule.WhenSkipped == SkippedTime.Shift ? null : "when skipped " + schedule.WhenSkipped,
            schedule.WhenAmbiguous == AmbiguousTime.Earlier ? null : "when ambiguous " + schedule.WhenAmbiguous,
        ];
    }

    private static TimeSpan? StartTime(Schedule schedule) => schedule.Start is { TimeOfDay.Ticks: > 0 } start ? start.TimeOfDay : null;

    // Each with its time of day; null where one has none.
    private static DateTime[]? Included(Schedule schedule)
    {
        var at = schedule.At ?? StartTime(schedule);
        if (at is null && Array.Exists(schedule.Include, i => i.TimeOfDay == TimeSpan.Zero)) return null;
        return [.. schedule.Include.Select(i => i.TimeOfDay == TimeSpan.Zero ? i + at!.Value : i).Distinct().OrderBy(i => i)];
    }

    // Among dates without a rule, those at one time are the text's own, and the others are given with theirs; midnight cannot be.
    private static TimeSpan[]? Times(Schedule schedule, RuleWords? rule, DateTime[] include)
    {
        if (rule is not null) return rule.Times(schedule.At ?? StartTime(schedule));
        if (include.Length == 0) return null;
        bool Has(TimeSpan time) => Array.Exists(include, i => i.TimeOfDay == time);
        return [Has(TimeSpan.Zero) ? TimeSpan.Zero : schedule.At is { } at && Has(at) ? at : include[0].TimeOfDay];
    }

    // "22:00-02:00" ends when the clock shows it, and within a day.
    private static string? Clock(Schedule schedule, TimeSpan[] times)
    {
        if (schedule.DurationMode != DurationMode.WallClock) return string.Join(",", times.Select(TimeOf)) + " for " + DurationText.Format(schedule.Duration);
        if (schedule.Duration > TimeSpan.FromDays(1)) return null;
        return string.Join(",", times.Select(t => TimeOf(t) + "-" + TimeOf(TimeSpan.FromTicks((t + schedule.Duration).Ticks % TimeSpan.TicksPerDay))));
    }

    private static string? OffsetOf(Schedule schedule)
    {
        if (schedule.Offset is null) return "";
        if (Offset.Match(schedule.Offset) is not { Success: true } match) return null;
        var amounts = string.Concat(new[] { "mo", "w", "d", "h", "min" }.Where(u => match.Groups[u].Value.TrimStart('0').Length > 0).Select(u => match.Groups[u].Value.TrimStart('0') + u));
        return amounts.Length == 0 ? "" : (match.Groups["sign"].Value == "-" ? "-" : "+") + amounts;
    }

    private static bool IsWhole(Schedule schedule) => (schedule.At is not { } at || IsWhole(at)) && IsWhole(schedule.Duration) && IsWhole(schedule.Cutoff)
        && IsWhole(schedule.Start?.TimeOfDay) && IsWhole(schedule.Until?.TimeOfDay) && schedule.Include.All(i => IsWhole(i.TimeOfDay));

    private static bool IsWhole(TimeSpan? time) => (time ?? TimeSpan.Zero).Ticks % TimeSpan.TicksPerSecond == 0;

    private static string TimeOf(TimeSpan time) => time.ToString(time.Seconds == 0 ? "hh\\:mm" : "hh\\:mm\\:ss", CultureInfo.InvariantCulture);

    private static string Moment(DateTime local) => MomentText.FormatDate(local) + (local.TimeOfDay == TimeSpan.Zero ? "" : "T" + TimeOf(local.TimeOfDay));
}
