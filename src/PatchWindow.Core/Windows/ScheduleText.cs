using System.Globalization;
using System.Text.RegularExpressions;
using NodaTime;
using PatchWindow.Core.Outcomes;
using PatchWindow.Core.Text;

namespace PatchWindow.Core.Windows;

/// <summary>
/// Schedules as people type them:
/// <code>
///   schedule = days [ ("+" | "-") n ("d" | "w") ] [ "at" ] time { "for" duration | zone | "except" (weekdays | dates) }
///   days     = "daily" | "every day" | weekdays | ordinals weekday | "every" n ("days" | "weeks" weekdays) | date
///   weekdays = weekday { "," weekday }            Mon … Sun, Monday … Sunday, weekdays, weekends
///   dates    = date { "," date }                  yyyy-MM-dd
///   ordinals = ("1st" … "5th" | "first" … "fifth" | "last") { "," … }
///   time     = HH:mm [ "-" HH:mm ]                22:00 for 4h, or 22:00-02:00
/// </code>
/// Letter case and spacing do not matter. An error names the word it is about.
/// </summary>
public static class ScheduleText
{
    private static readonly Dictionary<string, string> Weekdays = MakeWeekdays();

    private static readonly Dictionary<string, int> Ordinals = new(StringComparer.OrdinalIgnoreCase)
    {
        ["1st"] = 1, ["2nd"] = 2, ["3rd"] = 3, ["4th"] = 4, ["5th"] = 5, ["first"] = 1, ["second"] = 2, ["third"] = 3,
        ["fourth"] = 4, ["fifth"] = 5, ["last"] = -1,
    };

    private static readonly string[] Vocabulary =
        [.. Weekdays.Keys, .. Ordinals.Keys, "daily", "every", "day", "days", "week", "weeks", "for", "except", "host", "UTC"];

    /// <summary>The schedule with its rule, time, duration, offset and zone; its Text is what was typed.</summary>
    public static Outcome<Schedule> Parse(string text)
    {
        // "Sat, Sun", "22:00 - 02:00" and "+ 3d" are one word each.
        var tight = Regex.Replace(text.Trim(), @"\s*,\s*", ",");
        tight = Regex.Replace(tight, @"(?<=\d:\d\d)\s*[-–]\s*(?=\d)", "-");
        tight = Regex.Replace(tight, @"(?<=\s[+-])\s+(?=[0-9]+[dw]\b)", "", RegexOptions.IgnoreCase);
        var words = tight.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        var reader = new Reader(text, words);
        return reader.Read();
    }

    private static Dictionary<string, string> MakeWeekdays()
    {
        var names = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var day in Enumerable.Range(1, 7).Select(i => (IsoDayOfWeek)i))
        {
            var name = day.ToString();
            names[name] = names[name.Substring(0, 3)] = name.Substring(0, 2).ToUpperInvariant();
        }

        names["Tues"] = "TU";
        names["Thur"] = names["Thurs"] = "TH";
        names["weekday"] = names["weekdays"] = "MO,TU,WE,TH,FR";
        names["weekend"] = names["weekends"] = "SA,SU";
        return names;
    }

    private sealed class Reader(string text, string[] words)
    {
        private int next;

        private string? Word => next < words.Length ? words[next] : null;

        public Outcome<Schedule> Read()
        {
            var schedule = new Schedule { Text = text.Trim() };
            if (words.Length == 0) return Fault(null, "it is empty", null);
            if (ReadDays(schedule) is { } days) return days;
            if (ReadOffset(schedule) is { } offset) return offset;
            if (ReadTime(schedule) is { } time) return time;
            if (ReadRest(schedule) is { } rest) return rest;
            if (schedule.Duration == TimeSpan.Zero)
                return Fault(null, "it does not say how long a window lasts", "Add 'for 4h', or write the time as 22:00-02:00.");
            return schedule;
        }

        private Finding? ReadDays(Schedule schedule)
        {
            var word = Word!;
            if (Is("daily")) return Rule(schedule, "FREQ=DAILY", 1);
            if (Is("every")) return ReadEvery(schedule);
            if (LocalDateOf(word) is { } date)
            {
                next++;
                schedule.Include = [date];
                return null;
            }

            if (WeekdaysOf(word) is { } weekdays) return Rule(schedule, "FREQ=WEEKLY;BYDAY=" + weekdays, 1);
            var ordinals = word.Split(',').Select(w => Ordinals.TryGetValue(w, out var n) ? n : 0).ToArray();
            if (Array.TrueForAll(ordinals, n => n != 0)) return ReadOrdinals(schedule, ordinals);
            return Regex.IsMatch(word, "^[0-9]+(st|nd|rd|th)$", RegexOptions.IgnoreCase)
                ? Fault(
                    word, "is not one of 1st to 5th or last",
                    "For a day of the month give a rule instead: RRule FREQ=MONTHLY;BYMONTHDAY=15, with At and Duration.", guess: false)
                : Fault(
                    word, "is not a day",
                    "Begin with daily, Sat, Mon,Wed, weekdays, 2nd Tue, last Fri, every 2 weeks Wed, or a date such as 2026-12-05.");
        }

        private Finding? ReadOrdinals(Schedule schedule, int[] ordinals)
        {
            next++;
            if (Word is not { } word) return Fault(words[next - 1], "needs a weekday after it", "Write '2nd Tue', for instance.");
            if (Is("and")) return Fault(word, "is not one weekday", "Divide several by commas: '2nd,4th Tue'.", guess: false);
            if (WeekdaysOf(word) is not { } weekday) return Fault(word, "is not a weekday", "Write '2nd Tue', for instance.");
            if (weekday.Contains(","))
            {
                return Fault(
                    word, "is more than one weekday",
                    $"Write one, as in '2nd Tue', or give a rule: RRule FREQ=MONTHLY;BYDAY={weekday};BYSETPOS={ordinals[0]}, with At and Duration.");
            }

            var byDay = string.Join(",", ordinals.Select(n => n.ToString(CultureInfo.InvariantCulture) + weekday));
            return Rule(schedule, "FREQ=MONTHLY;BYDAY=" + byDay, 1);
        }

        private Finding? ReadEvery(Schedule schedule)
        {
            next++;
            if (Is("day")) return Rule(schedule, "FREQ=DAILY", 1);
            if (Word is { } day && WeekdaysOf(day) is { } weekdays) return Rule(schedule, "FREQ=WEEKLY;BYDAY=" + weekdays, 1);
            if (!int.TryParse(Word, NumberStyles.None, CultureInfo.InvariantCulture, out var n) || n is < 1 or > 999)
            {
                return Fault(
                    Word, "is not a weekday or a number of days or weeks",
                    "Write 'every 2 weeks Wed' or 'every 3 days', and '2nd Tue' for the second of each month.", "a weekday or a number");
            }

            next++;
            if (Is("day") || Is("days")) return Rule(schedule, $"FREQ=DAILY;INTERVAL={n}", 1);
            if (!Is("week") && !Is("weeks")) return Fault(Word, "must be days or weeks", "Write 'every 2 weeks Wed' or 'every 3 days'.", "'days' or 'weeks'");
            next++;
            if (Word is not { } word || WeekdaysOf(word) is not { } on)
                return Fault(Word, "is not a weekday", "Write 'every 2 weeks Wed', for instance.", "a weekday");
            return Rule(schedule, $"FREQ=WEEKLY;INTERVAL={n};BYDAY={on}", 1);
        }

        private Finding? ReadOffset(Schedule schedule)
        {
            if (Word is not { } word || word[0] is not ('+' or '-')) return null;
            if (schedule.Include.Length > 0) return Fault(word, "cannot follow a date", "Write the date that is meant.");
            var match = Regex.Match(word, "^(?<sign>[+-])(?<n>[0-9]{1,3})(?<unit>[dw])$", RegexOptions.IgnoreCase);
            if (!match.Success) return Fault(word, "is not an offset in days or weeks", "Write +3d or -1w.");
            next++;
            schedule.Offset = (match.Groups["sign"].Value == "-" ? "-P" : "P")
                + match.Groups["n"].Value + match.Groups["unit"].Value.ToUpperInvariant();
            return null;
        }

        private Finding? ReadTime(Schedule schedule)
        {
            if (Is("at")) next++;
            if (Word is not { } word) return Fault(null, "", "Add the time at which windows open, such as 22:00.", "a time");
            var match = Regex.Match(word, "^(?<from>[0-9]{1,2}:[0-9]{2})(?:-(?<to>[0-9]{1,2}:[0-9]{2}))?$");
            if (!match.Success || TimeOf(match.Groups["from"].Value) is not { } from)
            {
                return WeekdaysOf(word) is null && !Is("and")
                    ? Fault(word, "is not a time of day", "Write 22:00, or 22:00-02:00.", guess: false)
                    : Fault(word, "stands where the time should", "Divide several days by commas: Sat,Sun 22:00 for 4h.", guess: false);
            }

            schedule.At = from;

            // "01:00-05:00" says what the clock shows at the end; "for 4h" says how much time passes.
            schedule.DurationMode = match.Groups["to"].Success ? DurationMode.WallClock : DurationMode.Elapsed;
            if (match.Groups["to"].Success)
            {
                if (match.Groups["to"].Value != "24:00" && TimeOf(match.Groups["to"].Value) is null)
                    return Fault(word, "does not end at a time of day", "Write 22:00-02:00.");
                var to = match.Groups["to"].Value == "24:00" ? TimeSpan.FromDays(1) : TimeOf(match.Groups["to"].Value)!.Value;
                schedule.Duration = to > from ? to - from : to + TimeSpan.FromDays(1) - from;
            }

            next++;
            return null;
        }

        private Finding? ReadRest(Schedule schedule)
        {
            while (Word is { } word)
            {
                if (Is("for"))
                {
                    next++;
                    if (schedule.Duration > TimeSpan.Zero)
                        return Fault(word, "gives a second duration", "Write 22:00-02:00 or 'for 4h', not both.", guess: false);
                    if (ReadDuration(schedule) is { } fault) return fault;
                }
                else if (Is("except"))
                {
                    next++;
                    if (ReadExcept(schedule) is { } fault) return fault;
                }
                else if (word[0] is '+' or '-')
                {
                    return Fault(
                        word, "stands in the wrong place", "Write the offset before the time: 2nd Tue +3d 22:00 for 4h.", guess: false);
                }
                else if (schedule.TimeZone is null)
                {
                    if (ReadZone(schedule) is { } fault) return fault;
                }
                else
                {
                    return Fault(word, $"is one word too many after the zone {schedule.TimeZone}", null);
                }
            }

            return null;
        }

        // "4 h" and "1h 30m" are durations too: take as many words as make one, the longest first. Numbers and units must take
        // turns, or "1 30m" would be read as 130m.
        private Finding? ReadDuration(Schedule schedule)
        {
            if (Word is not { } word) return Fault(null, "", "Write 'for 4h'.", "a duration");
            var run = 1;
            while (next + run < words.Length && TakesTurn(words[next + run - 1], words[next + run])) run++;
            for (var count = run; count > 0; count--)
            {
                if (!DurationParser.Parse(string.Concat(words.Skip(next).Take(count))).TryGet(out var duration, out _)) continue;
                if (duration == TimeSpan.Zero) return Fault(word, "is no time at all", "Write how long a window lasts: for 4h.");
                schedule.Duration = duration;
                next += count;
                return Word is { } left && left.All(IsDigit) ? NoDuration(left) : null;
            }

            return NoDuration(word);
        }

        private static bool TakesTurn(string word, string following)
        {
            var (last, first) = (word[word.Length - 1], following[0]);
            return IsDigit(last) ? IsLetter(first) : IsLetter(last) && IsDigit(first);
        }

        private static bool IsDigit(char c) => c is >= '0' and <= '9';

        private static bool IsLetter(char c) => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z');

        private Finding NoDuration(string word) => Fault(
            word, word.All(IsDigit) ? "is a number without a unit" : "is not a duration", "Write 30m, 4h, 1h30m, 3d, 01:30 or PT4H.",
            guess: false);

        // Windows ids have spaces in them: take as many words as make a zone, the longest first.
        private Finding? ReadZone(Schedule schedule)
        {
            if (Is(TimeZones.Host))
            {
                schedule.TimeZone = TimeZones.Host;
                next++;
                return null;
            }

            for (var count = words.Length - next; count > 0; count--)
            {
                var name = string.Join(" ", words.Skip(next).Take(count));
                if (!TimeZones.Find(name).TryGet(out var zone, out _)) continue;
                schedule.TimeZone = zone.Id;
                next += count;
                return null;
            }

            var problem = TimeZones.Find(Word!).Problem!;
            return NearestWord.To(Word!, Vocabulary) is { } near
                ? Fault(Word, $"is not understood.{NearestWord.Question(near)}", null)
                : Fault(Word, problem.Message.Substring(problem.Message.IndexOf("is no", StringComparison.Ordinal)), problem.Suggestion);
        }

        private Finding? ReadExcept(Schedule schedule)
        {
            if (Word is not { } word) return Fault(null, "", "Write 'except Fri' or 'except 2026-12-24'.", "a day");
            if (word.Split(',').Select(LocalDateOf).ToArray() is var dates && dates.All(d => d is not null))
            {
                schedule.Exclude = [.. schedule.Exclude, .. dates.Select(d => d!.Value)];
                next++;
                return null;
            }

            if (WeekdaysOf(word) is not { } weekdays) return Fault(word, "is not a weekday or a date", "Write 'except Fri' or 'except 2026-12-24'.");
            if (schedule.RRule?.StartsWith("FREQ=DAILY", StringComparison.Ordinal) != true)
            {
                return Fault(
                    word, "can be excepted only from a daily schedule", "Name the days wanted instead: 'Mon,Tue 02:00 for 1h'.", guess: false);
            }

            if (schedule.RRule.Contains("BYDAY"))
            {
                return Fault(
                    word, "is excepted separately", "Name all weekdays after one 'except', divided by commas: except Fri,Sat.", guess: false);
            }

            var left = WeekdayNames.Except(weekdays.Split(','));
            if (!left.Any()) return Fault(word, "leaves no day", null, guess: false);
            schedule.RRule += ";BYDAY=" + string.Join(",", left);
            next++;
            return null;
        }

        private static readonly string[] WeekdayNames = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];

        private Finding? Rule(Schedule schedule, string rule, int wordsRead)
        {
            schedule.RRule = rule;
            next += wordsRead;
            return null;
        }

        private bool Is(string word) => string.Equals(Word, word, StringComparison.OrdinalIgnoreCase);

        private static string? WeekdaysOf(string word)
        {
            var days = word.Split(',').Select(w => Weekdays.TryGetValue(w, out var day) ? day : null).ToArray();
            return Array.TrueForAll(days, d => d is not null) ? string.Join(",", days.SelectMany(d => d!.Split(',')).Distinct()) : null;
        }

        private static TimeSpan? TimeOf(string word) =>
            DateTime.TryParseExact(word, "H:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
                ? time.TimeOfDay
                : null;

        private static DateTime? LocalDateOf(string word) =>
            DateTime.TryParseExact(word, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
                ? date
                : null;

        /// <param name="word">The word it is about; null for the end of the text or the text as a whole.</param>
        /// <param name="reason">What is wrong with it, to be read after the word.</param>
        /// <param name="suggestion">What to write instead.</param>
        /// <param name="wanted">What should follow, for the end of the text.</param>
        /// <param name="guess">Whether a word of the vocabulary nearby may be what was meant.</param>
        private Finding Fault(string? word, string reason, string? suggestion, string? wanted = null, bool guess = true)
        {
            if (word is null && wanted is not null)
                (word, reason, guess) = (words[words.Length - 1], "should be followed by " + wanted, false);
            var near = word is null || !guess || reason.Contains("Did you mean") ? null : NearestWord.To(word, Vocabulary);
            if (near is not null && string.Equals(near, word, StringComparison.OrdinalIgnoreCase)) near = null;
            return new Finding
            {
                Code = "ScheduleTextInvalid",
                Kind = FindingKind.InvalidArgument,
                Message = $"The schedule '{text.Trim()}' cannot be read: "
                    + (word is null ? reason : $"'{word}' {reason}")
                    + (reason[reason.Length - 1] is '.' or '?' ? "" : ".") + NearestWord.Question(near),
                Suggestion = suggestion,
            };
        }
    }
}
