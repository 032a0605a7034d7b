using System.Text.RegularExpressions;

namespace PatchWindow.Fleet.Calendars.Events;

/// <summary>
/// The lines of a calendar before the library reads them (RFC 5545 §3.1): what it would pass over without a word is found here.
/// </summary>
internal sealed partial class CalendarLines
{
    private readonly string[] lines;

    public CalendarLines(string text) => lines = Fold().Replace(text, "").Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries);

    /// <summary>How many components of a name begin.</summary>
    public int Count(string component) => lines.Count(l => l.Trim().Equals("BEGIN:" + component, StringComparison.OrdinalIgnoreCase));

    /// <summary>
    /// The first item of a list of dates (RDATE, EXDATE) that is none; null where all are. The library leaves such an item out, and
    /// keeps the others.
    /// </summary>
    public (string List, string Item)? UnreadDate()
    {
        foreach (var line in lines.Where(l => List().IsMatch(l)))
        {
            foreach (var item in line.Substring(line.LastIndexOf(':') + 1).Split(','))
            {
                if (!Date().IsMatch(item)) return (List().Match(line).Groups[1].Value.ToUpperInvariant(), item);
            }
        }

        return null;
    }

    [GeneratedRegex("(\r\n|\r|\n)[ \t]")]
    private static partial Regex Fold();

    [GeneratedRegex("^(RDATE|EXDATE)[;:]", RegexOptions.IgnoreCase)]
    private static partial Regex List();

    // A date, a time, or a period: two times, or a time and a duration (RFC 5545 §3.3.4, §3.3.5, §3.3.9).
    [GeneratedRegex(@"^[0-9]{8}(T[0-9]{6}Z?)?(/([0-9]{8}T[0-9]{6}Z?|\+?P[0-9WDTHMS]+))?$", RegexOptions.IgnoreCase)]
    private static partial Regex Date();
}
