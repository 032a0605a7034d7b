using System.Globalization;

namespace PatchWindow;

/// <summary>
/// The days of a recurrence rule in the words of a schedule's text: <c>2nd Tue</c>, <c>every 2 weeks Wed</c>. Core reads them
/// back; whatever it does not read has no words here.
/// </summary>
internal sealed class RuleWords
{
    private const string Known = "FREQ INTERVAL BYMONTH BYMONTHDAY BYDAY BYSETPOS BYHOUR BYMINUTE WKST";

    private readonly RuleParts parts;
    private readonly int[] months;
    private readonly int[] monthDays;
    private readonly int[] positions;
    private readonly int[] hours;
    private readonly int[] minutes;
    private readonly WeekdayWords weekdays;
    private readonly int interval;

    private RuleWords(RuleParts parts, int[] months, int[] monthDays, int[] positions, int[] hours, int[] minutes, WeekdayWords weekdays, int interval)
    {
        (this.parts, this.months, this.monthDays, this.positions) = (parts, months, monthDays, positions);
        (this.hours, this.minutes, this.weekdays, this.interval) = (hours, minutes, weekdays, interval);
    }

    /// <summary>What stands before the time.</summary>
    public string Days { get; private set; } = "";

    /// <summary>The weekdays after 'except', if any.</summary>
    public string? Except { get; private set; }

    /// <summary>The words of a rule; null where it has none.</summary>
    public static RuleWords? Of(string rule)
    {
        if (RuleParts.Of(rule) is not { } parts || !parts.HasOnly(Known.Split(' ')) || parts["WKST"] is not ("" or "MO")) return null;
        if (parts.Numbers("BYMONTH", 1, 12) is not { } months || parts.Numbers("BYMONTHDAY", -31, 31) is not { } monthDays) return null;
        if (parts.Numbers("BYSETPOS", -366, 366) is not { } positions || WeekdayWords.Of(parts["BYDAY"]) is not { } weekdays) return null;
        if (parts.Numbers("BYHOUR", 0, 23) is not { } hours || parts.Numbers("BYMINUTE", 0, 59) is not { } minutes) return null;
        if (parts.Numbers("INTERVAL", 1, 999) is not { Length: <= 1 } interval) return null;
        var words = new RuleWords(parts, months, monthDays, positions, hours, minutes, weekdays, interval.Length == 0 ? 1 : interval[0]);
        if (words.DaysOf() is not { } days) return null;
        words.Days = days;
        return words;
    }

    /// <summary>The times of day at which the rule occurs beside a time of day; null where that cannot be said.</summary>
    public TimeSpan[]? Times(TimeSpan? at)
    {
        if (hours.Length == 0) return at is { } time && minutes.Length == 0 ? [time] : null;
        if (minutes.Length > 1 || (hours.Length > 1 && positions.Length > 0)) return null;
        var rest = at is { } given ? new TimeSpan(0, given.Minutes, given.Seconds) : TimeSpan.Zero;
        if (minutes.Length == 1) rest = new TimeSpan(0, minutes[0], rest.Seconds);
        return [.. hours.Select(h => TimeSpan.FromHours(h) + rest)];
    }

    private string? DaysOf() => parts["FREQ"] switch
    {
        "DAILY" => monthDays.Length + positions.Length > 0 || weekdays.AreNumbered ? null : Daily() + InMonths(),
        "WEEKLY" => monthDays.Length + positions.Length > 0 || weekdays.AreNumbered || weekdays.AreNone
            ? null
            : Every("", "weeks ") + weekdays.List() + InMonths(),
        "MONTHLY" => WithinMonth() is { } days ? Every("", "months ") + days + InMonths() : null,
        "YEARLY" => Yearly(),
        _ => null,
    };

    private string Daily()
    {
        if (interval == 1 && weekdays.Count is >= 1 and <= 3) return weekdays.List();
        Except = weekdays.Others();
        return Every("daily", "days");
    }

    private string? Yearly()
    {
        // Without a month the days would be counted in the year; and so are positions among several months.
        if (months.Length == 0 || (positions.Length > 0 && months.Length > 1) || WithinMonth() is not { } days) return null;
        return Every("yearly ", "years ") + (months.Length == 1 && monthDays is [> 0]
            ? monthDays[0].ToString(CultureInfo.InvariantCulture) + " " + Month(months[0])
            : days + InMonths());
    }

    private string? WithinMonth()
    {
        if (positions.Length > 0)
            return monthDays.Length > 0 || weekdays.AreNumbered || weekdays.AreNone || positions.Any(p => Math.Abs(p) > 5 * weekdays.Count) ? null : weekdays.Among(positions);
        if (monthDays.Length == 0) return weekdays.Numbered();
        if (weekdays.AreNumbered) return null;
        Except = weekdays.Others();
        return monthDays[monthDays.Length - 1] > 0
            ? "day " + Runs.Of(monthDays, d => d.ToString(CultureInfo.InvariantCulture))
            : string.Join(",", monthDays.Select(OrdinalText.Format)) + " day";
    }

    private string Every(string one, string units) => interval == 1 ? one : FormattableString.Invariant($"every {interval} {units}");

    private string InMonths() => months.Length == 0 ? "" : " in " + Runs.Of(months, Month);

    private static string Month(int month) => CultureInfo.InvariantCulture.DateTimeFormat.GetAbbreviatedMonthName(month);
}
