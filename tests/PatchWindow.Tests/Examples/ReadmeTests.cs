using PatchWindow.Tests.Session;

namespace PatchWindow.Tests.Examples;

/// <summary>The README's tour: each of its commands is run, and what it shows of windows is what comes out.</summary>
public sealed class ReadmeTests(Engine engine) : SessionTest(engine)
{
    private const string Prompt = "PW> ";

    [Fact]
    public void Every_command_of_the_tour_runs_and_shows_what_the_README_says()
    {
        _ = UseApt();
        ClockShows("2026-11-25T23:00Z");
        var shown = new List<string>();
        foreach (var (command, expected) in Tour())
        {
            shown.Add(command);
            if (command.StartsWith('$'))
            {
                Set("PATCHWINDOW_CONFIG", Path.Combine(StagedModule.Repository, command.Split('\'')[1]));
                continue;
            }

            var lines = Lines(Engine.Show(command));

            // What this machine has pending is not what the README's had; and what it calls its own zone neither.
            if (!command.Contains("localhost")) Assert.Equal(Lines(expected).Where(IsTheSameEverywhere), lines.Where(IsTheSameEverywhere));
        }

        Assert.InRange(shown.Count, 5, 20);
        Assert.Contains(shown, c => c.Contains("Suspend-PendingPatch"));
    }

    [Fact]
    public void It_names_the_two_commands_a_newcomer_types()
    {
        var text = File.ReadAllText(Path.Combine(StagedModule.Repository, "README.md"));

        Assert.Contains("dotnet run --project src/PatchWindow.Console -- examples/quickstart.ps1", text);
        Assert.Contains("dotnet run --project src/PatchWindow.Console -- build.ps1 Test", text);
    }

    private static bool IsTheSameEverywhere(string line) => !line.StartsWith("this-machine", StringComparison.Ordinal);

    private static string[] Lines(IEnumerable<string> lines) => [.. lines.Select(l => l.TrimEnd()).Where(l => l.Length > 0)];

    private static List<(string Command, List<string> Output)> Tour()
    {
        var tour = new List<(string Command, List<string> Output)>();
        var block = File.ReadLines(Path.Combine(StagedModule.Repository, "README.md"))
            .SkipWhile(l => l != "```console").Skip(1).TakeWhile(l => l != "```");
        foreach (var line in block)
        {
            if (line.StartsWith(Prompt, StringComparison.Ordinal)) tour.Add((line[Prompt.Length..], []));
            else tour[^1].Output.Add(line);
        }

        return tour;
    }
}
