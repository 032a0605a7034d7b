namespace PatchWindow.Console.Tests;

public sealed class CommandTests(InstalledConsole console)
{
    [Theory]
    [InlineData("1", 0)]
    [InlineData("exit 9", 9)]
    [InlineData("throw 'x'", 1)]
    [InlineData("1/0", 1)]
    [InlineData("Get-Command nosuch", 1)]
    [InlineData("Get-Command nosuch; 1", 0)]
    [InlineData("if (", 1)]
    [InlineData(")", 1)]
    public void The_exit_code_tells_how_the_last_statement_ended(string text, int exitCode) =>
        Assert.Equal(exitCode, console.Run(["-Command", text]).ExitCode);

    [Fact]
    public void Words_after_Command_are_joined() => Assert.Equal("3\n", console.Run(["-c", "1", "+", "2"]).Output);

    [Theory]
    [InlineData("-Command", "-")]
    [InlineData]
    public void Standard_input_is_one_script(params string[] arguments)
    {
        var outcome = console.Run(arguments, "foreach ($i in 1..2) {\n  \"line $i\"\n}\n\nexit 3\n");
        Assert.Equal(new Outcome(3, "line 1\nline 2\n", ""), outcome);
    }

    [Fact]
    public void Text_that_breaks_off_is_an_error_that_says_where()
    {
        var outcome = console.Run(["-c", "if ("]);
        Assert.Contains("Missing condition in if statement", outcome.Error);
        Assert.Contains("1 |  if (", outcome.Error);
    }

    [Fact]
    public void A_wrong_option_is_wrong_usage() => Assert.Equal(
        new Outcome(64, "", "PatchWindow.Console: -Comand is not an option. Did you mean -Command?\n"), console.Run(["-Comand", "1"]));

    [Fact]
    public void Help_and_version_are_output()
    {
        Assert.Contains("-NonInteractive", console.Run(["-Help"]).Output);
        Assert.Matches(@"^PatchWindow console \d+\.\d+\.\d+, PowerShell engine 7\.\d+\.\d+\n$", console.Run(["-v"]).Output);
    }

    [Fact]
    public void The_engine_does_not_report_what_it_loads() =>
        Assert.Equal("1\n", console.Run(["-c", "$env:POWERSHELL_TELEMETRY_OPTOUT"]).Output);
}
