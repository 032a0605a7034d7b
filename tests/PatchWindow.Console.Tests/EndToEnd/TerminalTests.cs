namespace PatchWindow.Console.Tests;

public sealed class TerminalTests(InstalledConsole console) : IDisposable
{
    private const string Up = "\e[A";
    private const string CtrlC = "\u0003";
    private const string CtrlD = "\u0004";

    private readonly TemporaryFolder _folder = new();

    private string Prompt => $"PW {Path.GetDirectoryName(console.Folder)}> ";

    [Fact]
    public void The_prompt_runs_what_is_typed_and_leaves_with_the_code()
    {
        using var terminal = StartPrompt();
        terminal.Type("1 + 1\r");
        terminal.WaitForEnd($"2\n{Prompt}");
        terminal.Type("exit 5\r");
        Assert.Equal(5, terminal.WaitForExit());
    }

    [Fact]
    public void Ctrl_D_leaves()
    {
        using var terminal = StartPrompt();
        terminal.Type(CtrlD);
        Assert.Equal(0, terminal.WaitForExit());
    }

    [Fact]
    public void An_error_does_not_end_the_prompt()
    {
        using var terminal = StartPrompt();
        terminal.Type("throw 'broken'\r");
        terminal.WaitForEnd($"Exception: broken\n{Prompt}");
        terminal.Type("'still here'\r");
        terminal.WaitForEnd($"\nstill here\n{Prompt}");
    }

    [Fact]
    public void Open_braces_ask_for_more_lines_and_history_brings_all_of_them_back()
    {
        using var terminal = StartPrompt();
        terminal.Type("foreach ($i in 1..2) {\r");
        terminal.WaitForEnd("{\n>> ");
        terminal.Type("\"n$i\"\r}\r");
        terminal.WaitForEnd($"n1\nn2\n{Prompt}");
        terminal.Type(Up);
        terminal.WaitForEnd(">> \"n$i\"\n>> }");
    }

    [Fact]
    public void Tab_completes_a_command()
    {
        using var terminal = StartPrompt();
        terminal.Type("Get-ExperimentalFe\t");
        terminal.WaitForEnd(Wrapped($"{Prompt}Get-ExperimentalFeature"));
    }

    [Fact]
    public void A_line_longer_than_the_terminal_can_be_edited()
    {
        using var terminal = StartPrompt();
        var text = "'" + string.Concat(Enumerable.Range(10, 40)) + "'";
        terminal.Type(text);
        terminal.WaitForEnd(Wrapped(Prompt + text));
        terminal.Type("\u0001\e[C\e[3~XY\r");
        terminal.WaitForEnd(Wrapped("XY" + text[2..^1]) + "\n" + Prompt);
    }

    [Fact]
    public void Ctrl_C_stops_what_runs_and_clears_what_is_typed()
    {
        using var terminal = StartPrompt();
        terminal.Type("try { while (1) { [Threading.Thread]::Sleep(9); if (!$said) { $said = 1; 'on' } } } finally { [Console]::WriteLine('off') }\r");
        terminal.WaitForEnd("\non");
        terminal.Type(CtrlC);
        terminal.WaitForEnd($"off\n{Prompt}");
        terminal.Type("abc");
        terminal.WaitForEnd("abc");
        terminal.Type(CtrlC);
        terminal.WaitForEnd($"abc^C\n{Prompt}");
        terminal.Type("'fine'\r");
        terminal.WaitForEnd($"\nfine\n{Prompt}");
    }

    [Fact]
    public void Ctrl_C_says_what_it_waits_for_when_something_takes_its_time()
    {
        var done = Path.Combine(_folder.Path, "done");
        using var terminal = StartPrompt();
        terminal.Type($"try {{ 'on'; while (1) {{ [Threading.Thread]::Sleep(9) }} }} finally {{ while (![IO.File]::Exists('{done}')) {{ [Threading.Thread]::Sleep(9) }} }}\r");
        terminal.WaitForEnd("\non");
        terminal.Type(CtrlC);
        terminal.WaitFor("Stopping; a package transaction that has begun is finished f\nirst. Ctrl+C again ends this process.");
        File.WriteAllText(done, "");
        terminal.WaitForEnd($"process.\n{Prompt}");
        terminal.Type("'fine'\r");
        terminal.WaitForEnd($"\nfine\n{Prompt}");
    }

    [Fact]
    public void A_program_has_the_terminal_to_itself()
    {
        using var terminal = TerminalConsole.Start(console, "-c \"sh -c 'test -t 0 && test -t 1 && test -t 2 && echo all three'\"");
        Assert.Equal(0, terminal.WaitForExit());
        Assert.EndsWith("all three", terminal.Screen);
    }

    [Fact]
    public void Ctrl_C_in_a_question_stops_the_script()
    {
        var script = _folder.Write("ask.ps1", "function f { param([Parameter(Mandatory)] $Name) } try { f } finally { [Console]::WriteLine('let go') }");
        using var terminal = TerminalConsole.Start(console, script);
        terminal.WaitForEnd("Name:");
        terminal.Type("answ");
        terminal.WaitForEnd("answ");
        terminal.Type(CtrlC);
        Assert.Equal(130, terminal.WaitForExit());
        Assert.EndsWith("let go", terminal.Screen);
    }

    [Fact]
    public void Ctrl_C_stops_a_script()
    {
        var script = _folder.Write("run.ps1", "'on'; while (1) { [Threading.Thread]::Sleep(9) }");
        using var terminal = TerminalConsole.Start(console, script);
        terminal.WaitFor("on");
        terminal.Type(CtrlC);
        Assert.Equal(130, terminal.WaitForExit());
    }

    [Fact]
    public void A_secret_is_not_shown()
    {
        var script = _folder.Write("secret.ps1", "$c = $Host.UI.PromptForCredential('', '', 'me', 'x'); \"$($c.Password.Length) letters\"");
        using var terminal = TerminalConsole.Start(console, script);
        terminal.WaitForEnd("Password for user me:");
        terminal.Type("hu");
        terminal.WaitForEnd("me: **");
        terminal.Type("x\bsh\r");
        Assert.Equal(0, terminal.WaitForExit());
        Assert.EndsWith("****\n4 letters", terminal.Screen);
        Assert.DoesNotContain("hu", terminal.Screen);
    }

    [Fact]
    public void A_terminal_gets_colours_unless_they_are_not_wanted()
    {
        const string text = "-c \"[pscustomobject]@{a=1}; throw 'x'\"";
        using (var terminal = TerminalConsole.Start(console, text))
        {
            terminal.WaitForExit();
            Assert.Contains("\e[32;1m", terminal.Raw);
            Assert.Contains("\e[31;1mException: ", terminal.Raw);
        }

        using (var terminal = TerminalConsole.Start(console, text, ("NO_COLOR", "1")))
        {
            terminal.WaitForExit();
            Assert.DoesNotContain("\e[3", terminal.Raw);
            Assert.Contains("Exception: x", terminal.Raw);
        }
    }

    [Fact]
    public void Progress_is_drawn_below_the_output_and_gone_at_the_end()
    {
        var go = Path.Combine(_folder.Path, "go");
        var script = _folder.Write("progress.ps1",
            """
            param($Go)
            function Show { [CmdletBinding()] param()
                $r = [Management.Automation.ProgressRecord]::new(1, 'Patching', '1 of 2'); $r.PercentComplete = 50
                $PSCmdlet.WriteProgress($r)
                while (![IO.File]::Exists($Go)) { [Threading.Thread]::Sleep(9) }
                'web01 done'
                [Console]::WriteLine('and web02')
                while (![IO.File]::Exists($Go + '2')) { [Threading.Thread]::Sleep(9) } }
            Show
            'finished'
            """);
        using var terminal = TerminalConsole.Start(console, $"{script} {go}");
        terminal.WaitForEnd("Patching: 1 of 2 [#####     ]  50%");
        File.WriteAllText(go, "");
        terminal.WaitFor("web01 done\nand web02\nPatching: 1 of 2");
        File.WriteAllText(go + "2", "");
        Assert.Equal(0, terminal.WaitForExit());
        Assert.Equal("web01 done\nand web02\nfinished", terminal.Screen);
    }

    [Fact]
    public void A_dumb_terminal_gets_plain_lines()
    {
        using var terminal = TerminalConsole.Start(console, "-NoLogo", ("TERM", "dumb"));
        terminal.WaitForEnd(Prompt);
        terminal.Type("1 + 1\n");
        terminal.WaitForEnd($"2\n{Prompt}");
        terminal.Type("exit 3\n");
        Assert.Equal(3, terminal.WaitForExit());
        Assert.DoesNotContain("\e[J", terminal.Raw);
    }

    public void Dispose() => _folder.Dispose();

    private TerminalConsole StartPrompt()
    {
        var terminal = TerminalConsole.Start(console, "-NoLogo");
        terminal.WaitForEnd(Prompt);
        return terminal;
    }

    private static string Wrapped(string text) => string.Join('\n', text.Chunk(60).Select(c => new string(c)));
}
