using System.Globalization;
using System.Text.RegularExpressions;

namespace PatchWindow.Core.Text;

/// <summary>Finds how a duration is written that somebody has written otherwise: <c>4 hours</c>, <c>1,5h</c>, <c>-4h</c>, <c>P4H</c>.</summary>
internal static class NearestDuration
{
    private static readonly Regex Parts = new(
        @"^(?:(?<n>[0-9]{1,6}(?:[.,][0-9]{1,3})?)\s*(?<u>[a-z]+)\.?\s*(?:and\b|,|;|&)?\s*)+\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    private static readonly Regex PeriodOfTime = new("^P(?<t>(?:[0-9]{1,6}[HS])+)\\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    /// <summary>What to write instead; null where it cannot be told.</summary>
    public static string? To(string text)
    {
        var word = text.Trim();
        var positive = word.TrimStart('-', '+', '\u2212').TrimStart();
        if (word.Length > positive.Length && DurationParser.Parse(positive).IsSuccess) return positive;
        if (Regex.IsMatch(positive, "^[0-9]{1,4}\\z")) return $"{positive}m, {positive}h or {positive}d";
        if (PeriodOfTime.Match(positive) is { Success: true } period) return "PT" + period.Groups["t"].Value.ToUpperInvariant();
        return Parts.Match(positive) is { Success: true } parts ? Of(parts) : null;
    }

    // The same numbers with the right letters, 90 m as 90m; where that is none, what they come to.
    private static string? Of(Match match)
    {
        var (total, same) = (0m, "");
        for (var i = 0; i < match.Groups["n"].Captures.Count; i++)
        {
            var number = match.Groups["n"].Captures[i].Value.Replace(',', '.');
            if (DurationUnits.Nearest(match.Groups["u"].Captures[i].Value) is not { } unit) return null;
            total += decimal.Parse(number, CultureInfo.InvariantCulture) * unit.Seconds;
            same += number + unit.Letter;
        }

        if (DurationParser.Units.IsMatch(same)) return same;

        // Nobody means a part of a second, nor more than a century.
        return total == decimal.Truncate(total) && total is > 0 and < 3_200_000_000 ? DurationText.Format(TimeSpan.FromSeconds((double)total)) : null;
    }
}
