using NodaTime;
using PatchWindow.Core.Recurrence;

namespace PatchWindow.Core.Conversions;

/// <summary>The few shapes that maintenance rules have, and that other systems can say.</summary>
internal enum PatternKind
{
    /// <summary>Every day, or every n days.</summary>
    Daily,

    /// <summary>On weekdays, every week or every n weeks.</summary>
    Weekly,

    /// <summary>On days of the month.</summary>
    MonthDays,

    /// <summary>On the nth or last of a weekday in the month.</summary>
    MonthWeekdays,

    /// <summary>On the nth or last day from Monday to Friday in the month.</summary>
    BusinessDay,

    /// <summary>On the day from Monday to Friday nearest to a day of the month.</summary>
    NearestWeekday,

    /// <summary>Every n hours, minutes or seconds.</summary>
    Clock,
}

/// <summary>A rule as one of the shapes, with everything that its start or another part of it implied written out.</summary>
internal sealed record RulePattern
{
    public PatternKind Kind { get; init; }

    /// <summary>Every how many days, weeks, months, or <see cref="Unit"/>s.</summary>
    public int Interval { get; init; } = 1;

    /// <summary>The months it is limited to; none for every month.</summary>
    public IReadOnlyList<int> Months { get; init; } = [];

    /// <summary>The weekdays of <see cref="PatternKind.Weekly"/>, Monday first.</summary>
    public IReadOnlyList<IsoDayOfWeek> Days { get; init; } = [];

    /// <summary>The days of <see cref="PatternKind.MonthDays"/>, the one position of <see cref="PatternKind.BusinessDay"/>, the one day of <see cref="PatternKind.NearestWeekday"/>; negative from the month's end.</summary>
    public IReadOnlyList<int> MonthDays { get; init; } = [];

    /// <summary>The weekdays of <see cref="PatternKind.MonthWeekdays"/>; every one has a number.</summary>
    public IReadOnlyList<WeekdayOrdinal> Weekdays { get; init; } = [];

    public IReadOnlyList<int> Hours { get; init; } = [];

    public IReadOnlyList<int> Minutes { get; init; } = [];

    public IReadOnlyList<int> Seconds { get; init; } = [];

    /// <summary>The unit of <see cref="PatternKind.Clock"/>.</summary>
    public Frequency Unit { get; init; }

    public IsoDayOfWeek WeekStart { get; init; } = IsoDayOfWeek.Monday;

    /// <summary>The times of day, in order.</summary>
    public IEnumerable<LocalTime> Times =>
        from hour in Hours from minute in Minutes from second in Seconds select new LocalTime(hour, minute, Math.Min(second, 59));

    /// <summary>Every n hours or minutes as times of every day, where they are the same every day.</summary>
    public RulePattern AsTimesOfDay => Kind == PatternKind.Clock && Hours.Count > 0 ? this with { Kind = PatternKind.Daily, Interval = 1 } : this;

    /// <summary>The one time of day; a fault where there are several.</summary>
    public LocalTime OneTime(string format) => Times.Take(2).ToArray() is [var only]
        ? only
        : throw new FormatFault($"it opens several times a day, and {format} has one time.", "Make one for each time of day.");

    /// <summary>
    /// The pattern whose days all lie later by some days, so that no offset is needed; null where no rule says that, as for
    /// the third day after the second Tuesday.
    /// </summary>
    public RulePattern? Later(int days) => days == 0 ? this : Kind switch
    {
        PatternKind.Daily when Months.Count == 0 => this,
        PatternKind.Weekly when Months.Count == 0 => this with
        {
            Days = [.. Days.Select(d => Later(d, days)).OrderBy(d => d)], WeekStart = Later(WeekStart, days),
        },

        // Only what stays within every month, February included, counted from the same end of it.
        PatternKind.MonthDays when MonthDays.All(d => Math.Sign(d + days) == Math.Sign(d) && Math.Abs(d) <= 28 && Math.Abs(d + days) <= 28) =>
            this with { MonthDays = [.. MonthDays.Select(d => d + days)] },

        // From the month's end nobody counts but the last.
        PatternKind.MonthWeekdays when days % 7 == 0 && Weekdays.All(d => d.Ordinal is >= 1 and <= 4 && d.Ordinal + (days / 7) is >= 1 and <= 4) =>
            this with { Weekdays = [.. Weekdays.Select(d => d with { Ordinal = d.Ordinal + (days / 7) })] },
        _ => null,
    };

    /// <summary>Months at equal distances as an interval; null where they are not.</summary>
    public RulePattern? WithIntervalForMonths()
    {
        if (Months.Count == 0) return this;
        var step = 12 / Months.Count;
        var equal = Interval == 1 && 12 % Months.Count == 0 && Months.All(m => m % step == Months[0] % step);
        return equal && Kind is PatternKind.MonthDays or PatternKind.MonthWeekdays or PatternKind.BusinessDay
            ? this with { Interval = step, Months = [] }
            : null;
    }

    /// <summary>An interval of months as the months it gives; null where they differ from year to year.</summary>
    /// <param name="month">A month in which it occurs.</param>
    public RulePattern? WithMonthsForInterval(int month)
    {
        if (Interval == 1) return this;
        if (12 % Interval != 0 || Kind is not (PatternKind.MonthDays or PatternKind.MonthWeekdays or PatternKind.BusinessDay)) return null;
        var months = Enumerable.Range(0, 12 / Interval).Select(i => ((month - 1 + (i * Interval)) % 12) + 1);
        return this with { Interval = 1, Months = [.. months.OrderBy(m => m)] };
    }

    public static IsoDayOfWeek Later(IsoDayOfWeek day, int days) => (IsoDayOfWeek)((((((int)day - 1 + days) % 7) + 7) % 7) + 1);
}
