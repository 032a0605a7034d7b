using System.Globalization;
using NodaTime;
using NodaTime.Text;

namespace PatchWindow.Core.Recurrence;

/// <summary>
/// A recurrence rule of RFC 5545 §3.3.10, checked when it was read: every part is in its range and allowed beside the
/// others. Built by <see cref="RecurrenceRuleParser"/> alone. Two rules are equal when they are written alike.
/// </summary>
public sealed record RecurrenceRule
{
    internal static readonly LocalDateTimePattern UntilPattern =
        LocalDateTimePattern.CreateWithInvariantCulture("uuuuMMdd'T'HHmmss");

    public Frequency Frequency { get; internal init; }

    /// <summary>Every how many periods; 1 unless INTERVAL says otherwise.</summary>
    public int Interval { get; internal init; } = 1;

    /// <summary>COUNT; null where the rule has none.</summary>
    public int? Count { get; internal init; }

    /// <summary>UNTIL, inclusive. A date alone is kept as the last second of that day.</summary>
    public LocalDateTime? Until { get; internal init; }

    /// <summary>Whether UNTIL was given in UTC (a trailing Z).</summary>
    public bool UntilIsUtc { get; internal init; }

    /// <summary>WKST: the day a week begins on, Monday unless said.</summary>
    public IsoDayOfWeek WeekStart { get; internal init; } = IsoDayOfWeek.Monday;

    public IReadOnlyList<WeekdayOrdinal> ByDay { get; internal init; } = [];

    public IReadOnlyList<int> ByMonth { get; internal init; } = [];

    public IReadOnlyList<int> ByMonthDay { get; internal init; } = [];

    public IReadOnlyList<int> ByYearDay { get; internal init; } = [];

    public IReadOnlyList<int> ByWeekNo { get; internal init; } = [];

    public IReadOnlyList<int> ByHour { get; internal init; } = [];

    public IReadOnlyList<int> ByMinute { get; internal init; } = [];

    public IReadOnlyList<int> BySecond { get; internal init; } = [];

    public IReadOnlyList<int> BySetPos { get; internal init; } = [];

    /// <summary>The rule as RFC 5545 writes it; reading it back gives an equal rule.</summary>
    public override string ToString()
    {
        var parts = new List<string> { "FREQ=" + Frequency.ToString().ToUpperInvariant() };
        if (Interval != 1) parts.Add("INTERVAL=" + Interval.ToString(CultureInfo.InvariantCulture));
        if (Count is { } count) parts.Add("COUNT=" + count.ToString(CultureInfo.InvariantCulture));
        if (Until is { } until) parts.Add("UNTIL=" + UntilPattern.Format(until) + (UntilIsUtc ? "Z" : ""));
        Add(parts, "BYMONTH", ByMonth);
        Add(parts, "BYWEEKNO", ByWeekNo);
        Add(parts, "BYYEARDAY", ByYearDay);
        Add(parts, "BYMONTHDAY", ByMonthDay);
        Add(parts, "BYDAY", ByDay);
        Add(parts, "BYHOUR", ByHour);
        Add(parts, "BYMINUTE", ByMinute);
        Add(parts, "BYSECOND", BySecond);
        Add(parts, "BYSETPOS", BySetPos);
        if (WeekStart != IsoDayOfWeek.Monday) parts.Add("WKST=" + WeekdayOrdinal.Names[(int)WeekStart]);
        return string.Join(";", parts);
    }

    public bool Equals(RecurrenceRule? other) => other is not null && ToString() == other.ToString();

    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(ToString());

    private static void Add<T>(List<string> parts, string name, IReadOnlyList<T> values)
    {
        if (values.Count > 0)
            parts.Add(name + "=" + string.Join(",", values.Select(v => Convert.ToString(v, CultureInfo.InvariantCulture))));
    }
}
