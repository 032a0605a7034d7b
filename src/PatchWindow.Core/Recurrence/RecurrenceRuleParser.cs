using System.Globalization;
using System.Text.RegularExpressions;
using NodaTime;
using PatchWindow.Core.Outcomes;
using PatchWindow.Core.Text;

namespace PatchWindow.Core.Recurrence;

/// <summary>Reads RRULE text (RFC 5545 §3.3.10) and refuses what the section refuses, naming the part and the reason.</summary>
public static class RecurrenceRuleParser
{
    private static readonly string[] PartNames =
    [
        "FREQ", "INTERVAL", "COUNT", "UNTIL", "BYSECOND", "BYMINUTE", "BYHOUR", "BYDAY", "BYMONTHDAY", "BYYEARDAY",
        "BYWEEKNO", "BYMONTH", "BYSETPOS", "WKST",
    ];

    private static readonly string[] Frequencies =
        [.. Enum.GetNames(typeof(Frequency)).Select(name => name.ToUpperInvariant())];

    /// <summary>The rule, with or without its <c>RRULE:</c> prefix; letter case does not matter.</summary>
    public static Outcome<RecurrenceRule> Parse(string text)
    {
        var body = text.Trim();
        if (body.StartsWith("RRULE:", StringComparison.OrdinalIgnoreCase)) body = body.Substring(6);
        if (body.Length == 0) return Invalid(text, "it is empty", "Write FREQ=WEEKLY;BYDAY=SA, for instance.");

        try
        {
            var parts = Split(text, body);
            var rule = Read(text, parts);
            CheckTogether(text, rule);
            return rule;
        }
        catch (InvalidRuleException e)
        {
            return e.Finding;
        }
    }

    /// <summary>The rules of a text, one a line; together they give what each of them gives.</summary>
    public static Outcome<List<RecurrenceRule>> ParseAll(string text)
    {
        var lines = text.Split('\n').Where(line => line.Trim().Length > 0).ToArray();
        var rules = new List<RecurrenceRule>();
        foreach (var line in lines.Length == 0 ? [text] : lines)
        {
            if (!Parse(line).TryGet(out var rule, out var problem)) return problem;
            rules.Add(rule);
        }

        return rules;
    }

    private static Dictionary<string, string> Split(string text, string body)
    {
        var parts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var piece in body.TrimEnd(';').Split(';'))
        {
            if (piece.Trim().Length == 0)
                throw new InvalidRuleException(Invalid(text, "two semicolons have nothing between them", null));
            var at = piece.IndexOf('=');
            var name = (at < 0 ? piece : piece.Substring(0, at)).Trim().ToUpperInvariant();
            if (!PartNames.Contains(name))
            {
                throw new InvalidRuleException(Invalid(
                    text, $"'{name}' is not a part of a rule.{NearestWord.Question(NearestWord.To(name, PartNames))}",
                    "The parts are " + string.Join(", ", PartNames) + "."));
            }

            if (at < 0 || at == piece.Length - 1) throw Fault(text, name, "has no value");
            if (parts.ContainsKey(name)) throw Fault(text, name, "is given twice");
            parts.Add(name, piece.Substring(at + 1).Trim().ToUpperInvariant());
        }

        return parts;
    }

    private static RecurrenceRule Read(string text, Dictionary<string, string> parts)
    {
        if (!parts.TryGetValue("FREQ", out var freq)) throw Fault(text, "FREQ", "is missing; every rule needs it");

        // Enum.TryParse would take "3", "+3" and "DAILY,WEEKLY" as well.
        var index = Array.IndexOf(Frequencies, freq);
        if (index < 0)
        {
            var near = NearestWord.To(freq, Frequencies);
            throw Fault(text, "FREQ", $"is '{freq}', which is no frequency.{NearestWord.Question(near)}");
        }

        var until = parts.TryGetValue("UNTIL", out var untilText) ? ReadUntil(text, untilText) : default;
        return new RecurrenceRule
        {
            Frequency = (Frequency)index,
            Interval = parts.TryGetValue("INTERVAL", out var interval) ? Positive(text, "INTERVAL", interval) : 1,
            Count = parts.TryGetValue("COUNT", out var count) ? Positive(text, "COUNT", count) : null,
            Until = until.Moment,
            UntilIsUtc = until.Utc,
            WeekStart = parts.TryGetValue("WKST", out var wkst) ? Weekday(text, "WKST", wkst) : IsoDayOfWeek.Monday,
            ByDay = parts.TryGetValue("BYDAY", out var byDay) ? ReadByDay(text, byDay) : [],
            ByMonth = Numbers(text, parts, "BYMONTH", 1, 12, negative: false),
            ByMonthDay = Numbers(text, parts, "BYMONTHDAY", 1, 31, negative: true),
            ByYearDay = Numbers(text, parts, "BYYEARDAY", 1, 366, negative: true),
            ByWeekNo = Numbers(text, parts, "BYWEEKNO", 1, 53, negative: true),
            ByHour = Numbers(text, parts, "BYHOUR", 0, 23, negative: false),
            ByMinute = Numbers(text, parts, "BYMINUTE", 0, 59, negative: false),
            BySecond = Numbers(text, parts, "BYSECOND", 0, 60, negative: false),
            BySetPos = Numbers(text, parts, "BYSETPOS", 1, 366, negative: true),
        };
    }

    // RFC 5545 §3.3.10: which parts must not stand beside which.
    private static void CheckTogether(string text, RecurrenceRule rule)
    {
        if (rule.Count is not null && rule.Until is not null)
            throw Fault(text, "COUNT", "and UNTIL must not stand in the same rule");
        if (rule.Frequency is not (Frequency.Monthly or Frequency.Yearly) && rule.ByDay.Any(d => d.Ordinal != 0))
            throw Fault(text, "BYDAY", $"may carry a number only when FREQ is MONTHLY or YEARLY, not {Upper(rule)}");
        if (rule.ByWeekNo.Count > 0 && rule.Frequency != Frequency.Yearly)
            throw Fault(text, "BYWEEKNO", $"may stand only beside FREQ=YEARLY, not {Upper(rule)}");
        if (rule.ByWeekNo.Count > 0 && rule.ByDay.Any(d => d.Ordinal != 0))
            throw Fault(text, "BYDAY", "must not carry a number beside BYWEEKNO");
        if (rule.ByYearDay.Count > 0 && rule.Frequency is (Frequency.Daily or Frequency.Weekly or Frequency.Monthly))
            throw Fault(text, "BYYEARDAY", $"must not stand beside FREQ={Upper(rule)}");
        if (rule.ByMonthDay.Count > 0 && rule.Frequency == Frequency.Weekly)
            throw Fault(text, "BYMONTHDAY", "must not stand beside FREQ=WEEKLY");
        if (rule.BySetPos.Count > 0 && rule.ByDay.Count + rule.ByMonth.Count + rule.ByMonthDay.Count + rule.ByYearDay.Count
            + rule.ByWeekNo.Count + rule.ByHour.Count + rule.ByMinute.Count + rule.BySecond.Count == 0)
            throw Fault(text, "BYSETPOS", "needs another BYxxx part to choose from");
    }

    private static string Upper(RecurrenceRule rule) => rule.Frequency.ToString().ToUpperInvariant();

    private static int Positive(string text, string part, string value) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
            ? number
            : throw Fault(text, part, $"is '{value}' and must be a whole number of 1 or more");

    private static int[] Numbers(
        string text, Dictionary<string, string> parts, string part, int least, int most, bool negative)
    {
        if (!parts.TryGetValue(part, out var value)) return [];
        var numbers = new SortedSet<int>();
        foreach (var item in value.Split(','))
        {
            var read = int.TryParse(item, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number);
            var size = negative ? Math.Abs((long)number) : number;
            if (!read || size < least || size > most)
            {
                var range = negative ? $"{least} to {most} or -{most} to -{least}" : $"{least} to {most}";
                throw Fault(text, part, $"has '{item}', which is not in {range}");
            }

            numbers.Add(number);
        }

        return [.. numbers];
    }

    private static WeekdayOrdinal[] ReadByDay(string text, string value)
    {
        var days = new List<WeekdayOrdinal>();
        foreach (var item in value.Split(','))
        {
            var match = Regex.Match(item, @"^(?<n>[+-]?[0-9]{1,2})?(?<d>[A-Z]{2})$");
            if (!match.Success) throw Fault(text, "BYDAY", $"has '{item}', which is no weekday such as TU, 2TU or -1FR");
            var ordinal = match.Groups["n"].Success
                ? int.Parse(match.Groups["n"].Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture)
                : 0;
            if (match.Groups["n"].Success && Math.Abs(ordinal) is 0 or > 53)
                throw Fault(text, "BYDAY", $"has '{item}', whose number is not in 1 to 53 or -53 to -1");
            var day = new WeekdayOrdinal(ordinal, Weekday(text, "BYDAY", match.Groups["d"].Value));
            if (!days.Contains(day)) days.Add(day);
        }

        return [.. days];
    }

    private static IsoDayOfWeek Weekday(string text, string part, string value)
    {
        var index = Array.IndexOf(WeekdayOrdinal.Names, value);
        return index > 0 ? (IsoDayOfWeek)index : throw Fault(text, part, $"has '{value}', which is none of MO TU WE TH FR SA SU");
    }

    private static (LocalDateTime? Moment, bool Utc) ReadUntil(string text, string value)
    {
        var utc = value.EndsWith("Z", StringComparison.Ordinal);
        var body = utc ? value.Substring(0, value.Length - 1) : value;
        if (body.Length == 8 && !utc) body += "T235959";
        var read = RecurrenceRule.UntilPattern.Parse(body);
        return read.Success
            ? (read.Value, utc)
            : throw Fault(text, "UNTIL", $"is '{value}' and must be 20261231, 20261231T220000 or 20261231T210000Z");
    }

    private static InvalidRuleException Fault(string text, string part, string reason) =>
        new(Invalid(text, $"{part} {reason}", null));

    private static Finding Invalid(string text, string reason, string? suggestion) => new()
    {
        Code = "RecurrenceRuleInvalid",
        Kind = FindingKind.InvalidArgument,
        Message = $"The recurrence rule '{text.Trim()}' cannot be used: {reason.TrimEnd('.', '?')}{(reason.EndsWith("?", StringComparison.Ordinal) ? "?" : "")} (RFC 5545 §3.3.10).",
        Suggestion = suggestion,
    };

    // Leaves the reading of a rule at its first fault; never leaves this class.
#pragma warning disable CA1032, CA1064 // A private signal, not an exception for others.
    private sealed class InvalidRuleException(Finding finding) : Exception(finding.Message)
    {
        public Finding Finding { get; } = finding;
    }
#pragma warning restore CA1032, CA1064
}
