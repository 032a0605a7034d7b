using System.Globalization;
using System.Text;

namespace PatchWindow.Fleet.Transports;

/// <summary>Text from a host made fit to stand in a message: one line, no control characters, not too long.</summary>
internal static class Quoted
{
    private const int Longest = 200;

    /// <summary>
    /// Control and format characters (escape sequences, direction overrides) are written as \u0000 and the rest as it
    /// is.
    /// </summary>
    public static string Line(string text) => Lines(text, Longest);

    /// <summary>The same, of another length at most.</summary>
    public static string Lines(string text, int longest)
    {
        var result = new StringBuilder();
        foreach (var character in text)
        {
            if (result.Length >= longest)
                return result.Append('…').ToString();
            var hidden = char.GetUnicodeCategory(character) is UnicodeCategory.Control or UnicodeCategory.Format
                or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate
                or UnicodeCategory.PrivateUse;
            _ = hidden
                ? result.Append("\\u").Append(((int)character).ToString("x4", CultureInfo.InvariantCulture))
                : result.Append(character);
        }
        return result.ToString();
    }
}
