using System.Management.Automation;
using PatchWindow.Fleet.Runs;

namespace PatchWindow.Cmdlets;

/// <summary>What a person sees of runs being worked on: results, progress, and at the end of each run a line.</summary>
/// <param name="cmdlet">Who shows it.</param>
/// <param name="log">Where every move is written; null for nowhere.</param>
internal sealed class RunWatch(PatchWindowCmdlet cmdlet, MoveLog? log) : IRunWatcher
{
    private readonly HostProgress shown = new(cmdlet, "Patching");
    private readonly Dictionary<string, Run> runs = [];
    private readonly Dictionary<string, StepState> inFlight = new(StringComparer.OrdinalIgnoreCase);
    private PipelineThread? pipeline;

    /// <summary>Whether anything failed, is unknown, or was stopped.</summary>
    public bool HasFailures { get; private set; }

    public void Begin(PipelineThread thread) => pipeline = thread;

    // Written where the move is made: after Ctrl+C the pipeline takes nothing any more, and the log still does.
    public void Moved(StepMove move)
    {
        log?.Write(move);
        Post(() =>
        {
            if (StepMachine.IsTerminal(move.Entry.State)) _ = inFlight.Remove(move.Host);
            else inFlight[move.Host] = move.Entry.State;
            cmdlet.WriteVerbose($"{move.Host} {move.Entry.State}: {move.Entry.Message}");
            Show();
        });
    }

    public void Done(string run, StepResult result) => Post(() =>
    {
        cmdlet.WriteObject(result);
        if (result.State is not (StepState.Failed or StepState.Unknown)) return;
        HasFailures = true;
        cmdlet.WriteFinding(StepFailure.Of(result));
    });

    public void Told(Finding finding) => Post(() =>
    {
        HasFailures |= finding.Severity == FindingSeverity.Error;
        cmdlet.WriteFinding(finding);
    });

    public void Stands(Run run) => Post(() =>
    {
        var isNews = !runs.TryGetValue(run.Id, out var known) || known.State != run.State;
        runs[run.Id] = run;
        if (isNews && run.State != RunState.Running) Tell(run);
        HasFailures |= run.State == RunState.Stopped;
        Show();
    });

    /// <summary>Ends the progress, and says what waits still.</summary>
    public void End()
    {
        shown.End();
        foreach (var run in runs.Values.Where(r => r.State == RunState.Running && r.Waiting + r.InFlight > 0)) Tell(run);
    }

    // As Write-Host does: seen by who sits there, and no part of the output.
    private void Tell(Run run)
    {
        if (run.Hosts == run.Skipped && run.State == RunState.Ended)
        {
            cmdlet.WriteVerbose(RunSummary.Of(run));
            return;
        }

        cmdlet.WriteInformation(new HostInformationMessage { Message = RunSummary.Of(run) }, ["PSHOST"]);
    }

    private void Show()
    {
        var open = runs.Values.Where(r => r.State == RunState.Running).ToList();
        if (open.Count == 0) return;
        var (done, all) = (open.Sum(r => r.Succeeded + r.Failed + r.Skipped), open.Sum(r => r.Hosts));
        shown.Show(RunSummary.Progress(open, inFlight), done, all);
    }

    private void Post(Action action) => pipeline?.Post(action);
}
