using System.Runtime.CompilerServices;
using PatchWindow.Fleet.Runs;

namespace PatchWindow.Fleet.Tests.Runs;

public sealed class StepMachineTests
{
    private static readonly StepState[] States = Enum.GetValues<StepState>();

    [Fact]
    public void The_drawing_beside_the_table_is_the_one_that_is_drawn_from_it() =>
        Assert.Equal(StepMachine.Drawing(), File.ReadAllText(DrawingFile()).Replace("\r\n", "\n"));

    [Fact]
    public void A_step_is_over_when_it_succeeded_failed_or_was_skipped_and_not_while_it_is_unknown() =>
        Assert.Equal([StepState.Succeeded, StepState.Failed, StepState.Skipped], States.Where(StepMachine.IsTerminal));

    [Fact]
    public void Every_state_is_reached_from_planned_and_every_one_that_is_not_over_can_come_to_an_end()
    {
        Assert.Equal(States, Reach(StepState.Planned).Order());
        Assert.All(States.Where(s => !StepMachine.IsTerminal(s)), s => Assert.Contains(Reach(s), StepMachine.IsTerminal));
    }

    [Fact]
    public void What_is_lost_while_it_is_in_progress_is_unknown_and_a_host_is_told_to_begin_from_one_state_alone()
    {
        Assert.All(States.Where(s => !StepMachine.IsTerminal(s) && s != StepState.Unknown), s => Assert.Equal(StepState.Unknown, StepMachine.After(s, StepEvent.Lost)));
        Assert.Equal([StepState.Checked], States.Where(s => StepMachine.Allows(s, StepEvent.Sent)));
    }

    [Fact]
    public void What_does_not_happen_to_a_step_is_refused_and_says_what() =>
        Assert.Equal("'Sent' does not happen to a step that is Succeeded.", Assert.Throws<InvalidOperationException>(() => StepMachine.After(StepState.Succeeded, StepEvent.Sent)).Message);

    private static HashSet<StepState> Reach(StepState from)
    {
        var reached = new HashSet<StepState> { from };
        var open = new Queue<StepState>([from]);
        while (open.TryDequeue(out var state))
        {
            foreach (var next in Enum.GetValues<StepEvent>().Where(e => StepMachine.Allows(state, e)).Select(e => StepMachine.After(state, e)).Where(reached.Add)) open.Enqueue(next);
        }

        return reached;
    }

    private static string DrawingFile([CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "../../../src/PatchWindow.Fleet/Runs/step-machine.dot");
}
