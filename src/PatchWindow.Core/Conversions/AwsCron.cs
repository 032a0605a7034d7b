using System.Globalization;
using System.Text.RegularExpressions;
using NodaTime;
using PatchWindow.Core.Recurrence;

namespace PatchWindow.Core.Conversions;

/// <summary>
/// The cron expressions of AWS: minutes, hours, day of month, month, day of week and year, with the seconds before them
/// where there are seven; Sunday is 1. See
/// https://docs.aws.amazon.com/systems-manager/latest/userguide/reference-cron-and-rate-expressions.html.
/// </summary>
/// <param name="Rules">The rules, one a line.</param>
/// <param name="At">The one time of day; null where the rules say it, because there are several.</param>
/// <param name="FirstYear">The first of the years it is limited to; null for every year.</param>
/// <param name="LastYear">The last of them.</param>
internal sealed record AwsCron(string Rules, LocalTime? At, int? FirstYear, int? LastYear)
{
    private static readonly CronField Second = new("second", 0, 59);
    private static readonly CronField Minute = new("minute", 0, 59);
    private static readonly CronField Hour = new("hour", 0, 23);
    private static readonly CronField DayOfMonth = new("day of the month", 1, 31);
    private static readonly CronField Month = new(
        "month", 1, 12, "JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC");

    private static readonly CronField DayOfWeek = new("day of the week", 1, 7, "SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT");
    private static readonly CronField Year = new("year", 1970, 2199);

    private const string BusinessDays = NearestWeekday.BusinessDays;

    /// <summary>What stands between the brackets of cron(…).</summary>
    public static AwsCron Read(string text)
    {
        var fields = text.ToUpperInvariant().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (fields.Length is not (6 or 7))
        {
            throw new FormatFault(
                $"'cron({text.Trim()})' has {fields.Length} fields and must have six: minutes, hours, day of month, month, day of week, year.",
                fields.Length == 5 ? $"Add the year: cron({text.Trim()} *)." : "Write cron(0 23 ? * TUE#3 *), for instance.");
        }

        var seconds = fields.Length == 7 ? Second.Read(fields[0]) ?? [.. Enumerable.Range(0, 60)] : [0];
        if (fields.Length == 7) fields = [.. fields.Skip(1)];
        var minutes = Minute.Read(fields[0]) ?? [.. Enumerable.Range(0, 60)];
        var hours = Hour.Read(fields[1]) ?? [.. Enumerable.Range(0, 24)];
        var times = "";
        LocalTime? at = null;
        if (seconds.Count * minutes.Count * hours.Count == 1) at = new LocalTime(hours[0], minutes[0], seconds[0]);
        else times = $";BYHOUR={List(hours)};BYMINUTE={List(minutes)};BYSECOND={List(seconds)}";

        var months = Month.Read(fields[3]) is { } named ? ";BYMONTH=" + List(named) : "";
        var rules = Days(fields[2], fields[4], at is null).Select(rule => rule + months + times);
        var years = Year.Read(fields[5]);
        if (years is not null && years[years.Count - 1] - years[0] != years.Count - 1)
            throw new FormatFault($"'{fields[5]}' has years between which others are left out.", "Convert the years by themselves.");
        return new AwsCron(string.Join("\n", rules), at, years?[0], years?[years.Count - 1]);
    }

    /// <summary>The expression of a pattern; a fault where AWS has none.</summary>
    public static string Write(RulePattern pattern)
    {
        var (days, weekdays) = Days(pattern);
        var seconds = pattern.Seconds is [0] ? "" : Second.Write(pattern.Seconds) + " ";
        return $"cron({seconds}{Minute.Write(pattern.Minutes)} {Hour.Write(pattern.Hours)} {days} {Month.Write(pattern.Months)} {weekdays} *)";
    }

    private static IReadOnlyList<string> Days(string monthDay, string weekday, bool severalTimes)
    {
        if ((monthDay, weekday) is ("?", "?")) throw new FormatFault("'?' stands for both days, and one of the two must not.", "Write cron(0 23 ? * * *).");
        if (monthDay != "?" && weekday != "?" && (monthDay, weekday) is not ("*", "*"))
        {
            throw new FormatFault(
                $"'{monthDay}' for the day of the month and '{weekday}' for the day of the week stand together, and one of the two must be '?'.",
                "Write ? for the one that does not matter: cron(0 23 ? * TUE *).");
        }

        if ((monthDay, weekday) is ("*", "*")) throw new FormatFault("'*' stands for both days, and one of the two must be '?'.", "Write cron(0 23 ? * * *).");
        if (monthDay is "?" or "*") return weekday is "?" or "*" ? ["FREQ=DAILY"] : [Weekday(weekday)];
        return weekday is "?" ? MonthDay(monthDay, severalTimes) : throw new FormatFault(
            $"'{monthDay}' and '{weekday}' name days of the month and of the week, and one of the two must be '?'.", "Write ? for the one that does not matter.");
    }

    private static string Weekday(string text)
    {
        if (text == "L") return "FREQ=WEEKLY;BYDAY=SA";
        if (Regex.Match(text, "^(?<day>[A-Z]+|[0-9])(?:#(?<n>[0-9]+)|(?<last>L))$") is { Success: true } nth && !DayOfWeek.Names.Contains(text))
        {
            var day = Name(DayOfWeek.One(nth.Groups["day"].Value));
            if (nth.Groups["last"].Success) return "FREQ=MONTHLY;BYDAY=-1" + day;
            var n = nth.Groups["n"].Value;
            return n is "1" or "2" or "3" or "4" or "5"
                ? $"FREQ=MONTHLY;BYDAY={n}{day}"
                : throw new FormatFault($"'{text}' asks for weekday number {n} of a month, which goes from 1 to 5.");
        }

        if (text.Contains("#") && text.Contains(","))
            throw new FormatFault($"'{text}' has a # in a list, and AWS takes one weekday where there is a #.", "Make one window for each: TUE#1 and TUE#3.");
        return DayOfWeek.Read(text) is { } days
            ? "FREQ=WEEKLY;BYDAY=" + string.Join(",", days.Select(Name).OrderBy(d => Array.IndexOf(WeekdayOrdinal.Names, d)))
            : "FREQ=DAILY";
    }

    private static IReadOnlyList<string> MonthDay(string text, bool severalTimes)
    {
        if (text == "L") return ["FREQ=MONTHLY;BYMONTHDAY=-1"];
        if (text == "LW")
        {
            return severalTimes
                ? ["FREQ=MONTHLY;BYMONTHDAY=-1;BYDAY=" + BusinessDays, "FREQ=MONTHLY;BYMONTHDAY=-3,-2;BYDAY=FR"]
                : [$"FREQ=MONTHLY;BYDAY={BusinessDays};BYSETPOS=-1"];
        }

        if (Regex.Match(text, "^(?<day>[0-9]+)W$") is { Success: true } nearest)
        {
            var day = DayOfMonth.One(nearest.Groups["day"].Value);
            return day <= NearestWeekday.Latest ? NearestWeekday.Rules(day) : throw new FormatFault(
                $"'{text}' may be the last day of a month or not, and no rule says the weekday nearest to it.", "Write LW for the last weekday, or 1W to 27W.");
        }

        return DayOfMonth.Read(text) is { } days ? ["FREQ=MONTHLY;BYMONTHDAY=" + List(days)] : ["FREQ=DAILY"];
    }

    private static (string Days, string Weekdays) Days(RulePattern pattern)
    {
        switch (pattern.Kind)
        {
            case PatternKind.Weekly:
                return ("?", DayOfWeek.Write([.. pattern.Days.Select(Number)]));
            case PatternKind.MonthDays when pattern.MonthDays is [-1]:
                return ("L", "?");
            case PatternKind.MonthDays when pattern.MonthDays.All(d => d > 0):
                return (DayOfMonth.Write(pattern.MonthDays), "?");
            case PatternKind.MonthDays:
                throw new FormatFault(
                    $"{string.Join(" and ", pattern.MonthDays)} as days of the month are more than AWS counts from its end.", "L alone is the last day of the month.");
            case PatternKind.MonthWeekdays when pattern.Weekdays is [{ Ordinal: -1 or (> 0 and <= 5) } only]:
                return ("?", only.Ordinal == -1 ? Number(only.Day).ToString(CultureInfo.InvariantCulture) + "L" : $"{DayOfWeek.Spell(Number(only.Day))}#{only.Ordinal}");
            case PatternKind.MonthWeekdays:
                throw new FormatFault(
                    $"{string.Join(",", pattern.Weekdays)} is not one weekday with a number from 1 to 5 or the last, and AWS takes no more.",
                    "Make one window for each.");
            case PatternKind.BusinessDay when pattern.MonthDays is [-1]:
                return ("LW", "?");
            case PatternKind.NearestWeekday:
                return (pattern.MonthDays[0].ToString(CultureInfo.InvariantCulture) + "W", "?");
            case PatternKind.BusinessDay when pattern.MonthDays is [1]:
                return ("1W", "?");
            case PatternKind.BusinessDay:
                throw new FormatFault($"AWS has no weekday number {pattern.MonthDays[0]} of a month.", "LW is the last, 1W the first.");
            default:
                return ("?", "*");
        }
    }

    private static int Number(IsoDayOfWeek day) => ((int)day % 7) + 1;

    private static string Name(int number) => WeekdayOrdinal.Names[number == 1 ? 7 : number - 1];

    private static string List(IEnumerable<int> numbers) => string.Join(",", numbers.Select(n => n.ToString(CultureInfo.InvariantCulture)));
}
