using System.Globalization;
using System.Text.RegularExpressions;
using PatchWindow.Core.Text;

namespace PatchWindow.Fleet.Configuration;

/// <summary>Local dates and times as people write them.</summary>
internal static class LocalMoment
{
    private static readonly string[] WithTime =
        ["yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd HH:mm", "yyyy-MM-dd HH:mm:ss"];

    private static readonly Regex YearFirst = new(
        @"^\s*(?<y>[0-9]{4})(?<s>[-/.]?)(?<m>[0-9]{1,2})\k<s>(?<d>[0-9]{1,2})(?:[T ]+(?<t>.+?))?\s*\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    private static readonly Regex YearLast = new(
        @"^\s*(?<a>[0-9]{1,2})(?<s>[-/.])(?<b>[0-9]{1,2})\k<s>(?<y>[0-9]{4})(?:[T ]+(?<t>.+?))?\s*\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    public static bool TryParse(string text, out DateTime moment, out bool dateOnly)
    {
        dateOnly = DateTime.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out moment);
        return dateOnly || DateTime.TryParseExact(text, WithTime, CultureInfo.InvariantCulture, DateTimeStyles.None, out moment);
    }

    /// <summary>What to write instead of a text that is none: what was probably meant, each reading where there are several, or examples.</summary>
    public static string Suggestion(string text)
    {
        var readings = YearFirst.Match(text) is { Success: true } first ? [Read(first, "m", "d")]
            : YearLast.Match(text) is { Success: true } last ? new[] { Read(last, "b", "a"), Read(last, "a", "b") }
            : [];
        var meant = readings.OfType<string>().Distinct().ToList();
        return $"Write {(meant.Count == 0 ? "2026-12-18 or 2026-12-18T22:00" : string.Join(" or ", meant))}.";
    }

    private static string? Read(Match match, string month, string day)
    {
        int Part(string name) => int.Parse(match.Groups[name].Value, CultureInfo.InvariantCulture);
        var (y, m) = (Part("y"), Part(month));
        if (y == 0 || m is 0 or > 12 || Part(day) is 0 or > 31) return null;

        // The thirtieth of February is its last day.
        var date = string.Format(CultureInfo.InvariantCulture, "{0:0000}-{1:00}-{2:00}", y, m, Math.Min(Part(day), DateTime.DaysInMonth(y, m)));
        return match.Groups["t"] is { Success: true, Value: var time } ? TimeOfDayParser.Nearest(time) is { } clock ? $"{date}T{clock}" : date : date;
    }
}
