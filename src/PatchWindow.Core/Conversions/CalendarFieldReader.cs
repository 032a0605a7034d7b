using NodaTime;
using PatchWindow.Core.Recurrence;

namespace PatchWindow.Core.Conversions;

/// <summary>Takes a rule apart into sets of months, days and times, where it is made of such.</summary>
internal static class CalendarFieldReader
{
    /// <summary>
    /// The sets whose union is the rule, its beginning, its end and every how many years left aside; null where there are none:
    /// every other week, the hundredth day of the year.
    /// </summary>
    public static IReadOnlyList<CalendarFields>? Read(FlatRule flat)
    {
        var rule = flat.Rule;
        if (rule.ByYearDay.Count + rule.ByWeekNo.Count > 0) return null;
        if (Times(rule, flat.First) is not { } times || Months(rule, flat.First) is not { } months) return null;
        if (Days(rule, times.Time is not null) is not { } days) return null;
        return [.. days.SelectMany(BySign).Select(d => times with { Months = months, MonthDays = d.MonthDays, Weekdays = d.Weekdays })];
    }

    private static CalendarFields? Times(RecurrenceRule rule, LocalDateTime first)
    {
        var (n, below) = (rule.Interval, rule.Frequency < Frequency.Daily);
        int[] second = rule.BySecond.Count > 0 ? [.. rule.BySecond.Select(s => Math.Min(s, 59)).Distinct()] : [0];
        var fields = new CalendarFields { Hours = rule.ByHour, Minutes = rule.ByMinute, Seconds = second };
        if (!below) return fields;
        if (rule.BySetPos.Count > 0) return null;
        return rule.Frequency switch
        {
            Frequency.Hourly => Every(n, 24, first.Hour, rule.ByHour) is { } hours ? fields with { Hours = hours } : null,
            Frequency.Minutely => Every(n, 60, first.Minute, rule.ByMinute) is { } minutes ? fields with { Minutes = minutes } : null,
            _ => Every(n, 60, first.Second, rule.BySecond) is { } seconds ? fields with { Seconds = seconds } : null,
        };
    }

    private static IReadOnlyList<int>? Months(RecurrenceRule rule, LocalDateTime first) => rule.Frequency switch
    {
        Frequency.Monthly => Every(rule.Interval, 12, first.Month, rule.ByMonth, 1),
        Frequency.Weekly or Frequency.Daily when rule.Interval > 1 => null,
        _ => rule.ByMonth,
    };

    // Every fourth hour from 02:00 on is 2, 6, 10 … each day; every fifth is not the same each day.
    private static IReadOnlyList<int>? Every(int interval, int cycle, int first, IReadOnlyList<int> among, int least = 0)
    {
        if (interval == 1) return among;
        if (cycle % interval != 0) return null;
        int[] values = [.. Enumerable.Range(least, cycle).Where(v => (v - first) % interval == 0 && (among.Count == 0 || among.Contains(v)))];
        return values.Length == 0 ? null : values;
    }

    private static List<CalendarFields>? Days(RecurrenceRule rule, bool onceADay)
    {
        if (rule.BySetPos.Count > 0) return onceADay ? Positions(rule) : null;
        if (rule.ByDay.All(d => d.Ordinal == 0))
            return [new CalendarFields { MonthDays = Sorted(rule.ByMonthDay), Weekdays = Sorted(rule.ByDay.Select(d => (int)d.Day)) }];

        // A numbered weekday beside days of the month is rare; one without a month is counted in the year.
        if (rule.ByMonthDay.Count > 0 || (rule.Frequency == Frequency.Yearly && rule.ByMonth.Count == 0)) return null;

        // No month has a fifteenth Tuesday.
        var numbered = rule.ByDay.Select(d => (d.Ordinal, Part: ((int)d.Day, d.Ordinal == 0 ? [] : RuleDays.DaysOf(d.Ordinal))));
        return Merge(numbered.Where(d => d.Ordinal == 0 || d.Part.Item2.Length > 0).Select(d => d.Part));
    }

    // The nth of a month's days that fall on certain weekdays, taken apart by day: the last business day is the last day if it
    // is one, and the second or third last if that is a Friday.
    private static List<CalendarFields>? Positions(RecurrenceRule rule)
    {
        var monthly = rule.Frequency == Frequency.Monthly || (rule.Frequency == Frequency.Yearly && rule.ByMonth.Count == 1);
        if (!monthly || rule.ByMonthDay.Count > 0 || rule.ByDay.Count == 0 || rule.ByDay.Any(d => d.Ordinal != 0)) return null;
        var among = new HashSet<int>(rule.ByDay.Select(d => (int)d.Day));
        var parts = new List<(int Weekday, int[] MonthDays)>();
        foreach (var position in rule.BySetPos)
        {
            for (var day = 1; day <= 31; day++)
            {
                foreach (var weekday in among)
                {
                    // How many of the days between the month's border and this one are of the set, seen from this one's weekday.
                    var nearer = Enumerable.Range(1, day - 1).Count(i => among.Contains(((weekday - 1 + (position > 0 ? -i : i) + 35) % 7) + 1));
                    if (nearer == Math.Abs(position) - 1) parts.Add((weekday, [position > 0 ? day : -day]));
                }
            }
        }

        return Merge(parts);
    }

    // By weekday first and then by days, so that what is alike stands together.
    private static List<CalendarFields>? Merge(IEnumerable<(int Weekday, int[] MonthDays)> parts)
    {
        var byWeekday = parts.GroupBy(p => p.Weekday).Select(g => (
            Weekday: g.Key, MonthDays: g.Any(p => p.MonthDays.Length == 0) ? [] : g.SelectMany(p => p.MonthDays).Distinct().OrderBy(d => d).ToArray()));
        List<CalendarFields> merged =
        [
            .. byWeekday.GroupBy(p => string.Join(",", p.MonthDays)).Select(g => new CalendarFields
            {
                Weekdays = [.. g.Select(p => p.Weekday).OrderBy(d => d)], MonthDays = g.First().MonthDays,
            }),
        ];
        return merged.Count == 0 ? null : merged;
    }

    private static int[] Sorted(IEnumerable<int> values) => [.. values.Distinct().OrderBy(v => v)];

    private static IEnumerable<CalendarFields> BySign(CalendarFields days)
    {
        if (days.MonthDays.Count == 0 || days.MonthDays[0] > 0 == days.MonthDays[days.MonthDays.Count - 1] > 0) return [days];
        return
        [
            days with { MonthDays = [.. days.MonthDays.Where(d => d > 0)] },
            days with { MonthDays = [.. days.MonthDays.Where(d => d < 0)] },
        ];
    }
}
