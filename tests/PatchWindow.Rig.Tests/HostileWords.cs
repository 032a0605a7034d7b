namespace PatchWindow.Rig.Tests;

/// <summary>Words that a shell, a terminal or a program would take for something else.</summary>
internal static class HostileWords
{
    public static readonly string[] Known =
    [
        "", " ", "plain", "two words", "\"", "\"\"", "a\"b", "\\", "\\\\", "\\'", "'", "''", "'\\''", "it's", "$(reboot)", "`reboot`", "$HOME",
        "${IFS}", ";reboot", "; reboot #", "& reboot", "| reboot", "&& reboot", "> /tmp/x", "*", "?", "[a-z]", "{a,b}", "~", "~root", "!", "!!",
        "#", "line\nline", "\n", "ends in newline\n", "\r\n", "\t", "\v", "\u001b[31mred", "\u001b]0;title\u0007", "-n", "--", "-s", "-oProxyCommand=reboot",
        "-oDPkg::Pre-Invoke::=reboot", "%s%n", "ÆØÅ", "日本語", "🪟", "\u202e", "\u00a0", "EOF", "@@end 0", "@@done", "}", "} </dev/null", "<<EOF",
    ];

    private const string Letters = "'\"\\$`;&|<>(){}[]*?~!#%^=-+,./:@ \t\n\r\u001b\u0001aZ0ø日";

    /// <summary>Words put together at random.</summary>
    public static string[] Random(int seed, int count)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => string.Concat(Enumerable.Range(0, random.Next(1, 30)).Select(_ => Letters[random.Next(Letters.Length)])))];
    }
}
