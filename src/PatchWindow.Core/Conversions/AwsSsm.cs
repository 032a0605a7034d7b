using System.Globalization;
using System.Text.RegularExpressions;
using NodaTime;
using NodaTime.Text;
using PatchWindow.Core.Recurrence;
using PatchWindow.Core.Windows;

namespace PatchWindow.Core.Conversions;

/// <summary>
/// Maintenance windows of AWS Systems Manager, as <c>aws ssm get-maintenance-window</c> prints them (the schedule with its
/// time zone, offset in days, duration and cutoff in hours), or the bare schedule: <c>cron(0 23 ? * TUE#3 *)</c>,
/// <c>rate(7 days)</c>, <c>at(2026-12-05T22:00:00)</c>. See
/// https://docs.aws.amazon.com/systems-manager/latest/userguide/reference-cron-and-rate-expressions.html and
/// https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_CreateMaintenanceWindow.html.
/// </summary>
internal sealed class AwsSsm : VendorFormat
{
    private static readonly string[] Forms = ["cron", "rate", "at"];

    private static readonly LocalDateTimePattern AtPattern = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm:ss");

    public override string Name => "AwsSsm";

    protected override Schedule Read(string text, Losses losses)
    {
        if (!text.TrimStart().StartsWith("{", StringComparison.Ordinal)) return ReadSchedule(text, JsonValue.Of(), losses);

        var window = JsonReader.ReadObject(text);
        window.AllowOnly(
            "Schedule", "ScheduleTimezone", "ScheduleOffset", "StartDate", "EndDate", "Duration", "Cutoff", "Name", "Description", "Enabled",
            "WindowId", "AllowUnassociatedTargets", "NextExecutionTime", "CreatedDate", "ModifiedDate");
        var expression = window.String("Schedule")
            ?? throw new FormatFault("it has no 'Schedule'.", "Give \"Schedule\": \"cron(0 23 ? * TUE#3 *)\", for instance.");
        var schedule = ReadSchedule(expression, window, losses);
        schedule.Name = window.String("Name");
        schedule.Duration = TimeSpan.FromHours(Within(window, "Duration", 1, 24) ?? throw new FormatFault("it has no 'Duration'.", "Give the hours a window lasts: \"Duration\": 4."));
        schedule.Cutoff = TimeSpan.FromHours(Within(window, "Cutoff", 0, 23) ?? 0);
        if (window.IsFalse("Enabled")) losses.Add(nameof(Schedule.RRule), "'Enabled' is false: AWS opens no window, and the schedule opens them all the same.");
        return schedule;
    }

    protected override string Write(PlainSchedule schedule, Losses losses)
    {
        var zone = schedule.OneZone(Name);
        losses.Exclude(schedule);
        var (expression, rule, isRate) = WriteExpression(schedule, losses);
        losses.Clock(schedule);
        if (isRate && zone.GetZoneIntervals(Instant.FromUtc(2026, 1, 1, 0, 0), Instant.FromUtc(2036, 1, 1, 0, 0)).Skip(1).Any())
            losses.Add(nameof(Schedule.TimeZone), $"A rate counts hours and not days of the clock: when the clock of {zone.Id} changes, the time of day does.");

        var duration = losses.WholeDuration(schedule.Duration, TimeSpan.FromHours(1), TimeSpan.FromHours(1), TimeSpan.FromHours(24));
        var offset = rule is null ? 0 : Offset(rule.OffsetDays);

        // The day of the rule itself must not lie before the start: AWS leaves out a window whose rule's day is past.
        var start = schedule.Source.Start is not null || isRate ? rule?.FirstDay : null;
        var name = schedule.Source.Name is { } given && Regex.IsMatch(given, @"^[a-zA-Z0-9_\-.]{3,128}$") ? given : null;
        return JsonValue.Of(
            ("Name", name is null ? null : JsonValue.Of(name)),
            ("Schedule", JsonValue.Of(expression)),
            ("ScheduleTimezone", schedule.IsUtc || rule is null ? null : JsonValue.Of(zone.Id)),
            ("ScheduleOffset", offset == 0 ? null : JsonValue.Of(offset)),
            ("StartDate", start is { } first ? JsonValue.Of(Moments.Write(schedule.InstantOf(first), zone)) : null),
            ("EndDate", rule?.Last is { } last ? JsonValue.Of(Moments.Write(schedule.InstantOf(Moments.End(last, Period.FromSeconds(1))), zone)) : null),
            ("Duration", JsonValue.Of((long)duration.TotalHours)),
            ("Cutoff", JsonValue.Of(WholeCutoff(schedule.Source.Cutoff, duration, losses)))).ToString();
    }

    private static Schedule ReadSchedule(string text, JsonValue window, Losses losses)
    {
        var match = Regex.Match(text.Trim(), @"^(?<form>[A-Za-z]+)\s*\((?<body>.*)\)$", RegexOptions.Singleline);
        var form = match.Groups["form"].Value;
        var zone = Zone(window);
        var schedule = new Schedule { TimeZone = zone.Id };
        if (window.String("EndDate") is { } end) schedule.Until = Moments.Until(Moments.Read("EndDate", end).InZone(zone).LocalDateTime);
        switch (match.Success ? form.ToLowerInvariant() : "")
        {
            case "cron":
                ReadCron(schedule, AwsCron.Read(match.Groups["body"].Value), window, zone);
                return schedule;
            case "rate":
                ReadRate(schedule, match.Groups["body"].Value.Trim(), window, losses);
                return schedule;
            case "at":
                var read = AtPattern.Parse(match.Groups["body"].Value.Trim());
                if (!read.Success || !Moments.IsUsable(read.Value)) throw new FormatFault($"'{match.Groups["body"].Value}' is no date and time.", "Write at(2026-12-05T22:00:00).");
                ReadAt(schedule, read.Value, window, zone, losses);
                return schedule;
        }

        if (match.Success) throw FormatFault.Word(form, "is none of cron, rate and at", Forms, "Write cron(0 23 ? * TUE#3 *), rate(7 days) or at(2026-12-05T22:00:00).");
        throw new FormatFault($"'{text.Trim()}' is none of cron(…), rate(…) and at(…).", "Write cron(0 23 ? * TUE#3 *), rate(7 days) or at(2026-12-05T22:00:00).");
    }

    private static void ReadCron(Schedule schedule, AwsCron cron, JsonValue window, DateTimeZone zone)
    {
        schedule.RRule = cron.Rules;
        schedule.At = cron.At is { } at ? TimeSpan.FromTicks(at.TickOfDay) : null;
        if (Within(window, "ScheduleOffset", 0, 6) is { } days and > 0) schedule.Offset = $"P{days}D";
        LocalDateTime? start = cron.FirstYear is { } year ? new LocalDate(year, 1, 1).AtMidnight() : null;
        if (window.String("StartDate") is { } text)
        {
            var notBefore = Moments.Read("StartDate", text).InZone(zone).LocalDateTime;
            start = start is { } known ? LocalDateTime.Max(known, notBefore) : notBefore;
        }

        if (start is { } first)
            schedule.Start = (cron.At is { } time ? Moments.FirstDay(first, time) + time : first).ToDateTimeUnspecified();
        if (cron.LastYear is not { } last) return;
        var until = new LocalDate(last, 12, 31).ToDateTimeUnspecified();
        schedule.Until = schedule.Until is { } end && end < until ? end : until;
    }

    // "You can specify a timestamp in Coordinated Universal Time (UTC) format", whatever the zone beside it.
    private static void ReadAt(Schedule schedule, LocalDateTime at, JsonValue window, DateTimeZone zone, Losses losses)
    {
        if (Within(window, "ScheduleOffset", 0, 6) > 0) throw new FormatFault("'ScheduleOffset' stands beside a date, and AWS takes it beside cron alone.");
        if (window.String("StartDate") is { } start && Moments.Read("StartDate", start) > at.InUtc().ToInstant())
            throw new FormatFault($"its StartDate, {start}, lies after its one date, {Losses.Text(at)} UTC: it never opens.");
        if (!TimeZones.IsUtc(zone))
        {
            losses.Add(
                nameof(Schedule.TimeZone), $"AWS documents at(…) as a time in UTC, and 'ScheduleTimezone' is {zone.Id}: it is read as {Losses.Text(at)} UTC.",
                $"Leave ScheduleTimezone out, or give -TimeZone {zone.Id} if that clock is meant.");
        }

        if (window.String("EndDate") is { } end) schedule.Until = Moments.Until(Moments.Read("EndDate", end).InUtc().LocalDateTime);
        schedule.TimeZone = "UTC";
        schedule.Include = [at.ToDateTimeUnspecified()];
        schedule.At = at.ToDateTimeUnspecified().TimeOfDay;
    }

    // A rate counts time that passes from the moment on which the window becomes active.
    private static void ReadRate(Schedule schedule, string body, JsonValue window, Losses losses)
    {
        var match = Regex.Match(body, @"^(?<n>[1-9][0-9]{0,5})\s+(?<unit>[a-z]+)$", RegexOptions.IgnoreCase);
        string[] units = ["minute", "minutes", "hour", "hours", "day", "days"];
        if (!match.Success) throw new FormatFault($"'rate({body})' is no number with a unit.", "Write rate(7 days).");
        var (n, unit) = (match.Groups["n"].Value, match.Groups["unit"].Value.ToLowerInvariant());
        if (!units.Contains(unit)) throw FormatFault.Word(unit, "is no unit of a rate, which is minutes, hours or days", units);
        if (n == "1" == unit.EndsWith("s", StringComparison.Ordinal))
            throw new FormatFault($"'{n} {unit}' is not what AWS takes.", $"Write rate({n} {unit.TrimEnd('s')}{(n == "1" ? "" : "s")}).");
        if (Within(window, "ScheduleOffset", 0, 6) > 0) throw new FormatFault("'ScheduleOffset' stands beside a rate, and AWS takes it beside cron alone.");

        var anchor = window.String("NextExecutionTime") ?? window.String("StartDate") ?? Created(window);
        var end = window.String("EndDate");
        var frequency = unit[0] switch { 'm' => "MINUTELY", 'h' => "HOURLY", _ => "DAILY" };
        schedule.RRule = $"FREQ={frequency}" + (n == "1" ? "" : ";INTERVAL=" + n);
        schedule.TimeZone = "UTC";
        schedule.Until = end is null ? null : Moments.Until(Moments.Read("EndDate", end).InUtc().LocalDateTime);
        if (anchor is null)
        {
            losses.Add(
                nameof(Schedule.Start), "A rate counts from the moment at which AWS makes the window active, and the text does not say it: without a Start it is counted from 2001-01-01 UTC.",
                "Give a Start at which the window opens, in UTC: 2026-12-05T22:00.");
            return;
        }

        schedule.Start = Moments.Read("StartDate", anchor).InUtc().LocalDateTime.ToDateTimeUnspecified();
        schedule.At = schedule.Start.Value.TimeOfDay;
    }

    // The command line prints it as a moment, the API as seconds since 1970.
    private static string? Created(JsonValue window) => window.Member("CreatedDate")?.Text;

    private (string Expression, PlainRule? Rule, bool IsRate) WriteExpression(PlainSchedule schedule, Losses losses)
    {
        if (schedule.RawRules.Count == 0)
        {
            if (schedule.Dates.Count != 1)
            {
                throw new FormatFault(
                    $"it has {schedule.Dates.Count} dates, and a window at AWS has one.", "Make one window for each, beginning with at(" + AtPattern.Format(schedule.Dates[0]) + ").");
            }

            return ($"at({AtPattern.Format(schedule.InstantOf(schedule.Dates[0]).InUtc().LocalDateTime)})", null, false);
        }

        losses.Include(schedule);
        var rule = schedule.OneRule(Name, "at(2026-12-05T22:00:00) is one date.");
        var pattern = rule.Pattern.AsTimesOfDay;
        if (Rate(pattern) is { } rate)
        {
            losses.Add(
                nameof(Schedule.Start), $"AWS counts a rate from StartDate, {Losses.Text(rule.FirstDay)}, only while that lies ahead when the window is made, and from then on otherwise: other days would be meant.",
                "Move StartDate on to the next window before the window is made.");
            return (rate, rule, true);
        }

        var monthly = pattern.WithMonthsForInterval(rule.FirstDay.Month) ?? throw new FormatFault(
            $"{Describe(pattern)} are no days that cron or a rate of AWS can count.",
            pattern.Kind == PatternKind.Weekly ? "Make one window for each weekday: rate(14 days), for instance." : "Cron has the months that return every year: every 1, 2, 3, 4, 6 or 12 months.");
        return (AwsCron.Write(monthly), rule, false);
    }

    private static string? Rate(RulePattern pattern) => pattern.Kind switch
    {
        PatternKind.Daily when pattern.Interval > 1 && pattern.Times.Count() == 1 => $"rate({pattern.Interval} days)",
        PatternKind.Weekly when pattern.Interval > 1 && pattern.Days.Count == 1 && pattern.Times.Count() == 1 => $"rate({pattern.Interval * 7} days)",
        PatternKind.Clock when pattern.Unit == Frequency.Hourly => $"rate({pattern.Interval} hours)",
        PatternKind.Clock when pattern.Unit == Frequency.Minutely => $"rate({pattern.Interval} minutes)",
        _ => null,
    };

    private static string Describe(RulePattern pattern) => pattern.Kind switch
    {
        PatternKind.Daily => $"Every {pattern.Interval} days at several times",
        PatternKind.Weekly => $"{string.Join(",", pattern.Days)} of every {pattern.Interval} weeks",
        PatternKind.Clock => $"Every {pattern.Interval} seconds",
        _ => $"Every {pattern.Interval} months",
    };

    private static int Offset(int days) => days is >= 0 and <= 6 ? days : throw new FormatFault(
        $"its windows open {Losses.Days(days)} {(days < 0 ? "before" : "after")} the rule's days, and AWS waits 0 to 6 days.", "Choose a rule whose days lie 0 to 6 days earlier.");

    private static long WholeCutoff(TimeSpan cutoff, TimeSpan duration, Losses losses)
    {
        var hours = Math.Min((int)Math.Ceiling(cutoff.TotalHours), (int)duration.TotalHours - 1);
        if (TimeSpan.FromHours(hours) != cutoff)
        {
            losses.Add(
                nameof(Schedule.Cutoff), $"AWS has a cutoff in whole hours, shorter than the window: new work stops {hours}h before the end, and not {DurationText.Format(cutoff)}.");
        }

        return hours;
    }

    private static DateTimeZone Zone(JsonValue window)
    {
        if (window.String("ScheduleTimezone") is not { } name) return DateTimeZone.Utc;
        return TimeZones.Find(name).TryGet(out var zone, out var problem) ? zone : throw new FormatFault(problem.Message, problem.Suggestion);
    }

    private static int? Within(JsonValue window, string name, int least, int most) => window.Whole(name) switch
    {
        null => null,
        { } n when n >= least && n <= most => n,
        var n => throw new FormatFault($"'{name}' is {n!.Value.ToString(CultureInfo.InvariantCulture)}, and AWS takes {least} to {most}."),
    };
}
