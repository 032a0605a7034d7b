using PatchWindow.Core.Decisions;

namespace PatchWindow.Fleet.Tests.Decisions;

/// <summary>What Get-Help about_PatchWindow_Decisions says is what the code does.</summary>
public sealed class DecisionTopicTests
{
    private static readonly string[] Lines = File.ReadAllLines(Path.Combine(Repository(), "src", "PatchWindow", "Help", "about_PatchWindow_Decisions.md"));

    [Fact]
    public void The_table_of_precedence_is_the_one_in_the_code()
    {
        var rows = Lines.SkipWhile(l => l != "| rule | reason code | what it says |").Skip(2).TakeWhile(l => l.StartsWith('|')).ToList();
        Assert.Equal(DecisionMaker.Table.Select(r => $"| {r.Rule} | {r.Reasons} | {r.Says} |".Replace("|  |", "| |")), rows);
    }

    [Fact]
    public void Every_reason_code_stands_in_it()
    {
        var reasons = DecisionMaker.Table.SelectMany(r => r.Reasons.Split(", ")).ToList();
        Assert.Equal(Enum.GetNames<ReasonCode>().Order(), reasons.Order());
    }

    private static string Repository()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "PatchWindow.sln"))) folder = Path.GetDirectoryName(folder)!;
        return folder;
    }
}
