using NodaTime;
using NodaTime.Calendars;

namespace PatchWindow.Core.Recurrence;

/// <summary>
/// The dates that a rule gives within one period (a day, week, month or year), in order: the table of RFC 5545 §3.3.10 read
/// as "which days of the period satisfy every part, where a part that is absent takes its value from DTSTART".
/// </summary>
internal static class DatePeriods
{
    /// <summary>The first day of the period that holds a date.</summary>
    public static LocalDate FirstDay(RecurrenceRule rule, LocalDate date) => rule.Frequency switch
    {
        Frequency.Daily => date,
        Frequency.Weekly => date.PlusDays(-Since(date.DayOfWeek, rule.WeekStart)),
        Frequency.Monthly => new LocalDate(date.Year, date.Month, 1),

        // With BYWEEKNO the year is the week-year: 2 January 2021 is still in week 53 of 2020.
        _ when rule.ByWeekNo.Count > 0 => new LocalDate(WeekYears(rule).GetWeekYear(date), 1, 1),
        _ => new LocalDate(date.Year, 1, 1),
    };

    /// <summary>The first day of the period that many periods later.</summary>
    public static LocalDate Plus(RecurrenceRule rule, LocalDate firstDay, int periods) => rule.Frequency switch
    {
        Frequency.Daily => firstDay.PlusDays(periods),
        Frequency.Weekly => firstDay.PlusWeeks(periods),
        Frequency.Monthly => firstDay.PlusMonths(periods),
        _ => firstDay.PlusYears(periods),
    };

    /// <summary>How many whole periods lie between two first days.</summary>
    public static int Between(RecurrenceRule rule, LocalDate from, LocalDate to) => rule.Frequency switch
    {
        Frequency.Daily => Period.DaysBetween(from, to),
        Frequency.Weekly => Period.DaysBetween(from, to) / 7,
        Frequency.Monthly => ((to.Year - from.Year) * 12) + to.Month - from.Month,
        _ => to.Year - from.Year,
    };

    /// <summary>The rule's dates in the period that starts on a day, BYSETPOS applied.</summary>
    public static IReadOnlyList<LocalDate> Dates(RecurrenceRule rule, LocalDate firstDay, LocalDate start)
    {
        var dates = rule.Frequency switch
        {
            Frequency.Daily => Limit(rule, [firstDay], byDay: true),
            Frequency.Weekly => Week(rule, firstDay, start),
            Frequency.Monthly => Month(rule, firstDay, start),
            _ => Year(rule, firstDay.Year, start),
        };
        return rule.BySetPos.Count == 0 ? dates : Positions(rule, dates);
    }

    private static List<LocalDate> Week(RecurrenceRule rule, LocalDate firstDay, LocalDate start) =>
        Limit(rule, Days(firstDay, 7).Where(d => OnWeekday(rule, d, start)), byDay: false);

    private static List<LocalDate> Month(RecurrenceRule rule, LocalDate firstDay, LocalDate start)
    {
        if (rule.ByMonth.Count > 0 && !rule.ByMonth.Contains(firstDay.Month)) return [];
        var days = Days(firstDay, CalendarSystem.Iso.GetDaysInMonth(firstDay.Year, firstDay.Month));
        if (rule.ByMonthDay.Count == 0 && rule.ByDay.Count == 0) return [.. days.Where(d => d.Day == start.Day)];
        return [.. days.Where(d => OnMonthDay(rule, d) && OnOrdinal(rule, d, withinMonth: true))];
    }

    private static List<LocalDate> Year(RecurrenceRule rule, int year, LocalDate start)
    {
        if (rule.ByWeekNo.Count > 0) return WeeksOfYear(rule, year, start);
        var days = Days(new LocalDate(year, 1, 1), CalendarSystem.Iso.GetDaysInYear(year))
            .Where(d => rule.ByMonth.Count == 0 || rule.ByMonth.Contains(d.Month));
        if (rule.ByYearDay.Count > 0) days = days.Where(d => OnYearDay(rule, d));
        if (rule.ByMonthDay.Count > 0) days = days.Where(d => OnMonthDay(rule, d));
        if (rule.ByDay.Count > 0)
        {
            days = days.Where(d => OnOrdinal(rule, d, withinMonth: rule.ByMonth.Count > 0));
        }
        else if (rule.ByYearDay.Count == 0 && rule.ByMonthDay.Count == 0)
        {
            days = days.Where(d => d.Day == start.Day && (rule.ByMonth.Count > 0 || d.Month == start.Month));
        }

        return [.. days];
    }

    // A numbered week belongs to its week-year: its days may lie in the calendar year before or after.
    private static List<LocalDate> WeeksOfYear(RecurrenceRule rule, int year, LocalDate start)
    {
        var weeks = WeekYears(rule);
        var count = weeks.GetWeeksInWeekYear(year);
        var dates = rule.ByWeekNo
            .Select(n => n > 0 ? n : count + 1 + n)
            .Where(n => n >= 1 && n <= count)
            .Distinct()
            .SelectMany(n => Days(weeks.GetLocalDate(year, n, rule.WeekStart), 7))
            .Where(d => rule.ByYearDay.Count == 0 || OnYearDay(rule, d));

        // DTSTART's weekday stands in only where no other part names a day.
        if (rule.ByDay.Count > 0 || rule.ByYearDay.Count + rule.ByMonthDay.Count == 0)
            dates = dates.Where(d => OnWeekday(rule, d, start));
        return Limit(rule, dates.OrderBy(d => d), byDay: false);
    }

    private static IWeekYearRule WeekYears(RecurrenceRule rule) => WeekYearRules.ForMinDaysInFirstWeek(4, rule.WeekStart);

    private static List<LocalDate> Limit(RecurrenceRule rule, IEnumerable<LocalDate> days, bool byDay) =>
    [
        .. days.Where(d => (rule.ByMonth.Count == 0 || rule.ByMonth.Contains(d.Month))
            && OnMonthDay(rule, d)
            && (!byDay || rule.ByDay.Count == 0 || rule.ByDay.Any(b => b.Day == d.DayOfWeek))),
    ];

    private static bool OnWeekday(RecurrenceRule rule, LocalDate day, LocalDate start) => rule.ByDay.Count > 0
        ? rule.ByDay.Any(b => b.Day == day.DayOfWeek)
        : day.DayOfWeek == start.DayOfWeek;

    private static bool OnMonthDay(RecurrenceRule rule, LocalDate day)
    {
        if (rule.ByMonthDay.Count == 0) return true;
        var fromEnd = day.Day - CalendarSystem.Iso.GetDaysInMonth(day.Year, day.Month) - 1;
        return rule.ByMonthDay.Contains(day.Day) || rule.ByMonthDay.Contains(fromEnd);
    }

    private static bool OnYearDay(RecurrenceRule rule, LocalDate day)
    {
        var fromEnd = day.DayOfYear - CalendarSystem.Iso.GetDaysInYear(day.Year) - 1;
        return rule.ByYearDay.Contains(day.DayOfYear) || rule.ByYearDay.Contains(fromEnd);
    }

    private static bool OnOrdinal(RecurrenceRule rule, LocalDate day, bool withinMonth)
    {
        if (rule.ByDay.Count == 0) return true;
        var index = (withinMonth ? day.Day : day.DayOfYear) - 1;
        var length = withinMonth
            ? CalendarSystem.Iso.GetDaysInMonth(day.Year, day.Month)
            : CalendarSystem.Iso.GetDaysInYear(day.Year);
        var fromStart = (index / 7) + 1;
        var fromEnd = -(((length - 1 - index) / 7) + 1);
        return rule.ByDay.Any(b => b.Day == day.DayOfWeek && (b.Ordinal == 0 || b.Ordinal == fromStart || b.Ordinal == fromEnd));
    }

    private static List<LocalDate> Positions(RecurrenceRule rule, IReadOnlyList<LocalDate> dates) =>
    [
        .. rule.BySetPos
            .Select(p => p > 0 ? p - 1 : dates.Count + p)
            .Where(i => i >= 0 && i < dates.Count)
            .Distinct()
            .OrderBy(i => i)
            .Select(i => dates[i]),
    ];

    private static IEnumerable<LocalDate> Days(LocalDate first, int count) =>
        Enumerable.Range(0, count).Select(first.PlusDays);

    private static int Since(IsoDayOfWeek day, IsoDayOfWeek first) => ((int)day - (int)first + 7) % 7;
}
