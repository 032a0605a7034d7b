using System.Diagnostics;
using PatchWindow.Fleet.Transports;

namespace PatchWindow.Fleet.Tests.Transports;

public sealed class ArgumentTextTests
{
    /// <summary>What a quoting function must get through, and what a shell must not touch.</summary>
    public static TheoryData<string> Hostile { get; } =
    [
        "", " ", "plain", "two words", "\"", "\"\"", "a\"b", "\\", "\\\\", "\\\"", "\\\\\"", "ends in \\", "ends in \\\\",
        "C:\\Program Files\\x\\", "\\\\server\\share", "a\\\\b c", "'", "it's", "$(id)", "`id`", "$HOME", "${IFS}", ";reboot", "& id",
        "| id", "> /tmp/x", "*", "?", "[a-z]", "~", "!", "#", "line\nline", "\n", "ends in newline\n", "\r\n", "\t", "\v", "\u001b[31m",
        "-n", "--", "-s", "-oDPkg::Pre-Invoke::=id", "%s%n", "ÆØÅ", "日本語", "🪟", "e\u0301", "\u202e", "\u00a0", "\u2028",
    ];

    [Fact]
    public async Task Every_argument_arrives_as_it_was_given()
    {
        Assert.SkipWhen(!File.Exists("/usr/bin/printf"), "Needs /usr/bin/printf.");
        string[] arguments = [.. Hostile.Select(row => row.Data)];
        var start = new ProcessStartInfo("/usr/bin/printf", ArgumentText.Join(["%s\\0", .. arguments]))
        {
            RedirectStandardOutput = true,
        };

        using var process = Process.Start(start)!;
        var printed = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);

        Assert.Equal(arguments, printed.Split('\0')[..^1]);
    }

    [Theory]
    [InlineData("pw-sec=2.0", "pw-sec=2.0")]
    [InlineData("", "\"\"")]
    [InlineData("a b", "\"a b\"")]
    [InlineData("a\\\\b c\\", "\"a\\\\b c\\\\\"")]
    [InlineData("a\\\"b", "\"a\\\\\\\"b\"")]
    public void Quotes_and_backslashes_follow_the_C_runtimes_rules(string argument, string expected) =>
        Assert.Equal(expected, ArgumentText.Join([argument]));
}
