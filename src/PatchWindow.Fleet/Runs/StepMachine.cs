using System.Text;

namespace PatchWindow.Fleet.Runs;

/// <summary>
/// The states of a step and the moves between them: whatever is not in this table does not happen. <c>step-machine.dot</c> beside this
/// file is drawn from it.
/// </summary>
public static class StepMachine
{
    private static readonly (StepState From, StepEvent Event, StepState To)[] Table =
    [
        (StepState.Planned, StepEvent.Claimed, StepState.Claimed),
        (StepState.Planned, StepEvent.Unfit, StepState.Failed),
        (StepState.Planned, StepEvent.Withdrawn, StepState.Skipped),
        (StepState.Planned, StepEvent.Lost, StepState.Unknown),

        (StepState.Claimed, StepEvent.Fit, StepState.Checked),
        (StepState.Claimed, StepEvent.Unfit, StepState.Failed),
        (StepState.Claimed, StepEvent.Withdrawn, StepState.Skipped),
        (StepState.Claimed, StepEvent.Released, StepState.Planned),
        (StepState.Claimed, StepEvent.Lost, StepState.Unknown),

        (StepState.Checked, StepEvent.Noted, StepState.Checked),
        (StepState.Checked, StepEvent.Sent, StepState.Applying),
        (StepState.Checked, StepEvent.Unfit, StepState.Failed),
        (StepState.Checked, StepEvent.Withdrawn, StepState.Skipped),
        (StepState.Checked, StepEvent.Released, StepState.Planned),
        (StepState.Checked, StepEvent.Lost, StepState.Unknown),

        (StepState.Applying, StepEvent.Ended, StepState.Verifying),
        (StepState.Applying, StepEvent.Noted, StepState.Applying),
        (StepState.Applying, StepEvent.NotBegun, StepState.Failed),
        (StepState.Applying, StepEvent.Lost, StepState.Unknown),

        (StepState.Rebooting, StepEvent.Returned, StepState.Verifying),
        (StepState.Rebooting, StepEvent.Lost, StepState.Unknown),

        (StepState.Verifying, StepEvent.Noted, StepState.Verifying),
        (StepState.Verifying, StepEvent.Rebooted, StepState.Rebooting),
        (StepState.Verifying, StepEvent.Proved, StepState.Succeeded),
        (StepState.Verifying, StepEvent.Disproved, StepState.Failed),
        (StepState.Verifying, StepEvent.Lost, StepState.Unknown),

        // What is unknown is found out by asking the host, or by whoever looks at it.
        (StepState.Unknown, StepEvent.Ended, StepState.Verifying),
        (StepState.Unknown, StepEvent.Returned, StepState.Verifying),
        (StepState.Unknown, StepEvent.NotBegun, StepState.Skipped),
        (StepState.Unknown, StepEvent.Withdrawn, StepState.Skipped),
    ];

    private static readonly Dictionary<(StepState, StepEvent), StepState> Moves = Table.ToDictionary(row => (row.From, row.Event), row => row.To);

    private static readonly HashSet<StepState> Left = [.. Table.Select(row => row.From)];

    /// <summary>Where a step goes from a state when something happens.</summary>
    /// <exception cref="InvalidOperationException">That does not happen to a step in this state.</exception>
    public static StepState After(StepState from, StepEvent happened) => Moves.TryGetValue((from, happened), out var to)
        ? to
        : throw new InvalidOperationException($"'{happened}' does not happen to a step that is {from}.");

    /// <summary>Whether something can happen to a step in a state.</summary>
    public static bool Allows(StepState from, StepEvent happening) => Moves.ContainsKey((from, happening));

    /// <summary>Whether a step in this state is over: nothing happens to it any more. An unknown one is not; it keeps its host.</summary>
    public static bool IsTerminal(StepState state) => !Left.Contains(state);

    /// <summary>Whether a step in this state has touched nothing on its host yet.</summary>
    public static bool IsUntouched(StepState state) => state is StepState.Planned or StepState.Claimed or StepState.Checked;

    /// <summary>The table as a drawing, in Graphviz' language.</summary>
    public static string Drawing()
    {
        var text = new StringBuilder("// Drawn from the table in StepMachine.cs; a test holds the two together.\ndigraph step {\n    rankdir=LR;\n");
        foreach (var state in Enum.GetValues(typeof(StepState)).Cast<StepState>().Where(IsTerminal)) text.Append($"    {state} [shape=doublecircle];\n");
        foreach (var (from, happened, to) in Table) text.Append($"    {from} -> {to} [label=\"{happened}\"];\n");
        return text.Append("}\n").ToString();
    }
}
