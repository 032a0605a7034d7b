using System.Globalization;
using System.Text.RegularExpressions;
using PatchWindow.Core.Outcomes;

namespace PatchWindow.Core.Text;

/// <summary>Reads times of day as a 24-hour clock shows them: <c>22:00</c>, <c>7:30</c>, <c>22:00:30</c>.</summary>
public static class TimeOfDayParser
{
    private const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;

    private static readonly Regex Clock = new(@"^(?<h>[01]?[0-9]|2[0-3]):(?<m>[0-5][0-9])(?::(?<s>[0-5][0-9]))?\z", Options);

    private static readonly Regex Afternoon = new(@"^(?<h>1[0-2]|0?[1-9])(?:[:.](?<m>[0-5][0-9]))? ?(?<half>[ap])\.?m\.?\z", Options);

    // 22, 22h, 2200, 22.00: what people mean by it is plain, but 22 could as well be 22 hours.
    private static readonly Regex Bare = new(@"^(?<h>[01]?[0-9]|2[0-3])(?:[.h]?(?<m>[0-5][0-9])|h)?\z", Options);

    /// <summary>A time from 00:00 to 23:59:59; a problem that says how to write what was probably meant.</summary>
    public static Outcome<TimeSpan> Parse(string text)
    {
        var word = text.Trim();
        if (Clock.Match(word) is { Success: true } clock) return new TimeSpan(Part(clock, "h"), Part(clock, "m"), Part(clock, "s"));
        return new Finding
        {
            Code = "TimeOfDayInvalid",
            Kind = FindingKind.InvalidArgument,
            Message = $"'{text}' is no time of day.",
            Suggestion = $"Write {Meant(word) ?? "22:00"}, from 00:00 to 23:59.",
        };
    }

    /// <summary>The time as it is to be written that a text says or was probably meant to say; null where it cannot be told.</summary>
    public static string? Nearest(string text) => Clock.IsMatch(text.Trim()) ? text.Trim() : Meant(text.Trim());

    private static string? Meant(string word)
    {
        if (Afternoon.Match(word) is { Success: true } half)
        {
            var hour = (Part(half, "h") % 12) + (half.Groups["half"].Value is "p" or "P" ? 12 : 0);
            return Text(hour, Part(half, "m"));
        }

        // Midnight at the end of a day is the next day's at its beginning.
        if (word is "24:00" or "24" or "2400") return Text(0, 0);
        return Bare.Match(word) is { Success: true } bare ? Text(Part(bare, "h"), Part(bare, "m")) : null;
    }

    private static string Text(int hour, int minute) => string.Format(CultureInfo.InvariantCulture, "{0:00}:{1:00}", hour, minute);

    private static int Part(Match match, string name) =>
        match.Groups[name].Success ? int.Parse(match.Groups[name].Value, CultureInfo.InvariantCulture) : 0;
}
