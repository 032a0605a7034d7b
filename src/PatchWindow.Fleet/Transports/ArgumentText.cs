using System.Text;

namespace PatchWindow.Fleet.Transports;

/// <summary>
/// Arguments as the one string that .NET takes apart again where there is no <c>ProcessStartInfo.ArgumentList</c>
/// (netstandard2.0). The rules are the C runtime's: a quoted argument ends at the next bare quote; backslashes are
/// plain unless a quote follows, and then two stand for one.
/// </summary>
public static class ArgumentText
{
    /// <summary>All of them, each quoted where it must be.</summary>
    public static string Join(IEnumerable<string> arguments) => string.Join(" ", arguments.Select(Quote));

    private static string Quote(string argument)
    {
        if (argument.Length > 0 && argument.All(IsPlain))
            return argument;
        var text = new StringBuilder("\"");
        var backslashes = 0;
        foreach (var character in argument)
        {
            if (character == '\\')
            {
                backslashes++;
                continue;
            }
            // Before a quote each backslash is doubled and the quote escaped; elsewhere they stand as they are.
            _ = text.Append('\\', character == '"' ? (2 * backslashes) + 1 : backslashes).Append(character);
            backslashes = 0;
        }
        return text.Append('\\', 2 * backslashes).Append('"').ToString();
    }

    // .NET's own parser on Unix also divides at a newline or a vertical tab in some versions; only these are certain.
    private static bool IsPlain(char character) =>
        character is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9')
            or '.' or '_' or '-' or '/' or ':' or '=' or '+' or '~' or '@' or ',';
}
