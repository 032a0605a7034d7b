namespace PatchWindow.Console.Tests;

/// <summary>Keys by name for tests: plain text is typed, names in angle brackets are pressed, as <c>&lt;C-a&gt;</c>.</summary>
internal static class Keys
{
    public static IEnumerable<ConsoleKeyInfo> Parse(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            var end = text[i] == '<' ? text.IndexOf('>', i) : -1;
            if (end < 0)
            {
                yield return new ConsoleKeyInfo(text[i], ConsoleKey.None, false, false, false);
                continue;
            }

            yield return Named(text[(i + 1)..end]);
            i = end;
        }
    }

    private static ConsoleKeyInfo Named(string name)
    {
        var control = name.StartsWith("C-", StringComparison.Ordinal);
        var alt = name.StartsWith("A-", StringComparison.Ordinal);
        var shift = name.StartsWith("S-", StringComparison.Ordinal);
        var key = control || alt || shift ? name[2..] : name;
        var character = key switch
        {
            "Enter" => '\r',
            "Tab" => '\t',
            "Backspace" => '\b',
            "Escape" => '\e',
            { Length: 1 } when control => (char)(char.ToUpperInvariant(key[0]) - '@'),
            { Length: 1 } => key[0],
            _ => '\0',
        };
        return new ConsoleKeyInfo(character, Enum.Parse<ConsoleKey>(key, ignoreCase: true), shift, alt, control);
    }
}
