using System.Globalization;
using System.Text.RegularExpressions;
using NodaTime;
using NodaTime.Text;
using NodaTime.TimeZones;
using PatchWindow.Core.Recurrence;
using PatchWindow.Core.Windows;

namespace PatchWindow.Core.Conversions;

/// <summary>
/// The maintenanceWindow of an Azure maintenance configuration: <c>startDateTime</c>, <c>expirationDateTime</c>,
/// <c>duration</c>, <c>timeZone</c> and <c>recurEvery</c>. See
/// https://learn.microsoft.com/azure/templates/microsoft.maintenance/maintenanceconfigurations and
/// https://learn.microsoft.com/azure/virtual-machines/maintenance-configurations.
/// <code>
///   recurEvery = [n] ("Day" | "Days")
///              | [n] ("Week" | "Weeks") [ weekday { "," weekday } ]
///              | [n] ("Month" | "Months") [ "day" n { "," "day" n } | ("First" … "Fourth" | "Last") weekday [ "Offset" -6…6 ] ]
/// </code>
/// </summary>
internal sealed class AzureMaintenance : VendorFormat
{
    private static readonly string[] Units = ["Day", "Days", "Week", "Weeks", "Month", "Months"];
    private static readonly string[] Ordinals = ["First", "Second", "Third", "Fourth", "Last"];
    private static readonly string[] Weekdays = [.. Enumerable.Range(1, 7).Select(d => ((IsoDayOfWeek)d).ToString())];
    private static readonly string[] Keys = ["startDateTime", "expirationDateTime", "duration", "timeZone", "recurEvery"];

    // What az maintenance configuration show prints beside them.
    private static readonly string[] Others =
    [
        "extensionProperties", "id", "installPatches", "location", "maintenanceScope", "name", "namespace", "resourceGroup",
        "systemData", "tags", "type", "visibility", "apiVersion", "maintenanceWindow", "properties",
    ];

    private static readonly LocalDateTimePattern Minutes = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm");
    private static readonly LocalDateTimePattern Seconds = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm:ss");

    // For patches within the guest (scope InGuestPatch).
    private static readonly TimeSpan Shortest = new(1, 30, 0);
    private static readonly TimeSpan Longest = new(3, 55, 0);

    // The weeks of an interval may begin on another day there; what is compared is what two years hold.
    private const int Compared = 120;

    private const string Forms = "Write Day, 2Weeks Saturday,Sunday, Month day15, or Month Second Tuesday Offset3.";

    public override string Name => "AzureMaintenance";

    protected override Schedule Read(string text, Losses losses)
    {
        var document = JsonReader.ReadObject(text);
        document.AllowOnly([.. Keys, .. Others]);
        var properties = document.Object("properties") ?? document;
        if (properties != document) properties.AllowOnly([.. Keys, .. Others]);
        var window = properties.Object("maintenanceWindow") ?? properties;
        if (window != properties) window.AllowOnly(Keys);

        string Needed(string name, string example) =>
            window.String(name) ?? throw new FormatFault($"it has no '{name}'.", $"Give \"{name}\": \"{example}\", for instance.");

        var recurEvery = Needed("recurEvery", "Month Second Tuesday Offset3");
        var start = ReadDate("startDateTime", Needed("startDateTime", "2026-12-05 22:00"));
        if (!Moments.IsUsable(start)) throw NoDate("startDateTime", window.String("startDateTime")!);
        var zoneName = Needed("timeZone", "W. Europe Standard Time");
        if (!TimeZones.Find(zoneName).TryGet(out var zone, out var problem)) throw new FormatFault(problem.Message, problem.Suggestion);
        var (rule, offset) = ReadRecurEvery(recurEvery);

        // It limits the windows, and the days that the rule counts lie an offset before them; but its month is the one from
        // which months are counted.
        var first = start.PlusDays(-offset);
        if (rule.Contains("INTERVAL") && first.Month != start.Month) first = start;
        return new Schedule
        {
            Name = document.String("name"),
            RRule = rule,
            Offset = offset == 0 ? null : offset < 0 ? $"-P{-offset}D" : $"P{offset}D",
            Start = first.ToDateTimeUnspecified(),
            At = start.ToDateTimeUnspecified().TimeOfDay,
            Duration = ReadDuration(Needed("duration", "03:55")),
            TimeZone = zone.Id,
            Until = window.String("expirationDateTime") is { } end && ReadDate("expirationDateTime", end) is var last && Moments.IsUsable(last) ? Moments.Until(last) : null,
        };
    }

    protected override string Write(PlainSchedule schedule, Losses losses)
    {
        var zone = schedule.OneZone(Name);
        var rule = schedule.OneRule(Name, "recurEvery Day with an expirationDateTime on the same day is one date.");
        var pattern = Counted(rule);
        var recurEvery = WriteRecurEvery(rule, pattern);
        losses.Include(schedule);
        losses.Exclude(schedule);
        losses.Cutoff(schedule);
        losses.Clock(schedule);
        var at = losses.WholeMinute(rule.Pattern.OneTime(Name));

        var start = rule.FirstStart.Date + at;
        if (pattern.Interval > 1 && start.Month != rule.FirstDay.Month)
        {
            throw new FormatFault(
                $"the first window, on {Losses.Text(start)}, does not lie in the month of the rule's day, and Azure counts every {pattern.Interval} months from its month.",
                "Let the schedule start with a window in the rule's own month.");
        }

        if (schedule.Source.Start is null)
        {
            losses.Add(
                nameof(Schedule.Start), $"Azure counts from a startDateTime of today or later, and the schedule has no start: {Minutes.Format(start)} stands there and will be refused.",
                "Set Start to the first window.");
        }

        var duration = losses.WholeDuration(schedule.Duration, TimeSpan.FromMinutes(1), Shortest, Longest);
        return JsonValue.Of(
            ("startDateTime", JsonValue.Of(Minutes.Format(start))),
            ("expirationDateTime", rule.Last is { } last ? JsonValue.Of(Minutes.Format(Moments.End(last, Period.FromMinutes(1)))) : null),
            ("duration", JsonValue.Of(duration.ToString(@"hh\:mm", CultureInfo.InvariantCulture))),
            ("timeZone", JsonValue.Of(WindowsId(zone, losses))),
            ("recurEvery", JsonValue.Of(recurEvery))).ToString();
    }

    private static LocalDateTime ReadDate(string name, string text)
    {
        var read = Minutes.Parse(text.Trim());
        if (!read.Success) read = Seconds.Parse(text.Trim());
        return read.Success && read.Value.Year > 1 ? read.Value : throw NoDate(name, text);
    }

    private static FormatFault NoDate(string name, string text) => new($"'{text}' is no date and time for '{name}'.", "Write 2026-12-05 22:00.");

    private static TimeSpan ReadDuration(string text)
    {
        var match = Regex.Match(text.Trim(), "^(?<h>[0-9]{2}):(?<m>[0-5][0-9])$");
        var duration = !match.Success ? TimeSpan.Zero : new TimeSpan(
            int.Parse(match.Groups["h"].Value, CultureInfo.InvariantCulture), int.Parse(match.Groups["m"].Value, CultureInfo.InvariantCulture), 0);
        return duration > TimeSpan.Zero ? duration : throw new FormatFault($"'{text}' is no duration of hours and minutes.", "Write 03:55.");
    }

    private static (string Rule, int Offset) ReadRecurEvery(string text)
    {
        var words = Regex.Replace(text.Trim(), @"\s*,\s*", ",").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        var head = Regex.Match(words.Length == 0 ? "" : words[0], "^(?<n>[0-9]{0,4})(?<unit>[A-Za-z]+)$");
        if (!head.Success) throw new FormatFault($"'{text}' is no recurrence.", Forms);
        var unit = Array.FindIndex(Units, u => Same(u, head.Groups["unit"].Value)) / 2;
        if (!Units.Any(u => Same(u, head.Groups["unit"].Value)))
            throw FormatFault.Word(head.Groups["unit"].Value, "is none of Day, Week and Month", Units, Forms);
        var n = head.Groups["n"].Value.Length == 0 ? 1 : int.Parse(head.Groups["n"].Value, CultureInfo.InvariantCulture);
        if (n == 0) throw new FormatFault($"'{words[0]}' is every 0, which is never.", Forms);
        var rule = "FREQ=" + (unit == 0 ? "DAILY" : unit == 1 ? "WEEKLY" : "MONTHLY") + (n == 1 ? "" : $";INTERVAL={n}");
        var rest = words.Skip(1).ToArray();
        if (rest.Length == 0) return (rule, 0);
        return unit switch
        {
            0 => throw new FormatFault($"'{rest[0]}' follows a number of days, after which nothing follows.", Forms),
            1 when rest.Length == 1 => ($"{rule};BYDAY={string.Join(",", rest[0].Split(',').Select(Weekday).Select(d => WeekdayOrdinal.Names[(int)d]))}", 0),
            1 => throw new FormatFault($"'{rest[1]}' is one word too many; weekdays are divided by commas.", Forms),
            _ when rest[0].StartsWith("day", StringComparison.OrdinalIgnoreCase) => ($"{rule};BYMONTHDAY={string.Join(",", MonthDays(rest))}", 0),
            _ => ReadMonthWeekday(rule, rest),
        };
    }

    private static IEnumerable<string> MonthDays(string[] rest)
    {
        if (rest.Length > 1) throw new FormatFault($"'{rest[1]}' is one word too many; days are divided by commas.", Forms);
        foreach (var word in rest[0].Split(','))
        {
            var match = Regex.Match(word, "^day(?<n>[0-9]{1,2})$", RegexOptions.IgnoreCase);
            var n = match.Success ? int.Parse(match.Groups["n"].Value, CultureInfo.InvariantCulture) : 0;
            if (n is < 1 or > 31) throw new FormatFault($"'{word}' is no day of the month, which goes from day1 to day31.", Forms);
            yield return n.ToString(CultureInfo.InvariantCulture);
        }
    }

    private static (string Rule, int Offset) ReadMonthWeekday(string rule, string[] rest)
    {
        var ordinal = Array.FindIndex(Ordinals, o => Same(o, rest[0]));
        if (ordinal < 0) throw FormatFault.Word(rest[0], "is none of First to Fourth, Last and day1 to day31", Ordinals, Forms);
        if (rest.Length == 1) throw new FormatFault($"'{rest[0]}' should be followed by a weekday.", Forms);
        var day = WeekdayOrdinal.Names[(int)Weekday(rest[1])];
        var tail = string.Concat(rest.Skip(2));
        var offset = Regex.Match(tail, "^Offset(?<n>[+-]?[0-9]{1,3})$", RegexOptions.IgnoreCase);
        if (tail.Length > 0 && !offset.Success) throw FormatFault.Word(rest[2], "is no offset in days", ["Offset"], Forms);
        var days = offset.Success ? int.Parse(offset.Groups["n"].Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture) : 0;
        if (Math.Abs(days) > 6) throw new FormatFault($"'{tail}' is not from -6 to 6.", "Choose another week of the month.");
        return ($"{rule};BYDAY={(ordinal == 4 ? -1 : ordinal + 1)}{day}", days);
    }

    private static IsoDayOfWeek Weekday(string word)
    {
        var index = Array.FindIndex(Weekdays, d => Same(d, word));
        return index >= 0 ? (IsoDayOfWeek)(index + 1) : throw FormatFault.Word(word, "is no weekday, written in full", Weekdays, Forms);
    }

    private static RulePattern Counted(PlainRule rule)
    {
        var pattern = (rule.Pattern.WithIntervalForMonths() ?? rule.Pattern).AsTimesOfDay;
        return pattern.Months.Count == 0 ? pattern : throw new FormatFault(
            $"months {string.Join(",", pattern.Months)} do not lie at equal distances, and Azure counts months by intervals.",
            "Every 1, 2, 3, 4, 6 or 12 months can be said, such as BYMONTH=1,4,7,10 with days of the month.");
    }

    private static string WriteRecurEvery(PlainRule rule, RulePattern pattern)
    {
        string Every(string unit) => pattern.Interval == 1 ? unit : pattern.Interval.ToString(CultureInfo.InvariantCulture) + unit + "s";
        switch (pattern.Kind)
        {
            case PatternKind.Daily:
                return Every("Day");
            case PatternKind.Weekly:
                CheckWeeks(rule);
                return Every("Week") + " " + string.Join(",", pattern.Days);
            case PatternKind.MonthDays when pattern.MonthDays.All(d => d > 0) && rule.OffsetDays == 0:
                return Every("Month") + " " + string.Join(",", pattern.MonthDays.Select(d => "day" + d.ToString(CultureInfo.InvariantCulture)));
            case PatternKind.MonthDays when rule.OffsetDays == 0:
                throw new FormatFault("Azure has no days counted from a month's end.", "The nearest is day28, or the last of a weekday: Month Last Sunday.");
            case PatternKind.MonthWeekdays when pattern.Weekdays is [{ Ordinal: -1 or (> 0 and <= 4) } only]:
                var offset = rule.OffsetDays == 0 ? "" : " Offset" + rule.OffsetDays.ToString(CultureInfo.InvariantCulture);
                return Math.Abs(rule.OffsetDays) <= 6
                    ? $"{Every("Month")} {Ordinals[only.Ordinal == -1 ? 4 : only.Ordinal - 1]} {only.Day}{offset}"
                    : throw new FormatFault($"its windows open {Losses.Days(rule.OffsetDays)} from the rule's days, and Azure has offsets from -6 to 6.", "Choose another week of the month.");
            case PatternKind.MonthWeekdays:
                throw new FormatFault(
                    $"{string.Join(",", pattern.Weekdays)} is not one weekday with a number from 1 to 4 or the last, and Azure takes no more.", "Make one configuration for each.");
            case PatternKind.BusinessDay:
                throw new FormatFault("Azure has no working days of a month.", "The nearest is one weekday: Month Last Friday.");
            case PatternKind.MonthDays:
                throw new FormatFault($"an offset of {Losses.Days(rule.OffsetDays)} from days of the month leads into another month.", "Give the days themselves.");
            default:
                throw new FormatFault($"{rule.Rule} goes by the hour, and Azure goes by days, weeks and months.", "Write Day for once a day.");
        }
    }

    // Azure does not say on which day its weeks begin; reading takes Monday, as RFC 5545 does.
    private static void CheckWeeks(PlainRule rule)
    {
        var pattern = rule.Pattern;
        if (pattern.Interval == 1 || pattern.Days.Count == 1 || pattern.WeekStart == IsoDayOfWeek.Monday) return;
        var mondays = new RecurrenceTimes(
            RecurrenceRuleParser.Parse($"FREQ=WEEKLY;INTERVAL={pattern.Interval};BYDAY={string.Join(",", pattern.Days.Select(d => WeekdayOrdinal.Names[(int)d]))}").Value,
            rule.FirstStart, DateTimeZone.Utc);
        var next = rule.FirstStart;
        foreach (var start in rule.Starts().Take(Compared))
        {
            if (mondays.Next(next) != start)
            {
                throw new FormatFault(
                    $"its weeks begin on {pattern.WeekStart}, and every {pattern.Interval} weeks mean other days when they begin on Monday.", "Give the rule without WKST, or one weekday.");
            }

            next = start.PlusSeconds(1);
        }
    }

    private static string WindowsId(DateTimeZone zone, Losses losses)
    {
        if (TimeZones.ToWindows(zone) is not { } windows)
            throw new FormatFault($"Azure names zones as Windows does, and Windows has none for {zone.Id}.", "Set TimeZone to one that has the same time, or to UTC.");
        var compared = new Interval(Instant.FromUtc(2026, 1, 1, 0, 0), Instant.FromUtc(2037, 1, 1, 0, 0));
        if (!ZoneEqualityComparer.ForInterval(compared).Equals(zone, windows.Zone))
            losses.Add(nameof(Schedule.TimeZone), $"Windows has no zone like {zone.Id}: '{windows.Id}' is {windows.Zone.Id}, whose clock shows other times on some days or on all.");
        return windows.Id;
    }

    private static bool Same(string a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);
}
