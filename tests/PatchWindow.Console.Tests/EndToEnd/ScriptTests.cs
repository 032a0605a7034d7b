namespace PatchWindow.Console.Tests;

public sealed class ScriptTests(InstalledConsole console) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData("Name=x Apply=False Rest=")]
    [InlineData("Name=web01 Apply=True Rest=a b", "-Name", "web01", "-Apply", "a", "b")]
    [InlineData("Name=web01 Apply=False Rest=", "-Apply:$false", "-Name:web01")]
    [InlineData("Name=a Apply=True Rest=b", "a", "b", "-apply")]
    [InlineData("Name=-Apply Apply=False Rest=", "--", "-Apply")]
    [InlineData("Name=$(1+1) 'q' \"d\" Apply=False Rest=", "$(1+1) 'q' \"d\"")]
    public void Arguments_are_bound_as_for_pwsh_File(string expected, params string[] arguments)
    {
        var script = _folder.Write("args.ps1",
            """
            param([string] $Name = 'x', [switch] $Apply, [Parameter(ValueFromRemainingArguments)] $Rest)
            "Name=$Name Apply=$Apply Rest=$Rest"
            """);
        Assert.Equal(new Outcome(0, expected + "\n", ""), console.Run([script, .. arguments]));
    }

    [Fact]
    public void A_script_without_parameters_has_its_words_in_args()
    {
        var script = _folder.Write("args.ps1", "$args.Count; $args -join '|'");
        Assert.Equal("3\na|-b|c d\n", console.Run([script, "a", "-b", "c d"]).Output);
    }

    [Fact]
    public void A_script_knows_where_it_lies()
    {
        var script = _folder.Write("sub/where.ps1", "$PSScriptRoot; $PSCommandPath; $MyInvocation.MyCommand.Name");
        Assert.Equal($"{_folder.Path}/sub\n{script}\nwhere.ps1\n", console.Run([script]).Output);
    }

    [Fact]
    public void A_relative_path_counts_from_the_current_folder()
    {
        var here = Path.GetDirectoryName(console.Folder)!;
        File.WriteAllText(Path.Combine(here, "relative.ps1"), "'found'");
        Assert.Equal("found\n", console.Run(["./relative.ps1"]).Output);
        Assert.Equal("found\n", console.Run(["-File", "relative.ps1"]).Output);
    }

    [Theory]
    [InlineData("'done'", 0)]
    [InlineData("exit 7", 7)]
    [InlineData("function f { exit 3 }; f; 'not here'", 3)]
    [InlineData("try { exit 4 } finally { 'cleaned' }", 4)]
    [InlineData("exit", 0)]
    [InlineData("/bin/sh -c 'exit 3'", 0)]
    [InlineData("/bin/sh -c 'exit 3'; exit $LASTEXITCODE", 3)]
    [InlineData("/bin/sh -c 'exit 3'; exit 0", 0)]
    [InlineData("throw 'ended'", 1)]
    [InlineData("$ErrorActionPreference = 'Stop'; Get-Command nosuch; exit 9", 1)]
    [InlineData("Get-Command nosuch; 'went on'", 0)]
    [InlineData("[CmdletBinding()]param() /bin/sh -c 'exit 3'; Get-Command nosuch", 0)]
    [InlineData("if (", 1)]
    public void The_exit_code_is_the_one_pwsh_gives(string text, int exitCode)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "there is no /bin/sh");
        Assert.Equal(exitCode, console.Run([_folder.Write("exit.ps1", text)]).ExitCode);
    }

    [Fact]
    public void A_script_called_by_a_script_exits_alone()
    {
        _folder.Write("inner.ps1", "exit 5");
        var outer = _folder.Write("outer.ps1", "& $PSScriptRoot/inner.ps1; \"inner said $LASTEXITCODE\"; exit 6");
        Assert.Equal(new Outcome(6, "inner said 5\n", ""), console.Run([outer]));
    }

    [Theory]
    [InlineData("$input | ForEach-Object { \"host $_\" }", "host web01\nhost web02\n")]
    [InlineData("function f { @($input).Count }; 'x', 'y', 'z' | f; $Host.UI.ReadLine()", "3\nweb01\n")]
    [InlineData("@($Input).Count; exit 0", "2\n")]
    public void A_script_and_a_command_that_name_input_get_the_lines_of_standard_input(string text, string output)
    {
        Assert.Equal(new Outcome(0, output, ""), console.Run([_folder.Write("input.ps1", text)], "web01\nweb02\n"));
        Assert.Equal(new Outcome(0, output, ""), console.Run(["-c", text], "web01\nweb02\n"));
    }

    [Fact]
    public void A_script_that_does_not_name_input_does_not_wait_for_it()
    {
        using var running = console.Start([_folder.Write("quick.ps1", "'done'")]);
        Assert.Equal(new Outcome(0, "done\n", ""), running.WaitForExit());
    }

    [Fact]
    public void A_script_that_is_not_there_is_wrong_usage()
    {
        var outcome = console.Run(["nosuch.ps1"]);
        Assert.Equal((64, ""), (outcome.ExitCode, outcome.Output));
        Assert.StartsWith("PatchWindow.Console: there is no script nosuch.ps1.", outcome.Error);
    }

    [Fact]
    public void A_script_without_the_ending_runs_too()
    {
        var script = _folder.Write("tool", "#!/usr/bin/env patchwindow\nparam($Name)\n\"hello $Name\"\nexit 2");
        Assert.Equal(new Outcome(2, "hello you\n", ""), console.Run([script, "-Name", "you"]));
    }

    public void Dispose() => _folder.Dispose();
}
