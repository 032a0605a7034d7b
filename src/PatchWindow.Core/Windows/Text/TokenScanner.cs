using System.Text.RegularExpressions;

namespace PatchWindow.Core.Windows.Text;

/// <summary>
/// Divides a text into words by what they look like and not by the spaces between them, so that "2nd Tue+3d 22:00 for 4h" and
/// "2nd Tue + 3 d 22:00 for4h" are the same words.
/// </summary>
internal static class TokenScanner
{
    // The longest first: a date begins like a number, a zone like a word. A 4 before Thu is no 4th.
    private static readonly Regex Looks = new(
        @"\G(?:(?<Date>[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:T[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?)?(?![0-9:]))"
        + @"|(?<Slashed>[0-9]{1,4}[/.][0-9]{1,2}(?:[/.][0-9]{2,4})?(?![0-9])|[0-9]{1,2}-[0-9]{1,2}-[0-9]{4}(?![0-9]))"
        + @"|(?<Time>[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?(?![0-9:]))"
        + @"|(?<Ordinal>[0-9]+(?:st|nd|rd|th(?!u)))"
        + @"|(?<Number>[0-9]+)"
        + @"|(?<Path>[a-z_]+(?:/[a-z0-9_+-]+)+)"
        + @"|(?<Period>P(?=[0-9]|T[0-9])(?:[0-9]+[WD])*(?:T(?:[0-9]+[HMS])+)?(?![a-z0-9]))"
        + @"|(?<Word>[ap]\.m\.?|[\p{L}_][\p{L}\p{M}_']*)"
        + @"|(?<Symbol>\S))",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    // By the numbers of their groups, which are looked up much faster than their names.
    private static readonly int[] Groups = [.. Enum.GetNames(typeof(TokenKind)).Select(Looks.GroupNumberFromName)];

    public static IReadOnlyList<Token> Split(string text)
    {
        var tokens = new List<Token>();
        for (var at = 0; at < text.Length;)
        {
            var match = Looks.Match(text, at);
            if (!match.Success)
            {
                at++;
                continue;
            }

            var kind = Array.FindIndex(Groups, g => match.Groups[g].Success);
            tokens.Add(new Token((TokenKind)kind, match.Value is "–" or "—" or "−" or "‐" or "‑" ? "-" : match.Value, at));
            at += match.Length;
        }

        return tokens;
    }
}
