using System.Globalization;
using NodaTime;
using PatchWindow.Core.Recurrence;
using PatchWindow.Core.Windows;

namespace PatchWindow.Core.Conversions;

/// <summary>
/// Patch deployments of Google Cloud's OS Config: a <c>recurringSchedule</c> or a <c>oneTimeSchedule</c>, and a
/// <c>duration</c>. See https://cloud.google.com/compute/docs/osconfig/rest/v1/projects.patchDeployments.
/// </summary>
internal sealed class GcpOsConfig : VendorFormat
{
    private static readonly string[] Frequencies = ["DAILY", "WEEKLY", "MONTHLY"];
    private static readonly string[] Weekdays = [.. Enumerable.Range(1, 7).Select(d => ((IsoDayOfWeek)d).ToString().ToUpperInvariant())];

    public override string Name => "GcpOsConfig";

    protected override Schedule Read(string text, Losses losses)
    {
        var deployment = JsonReader.ReadObject(text);
        deployment.AllowOnly(
            "recurringSchedule", "oneTimeSchedule", "duration", "name", "description", "instanceFilter", "patchConfig", "rollout", "state",
            "createTime", "updateTime", "lastExecuteTime");
        var schedule = (deployment.Object("recurringSchedule"), deployment.Object("oneTimeSchedule")) switch
        {
            ({ } recurring, null) => ReadRecurring(recurring),
            (null, { } once) => ReadOnce(once),
            (null, null) => throw new FormatFault("it has neither 'recurringSchedule' nor 'oneTimeSchedule'."),
            _ => throw new FormatFault("it has both 'recurringSchedule' and 'oneTimeSchedule', and may have one."),
        };
        schedule.Name = deployment.String("name") is { } name ? name.Substring(name.LastIndexOf('/') + 1) : null;
        
        // A deployment without one runs until it is done: like a crontab, the text does not say how long a window lasts.
        if (deployment.String("duration") is { } duration) schedule.Duration = GoogleTypes.Duration(duration);
        if (deployment.String("state") == "PAUSED") losses.Add(nameof(Schedule.RRule), "'state' is PAUSED: Google deploys nothing, and the schedule opens all the same.");
        return schedule;
    }

    protected override string Write(PlainSchedule schedule, Losses losses)
    {
        var zone = schedule.OneZone(Name);
        losses.Exclude(schedule);
        losses.Cutoff(schedule);
        var longest = TimeSpan.FromDays(31);
        var duration = losses.WholeDuration(schedule.Duration, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1), longest);
        var seconds = JsonValue.Of(((long)duration.TotalSeconds).ToString(CultureInfo.InvariantCulture) + "s");
        if (schedule.RawRules.Count == 0)
        {
            if (schedule.Dates.Count != 1) throw new FormatFault($"it has {schedule.Dates.Count} dates, and a patch deployment has one.", "Make one deployment for each date.");
            losses.Clock(schedule);
            var execute = Moments.Write(schedule.InstantOf(schedule.Dates[0]), DateTimeZone.Utc);
            return JsonValue.Of(("duration", seconds), ("oneTimeSchedule", JsonValue.Of(("executeTime", JsonValue.Of(execute))))).ToString();
        }

        losses.Include(schedule);
        var recurring = WriteRecurring(schedule, zone);
        losses.Clock(schedule);
        return JsonValue.Of(("duration", seconds), ("recurringSchedule", recurring)).ToString();
    }

    private static Schedule ReadOnce(JsonValue once)
    {
        once.AllowOnly("executeTime");
        var moment = Moments.Read("executeTime", once.String("executeTime") ?? throw new FormatFault("'oneTimeSchedule' has no 'executeTime'."));
        var local = moment.InUtc().LocalDateTime.ToDateTimeUnspecified();
        return new Schedule { Include = [local], At = local.TimeOfDay, TimeZone = "UTC" };
    }

    private static Schedule ReadRecurring(JsonValue recurring)
    {
        recurring.AllowOnly("timeZone", "startTime", "endTime", "timeOfDay", "frequency", "weekly", "monthly", "lastExecuteTime", "nextExecuteTime");
        var zoneName = recurring.Object("timeZone")?.String("id") ?? throw new FormatFault("'recurringSchedule' has no 'timeZone' with an 'id'.");
        if (!TimeZones.Find(zoneName).TryGet(out var zone, out var problem)) throw new FormatFault(problem.Message, problem.Suggestion);
        var at = GoogleTypes.TimeOfDay(recurring.Object("timeOfDay") ?? JsonValue.Of());
        var (rule, offset) = ReadDays(recurring);
        var schedule = new Schedule
        {
            RRule = rule, At = TimeSpan.FromTicks(at.TickOfDay), TimeZone = zone.Id, Offset = offset == 0 ? null : offset < 0 ? $"-P{-offset}D" : $"P{offset}D",
        };

        // It limits the windows; the days that the rule counts lie an offset before them.
        if (recurring.String("startTime") is { } start)
        {
            var first = Moments.FirstDay(Moments.Read("startTime", start).InZone(zone).LocalDateTime, at).PlusDays(-offset);
            schedule.Start = (first + at).ToDateTimeUnspecified();
        }

        if (recurring.String("endTime") is { } end) schedule.Until = Moments.Until(Moments.Read("endTime", end).InZone(zone).LocalDateTime);
        return schedule;
    }

    private static (string Rule, int Offset) ReadDays(JsonValue recurring)
    {
        var (weekly, monthly) = (recurring.Object("weekly"), recurring.Object("monthly"));
        var frequency = recurring.String("frequency") ?? (weekly is not null ? "WEEKLY" : monthly is not null ? "MONTHLY" : "DAILY");
        switch (frequency)
        {
            case "DAILY":
                return ("FREQ=DAILY", 0);
            case "WEEKLY":
                return ("FREQ=WEEKLY;BYDAY=" + Weekday(weekly ?? throw new FormatFault("'WEEKLY' needs 'weekly' with a 'dayOfWeek'.")), 0);
            case "MONTHLY":
                return ReadMonthly(monthly ?? throw new FormatFault("'MONTHLY' needs 'monthly' with a 'monthDay' or a 'weekDayOfMonth'."));
            default:
                throw FormatFault.Word(frequency, "is no frequency", Frequencies, "Write DAILY, WEEKLY or MONTHLY.");
        }
    }

    private static (string Rule, int Offset) ReadMonthly(JsonValue monthly)
    {
        monthly.AllowOnly("monthDay", "weekDayOfMonth");
        if (monthly.Whole("monthDay") is { } day)
        {
            return day is -1 or (>= 1 and <= 31)
                ? ($"FREQ=MONTHLY;BYMONTHDAY={day}", 0)
                : throw new FormatFault($"'monthDay' is {day}, and is 1 to 31, or -1 for the last day.");
        }

        var weekday = monthly.Object("weekDayOfMonth") ?? throw new FormatFault("'monthly' has neither 'monthDay' nor 'weekDayOfMonth'.");
        weekday.AllowOnly("weekOrdinal", "dayOfWeek", "dayOffset");
        var ordinal = weekday.Whole("weekOrdinal") ?? throw new FormatFault("'weekDayOfMonth' has no 'weekOrdinal'.");
        if (ordinal is not (-1 or (>= 1 and <= 4))) throw new FormatFault($"'weekOrdinal' is {ordinal}, and is 1 to 4, or -1 for the last.");
        var offset = weekday.Whole("dayOffset") ?? 0;
        if (Math.Abs(offset) > 30) throw new FormatFault($"'dayOffset' is {offset}, and goes from -30 to 30.");
        return ($"FREQ=MONTHLY;BYDAY={ordinal}{Weekday(weekday)}", offset);
    }

    private static string Weekday(JsonValue owner)
    {
        var word = owner.String("dayOfWeek") ?? throw new FormatFault("a 'dayOfWeek' is missing.", "Write \"dayOfWeek\": \"TUESDAY\".");
        var index = Array.IndexOf(Weekdays, word);
        return index >= 0 ? WeekdayOrdinal.Names[index + 1] : throw FormatFault.Word(word, "is no day of the week in capitals", Weekdays);
    }

    private JsonValue WriteRecurring(PlainSchedule schedule, DateTimeZone zone)
    {
        var rule = schedule.OneRule(Name, "A oneTimeSchedule is one date.");
        var pattern = rule.Pattern.AsTimesOfDay;
        if (pattern.Interval > 1 || pattern.Months.Count > 0)
        {
            throw new FormatFault(
                $"{rule.Rule} leaves days, weeks or months out, and OS Config takes every one.", "The nearest are DAILY, WEEKLY and MONTHLY, without an interval or months.");
        }

        var at = pattern.OneTime(Name);
        var (frequency, days) = WriteDays(pattern, rule.OffsetDays);
        return JsonValue.Of(
            ("timeZone", JsonValue.Of(("id", JsonValue.Of(zone.Id)))),
            ("startTime", schedule.Source.Start is null ? null : JsonValue.Of(Moments.Write(schedule.InstantOf(rule.FirstStart), DateTimeZone.Utc))),
            ("endTime", rule.Last is { } last ? JsonValue.Of(Moments.Write(schedule.InstantOf(Moments.End(last, Period.FromSeconds(1))), DateTimeZone.Utc)) : null),
            ("timeOfDay", JsonValue.Of(
                ("hours", JsonValue.Of(at.Hour)), ("minutes", JsonValue.Of(at.Minute)), ("seconds", at.Second == 0 ? null : JsonValue.Of(at.Second)))),
            ("frequency", JsonValue.Of(frequency)),
            ("weekly", frequency == "WEEKLY" ? days : null),
            ("monthly", frequency == "MONTHLY" ? days : null));
    }

    private static (string Frequency, JsonValue? Days) WriteDays(RulePattern pattern, int offset)
    {
        switch (pattern.Kind)
        {
            case PatternKind.Daily:
                return ("DAILY", null);
            case PatternKind.Weekly when pattern.Days is [var only]:
                return ("WEEKLY", JsonValue.Of(("dayOfWeek", Weekday(only))));
            case PatternKind.Weekly:
                throw new FormatFault($"{string.Join(",", pattern.Days)} are several weekdays, and a patch deployment has one.", "Make one deployment for each weekday.");
            case PatternKind.MonthDays when offset == 0 && pattern.MonthDays is [-1 or > 0]:
                return ("MONTHLY", JsonValue.Of(("monthDay", JsonValue.Of(pattern.MonthDays[0]))));
            case PatternKind.MonthDays:
                throw new FormatFault(
                    offset == 0 ? $"{string.Join(",", pattern.MonthDays)} is not one day of the month, and a patch deployment has one, or the last."
                    : $"an offset of {Losses.Days(offset)} from days of the month leads into another month.", "Make one deployment for each day, with monthDay 1 to 31 or -1.");
            case PatternKind.MonthWeekdays when pattern.Weekdays is [{ Ordinal: -1 or (> 0 and <= 4) } only] && Math.Abs(offset) <= 30:
                return ("MONTHLY", JsonValue.Of(("weekDayOfMonth", JsonValue.Of(
                    ("weekOrdinal", JsonValue.Of(only.Ordinal)), ("dayOfWeek", Weekday(only.Day)), ("dayOffset", offset == 0 ? null : JsonValue.Of(offset))))));
            case PatternKind.MonthWeekdays:
                throw new FormatFault(
                    $"{string.Join(",", pattern.Weekdays)} with {offset} days after it is not one weekday with a number from 1 to 4 or the last, and a dayOffset from -30 to 30.", "Make one deployment for each weekday.");
            case PatternKind.BusinessDay:
                throw new FormatFault("OS Config has no working days of a month.", "The nearest is the last of a weekday: weekOrdinal -1, dayOfWeek FRIDAY.");
            default:
                throw new FormatFault("it goes by the hour, and OS Config opens once a day at most.", "Give one time of day.");
        }
    }

    private static JsonValue Weekday(IsoDayOfWeek day) => JsonValue.Of(Weekdays[(int)day - 1]);
}
