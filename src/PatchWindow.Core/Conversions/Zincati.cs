using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using NodaTime;
using PatchWindow.Core.Recurrence;
using PatchWindow.Core.Windows;

namespace PatchWindow.Core.Conversions;

/// <summary>
/// Reboot windows of Zincati, the updater of Fedora CoreOS: weekly windows of its periodic strategy, in TOML. See
/// https://coreos.github.io/zincati/usage/updates-strategy/. Its clock times are always obeyed: a window is open while the
/// clock shows a time within it, however long that takes when the clock changes.
/// </summary>
internal sealed class Zincati : VendorFormat
{
    private const string Window = "updates.periodic.window";

    private static readonly string[] Tables = ["updates", "updates.periodic", Window];
    private static readonly string[] Days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
    private static readonly string[] DayNames = [.. Days, .. Enumerable.Range(1, 7).Select(d => ((IsoDayOfWeek)d).ToString())];
    private static readonly TimeSpan Week = TimeSpan.FromDays(7);

    public override string Name => "Zincati";

    protected override Schedule Read(string text, Losses losses)
    {
        var tables = TomlText.Read(text).Where(t => t.Name.Length + t.Values.Count > 0).ToArray();
        foreach (var table in tables)
        {
            if (!Tables.Contains(table.Name))
                throw FormatFault.Word(table.Name, "is no table of updates.periodic", Tables, "Give the part of the configuration that says when to reboot.");
            if (table.IsOneOfMany != (table.Name == Window))
                throw new FormatFault($"[{table.Name}] stands in {(table.IsOneOfMany ? "double" : "single")} brackets.", $"Write [[{Window}]] and [updates.periodic].");
            string[] keys = table.Name switch
            {
                "updates" => ["strategy", "enabled", "allow_downgrade"],
                "updates.periodic" => ["time_zone"],
                _ => ["days", "start_time", "length_minutes"],
            };
            foreach (var key in table.Values.Keys.Where(k => !keys.Contains(k))) throw FormatFault.Word(key, $"is no key of [{table.Name}]", keys);
        }

        var strategy = One(tables, "updates", "strategy") ?? "periodic";
        if (strategy != "periodic") throw FormatFault.Word(strategy, "has no windows; the strategy must be periodic", ["periodic"]);
        if (One(tables, "updates", "enabled") == "false") losses.Add(nameof(Schedule.RRule), "'enabled' is false: Zincati updates nothing, and the schedule opens all the same.");

        var windows = tables.Where(t => t.Name == Window).Select(ReadWindow).ToArray();
        if (windows.Length == 0) throw new FormatFault($"it has no [[{Window}]].");
        if (windows.FirstOrDefault(w => w.Length != windows[0].Length) is { Days: not null } other)
        {
            throw new FormatFault(
                $"its windows last {DurationText.Format(windows[0].Length)} and {DurationText.Format(other.Length)}, which is more than one schedule.",
                "Convert the windows of each length by themselves.");
        }

        var sameTime = windows.Select(w => w.Start).Distinct().Count() == 1;
        return new Schedule
        {
            RRule = string.Join("\n", windows.GroupBy(w => w.Start).Select(at => Rule(at.SelectMany(w => w.Days), sameTime ? null : at.Key))),
            At = sameTime ? TimeSpan.FromTicks(windows[0].Start.TickOfDay) : null,
            Duration = windows[0].Length,
            TimeZone = ReadZone(One(tables, "updates.periodic", "time_zone") ?? "UTC"),
            WhenSkipped = SkippedTime.GapEnd,
            DurationMode = DurationMode.WallClock,
        };
    }

    protected override string Write(PlainSchedule schedule, Losses losses)
    {
        if (schedule.RawRules.Count == 0) throw new FormatFault("it has dates, and Zincati has weekdays alone.", "The nearest is a weekly rule, such as FREQ=WEEKLY;BYDAY=SA.");
        var windows = schedule.Rules.SelectMany(r => WindowsOf(r, losses)).ToArray();
        foreach (var rule in schedule.Rules.Take(1)) losses.Start(schedule, rule);
        foreach (var rule in schedule.Rules.Where(r => r.Last is not null).Take(1)) losses.End(rule);
        losses.Include(schedule);
        losses.Exclude(schedule);
        losses.Cutoff(schedule);
        losses.Clock(schedule, SkippedTime.GapEnd, AmbiguousTime.Earlier, DurationMode.WallClock);
        var length = losses.WholeDuration(schedule.Duration, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1), Week);

        var text = new StringBuilder("[updates]\nstrategy = \"periodic\"\n");
        if (!schedule.IsUtc) text.Append("\n[updates.periodic]\ntime_zone = \"").Append(schedule.Zone?.Id ?? "localtime").Append("\"\n");
        foreach (var (at, days) in windows)
        {
            text.Append("\n[[").Append(Window).Append("]]\ndays = [ ").Append(string.Join(", ", days.Select(d => $"\"{Days[(int)d - 1]}\"")))
                .Append(" ]\nstart_time = \"").Append(at.ToString("HH:mm", CultureInfo.InvariantCulture))
                .Append("\"\nlength_minutes = ").Append(((int)length.TotalMinutes).ToString(CultureInfo.InvariantCulture)).Append('\n');
        }

        return text.ToString();
    }

    private static IEnumerable<(LocalTime At, IReadOnlyList<IsoDayOfWeek> Days)> WindowsOf(PlainRule rule, Losses losses)
    {
        var pattern = rule.Pattern.AsTimesOfDay;
        var weekly = pattern.Kind is PatternKind.Daily or PatternKind.Weekly && pattern.Interval == 1 && pattern.Months.Count == 0;
        if (!weekly)
        {
            var days = pattern.Kind == PatternKind.MonthWeekdays ? pattern.Weekdays.Select(w => w.Day) : pattern.Days;
            throw new FormatFault(
                $"{rule.Rule} does not recur every week, and Zincati has the same windows every week.",
                days.Any() ? $"The nearest is FREQ=WEEKLY;BYDAY={string.Join(",", days.Distinct().Select(d => WeekdayOrdinal.Names[(int)d]))}." : "The nearest is FREQ=DAILY, or FREQ=WEEKLY with a weekday.");
        }

        var on = pattern.Kind == PatternKind.Weekly ? pattern.Days : [.. Enumerable.Range(1, 7).Select(d => (IsoDayOfWeek)d)];
        return pattern.Times.Select(time => (losses.WholeMinute(time), on));
    }

    private static (IReadOnlyList<IsoDayOfWeek> Days, LocalTime Start, TimeSpan Length) ReadWindow(TomlTable table)
    {
        IReadOnlyList<string> Needed(string key) => table.Values.TryGetValue(key, out var value) ? value : throw new FormatFault($"a [[{Window}]] has no '{key}'.");
        var days = Needed("days").Select(ReadDay).ToArray();
        if (days.Length == 0) throw new FormatFault($"a [[{Window}]] has no day in 'days'.");
        var start = Needed("start_time")[0];
        var time = Regex.Match(start, "^(?<h>[01]?[0-9]|2[0-3]):(?<m>[0-5]?[0-9])$");
        if (!time.Success) throw new FormatFault($"'{start}' is no time of day.", "Write \"22:00\".");
        var length = Needed("length_minutes")[0];
        if (!int.TryParse(length, NumberStyles.None, CultureInfo.InvariantCulture, out var minutes) || minutes < 1 || minutes > Week.TotalMinutes)
            throw new FormatFault($"'{length}' is no number of minutes from 1 to {(int)Week.TotalMinutes}.");
        return (days, new LocalTime(Number(time, "h"), Number(time, "m")), TimeSpan.FromMinutes(minutes));
    }

    private static int Number(Match match, string group) => int.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);

    private static IsoDayOfWeek ReadDay(string word)
    {
        var index = Array.FindIndex(DayNames, d => string.Equals(d, word, StringComparison.OrdinalIgnoreCase));
        return index >= 0 ? (IsoDayOfWeek)((index % 7) + 1) : throw FormatFault.Word(word, "is no day of the week", DayNames);
    }

    private static string Rule(IEnumerable<IsoDayOfWeek> days, LocalTime? at)
    {
        var sorted = days.Distinct().OrderBy(d => d).ToArray();
        return (sorted.Length == 7 ? "FREQ=DAILY" : "FREQ=WEEKLY;BYDAY=" + string.Join(",", sorted.Select(d => WeekdayOrdinal.Names[(int)d])))
            + (at is { } time ? $";BYHOUR={time.Hour};BYMINUTE={time.Minute}" : "");
    }

    private static string ReadZone(string name)
    {
        if (name == "localtime") return TimeZones.Host;
        return TimeZones.Find(name).TryGet(out var zone, out var problem) ? zone.Id : throw new FormatFault(problem.Message, problem.Suggestion);
    }

    private static string? One(IEnumerable<TomlTable> tables, string table, string key) =>
        tables.FirstOrDefault(t => t.Name == table)?.Values.TryGetValue(key, out var value) == true ? value[0] : null;
}
