using System.Diagnostics;

namespace PatchWindow.Console.Tests;

public sealed class StreamTests(InstalledConsole console)
{
    [Fact]
    public void Each_stream_goes_where_pwsh_sends_it()
    {
        var outcome = Run(
            """
            function Say { [CmdletBinding()] param()
                $PSCmdlet.WriteObject('object'); $PSCmdlet.WriteWarning('careful'); $PSCmdlet.WriteVerbose('detail')
                $PSCmdlet.WriteDebug('inside'); $PSCmdlet.WriteInformation('fact', @())
                $PSCmdlet.WriteError([Management.Automation.ErrorRecord]::new([Exception]::new('broken'), 'Broken', 'NotSpecified', $null)) }
            $DebugPreference = 'Continue'
            Say -Verbose -InformationAction Continue
            """);
        Assert.Equal("object\nWARNING: careful\nVERBOSE: detail\nDEBUG: inside\nfact\n", outcome.Output);
        Assert.Matches("(?s)^Say: .*\\| broken\n$", outcome.Error);
    }

    [Fact]
    public void Pipes_get_no_escape_sequences()
    {
        var outcome = Run("[pscustomobject]@{ Name = 'web01'; State = 'Open' }; $Host.UI.WriteWarningLine('w'); throw 'x'");
        Assert.DoesNotContain('\e', outcome.Output + outcome.Error);
        Assert.Contains("Name  State", outcome.Output);
    }

    [Fact]
    public void What_was_output_before_a_terminating_error_is_not_lost()
    {
        var outcome = Run("[pscustomobject]@{ Name = 'web01' }; Get-Command nosuch; throw 'ended'");
        Assert.Contains("web01", outcome.Output);
        Assert.Matches("(?s)nosuch.*ended", outcome.Error);
    }

    [Theory]
    [InlineData("", 120)]
    [InlineData("COLUMNS=60", 60)]
    [InlineData("COLUMNS=nonsense", 120)]
    public void A_table_in_a_pipe_is_as_wide_as_COLUMNS_says(string variable, int width)
    {
        var setting = variable.Length == 0 ? [] : new[] { (variable.Split('=')[0], variable.Split('=')[1]) };
        var outcome = console.Run(["-c", "[pscustomobject]@{ A = 1; Text = 'y' * 300 }"], "", setting);
        Assert.InRange(outcome.Output.Split('\n').Max(l => l.Length), width - 1, width);
    }

    [Fact]
    public void An_error_in_a_script_shows_its_line_and_what_to_do_but_no_id()
    {
        using var folder = new TemporaryFolder();
        var script = folder.Write("a.ps1",
            """
            function Test-It { [CmdletBinding()] param()
                $e = [Management.Automation.ErrorRecord]::new([Exception]::new('It is closed.'), 'PatchClosed', 'NotSpecified', $null)
                $e.ErrorDetails = [Management.Automation.ErrorDetails]::new('It is closed.')
                $e.ErrorDetails.RecommendedAction = 'Wait.'
                $PSCmdlet.WriteError($e) }
            'first'
            Test-It
            """);
        Assert.Equal(
            $"""
            Test-It: {script}:7
            Line |
               7 |  Test-It
                 |  ~~~~~~~
                 | It is closed.
              Recommendation: Wait.

            """, console.Run([script]).Error);
    }

    [Fact]
    public void Text_written_past_the_host_comes_in_order() =>
        Assert.Equal("1\n2\n3\n", Run("'1'; [Console]::WriteLine('2'); '3'").Output);

    [Fact]
    public void What_a_program_says_on_a_stream_stays_on_that_stream()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "there is no /bin/sh");
        var outcome = Run(
            """
            'first'
            /bin/sh -c 'echo out; echo err >&2'
            $kept = /bin/sh -c 'echo kept; echo beside >&2'
            function Start-It { /bin/sh -c 'echo within; echo deep >&2' }
            Start-It
            /bin/sh -c 'echo merged >&2' 2>&1 | ForEach-Object { "to a pipe: $_" }
            "last: $kept"
            """);
        Assert.Equal(new Outcome(0, "first\nout\nwithin\nto a pipe: merged\nlast: kept\n", "err\nbeside\ndeep\n"), outcome);
    }

    [Theory]
    [InlineData("1..3", "No space left on device")]
    [InlineData("[pscustomobject]@{ A = 1 }", "No space left on device")]
    [InlineData("[pscustomobject]@{ A = 1 }; exit 0", "No space left on device")]
    [InlineData("try { 1 } finally { throw 'and this' }", "No space left on device")]
    [InlineData("[Console]::WriteLine('x')", "No space left on device")]
    public void Output_that_cannot_be_written_is_an_error_in_plain_text(string text, string error)
    {
        var outcome = InShell($"\"$@\" -c \"$TEXT\" >/dev/full", ("TEXT", text));
        Assert.Equal((1, ""), (outcome.ExitCode, outcome.Output));
        Assert.Contains(error, outcome.Error);
    }

    [Theory]
    [InlineData("-c 1 >&-", 1)]
    [InlineData("-c 1 >/dev/full 2>/dev/full", 1)]
    [InlineData("-c 'throw 1' 2>/dev/full", 1)]
    [InlineData("-Help >/dev/full", 1)]
    [InlineData("-Nosuch 2>/dev/full", 64)]
    public void Nothing_that_cannot_be_written_ends_it_with_a_crash(string arguments, int exitCode) =>
        Assert.Equal(exitCode, InShell("\"$@\" " + arguments).ExitCode);

    [Fact]
    public void A_script_whose_output_cannot_be_written_fails_whatever_it_exits_with()
    {
        using var folder = new TemporaryFolder();
        var outcome = InShell($"\"$@\" {folder.Write("a.ps1", "[pscustomobject]@{ A = 1 }; exit 0")} >/dev/full");
        Assert.Equal(1, outcome.ExitCode);
        Assert.StartsWith("PatchWindow.Console: No space left on device", outcome.Error);
    }

    [Fact]
    public void Lines_are_broken_between_words()
    {
        var words = string.Join(' ', Enumerable.Repeat("transactions", 30));
        var outcome = console.Run(["-c", $"[pscustomobject]@{{ A = 1; B = 2; C = 3; D = 4; Text = '{words}' }}"], "", ("COLUMNS", "80"));
        Assert.Equal(30, outcome.Output.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries).Count(word => word == "transactions"));
        Assert.True(outcome.Output.Split('\n').Count(line => line.Contains("transactions", StringComparison.Ordinal)) > 3);
    }

    [Fact]
    public void Numbers_and_dates_are_written_the_same_everywhere() => Assert.Equal(
        "1.5\n1,234.50\n01/02/2026 13:00:00\n\n",
        console.Run(["-c", "\"$(1.5)\"; (1234.5).ToString('N2'); \"$([datetime]'2026-01-02T13:00')\"; $PSCulture"], "", ("LC_ALL", "de_DE.UTF-8")).Output);

    [Fact]
    public void Text_keeps_its_letters() => Assert.Equal("Zażółć 漢字 😀\n", Run("'Zażółć 漢字 😀'").Output);

    private Outcome Run(string text) => console.Run(["-Command", text]);

    /// <summary>Runs a line of sh in which "$@" is the console.</summary>
    private Outcome InShell(string line, params (string Name, string Value)[] environment)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "there is no /dev/full");
        var start = console.StartInfo("sh", "-c", line, "sh", "dotnet", console.Assembly);
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        using var running = new RunningConsole(Process.Start(start)!);
        running.EndInput();
        return running.WaitForExit();
    }
}
