using NodaTime;
using PatchWindow.Core.Recurrence;

namespace PatchWindow.Core.Conversions;

/// <summary>Rewrites rules without changing what they mean: what DTSTART says becomes part of the rule, and so does an offset in days.</summary>
internal static class RuleDays
{
    // The days that every month has, counted from its beginning or from its end.
    private const int Surely = 28;

    /// <summary>The rule with the days and times that it would take from its start (RFC 5545 §3.3.10, "derived from DTSTART").</summary>
    public static RecurrenceRule Explicit(RecurrenceRule rule, LocalDateTime start)
    {
        var noDay = rule.ByDay.Count + rule.ByMonthDay.Count + rule.ByYearDay.Count + rule.ByWeekNo.Count == 0;
        rule = rule.Frequency switch
        {
            Frequency.Weekly when rule.ByDay.Count == 0 => rule with { ByDay = [new(0, start.DayOfWeek)] },
            Frequency.Monthly when noDay => rule with { ByMonthDay = [start.Day] },
            Frequency.Yearly when noDay && rule.ByMonth.Count == 0 => rule with { ByMonth = [start.Month], ByMonthDay = [start.Day] },
            Frequency.Yearly when noDay => rule with { ByMonthDay = [start.Day] },
            Frequency.Yearly when rule.ByWeekNo.Count > 0 && rule.ByDay.Count + rule.ByMonthDay.Count + rule.ByYearDay.Count == 0 =>
                rule with { ByDay = [new(0, start.DayOfWeek)] },
            _ => rule,
        };
        if (rule.Frequency >= Frequency.Daily && rule.ByHour.Count == 0) rule = rule with { ByHour = [start.Hour] };
        if (rule.Frequency >= Frequency.Hourly && rule.ByMinute.Count == 0) rule = rule with { ByMinute = [start.Minute] };
        if (rule.Frequency >= Frequency.Minutely && rule.BySecond.Count == 0 && start.Second != 0) rule = rule with { BySecond = [start.Second] };
        return rule;
    }

    /// <summary>The rule without its one time of day, which its start says; unless BYSETPOS, which may not stand alone, chooses from it.</summary>
    public static RecurrenceRule WithoutTime(RecurrenceRule rule)
    {
        var days = rule.ByMonth.Count + rule.ByWeekNo.Count + rule.ByYearDay.Count + rule.ByMonthDay.Count + rule.ByDay.Count;
        return days == 0 && rule.BySetPos.Count > 0 ? rule : rule with { ByHour = [], ByMinute = [], BySecond = [] };
    }

    /// <summary>The rules whose times are an explicit rule's, each so many seconds later; null where no rule says that.</summary>
    public static IReadOnlyList<RecurrenceRule>? Shift(RecurrenceRule rule, long seconds)
    {
        if (seconds == 0) return [rule];
        var day = Occurrences.SecondsADay;
        var (days, time) = ((int)Math.Floor(seconds / (double)day), (int)(((seconds % day) + day) % day));
        if (time != 0)
        {
            if (rule.Frequency < Frequency.Daily || rule.ByHour.Count * rule.ByMinute.Count * Math.Max(1, rule.BySecond.Count) != 1) return null;
            time += (rule.ByHour[0] * 3600) + (rule.ByMinute[0] * 60) + (rule.BySecond.Count == 0 ? 0 : rule.BySecond[0]);
            days += time / day;
            time %= day;
            rule = rule with { ByHour = [time / 3600], ByMinute = [time / 60 % 60], BySecond = time % 60 == 0 ? [] : [time % 60] };
        }

        rule = rule with { Until = rule.Until?.PlusSeconds(seconds) };
        return days == 0 ? [rule] : ShiftDays(rule, days);
    }

    /// <summary>The days of the month among which a numbered weekday falls: 8 to 14 for the second, -7 to -1 for the last.</summary>
    public static int[] DaysOf(int ordinal) => ordinal > 0
        ? [.. Enumerable.Range((ordinal * 7) - 6, 7).Where(d => d <= 31)]
        : [.. Enumerable.Range(ordinal * 7, 7).Where(d => d >= -31)];

    private static IReadOnlyList<RecurrenceRule>? ShiftDays(RecurrenceRule rule, int days)
    {
        if (rule.ByYearDay.Count + rule.ByWeekNo.Count > 0) return null;

        // A set that positions choose from ends with its month; that of a week moves as a whole, and that of a day holds times.
        if (rule.BySetPos.Count > 0 && rule.Frequency > Frequency.Weekly) return null;
        if (!rule.ByDay.Any(d => d.Ordinal != 0)) return ShiftDays(rule, rule.ByDay, rule.ByMonthDay, days) is { } one ? [one] : null;

        // The second Tuesday is the Tuesday among 8 to 14, and three days later it is the Friday among 11 to 17.
        if (rule.ByMonthDay.Count > 0 || (rule.Frequency == Frequency.Yearly && rule.ByMonth.Count == 0)) return null;
        if (rule.ByDay.Any(d => d.Ordinal == 0) || (rule.Count is not null && rule.ByDay.Count > 1)) return null;
        var parts = rule.ByDay.GroupBy(d => d.Day)
            .Select(g => ShiftDays(rule, [new(0, g.Key)], [.. g.SelectMany(d => DaysOf(d.Ordinal))], days)).ToArray();
        return Array.TrueForAll(parts, p => p is not null) ? [.. parts.OfType<RecurrenceRule>()] : null;
    }

    private static RecurrenceRule? ShiftDays(RecurrenceRule rule, IReadOnlyList<WeekdayOrdinal> weekdays, IReadOnlyList<int> monthDays, int days)
    {
        // Without days of the month a day may cross into a month that the rule leaves out.
        if (monthDays.Count == 0 && (rule.ByMonth.Count > 0 || (rule.Frequency == Frequency.Monthly && rule.Interval > 1))) return null;
        if (monthDays.Count == 0 && rule.Frequency == Frequency.Yearly && rule.Interval > 1) return null;
        if (monthDays.Any(d => Math.Abs(d) > Surely || d + days == 0 || Math.Sign(d + days) != Math.Sign(d) || Math.Abs(d + days) > Surely)) return null;
        return rule with
        {
            ByDay = [.. weekdays.Select(d => new WeekdayOrdinal(0, Turn(d.Day, days)))],
            ByMonthDay = [.. monthDays.Select(d => d + days)],
            WeekStart = rule.Frequency == Frequency.Weekly ? Turn(rule.WeekStart, days) : rule.WeekStart,
        };
    }

    private static IsoDayOfWeek Turn(IsoDayOfWeek day, int days) => (IsoDayOfWeek)((((((int)day - 1 + days) % 7) + 7) % 7) + 1);
}
