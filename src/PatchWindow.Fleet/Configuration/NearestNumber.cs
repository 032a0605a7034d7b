using System.Globalization;
using System.Text.RegularExpressions;

namespace PatchWindow.Fleet.Configuration;

/// <summary>Finds how a number or a percentage is written that somebody has written otherwise: <c>3d</c>, <c>10 percent</c>, <c>110%</c>.</summary>
internal static class NearestNumber
{
    private static readonly Regex Leading = new(@"^\s*-?\s*(?<n>[0-9]{1,9})(?:[.,](?<f>[0-9]+))?", RegexOptions.CultureInvariant);

    /// <summary>A whole number from 0 to a largest one; null where none can be told.</summary>
    public static string? WholeIn(string text, int largest) => Of(text) is { } number ? Text(Math.Min(number, largest)) : null;

    /// <summary>A number of hosts, or a percentage in quotes.</summary>
    public static string? ShareIn(string text)
    {
        if (Of(text) is not { } number) return null;
        var isPercentage = text.Contains("%") || text.IndexOf("perc", StringComparison.OrdinalIgnoreCase) >= 0 || text.IndexOf("pct", StringComparison.OrdinalIgnoreCase) >= 0;
        return isPercentage ? $"\"{Text(Math.Min(number, 100))}%\"" : Text(number);
    }

    // A part of one is rounded down, as a percentage of hosts is.
    private static int? Of(string text) => Leading.Match(text) is { Success: true } match ? int.Parse(match.Groups["n"].Value, CultureInfo.InvariantCulture) : null;

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
