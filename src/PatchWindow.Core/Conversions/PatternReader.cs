using NodaTime;
using PatchWindow.Core.Recurrence;

namespace PatchWindow.Core.Conversions;

/// <summary>Finds the shape of a rule: the same days can be said in many ways, and other systems know one of them.</summary>
internal static class PatternReader
{
    private static readonly IsoDayOfWeek[] BusinessDays =
        [IsoDayOfWeek.Monday, IsoDayOfWeek.Tuesday, IsoDayOfWeek.Wednesday, IsoDayOfWeek.Thursday, IsoDayOfWeek.Friday];

    /// <summary>The rule's shape; a fault where it has none that is known here.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="start">DTSTART, which says what the rule leaves out.</param>
    public static RulePattern Read(RecurrenceRule rule, LocalDateTime start)
    {
        if (rule.ByWeekNo.Count > 0) throw Shapeless(rule, "BYWEEKNO counts weeks of the year");
        if (rule.ByYearDay.Count > 0) throw Shapeless(rule, "BYYEARDAY counts days of the year");
        if (rule.Frequency < Frequency.Daily) return ReadClock(rule, start);

        var months = rule.ByMonth.Distinct().Count() == 12 ? [] : rule.ByMonth;
        var days = rule.Frequency switch
        {
            Frequency.Daily => ReadDaily(rule, months),
            Frequency.Weekly => ReadWeekly(rule, start, months),
            Frequency.Monthly => ReadMonthly(rule, start, months),
            _ => ReadYearly(rule, start, months),
        };
        return days with
        {
            Hours = rule.ByHour.Count > 0 ? rule.ByHour : [start.Hour],
            Minutes = rule.ByMinute.Count > 0 ? rule.ByMinute : [start.Minute],
            Seconds = rule.BySecond.Count > 0 ? rule.BySecond : [start.Second],
            WeekStart = rule.WeekStart,
        };
    }

    // Every n hours that divide a day are times of every day, and every n minutes that divide an hour are minutes of every hour.
    private static RulePattern ReadClock(RecurrenceRule rule, LocalDateTime start)
    {
        if (rule.ByMonth.Count + rule.ByMonthDay.Count + rule.ByDay.Count + rule.ByHour.Count + rule.ByMinute.Count + rule.BySecond.Count
            + rule.BySetPos.Count > 0)
            throw Shapeless(rule, $"FREQ={rule.Frequency.ToString().ToUpperInvariant()} is narrowed by other parts");
        var pattern = new RulePattern { Kind = PatternKind.Clock, Unit = rule.Frequency, Interval = rule.Interval };
        return rule.Frequency switch
        {
            Frequency.Hourly when 24 % rule.Interval == 0 => pattern with
            {
                Hours = Every(rule.Interval, 24, start.Hour), Minutes = [start.Minute], Seconds = [start.Second],
            },
            Frequency.Minutely when 60 % rule.Interval == 0 => pattern with
            {
                Hours = Every(1, 24, 0), Minutes = Every(rule.Interval, 60, start.Minute), Seconds = [start.Second],
            },
            _ => pattern,
        };
    }

    private static int[] Every(int step, int of, int from) => [.. Enumerable.Range(0, of / step).Select(i => (from % step) + (i * step))];

    private static RulePattern ReadDaily(RecurrenceRule rule, IReadOnlyList<int> months)
    {
        if (rule.BySetPos.Count > 0) throw Shapeless(rule, "BYSETPOS picks among the times of a day");
        if (rule.ByDay.Count + rule.ByMonthDay.Count + months.Count == 0)
            return new RulePattern { Kind = PatternKind.Daily, Interval = rule.Interval };
        if (rule.Interval > 1) throw Shapeless(rule, $"every {rule.Interval} days is narrowed by other parts");
        if (rule.ByMonthDay.Count > 0 && rule.ByDay.Count > 0) return WeekdaysIn(rule, months);
        if (rule.ByMonthDay.Count > 0) return new RulePattern { Kind = PatternKind.MonthDays, MonthDays = rule.ByMonthDay, Months = months };
        return Weekdays(rule.ByDay.Select(d => d.Day), 1, months);
    }

    private static RulePattern ReadWeekly(RecurrenceRule rule, LocalDateTime start, IReadOnlyList<int> months)
    {
        if (rule.BySetPos.Count > 0) throw Shapeless(rule, "BYSETPOS picks among the days of a week");
        if (rule.Interval > 1 && months.Count > 0) throw Shapeless(rule, $"every {rule.Interval} weeks is narrowed by BYMONTH");
        return Weekdays(rule.ByDay.Count > 0 ? rule.ByDay.Select(d => d.Day) : [start.DayOfWeek], rule.Interval, months);
    }

    private static RulePattern ReadMonthly(RecurrenceRule rule, LocalDateTime start, IReadOnlyList<int> months)
    {
        if (rule.Interval > 1 && months.Count > 0) throw Shapeless(rule, $"every {rule.Interval} months is narrowed by BYMONTH");
        if (rule.BySetPos.Count > 0) return ReadPositions(rule, months);
        if (rule.ByDay.Count > 0 && rule.ByMonthDay.Count > 0) return WeekdaysIn(rule, months);
        if (rule.ByDay.Count == 0)
        {
            return new RulePattern
            {
                Kind = PatternKind.MonthDays, Interval = rule.Interval, Months = months,
                MonthDays = rule.ByMonthDay.Count > 0 ? rule.ByMonthDay : [start.Day],
            };
        }

        if (rule.ByDay.All(d => d.Ordinal != 0))
            return new RulePattern { Kind = PatternKind.MonthWeekdays, Interval = rule.Interval, Months = months, Weekdays = rule.ByDay };
        if (rule.ByDay.Any(d => d.Ordinal != 0)) throw Shapeless(rule, "BYDAY has weekdays with a number and without one");
        if (rule.Interval > 1) throw Shapeless(rule, $"it has every such weekday, every {rule.Interval} months");
        return Weekdays(rule.ByDay.Select(d => d.Day), 1, months);
    }

    private static RulePattern ReadYearly(RecurrenceRule rule, LocalDateTime start, IReadOnlyList<int> months)
    {
        // RFC 5545 §3.3.10: with BYMONTH, BYDAY counts within the month, and BYMONTHDAY goes through every month of BYMONTH.
        if (rule.BySetPos.Count > 0) throw Shapeless(rule, "BYSETPOS picks among the days of a year");
        if (rule.ByMonth.Count == 0 && rule.ByDay.Any(d => d.Ordinal != 0)) throw Shapeless(rule, "BYDAY counts weekdays of the year");
        if (rule.ByMonth.Count == 0 && rule.ByDay.Count + rule.ByMonthDay.Count == 0) months = [start.Month];
        var monthly = rule with { Frequency = Frequency.Monthly, Interval = 1 };
        if (rule.Interval == 1) return ReadMonthly(monthly, start, months);
        if (months.Count != 1 || rule.ByDay.Any(d => d.Ordinal == 0)) throw Shapeless(rule, $"it goes by every {rule.Interval} years");
        return ReadMonthly(monthly, start, []) with { Interval = 12 * rule.Interval };
    }

    private static RulePattern ReadPositions(RecurrenceRule rule, IReadOnlyList<int> months)
    {
        var days = rule.ByDay.Select(d => d.Day).Distinct().ToArray();
        if (rule.ByMonthDay.Count + rule.ByHour.Count + rule.ByMinute.Count + rule.BySecond.Count > 0 || rule.ByDay.Any(d => d.Ordinal != 0)
            || days.Length == 0)
            throw Shapeless(rule, "BYSETPOS picks among more than weekdays");
        var pattern = new RulePattern { Interval = rule.Interval, Months = months };
        if (days.Length == 1 && rule.BySetPos.All(p => Math.Abs(p) <= 5))
            return pattern with { Kind = PatternKind.MonthWeekdays, Weekdays = [.. rule.BySetPos.Select(p => new WeekdayOrdinal(p, days[0]))] };
        if (days.Length == 7 && rule.BySetPos.All(p => Math.Abs(p) <= 31))
            return pattern with { Kind = PatternKind.MonthDays, MonthDays = rule.BySetPos };
        return rule.BySetPos.Count == 1 && days.Length == 5 && !days.Except(BusinessDays).Any()
            ? pattern with { Kind = PatternKind.BusinessDay, MonthDays = rule.BySetPos }
            : throw Shapeless(rule, "BYSETPOS picks among several weekdays");
    }

    // The Saturday among the 8th to the 14th is the second Saturday.
    private static RulePattern WeekdaysIn(RecurrenceRule rule, IReadOnlyList<int> months)
    {
        var dates = rule.ByMonthDay.OrderBy(d => d).ToArray();
        var first = dates[0];
        var week = dates.Length == 7 && dates[6] == first + 6 && (first == -7 || (first > 0 && first % 7 == 1 && first <= 22));
        if (!week || rule.ByDay.Any(d => d.Ordinal != 0)) throw Shapeless(rule, "BYDAY and BYMONTHDAY together are not the nth weekday of a month");
        var ordinal = first == -7 ? -1 : (first / 7) + 1;
        return new RulePattern
        {
            Kind = PatternKind.MonthWeekdays, Interval = rule.Interval, Months = months,
            Weekdays = [.. rule.ByDay.Select(d => new WeekdayOrdinal(ordinal, d.Day))],
        };
    }

    private static RulePattern Weekdays(IEnumerable<IsoDayOfWeek> days, int interval, IReadOnlyList<int> months)
    {
        IsoDayOfWeek[] sorted = [.. days.Distinct().OrderBy(d => d)];
        if (interval == 1 && sorted.Length is 0 or 7) return new RulePattern { Kind = PatternKind.Daily, Months = months };
        return new RulePattern { Kind = PatternKind.Weekly, Interval = interval, Days = sorted, Months = months };
    }

    private static FormatFault Shapeless(RecurrenceRule rule, string reason) => new(
        $"the rule {rule} has no counterpart: {reason}.",
        "Give a rule by days, weeks, days of the month or the nth weekday of the month, such as FREQ=MONTHLY;BYDAY=2TU.");
}
