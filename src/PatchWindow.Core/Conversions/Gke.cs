using System.Globalization;
using System.Text.RegularExpressions;
using NodaTime;
using PatchWindow.Core.Recurrence;
using PatchWindow.Core.Text;

namespace PatchWindow.Core.Conversions;

/// <summary>
/// Maintenance windows of Google Kubernetes Engine: the first window's start and end, and an RRULE; its weekdays and times
/// are in UTC. See https://cloud.google.com/kubernetes-engine/docs/how-to/maintenance-windows-and-exclusions and
/// RecurringTimeWindow and RecurringMaintenanceWindow in https://cloud.google.com/kubernetes-engine/docs/reference/rest/v1/projects.locations.clusters.
/// </summary>
internal sealed class Gke : VendorFormat
{
    // "You must allow at least 48 hours of maintenance availability in a 32-day rolling window. Only contiguous availability
    // windows of at least four hours are considered."
    private static readonly Duration Needed = Duration.FromHours(48);
    private static readonly Duration Rolling = Duration.FromDays(32);
    private static readonly TimeSpan ShortestCounted = TimeSpan.FromHours(4);

    // Whether a zone keeps one offset, and which one its standard time has, is asked of these years.
    private static readonly Instant From = Instant.FromUtc(2026, 1, 1, 0, 0);
    private static readonly Instant To = Instant.FromUtc(2037, 1, 1, 0, 0);

    public override string Name => "Gke";

    protected override Schedule Read(string text, Losses losses)
    {
        var document = JsonReader.ReadObject(text);
        var policy = document.Object("maintenancePolicy") ?? document;
        if (policy != document) policy.AllowOnly("window", "resourceVersion", "disruptionBudget");

        // A policy's window holds the recurring window, whose own window holds the first one's start and end.
        var window = policy.Object("window") is { } inner && inner.Member("startTime") is null && policy.Member("recurrence") is null ? inner : policy;
        window.AllowOnly(
            "recurringWindow", "recurringMaintenanceWindow", "dailyMaintenanceWindow", "maintenanceExclusions", "window", "recurrence", "resourceVersion", "disruptionBudget", "maintenancePolicy");
        if (window.Object("maintenanceExclusions") is { } exclusions && exclusions.ToString() != "{}")
            losses.Add(nameof(Schedule.Exclude), "'maintenanceExclusions' are spans of time, and a schedule excludes days: its windows open during them as well.", "Make freezes of them in the policy.");
        if (window.Object("dailyMaintenanceWindow") is { } daily) return ReadDaily(daily);
        if (window.Object("recurringMaintenanceWindow") is { } renamed) return ReadRenamed(renamed);
        var recurring = window.Object("recurringWindow") ?? window;
        recurring.AllowOnly("window", "recurrence");
        return ReadRecurring(recurring);
    }

    protected override string Write(PlainSchedule schedule, Losses losses)
    {
        if (schedule.RawRules.Count != 1)
        {
            throw new FormatFault(
                schedule.RawRules.Count == 0 ? "it has dates and no rule, and GKE needs a rule." : $"it has {schedule.RawRules.Count} rules, and GKE takes one.",
                "The nearest is one rule, such as FREQ=WEEKLY;BYDAY=SA.");
        }

        var zone = schedule.OneZone(Name);
        losses.Include(schedule);
        losses.Exclude(schedule);
        losses.Cutoff(schedule);
        var raw = schedule.RawRules[0];
        if (raw.Frequency < Frequency.Daily)
            throw new FormatFault($"{raw} goes by FREQ={raw.Frequency.ToString().ToUpperInvariant()}, and GKE takes DAILY, WEEKLY, MONTHLY and YEARLY.", "Give a rule by days with BYHOUR.");

        var offset = OffsetFrom(zone, schedule, losses);
        var (rule, start) = schedule.IsUtc && schedule.Compiled.Offset.Distance is { Ticks: 0 } ? AsIs(schedule, raw) : Moved(schedule, offset);
        losses.Clock(schedule);
        CheckAvailability(schedule, losses);
        var first = start.WithOffset(Offset.Zero).ToInstant();
        return JsonValue.Of(
            ("window", JsonValue.Of(
                ("startTime", JsonValue.Of(Moments.Write(first, DateTimeZone.Utc))),
                ("endTime", JsonValue.Of(Moments.Write(first + schedule.Compiled.Duration, DateTimeZone.Utc))))),
            ("recurrence", JsonValue.Of(rule.ToString()))).ToString();
    }

    private static Schedule ReadRecurring(JsonValue recurring)
    {
        var window = recurring.Object("window") ?? throw new FormatFault("it has no 'window' with a 'startTime' and an 'endTime'.");
        window.AllowOnly("startTime", "endTime", "maintenanceExclusionOptions");
        Instant Needs(string name) => Moments.Read(name, window.String(name) ?? throw new FormatFault($"'window' has no '{name}'."));
        var (start, end) = (Needs("startTime"), Needs("endTime"));
        if (end <= start) throw new FormatFault($"'{window.String("endTime")}' is not after '{window.String("startTime")}'.");
        var local = start.InUtc().LocalDateTime.ToDateTimeUnspecified();
        return new Schedule
        {
            RRule = ReadRule(recurring).ToString(), Start = local, At = local.TimeOfDay, Duration = (end - start).ToTimeSpan(), TimeZone = "UTC",
        };
    }

    // RecurringMaintenanceWindow, which the API names as the successor: the same with the day, the time and the duration apart.
    private static Schedule ReadRenamed(JsonValue recurring)
    {
        recurring.AllowOnly("delayUntil", "windowStartTime", "windowDuration", "recurrence");
        var at = GoogleTypes.TimeOfDay(recurring.Object("windowStartTime") ?? throw new FormatFault("'recurringMaintenanceWindow' has no 'windowStartTime'."));
        var duration = GoogleTypes.Duration(recurring.String("windowDuration") ?? throw new FormatFault("'recurringMaintenanceWindow' has no 'windowDuration'."));
        if (duration == TimeSpan.Zero) throw new FormatFault("'windowDuration' is nothing.", "Write \"14400s\" for four hours.");
        var rule = ReadRule(recurring);
        LocalDate? from = recurring.Object("delayUntil") is { } delay ? GoogleTypes.Date("delayUntil", delay) : null;

        // "This setting must be used when INTERVAL>1 or FREQ=WEEKLY/MONTHLY and no BYDAY specified."
        var days = rule.ByDay.Count + rule.ByMonthDay.Count + rule.ByYearDay.Count + rule.ByWeekNo.Count;
        if (from is null && (rule.Interval > 1 || rule.Count is not null || (rule.Frequency > Frequency.Daily && days == 0)))
        {
            throw new FormatFault(
                $"'{rule}' counts from a day, and there is no 'delayUntil'.", "Give \"delayUntil\": { \"year\": 2026, \"month\": 12, \"day\": 5 }, for instance.");
        }

        return new Schedule
        {
            RRule = rule.ToString(), Start = from is { } first ? (first + at).ToDateTimeUnspecified() : null, At = TimeSpan.FromTicks(at.TickOfDay),
            Duration = duration, TimeZone = "UTC",
        };
    }

    private static RecurrenceRule ReadRule(JsonValue recurring)
    {
        var text = recurring.String("recurrence") ?? throw new FormatFault("it has no 'recurrence'.", "Give \"recurrence\": \"FREQ=WEEKLY;BYDAY=SA\", for instance.");
        if (!RecurrenceRuleParser.Parse(text).TryGet(out var rule, out var problem)) throw new FormatFault(problem.Message, problem.Suggestion);
        return rule.Frequency >= Frequency.Daily
            ? rule
            : throw new FormatFault($"'{text}' goes by the hour or less, which GKE does not take.", "Give a rule by days.");
    }

    // A window every day, four hours long: "03:00", or a moment of which the time counts.
    private static Schedule ReadDaily(JsonValue daily)
    {
        daily.AllowOnly("startTime", "duration");
        var text = daily.String("startTime") ?? throw new FormatFault("'dailyMaintenanceWindow' has no 'startTime'.");
        var time = Regex.Match(text, "^(?<h>[01][0-9]|2[0-3]):(?<m>[0-5][0-9])$");
        var start = time.Success
            ? new TimeSpan(int.Parse(time.Groups["h"].Value, CultureInfo.InvariantCulture), int.Parse(time.Groups["m"].Value, CultureInfo.InvariantCulture), 0)
            : Moments.Read("startTime", text).ToDateTimeUtc().TimeOfDay;
        var duration = ShortestCounted;
        if (daily.String("duration") is { } given && !DurationParser.Parse(given).TryGet(out duration, out var problem)) throw new FormatFault(problem.Message, problem.Suggestion);
        return new Schedule { RRule = "FREQ=DAILY", At = start, Duration = duration, TimeZone = "UTC" };
    }

    // In UTC already, a rule may be whatever it is: GKE reads RRULE too.
    private static (RecurrenceRule Rule, LocalDateTime Start) AsIs(PlainSchedule schedule, RecurrenceRule rule)
    {
        var times = new RecurrenceTimes(rule, schedule.Compiled.Start, DateTimeZone.Utc);
        var first = times.Next(schedule.Compiled.Start) ?? throw new FormatFault($"the rule {rule} never occurs.");
        if (rule.ByHour.Count <= 1 && rule.ByMinute.Count <= 1 && rule.BySecond.Count <= 1) rule = RuleDays.WithoutTime(rule);
        if (schedule.Compiled.Until < first || rule.Until < first) throw new FormatFault($"the rule {rule} ends before it ever opens.");
        if (schedule.Compiled.Until is not { } until) return (rule, first);
        if (rule.Count is not null)
            throw new FormatFault($"{rule} counts its windows, and the schedule ends with {Losses.Text(until)} besides.", "Give COUNT or Until, not both.");
        var earlier = rule.Until is { } own ? LocalDateTime.Min(own, until) : until;
        return (rule with { Until = Moments.End(earlier, Period.FromSeconds(1)), UntilIsUtc = true }, first);
    }

    // On another clock, or with an offset: the days of the pattern as they lie in UTC.
    private (RecurrenceRule Rule, LocalDateTime Start) Moved(PlainSchedule schedule, Offset offset)
    {
        var rule = schedule.OneRule(Name, "");
        var pattern = rule.Pattern.AsTimesOfDay;
        pattern.OneTime(Name);
        LocalDateTime ToUtc(LocalDateTime local) => local.PlusSeconds(-offset.Seconds);
        var start = ToUtc(rule.FirstStart);
        var days = rule.OffsetDays + Period.Between(rule.FirstStart.Date, start.Date, PeriodUnits.Days).Days;
        var result = UtcRule(pattern, days) ?? throw new FormatFault(
            $"the days of {rule.Rule} lie {Losses.Days(days)} {(days < 0 ? "earlier" : "later")} in UTC, and no rule counts them there.", "Choose a time of day on which it is the same day in UTC.");
        return (rule.Last is { } last ? result with { Until = ToUtc(Moments.End(last, Period.FromSeconds(1))), UntilIsUtc = true } : result, start);
    }

    private static RecurrenceRule? UtcRule(RulePattern pattern, int days)
    {
        if (pattern.Later(days) is { } later) return Rule(later);
        if (pattern.Kind != PatternKind.MonthWeekdays || pattern.Weekdays.Select(w => w.Day).Distinct().Count() != 1) return null;

        // The day after the second Tuesday is the Wednesday from the 9th to the 15th.
        var dates = new SortedSet<int>();
        foreach (var weekday in pattern.Weekdays)
        {
            var first = weekday.Ordinal > 0 ? (7 * (weekday.Ordinal - 1)) + 1 + days : (7 * weekday.Ordinal) + days;
            if (first < -28 || first > 22 || (weekday.Ordinal > 0 ? first < 1 : first + 6 > -1)) return null;
            dates.UnionWith(Enumerable.Range(first, 7));
        }

        return new RecurrenceRule
        {
            Frequency = Frequency.Monthly, Interval = pattern.Interval, ByMonth = pattern.Months, ByMonthDay = [.. dates],
            ByDay = [new WeekdayOrdinal(0, RulePattern.Later(pattern.Weekdays[0].Day, days))],
        };
    }

    private static RecurrenceRule? Rule(RulePattern pattern)
    {
        var rule = new RecurrenceRule { Interval = pattern.Interval, ByMonth = pattern.Months };
        return pattern.Kind switch
        {
            PatternKind.Daily => rule with { Frequency = Frequency.Daily },
            PatternKind.Weekly => rule with
            {
                Frequency = Frequency.Weekly, WeekStart = pattern.Interval > 1 ? pattern.WeekStart : IsoDayOfWeek.Monday,
                ByDay = [.. pattern.Days.Select(d => new WeekdayOrdinal(0, d))],
            },
            PatternKind.MonthDays => rule with { Frequency = Frequency.Monthly, ByMonthDay = pattern.MonthDays },
            PatternKind.MonthWeekdays => rule with { Frequency = Frequency.Monthly, ByDay = pattern.Weekdays },
            PatternKind.BusinessDay => rule with
            {
                Frequency = Frequency.Monthly, BySetPos = pattern.MonthDays,
                ByDay = [.. Enumerable.Range(1, 5).Select(d => new WeekdayOrdinal(0, (IsoDayOfWeek)d))],
            },
            _ => null,
        };
    }

    private static Offset OffsetFrom(DateTimeZone zone, PlainSchedule schedule, Losses losses)
    {
        var intervals = zone.GetZoneIntervals(From, To).ToArray();
        if (intervals.Length == 1) return intervals[0].WallOffset;
        var standard = intervals[intervals.Length - 1].StandardOffset;
        if (intervals.FirstOrDefault(i => i.WallOffset != standard) is not { } summer) return standard;
        var hour = (summer.WallOffset - standard).ToTimeSpan();
        losses.Add(
            nameof(Schedule.TimeZone),
            $"GKE goes by UTC: written for UTC{standard:m}, windows open {DurationText.Format(hour.Duration())} {(hour > TimeSpan.Zero ? "later" : "earlier")} on the clock of {zone.Id} while that is at UTC{summer.WallOffset:m}.",
            "Move the window by hand when the clock changes, or leave room for it.");
        return standard;
    }

    private static void CheckAvailability(PlainSchedule schedule, Losses losses)
    {
        var least = Duration.Zero;
        if (schedule.Duration >= ShortestCounted)
        {
            var zone = schedule.Zone ?? DateTimeZone.Utc;
            var from = schedule.Compiled.Start.InZoneLeniently(zone).ToInstant();
            var first = schedule.Compiled.Between(from, Instant.FromUtc(9000, 1, 1, 0, 0), zone).FirstOrDefault();
            var windows = schedule.Compiled.Between(from, first.Start + Duration.FromDays(800), zone).Take(5_000).ToArray();
            least = Needed;
            foreach (var gap in windows.Where(w => w.End - first.Start < Duration.FromDays(400)))
            {
                var end = gap.End + Rolling;
                var open = windows.Where(w => w.End > gap.End && w.Start < end).Aggregate(Duration.Zero, (sum, w) => sum + (Instant.Min(w.End, end) - Instant.Max(w.Start, gap.End)));
                least = Duration.Min(least, open);
            }
        }

        if (least >= Needed) return;
        losses.Add(
            nameof(Schedule.Duration),
            $"GKE refuses a window unless any 32 days have 48 hours of it in pieces of at least 4 hours: here there are days with {DurationText.Format(least.ToTimeSpan())}.",
            "Make the windows longer or more frequent.");
    }
}
