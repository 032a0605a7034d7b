using System.Text.RegularExpressions;

namespace PatchWindow.Console;

/// <summary>Lines that look as if they held a secret stay out of files. One too many is no loss.</summary>
internal static partial class Secrets
{
    public static bool AreIn(string text) => Words().IsMatch(text);

    [GeneratedRegex(
        "passw(or)?d|passphrase|secret|token|api[-_]?key|asplaintext|securestring|credential",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Words();
}
