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
    public void Text_keeps_its_letters() => Assert.Equal("Zażółć 漢字 😀\n", Run("'Zażółć 漢字 😀'").Output);

    private Outcome Run(string text) => console.Run(["-Command", text]);
}
