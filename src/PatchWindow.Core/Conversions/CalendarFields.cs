using NodaTime;
using PatchWindow.Core.Recurrence;

namespace PatchWindow.Core.Conversions;

/// <summary>
/// A recurrence as cron and systemd see it: every second whose month, day, weekday, hour, minute and second are each in a set.
/// An empty set holds every value. Several of these side by side give what any of them gives.
/// </summary>
internal sealed record CalendarFields
{
    public IReadOnlyList<int> Months { get; init; } = [];

    /// <summary>1 to 31, or -1 to -31 for days counted from the month's end; never both.</summary>
    public IReadOnlyList<int> MonthDays { get; init; } = [];

    /// <summary>1 for Monday to 7 for Sunday, as in ISO 8601.</summary>
    public IReadOnlyList<int> Weekdays { get; init; } = [];

    public IReadOnlyList<int> Hours { get; init; } = [];

    public IReadOnlyList<int> Minutes { get; init; } = [];

    public IReadOnlyList<int> Seconds { get; init; } = [];

    /// <summary>The one time of day; null where there are several.</summary>
    public LocalTime? Time => Hours.Count == 1 && Minutes.Count == 1 && Seconds.Count == 1 ? new LocalTime(Hours[0], Minutes[0], Seconds[0]) : null;

    /// <summary>
    /// The schedule of these: with a time of day of its own where it is the same for all, and otherwise with the times in its rules.
    /// </summary>
    public static Schedule ToSchedule(IReadOnlyList<CalendarFields> fields, int everyYears = 1)
    {
        var time = fields[0].Time is { } first && fields.All(f => f.Time == first) ? first : (LocalTime?)null;
        return new Schedule
        {
            RRule = string.Join("\n", fields.Select(f => f.ToRule(time is null, everyYears).ToString()).Distinct()),
            At = time is { } at ? TimeSpan.FromTicks(at.TickOfDay) : null,
        };
    }

    /// <summary>Runs of neighbours, for formats that write them as ranges: 1,2,3,5 is 1 to 3 and 5 to 5.</summary>
    public static IEnumerable<(int From, int To)> Runs(IReadOnlyList<int> values)
    {
        for (var i = 0; i < values.Count; i++)
        {
            var from = i;
            while (i + 1 < values.Count && values[i + 1] == values[i] + 1) i++;
            yield return (values[from], values[i]);
        }
    }

    /// <summary>The rule that means the same; with BYHOUR and BYMINUTE unless a time of day stands beside it.</summary>
    public RecurrenceRule ToRule(bool withTimes, int everyYears = 1)
    {
        var days = new RecurrenceRule
        {
            Frequency = Frequency.Daily,
            ByMonth = Months,
            ByMonthDay = MonthDays,
            ByDay = [.. Weekdays.Select(d => new WeekdayOrdinal(0, (IsoDayOfWeek)d))],
        };
        if (everyYears > 1) days = Yearly(days, everyYears);
        else if (Hours.Count > 0 && Minutes.Count > 0 && Seconds.Count > 0) days = Shortest(days);
        if (!withTimes) return days;
        var below = everyYears == 1 && days.Frequency == Frequency.Daily;
        return days with
        {
            Frequency = !below ? days.Frequency
                : Seconds.Count == 0 ? Frequency.Secondly
                : Minutes.Count == 0 ? Frequency.Minutely
                : Hours.Count == 0 ? Frequency.Hourly
                : Frequency.Daily,
            ByHour = Hours.Count > 0 || below ? Hours : All(24),
            ByMinute = Minutes.Count > 0 || below ? Minutes : All(60),
            BySecond = Seconds is [0] ? [] : Seconds.Count > 0 || below ? Seconds : All(60),
        };
    }

    // As people would write it: 2TU and not the Tuesday among the days 8 to 14.
    private RecurrenceRule Shortest(RecurrenceRule days)
    {
        if (Weekdays.Count == 0) return MonthDays.Count == 0 ? days : days with { Frequency = Frequency.Monthly };
        if (MonthDays.Count == 0) return days with { Frequency = Frequency.Weekly };
        var monthly = days with { Frequency = Frequency.Monthly };
        var ordinals = Ordinals(MonthDays);
        return ordinals is null ? monthly : monthly with
        {
            ByMonthDay = [],
            ByDay = [.. ordinals.SelectMany(n => days.ByDay.Select(d => d with { Ordinal = n }))],
        };
    }

    /// <summary>The numbers of the weeks that days of the month make up wholly: 1 to 7 and 15 to 21 are 1 and 3; null where they do not.</summary>
    public static IReadOnlyList<int>? Ordinals(IReadOnlyList<int> monthDays)
    {
        int[] found = [.. new[] { 1, 2, 3, 4, 5, -1, -2, -3, -4 }.Where(n => RuleDays.DaysOf(n).All(monthDays.Contains))];
        return found.Length > 0 && found.Sum(n => RuleDays.DaysOf(n).Length) == monthDays.Count ? found : null;
    }

    private static RecurrenceRule Yearly(RecurrenceRule days, int every) => days with
    {
        Frequency = Frequency.Yearly,
        Interval = every,
        ByMonth = days.ByMonth.Count > 0 ? days.ByMonth : [.. Enumerable.Range(1, 12)],
        ByDay = days.ByDay.Count + days.ByMonthDay.Count > 0 ? days.ByDay : [.. Enumerable.Range(1, 7).Select(d => new WeekdayOrdinal(0, (IsoDayOfWeek)d))],
    };

    private static int[] All(int count) => [.. Enumerable.Range(0, count)];
}
