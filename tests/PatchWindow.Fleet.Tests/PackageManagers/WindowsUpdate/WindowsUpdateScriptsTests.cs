using System.Management.Automation.Language;
using PatchWindow.Fleet.PackageManagers.WindowsUpdate;

namespace PatchWindow.Fleet.Tests.PackageManagers.WindowsUpdate;

/// <summary>What the scripts may be made of, because they run in Windows PowerShell 5.1 and under any execution policy.</summary>
public sealed class WindowsUpdateScriptsTests
{
    public static TheoryData<string, string> Scripts { get; } = new()
    {
        { nameof(WindowsUpdateScripts.List), WindowsUpdateScripts.List },
        { nameof(WindowsUpdateScripts.Refresh), WindowsUpdateScripts.Refresh },
        { nameof(WindowsUpdateScripts.Check), WindowsUpdateScripts.Check },
        { nameof(WindowsUpdateScripts.Simulate), WindowsUpdateScripts.Simulate },
        { nameof(WindowsUpdateScripts.Verify), WindowsUpdateScripts.Verify },
        { nameof(WindowsUpdateScripts.Apply), WindowsUpdateScripts.Apply },
        { nameof(WindowsUpdateScripts.Task), WindowsUpdateScripts.Task },
    };

    [Theory]
    [MemberData(nameof(Scripts))]
    public void A_script_uses_the_commands_of_the_core_and_its_own_and_nothing_newer_than_5_1(string name, string text)
    {
        var script = Parser.ParseInput(text, out var tokens, out var errors);
        Assert.Empty(errors);
        var own = script.FindAll(a => a is FunctionDefinitionAst, true).Cast<FunctionDefinitionAst>().Select(f => f.Name).ToHashSet();
        var called = script.FindAll(a => a is CommandAst, true).Cast<CommandAst>().Select(c => c.GetCommandName());
        Assert.All(called, command => Assert.True(own.Contains(command) || command == "Set-StrictMode", $"{name} calls {command}"));
        Assert.DoesNotContain(script.FindAll(_ => true, true), a => a is TernaryExpressionAst or PipelineChainAst);
        Assert.DoesNotContain(tokens, t => t.Kind is TokenKind.QuestionQuestion or TokenKind.QuestionQuestionEquals or TokenKind.QuestionDot);
    }

    [Theory]
    [MemberData(nameof(Scripts))]
    public void A_script_is_ASCII_because_5_1_reads_a_file_in_the_codepage_of_the_host(string name, string text) =>
        Assert.True(text.All(c => c is '\n' or '\r' or (>= ' ' and <= '~')), name);

    [Theory]
    [MemberData(nameof(Scripts))]
    public void A_script_evaluates_nothing(string name, string text)
    {
        foreach (var word in new[] { "Invoke-Expression", "iex", "ScriptBlock", "AddScript", "InvokeScript" })
            Assert.False(text.Contains(word, StringComparison.OrdinalIgnoreCase), $"{name} has {word}");
    }
}
