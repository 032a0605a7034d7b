using System.Globalization;
using NodaTime;
using PatchWindow.Core.Recurrence;

namespace PatchWindow.Core.Conversions;

/// <summary>
/// Schedule strings of Microsoft Configuration Manager, such as those of its maintenance windows: tokens of 16 hexadecimal
/// digits, one after another, as Convert-CMSchedule takes and gives them. Times are each client's own, or UTC.
/// </summary>
internal sealed class ConfigMgr : VendorFormat
{
    // Enough to come past every day of an interval of 12 months.
    private const int Searched = 800;

    public override string Name => "ConfigMgr";

    protected override Schedule Read(string text, Losses losses)
    {
        var digits = string.Concat(text.Where(c => !char.IsWhiteSpace(c)));
        if (digits.Length == 0 || digits.Length % ScheduleToken.Digits != 0)
        {
            var rest = digits.Substring(digits.Length / ScheduleToken.Digits * ScheduleToken.Digits);
            throw new FormatFault(
                digits.Length == 0 ? "it is empty." : $"'{rest}' has {rest.Length} digits, and a token has 16.", "Give whole tokens, such as 02C159C0381A2000.");
        }

        var tokens = Enumerable.Range(0, digits.Length / ScheduleToken.Digits)
            .Select(i => ScheduleToken.Read(digits.Substring(i * ScheduleToken.Digits, ScheduleToken.Digits))).ToArray();
        foreach (var token in tokens)
        {
            if (token.Duration != tokens[0].Duration) throw Unlike(tokens[0], token, "last", t => DurationText.Format(t.Duration));
            if (token.IsUtc != tokens[0].IsUtc) throw Unlike(tokens[0], token, "go by", t => t.IsUtc ? "UTC" : "the client's clock");
        }

        var schedule = new Schedule { Duration = tokens[0].Duration, TimeZone = tokens[0].IsUtc ? "UTC" : "host" };
        ReadTimes(schedule, tokens);
        return schedule;
    }

    protected override string Write(PlainSchedule schedule, Losses losses)
    {
        losses.Exclude(schedule);
        losses.Cutoff(schedule);
        if (schedule.Zone is { } zone && !schedule.IsUtc)
        {
            losses.Add(
                nameof(Schedule.TimeZone), $"Configuration Manager goes by each client's own clock or by UTC: clients outside {zone.Id} open at the same time of day of their own.",
                "Set TimeZone to host if that is what is meant.");
        }

        var duration = losses.WholeDuration(schedule.Duration, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1), TimeSpan.FromDays(31));
        var token = new ScheduleToken { Duration = duration, IsUtc = schedule.IsUtc };
        var tokens = new List<ScheduleToken>();
        foreach (var rule in schedule.Rules)
        {
            losses.End(rule);
            tokens.AddRange(Tokens(rule, token, schedule));
        }

        losses.Clock(schedule);
        tokens.AddRange(schedule.Dates.Select(date => token with { Recurrence = TokenRecurrence.None, Start = date }));
        return string.Concat(tokens.Select(t => Checked(t, losses).ToString()));
    }

    private static FormatFault Unlike(ScheduleToken one, ScheduleToken other, string verb, Func<ScheduleToken, string> what) => new(
        $"windows of {one} {verb} {what(one)} and those of {other} {what(other)}, which is more than one schedule.", "Convert the tokens by themselves.");

    private static void ReadTimes(Schedule schedule, ScheduleToken[] tokens)
    {
        var dates = tokens.Where(t => t.Recurrence == TokenRecurrence.None).ToArray();
        var recurring = tokens.Except(dates).ToArray();
        var sameTime = tokens.Select(t => t.Start.TimeOfDay).Distinct().Count() == 1;
        schedule.Include = [.. dates.Select(t => t.Start.ToDateTimeUnspecified())];
        if (sameTime) schedule.At = Time(tokens[0]);
        else if (dates.Any(t => t.Start.TimeOfDay == LocalTime.Midnight)) schedule.At = TimeSpan.Zero;
        if (recurring.Length == 0) return;

        (schedule.Start, schedule.RRule) = TokenRules.Of(recurring, schedule.At, sameTime);
    }

    private static TimeSpan Time(ScheduleToken token) => TimeSpan.FromTicks(token.Start.TickOfDay);

    private static IEnumerable<ScheduleToken> Tokens(PlainRule rule, ScheduleToken token, PlainSchedule schedule)
    {
        if (rule.OffsetDays != 0)
        {
            throw new FormatFault(
                $"its windows open {Losses.Days(rule.OffsetDays)} {(rule.OffsetDays < 0 ? "before" : "after")} the days of {rule.Rule}, and a token has the days themselves.",
                "The nearest is the rule's own day, or a weekday of another week.");
        }

        var pattern = rule.Pattern.WithIntervalForMonths() ?? throw new FormatFault(
            $"months {string.Join(",", rule.Pattern.Months)} do not lie at equal distances, or go with weekdays, and a token counts months by an interval.",
            "Every 1, 2, 3, 4, 6 or 12 months can be said, with a day of the month or its nth weekday.");
        switch (pattern.Kind)
        {
            case PatternKind.Clock:
                var every = (pattern.Unit, pattern.Interval) switch
                {
                    (Frequency.Hourly, < 24) => (0, pattern.Interval, 0),
                    (Frequency.Minutely, < 60) => (pattern.Interval, 0, 0),
                    _ => throw new FormatFault($"{rule.Rule} is no interval of 1 to 23 hours or 1 to 59 minutes."),
                };
                return [token with { Recurrence = TokenRecurrence.Interval, Every = every, Start = rule.FirstStart }];
            case PatternKind.Daily:
                Range(pattern.Interval, 31, "days", rule);
                return Each(rule, pattern, schedule, [(token with { Recurrence = TokenRecurrence.Interval, Every = (0, 0, pattern.Interval) }, _ => true)]);
            case PatternKind.Weekly:
                if (pattern.Months.Count > 0) goto default;
                Range(pattern.Interval, 4, "weeks", rule);
                return Each(rule, pattern, schedule, pattern.Days.Select<IsoDayOfWeek, (ScheduleToken, Func<LocalDate, bool>)>(d =>
                    (token with { Recurrence = TokenRecurrence.Weekly, Interval = pattern.Interval, Weekday = d }, date => date.DayOfWeek == d)));
            case PatternKind.MonthDays when pattern.MonthDays.All(d => d is -1 or > 0):
                Range(pattern.Interval, 12, "months", rule);
                return Each(rule, pattern, schedule, pattern.MonthDays.Select<int, (ScheduleToken, Func<LocalDate, bool>)>(d =>
                    (token with { Recurrence = TokenRecurrence.MonthlyByDate, Interval = pattern.Interval, Which = Math.Max(d, 0) }, date => d == -1 ? IsLast(date, 1) : date.Day == d)));
            case PatternKind.MonthWeekdays when pattern.Weekdays.All(w => w.Ordinal is -1 or (> 0 and <= 4)):
                Range(pattern.Interval, 12, "months", rule);
                return Each(rule, pattern, schedule, pattern.Weekdays.Select<WeekdayOrdinal, (ScheduleToken, Func<LocalDate, bool>)>(w =>
                    (token with { Recurrence = TokenRecurrence.MonthlyByWeekday, Interval = pattern.Interval, Weekday = w.Day, Which = Math.Max(w.Ordinal, 0) },
                        date => date.DayOfWeek == w.Day && (w.Ordinal == -1 ? IsLast(date, 7) : (date.Day - 1) / 7 == w.Ordinal - 1))));
            default:
                throw new FormatFault(
                    $"{rule.Rule} is none of the recurrences of a token.", "A token has days, weekdays, days of the month or its last, and the 1st to 4th or last of a weekday.");
        }
    }

    private static bool IsLast(LocalDate date, int days) => date.Day + days > CalendarSystem.Iso.GetDaysInMonth(date.Year, date.Month);

    // A token for each day and time. It begins with its own first window, where it counts weeks or months from there; otherwise
    // with the schedule's start, so that a token is written back as it was read.
    private static IEnumerable<ScheduleToken> Each(
        PlainRule rule, RulePattern pattern, PlainSchedule schedule, IEnumerable<(ScheduleToken Token, Func<LocalDate, bool> Is)> days)
    {
        var starts = rule.Starts().Take(Searched).ToArray();
        return (from time in pattern.Times
                from day in days
                let first = starts.Where(s => s.TimeOfDay == time && day.Is(s.Date)).Select(s => (LocalDateTime?)s).FirstOrDefault()
                where first is not null
                select day.Token with { Start = Begin(day.Token, schedule, time) ?? first.Value }).ToArray();
    }

    private static LocalDateTime? Begin(ScheduleToken token, PlainSchedule schedule, LocalTime time)
    {
        if (token.Interval > 1 || token.Recurrence == TokenRecurrence.Interval || schedule.Source.Start is null || schedule.Compiled.Offset.Distance is not { Ticks: 0 })
            return null;
        return Moments.FirstDay(schedule.Compiled.Start, time) + time;
    }

    private static void Range(int interval, int most, string unit, PlainRule rule)
    {
        if (interval > most)
            throw new FormatFault($"{rule.Rule} recurs every {interval.ToString(CultureInfo.InvariantCulture)} {unit}, and a token every 1 to {most}.");
    }

    private static ScheduleToken Checked(ScheduleToken token, Losses losses)
    {
        if (token.Start.Year is < ScheduleToken.FirstYear or > ScheduleToken.LastYear)
        {
            throw new FormatFault(
                $"its window on {Losses.Text(token.Start)} lies outside the years {ScheduleToken.FirstYear} to {ScheduleToken.LastYear} that a token has.");
        }

        return token with { Start = token.Start.Date + losses.WholeMinute(token.Start.TimeOfDay) };
    }
}
