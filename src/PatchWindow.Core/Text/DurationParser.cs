using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml;
using PatchWindow.Core.Outcomes;

namespace PatchWindow.Core.Text;

/// <summary>Reads durations as people write them: <c>4h</c>, <c>1h30m</c>, <c>PT4H</c>, <c>01:30</c>, <c>3d</c>.</summary>
public static class DurationParser
{
    internal static readonly Regex Units = new(
        @"^(?:(?<w>[0-9]{1,4})w)?(?:(?<d>[0-9]{1,5})d)?(?:(?<h>[0-9]{1,6})h)?(?:(?<m>[0-9]{1,8})m(?:in)?)?(?:(?<s>[0-9]{1,9})s)?$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    // More digits than the units above have, and otherwise of their characters.
    private static readonly Regex TooLong = new(
        @"^(?=.*(?:[0-9]{5}w|[0-9]{6}d|[0-9]{7}h|[0-9]{9}m|[0-9]{10}s))P?(?:[0-9]+[wdhms]T?)+$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    private static readonly Regex Clock = new(
        @"^(?:(?<d>[0-9]{1,5})\.)?(?<h>[0-9]{1,2}):(?<m>[0-5][0-9])(?::(?<s>[0-5][0-9]))?$", RegexOptions.CultureInvariant);

    /// <summary>A duration of zero or more; a bare number is refused because it has no unit.</summary>
    public static Outcome<TimeSpan> Parse(string text)
    {
        var word = text.Trim();
        if (word.Length > 0)
        {
            if (Units.Match(word) is { Success: true } units) return FromParts(units);
            if (Clock.Match(word) is { Success: true } clock) return FromParts(clock);
            if (FromIso(word) is { } iso) return iso;
        }

        return new Finding
        {
            Code = "DurationInvalid",
            Kind = FindingKind.InvalidArgument,
            Message = int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out _)
                ? $"'{word}' is a number without a unit."
                : TooLong.IsMatch(word) ? $"'{text}' is too long." : $"'{text}' is not a duration.",
            Suggestion = NearestDuration.To(word) is { } meant ? $"Write {meant}." : "Write 30m, 4h, 1h30m, 3d, 01:30 or PT4H.",
        };
    }

    private static TimeSpan FromParts(Match match)
    {
        long Part(string name) =>
            match.Groups[name].Success ? long.Parse(match.Groups[name].Value, CultureInfo.InvariantCulture) : 0;

        var seconds = (((((Part("w") * 7) + Part("d")) * 24) + Part("h")) * 3600) + (Part("m") * 60) + Part("s");
        return TimeSpan.FromSeconds(seconds);
    }

    // ISO 8601, as RFC 5545 §3.3.6 uses it: weeks, days and times, no months or years (their length is not fixed).
    private static TimeSpan? FromIso(string word)
    {
        if (char.ToUpperInvariant(word[0]) != 'P') return null;
        var upper = word.ToUpperInvariant();
        if (Regex.Match(upper, @"^P([0-9]{1,4})W$") is { Success: true } weeks)
            return TimeSpan.FromDays(7 * int.Parse(weeks.Groups[1].Value, CultureInfo.InvariantCulture));
        if (!Regex.IsMatch(upper, @"^P(?:[0-9]{1,5}D)?(?:T(?=[0-9])(?:[0-9]{1,6}H)?(?:[0-9]{1,8}M)?(?:[0-9]{1,9}S)?)?$") || upper.Length < 3)
            return null;
        return XmlConvert.ToTimeSpan(upper);
    }
}
