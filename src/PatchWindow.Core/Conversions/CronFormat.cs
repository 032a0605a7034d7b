using System.Globalization;
using System.Text.RegularExpressions;
using PatchWindow.Core.Outcomes;
using PatchWindow.Core.Text;
using PatchWindow.Core.Windows;

namespace PatchWindow.Core.Conversions;

/// <summary>
/// The five fields of a crontab, as crontab(5) of Vixie's cron has them; several lines give what any of them gives. A line of
/// fields alone, without a command. CRON_TZ is cronie's; it is read and not written, because other crons read past it.
/// </summary>
internal sealed class CronFormat : IScheduleFormat
{
    private static readonly string[] MonthNames = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    private static readonly string[] WeekdayNames = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

    private static readonly Field[] Fields =
    [
        new("minute", 0, 59, []), new("hour", 0, 23, []), new("day of the month", 1, 31, []), new("month", 1, 12, MonthNames),
        new("day of the week", 0, 7, WeekdayNames),
    ];

    private static readonly Dictionary<string, string> Nicknames = new(StringComparer.OrdinalIgnoreCase)
    {
        ["@yearly"] = "0 0 1 1 *", ["@annually"] = "0 0 1 1 *", ["@monthly"] = "0 0 1 * *", ["@weekly"] = "0 0 * * 0",
        ["@daily"] = "0 0 * * *", ["@midnight"] = "0 0 * * *", ["@hourly"] = "0 * * * *",
    };

    public string Name => "Cron";

    public Outcome<Conversion<Schedule>> Read(string text)
    {
        var fields = new List<CalendarFields>();
        string? zone = null;
        foreach (var line in text.Split('\n').Select(l => l.Trim()).Where(l => l.Length > 0 && l[0] != '#'))
        {
            if (Regex.Match(line, @"^CRON_TZ\s*=\s*(?<zone>\S+)$") is { Success: true } setting)
            {
                if (!TimeZones.Find(setting.Groups["zone"].Value).TryGet(out var found, out var problem)) return problem;
                zone = found.Id;
                continue;
            }

            if (!ReadLine(line).TryGet(out var read, out var fault)) return fault;
            fields.AddRange(read);
        }

        if (fields.Count == 0) return Fault(text, "it is empty.", "Write five fields: 0 22 * * 6.");
        var schedule = CalendarFields.ToSchedule(fields);
        schedule.TimeZone = zone;
        return new Conversion<Schedule>(schedule, []);
    }

    public Outcome<Conversion<string>> Write(Schedule schedule)
    {
        if (!FlatSchedule.Of(schedule, Name).TryGet(out var flat, out var problem)) return problem;
        if (flat.Rules.Count == 0) return ConversionFinding.Impossible(Name, "it has dates and no rule, and a crontab knows no years.");
        var lines = new List<string>();
        foreach (var rule in flat.Rules)
        {
            if (rule.Rule.Frequency == Recurrence.Frequency.Yearly && rule.Rule.Interval > 1 || CalendarFieldReader.Read(rule) is not { } sets)
                return ConversionFinding.Impossible(Name, $"the rule {rule.Rule} is not made of months, days and times that are the same each year.");
            foreach (var set in sets)
            {
                if (set.Seconds is not [0]) return ConversionFinding.Impossible(Name, $"the rule {rule.Rule} has seconds.");
                if (set.MonthDays.Count > 0 && set.MonthDays[0] < 0)
                    return ConversionFinding.Impossible(Name, $"the rule {rule.Rule} counts from the month's end.");
                if (set.MonthDays.Count > 0 && set.Weekdays.Count > 0)
                {
                    return ConversionFinding.Impossible(
                        Name, $"the rule {rule.Rule} wants a day of the month and a weekday at once, and in a crontab either is enough.",
                        "OnCalendar can say it.");
                }

                lines.Add(string.Join(" ",
                    Written(set.Minutes, 60), Written(set.Hours, 24), Written(set.MonthDays, 31), Written(set.Months, 12),
                    Written([.. set.Weekdays.Select(d => d % 7).OrderBy(d => d)], 7)));
            }
        }

        return new Conversion<string>(string.Join("\n", lines.Distinct()), flat.Losses(Name, saysPhase: true));
    }

    private static string Written(IReadOnlyList<int> values, int all) => values.Count == 0 || values.Count == all
        ? "*"
        : string.Join(",", CalendarFields.Runs(values).SelectMany(r => r.To - r.From < 2
            ? Enumerable.Range(r.From, r.To - r.From + 1).Select(v => v.ToString(CultureInfo.InvariantCulture))
            : [FormattableString.Invariant($"{r.From}-{r.To}")]));

    private Outcome<CalendarFields[]> ReadLine(string line)
    {
        if (line[0] == '@')
        {
            if (Nicknames.TryGetValue(line, out var meant)) return ReadLine(meant);
            return string.Equals(line, "@reboot", StringComparison.OrdinalIgnoreCase)
                ? Fault(line, "'@reboot' is no time.")
                : Fault(line, $"'{line}' is no nickname.{NearestWord.Question(NearestWord.To(line, Nicknames.Keys))}", "Write @daily, @weekly or five fields.");
        }

        var words = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (words.Length != 5)
        {
            return words.Length < 5
                ? Fault(line, $"it has {words.Length} fields and needs five.", "Write minute, hour, day of the month, month and day of the week: 0 22 * * 6.")
                : Fault(line, $"'{words[5]}' is one word too many after the five fields.", "Give the fields alone, without a command, seconds or a year.");
        }

        var sets = new int[5][];
        for (var i = 0; i < 5; i++)
        {
            if (!ReadField(line, words[i], Fields[i]).TryGet(out var set, out var fault)) return fault;
            sets[i] = set;
        }

        int[] weekdays = [.. sets[4].Select(d => d == 0 ? 7 : d).Distinct().OrderBy(d => d)];
        var both = new CalendarFields
        {
            Minutes = Every(sets[0], 60), Hours = Every(sets[1], 24), Seconds = [0], Months = Every(sets[3], 12),
            MonthDays = Every(sets[2], 31), Weekdays = Every(weekdays, 7),
        };

        // crontab(5): where both are restricted ("do not contain the * character" — the program looks at the first one), a day
        // that matches either is enough; so */2 beside a weekday means both.
        return words[2][0] == '*' || words[4][0] == '*'
            ? new[] { both }
            : [both with { Weekdays = [] }, both with { MonthDays = [] }];
    }

    private static int[] Every(int[] values, int all) => values.Length == all ? [] : values;

    private Outcome<int[]> ReadField(string line, string word, Field field)
    {
        var values = new SortedSet<int>();
        foreach (var item in word.Split(','))
        {
            var match = Regex.Match(item, @"^(?:(?<all>\*)|(?<from>[0-9A-Za-z]+)(?:-(?<to>[0-9A-Za-z]+))?)(?:/(?<step>[0-9]{1,2}))?$");
            if (!match.Success) return Fault(line, $"'{item}' is no {field.Name} ({field.Range}).", Hint(item));
            var (from, to, step) = (field.Least, field.Most, 1);
            if (match.Groups["step"].Success && (!int.TryParse(match.Groups["step"].Value, out step) || step == 0))
                return Fault(line, $"'{item}' has a step of nothing.", "Write */15, for instance.");
            if (match.Groups["all"].Success)
            {
                to = field.Name == "day of the week" ? 6 : to;
            }
            else
            {
                if (!field.Value(match.Groups["from"].Value, out from)) return Unknown(line, match.Groups["from"].Value, field);
                to = from;
                if (match.Groups["to"].Success && !field.Value(match.Groups["to"].Value, out to)) return Unknown(line, match.Groups["to"].Value, field);
                if (!match.Groups["to"].Success && step != 1)
                    return Fault(line, $"'{item}' has a step and no range.", $"Write {match.Groups["from"].Value}-{field.Most}/{step}.");
            }

            if (to < from) return Fault(line, $"'{item}' runs backwards.", $"Write two ranges, divided by a comma; {field.Name} is {field.Range}.");
            for (var value = from; value <= to; value += step) _ = values.Add(value);
        }

        return values.ToArray();
    }

    private Finding Unknown(string line, string word, Field field) => Fault(
        line, $"'{word}' is no {field.Name} ({field.Range}).{NearestWord.Question(NearestWord.To(word, field.Names))}", Hint(word));

    private static string? Hint(string word) => word.IndexOfAny(['?', '#', 'L', 'W']) >= 0 && word.Length <= 3
        ? "?, L, W and # are Quartz's and AWS's; a crontab has none of them."
        : null;

    private Finding Fault(string text, string reason, string? suggestion = null) => ConversionFinding.Unreadable(Name, text, reason, suggestion);

    private sealed record Field(string Name, int Least, int Most, string[] Names)
    {
        public string Range => Names.Length == 0
            ? FormattableString.Invariant($"{Least}-{Most}")
            : FormattableString.Invariant($"{Least}-{Most} or {Names[0]}-{Names[Names.Length - 1]}");

        // Sunday is 0 and 7, and January is 1.
        public bool Value(string word, out int value)
        {
            if (int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out value)) return value >= Least && value <= Most;
            value = Array.FindIndex(Names, n => string.Equals(n, word, StringComparison.OrdinalIgnoreCase));
            if (value >= 0) value += Least;
            return value >= 0;
        }
    }
}
