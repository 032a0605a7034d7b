using PatchWindow.Fleet.Runs;

namespace PatchWindow.Fleet.Tests.Simulator.Runners;

/// <summary>Whoever watches a runner of a history: it tells the story.</summary>
internal sealed class SilentWatcher(SimulatedRunner runner, World world) : IRunWatcher
{
    public void Moved(StepMove move)
    {
        if (world.Story.IsTold) runner.Tell($"{move.Host}: {move.Entry.State}: {move.Entry.Message}");
    }

    public void Done(string run, StepResult result)
    {
        if (world.Story.IsTold) runner.Tell($"{result.Host} is done, {result.State}");
    }

    public void Told(Finding finding)
    {
        if (world.Story.IsTold) runner.Tell($"{finding.Code}: {finding.Message}");
    }

    public void Stands(Run run)
    {
        // It says so at every turn.
    }
}
