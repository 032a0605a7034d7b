using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace PatchWindow.Fleet.Tests.Simulator.Audit;

/// <summary>The moves of the step machine as its drawing has them, for people and for the auditor.</summary>
internal static partial class StepDrawing
{
    private static readonly HashSet<(StepState From, StepState To)> Moves =
        [.. Arrow().Matches(File.ReadAllText(DrawingFile())).Select(m => (Enum.Parse<StepState>(m.Groups[1].Value), Enum.Parse<StepState>(m.Groups[2].Value)))];

    /// <summary>What is wrong with a journal; null where it is a path of the drawing.</summary>
    public static string? Fault(IReadOnlyList<EntryRow> journal)
    {
        for (var i = 0; i < journal.Count; i++)
        {
            if (journal[i].Sequence != i + 1) return $"entry {i + 1} is numbered {journal[i].Sequence}";
            if (i == 0 ? journal[i].State != StepState.Planned : !Moves.Contains((journal[i - 1].State, journal[i].State)))
                return $"{(i == 0 ? "nothing" : journal[i - 1].State)} → {journal[i].State}";
        }

        return null;
    }

    [GeneratedRegex(@"(\w+) -> (\w+) \[")]
    private static partial Regex Arrow();

    private static string DrawingFile([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "../../../../src/PatchWindow.Fleet/Runs/step-machine.dot");
}
