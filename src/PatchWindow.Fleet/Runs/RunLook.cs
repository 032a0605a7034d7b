using NodaTime;
using PatchWindow.Core.Outcomes;
using PatchWindow.Core.Planning;
using PatchWindow.Core.Runs;
using PatchWindow.Fleet.Decisions;
using PatchWindow.Fleet.Inventory;
using PatchWindow.Fleet.Store;

namespace PatchWindow.Fleet.Runs;

/// <summary>
/// Asks the hosts of a run whether anything is due, before they take any of a budget: a host on which nothing is to be done is not down, and keeps
/// nobody waiting.
/// </summary>
public sealed class RunLook(PendingPatchService pending, IStepEstimates estimates, Lazy<HostInventory> inventory, Lazy<IPatchStore> store, IClock clock)
{
    /// <summary>Asks one host. Where nothing is due, or it could not be asked, its step is over.</summary>
    public async Task AskAsync(OpenRun run, RunStepRecord step, IRunWatcher watcher, CancellationToken cancellationToken)
    {
        if (!inventory.Value.Find(step.Host).TryGet(out var host, out var gone))
        {
            End(run, step, StepEvent.Withdrawn, $"{gone.Code}: {gone.Message}", watcher);
            return;
        }

        Outcome<HostPatches> listed;
        try
        {
            listed = await pending.ListAsync(host, null, [], cancellationToken, forStep: true).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // Someone else may ask it at once.
            store.Value.Runs.ForgetLook(step.Id);
            return;
        }

        catch (Exception e) when (e is not StoreException)
        {
            // One host's surprise is no reason to leave the others.
            var surprise = StepFailure.Unexpected(step.Host, e);
            End(run, step, StepEvent.Unfit, $"{surprise.Code}: {surprise.Message}", watcher, surprise);
            return;
        }

        if (!listed.TryGet(out var found, out var problem)) End(run, step, StepEvent.Unfit, $"{problem.Code}: {problem.Message}", watcher, problem);
        else if (found.StoreFault is { } fault) throw new StoreException(fault with { Severity = FindingSeverity.Error });
        else if (!found.Patches.Any(p => p.Decision!.Applies)) End(run, step, StepEvent.Withdrawn, NothingDue(found), watcher);
        else store.Value.Runs.SetDue(step.Id, estimates.For(run.Terms!.Policy, host, 1));
    }

    /// <summary>Ends all steps of a run that have not begun: its time is over.</summary>
    public void EndWaiting(OpenRun run, RunLeave leave, IRunWatcher watcher)
    {
        var waiting = store.Value.Runs.Waiting(run.Record.Id).Sum(w => w.Hosts);
        if (waiting == 0) return;
        store.Value.Runs.EndWaiting(run.Record.Id, $"{leave.Reason}: {leave.Wait?.Message ?? "the time of the run is over"}", Now);
        watcher.Told(new Finding
        {
            Code = "RunOutOfTime",
            Severity = FindingSeverity.Warning,
            Policy = run.Record.Policy,
            Path = run.Record.Id,
            Message = $"{(waiting == 1 ? "1 host" : $"{waiting} hosts")} of '{run.Record.Policy}' did not begin: {leave.Wait?.Message ?? "the time of the run is over"}.",
            Suggestion = $"'Get-PatchRun -Id {run.Record.Id} -Detailed' names them; 'Get-PatchPlan' shows what would make them fit next time.",
        });
    }

    private DateTimeOffset Now => clock.GetCurrentInstant().ToDateTimeOffset();

    private void End(OpenRun run, RunStepRecord step, StepEvent happened, string message, IRunWatcher watcher, Finding? problem = null)
    {
        var now = Now;
        var entries = StepJournal.Unbegun(step.Id, $"in the run {run.Record.Id}", happened, message, now);
        if (!store.Value.Runs.EndPlanned(entries)) return;
        foreach (var entry in entries) watcher.Moved(new StepMove(step.Host, run.Record.Policy, entry));
        if (problem is null) return;
        watcher.Done(run.Record.Id, new StepResult
        {
            Step = step.Id, Host = step.Host, Policy = run.Record.Policy, State = entries[1].State, Message = StepVerdict.Told(problem), Started = now, Ended = now,
            Journal = [.. entries],
        });
    }

    private static string NothingDue(HostPatches found) => found.Patches.Count == 0
        ? "nothing is pending"
        : $"nothing is due: {WaitingPatches.Describe(found.Patches)}";
}
