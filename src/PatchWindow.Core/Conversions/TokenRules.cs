using NodaTime;
using PatchWindow.Core.Recurrence;

namespace PatchWindow.Core.Conversions;

/// <summary>
/// Tokens of Configuration Manager as the rules of one schedule. A token counts from its own start and a schedule has one for
/// all: it is looked for, and on which day weeks begin, until every rule begins where its token does.
/// </summary>
internal static class TokenRules
{
    // How many days before the first window a common start is looked for: every month and every week of an interval lie there.
    private const int Before = 366;

    private static readonly IsoDayOfWeek[] Weekdays = [.. Enumerable.Range(1, 7).Select(d => (IsoDayOfWeek)d)];

    private enum Months
    {
        // Every n months from the start's.
        Counted,

        // The same months by name, where they return every year: then any start will do.
        Named,
    }

    /// <summary>The start and the rules, one a line; a fault where the tokens have no start in common.</summary>
    /// <param name="tokens">The tokens that recur.</param>
    /// <param name="at">The schedule's time of day, where it has one.</param>
    /// <param name="sameTime">Whether all tokens begin at that time, so that the rules need not say theirs.</param>
    public static (DateTime Start, string Rules) Of(ScheduleToken[] tokens, TimeSpan? at, bool sameTime)
    {
        var firsts = tokens.Select(First).ToArray();
        var alike = tokens.Zip(firsts, (token, first) => (Token: token, First: first)).GroupBy(t => Key(t.Token)).Select(g => g.ToArray()).ToArray();
        foreach (var start in Enumerable.Range(0, Before).Select(days => firsts.Min().PlusDays(-days)).Prepend(tokens.Min(t => t.Start)))
        {
            var from = at is { } time ? start.Date + LocalTime.FromTicksSinceMidnight(time.Ticks) : start;
            foreach (var months in new[] { Months.Counted, Months.Named })
            {
                var counted = alike.Select(group => Counted(group, from, months)).TakeWhile(c => c is not null).SelectMany(c => c!).ToArray();
                if (counted.Length == tokens.Length) return (from.ToDateTimeUnspecified(), string.Join("\n", Rules(counted, sameTime)));
            }
        }

        throw new FormatFault("its tokens count from starts that no one schedule has.", "Convert the tokens by themselves.");
    }

    private static (TokenRecurrence Recurrence, int Interval, (int Minutes, int Hours, int Days) Every, LocalTime Time) Key(ScheduleToken token) =>
        (token.Recurrence, token.Interval, token.Every, token.Start.TimeOfDay);

    // On one day of the week for all of them, so that they become one rule; otherwise on one for each.
    private static IEnumerable<(ScheduleToken Token, Counting Count)>? Counted((ScheduleToken Token, LocalDateTime First)[] alike, LocalDateTime from, Months months)
    {
        Counting? Fits((ScheduleToken Token, LocalDateTime First)[] tokens) => Weekdays.Select(day => new Counting(day, months))
            .FirstOrDefault(count => Array.TrueForAll(tokens, t => FirstFrom(t.Token, from, count) == t.First));
        if (Fits(alike) is { } shared) return alike.Select(t => (t.Token, shared));
        var own = alike.Select(t => (t.Token, Count: Fits([t]))).ToArray();
        return Array.TrueForAll(own, t => t.Count is not null) ? own.Select(t => (t.Token, t.Count!)) : null;
    }

    // "The second Tuesday of every three months" begins with the first second Tuesday on or after the token's start.
    private static LocalDateTime First(ScheduleToken token)
    {
        var rule = Rule(token with { Interval = token.Recurrence == TokenRecurrence.Interval ? token.Interval : 1 }, new Counting(IsoDayOfWeek.Monday, Months.Counted));
        return new RecurrenceTimes(rule, token.Start, DateTimeZone.Utc).Next(token.Start)
            ?? throw new FormatFault($"'{token}' never occurs.");
    }

    private static LocalDateTime? FirstFrom(ScheduleToken token, LocalDateTime start, Counting count)
    {
        var rule = Rule(token, count) with { ByHour = [token.Start.Hour], ByMinute = [token.Start.Minute] };
        if (rule.Frequency < Frequency.Daily) rule = Rule(token, count);
        return new RecurrenceTimes(rule, start, DateTimeZone.Utc).Next(start);
    }

    private static RecurrenceRule Rule(ScheduleToken token, Counting count)
    {
        var rule = new RecurrenceRule { Interval = token.Interval };
        if (count.Months == Months.Named && token.Interval > 1 && 12 % token.Interval == 0 && token.Recurrence is TokenRecurrence.MonthlyByWeekday or TokenRecurrence.MonthlyByDate)
        {
            var month = First(token).Month;
            rule = rule with { Interval = 1, ByMonth = [.. Enumerable.Range(1, 12).Where(m => (m - month) % token.Interval == 0)] };
        }

        return token.Recurrence switch
        {
            TokenRecurrence.Interval when token.Every.Days > 0 => rule with { Frequency = Frequency.Daily, Interval = token.Every.Days },
            TokenRecurrence.Interval when token.Every.Hours > 0 => rule with { Frequency = Frequency.Hourly, Interval = token.Every.Hours },
            TokenRecurrence.Interval => rule with { Frequency = Frequency.Minutely, Interval = token.Every.Minutes },
            TokenRecurrence.Weekly => rule with
            {
                Frequency = Frequency.Weekly, ByDay = [new WeekdayOrdinal(0, token.Weekday)], WeekStart = token.Interval == 1 ? IsoDayOfWeek.Monday : count.WeekStart,
            },
            TokenRecurrence.MonthlyByWeekday => rule with
            {
                Frequency = Frequency.Monthly, ByDay = [new WeekdayOrdinal(token.Which == 0 ? -1 : token.Which, token.Weekday)],
            },
            _ => rule with { Frequency = Frequency.Monthly, ByMonthDay = [token.Which == 0 ? -1 : token.Which] },
        };
    }

    // Tokens that differ in the day alone are one rule.
    private static IEnumerable<string> Rules(IEnumerable<(ScheduleToken Token, Counting Count)> tokens, bool sameTime) =>
        from token in tokens
        let rule = Rule(token.Token, token.Count)
        group rule by (Key: Key(token.Token), token.Count, Months: string.Join(",", rule.ByMonth)) into alike
        let whole = alike.First() with
        {
            ByDay = [.. alike.SelectMany(r => r.ByDay).Distinct()],
            ByMonthDay = [.. alike.SelectMany(r => r.ByMonthDay).Distinct().OrderBy(d => d)],
        }
        select (sameTime || whole.Frequency < Frequency.Daily ? whole : whole with { ByHour = [alike.Key.Key.Time.Hour], ByMinute = [alike.Key.Key.Time.Minute] }).ToString();

    private sealed record Counting(IsoDayOfWeek WeekStart, Months Months);
}
