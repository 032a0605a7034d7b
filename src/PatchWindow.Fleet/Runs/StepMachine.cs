namespace PatchWindow.Fleet.Runs;

/// <summary>
/// The states of a step and the moves between them; whatever is not in this table does not happen.
/// <code>
///   planned → claimed → checked → applying → (rebooting) → verifying → succeeded | failed
///   planned, claimed, checked → skipped          nothing was touched, and nothing had to be
///   claimed, checked → failed                     nothing was touched yet
///   any of them → unknown                         the runner was lost: someone must look at the host
/// </code>
/// </summary>
public static class StepMachine
{
    private static readonly Dictionary<StepState, StepState[]> Moves = new()
    {
        [StepState.Planned] = [StepState.Claimed, StepState.Skipped, StepState.Unknown],
        [StepState.Claimed] = [StepState.Checked, StepState.Failed, StepState.Skipped, StepState.Unknown],
        [StepState.Checked] = [StepState.Applying, StepState.Failed, StepState.Skipped, StepState.Unknown],
        [StepState.Applying] = [StepState.Rebooting, StepState.Verifying, StepState.Unknown],
        [StepState.Rebooting] = [StepState.Verifying, StepState.Unknown],
        [StepState.Verifying] = [StepState.Succeeded, StepState.Failed, StepState.Unknown],
        [StepState.Succeeded] = [],
        [StepState.Failed] = [],
        [StepState.Skipped] = [],
        [StepState.Unknown] = [],
    };

    /// <summary>Whether a step may move from one state to another.</summary>
    public static bool Allows(StepState from, StepState to) => Moves[from].Contains(to);

    /// <summary>Whether a step in this state is over.</summary>
    public static bool IsTerminal(StepState state) => Moves[state].Length == 0;
}
