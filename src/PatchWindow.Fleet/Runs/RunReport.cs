using NodaTime;
using PatchWindow.Core.Decisions;
using PatchWindow.Core.Outcomes;
using PatchWindow.Core.Runs;
using PatchWindow.Fleet.Store;

namespace PatchWindow.Fleet.Runs;

/// <summary>Says how runs stand, and what waits on what.</summary>
public sealed class RunReport(Lazy<IPatchStore> store, RunOpener opener, IClock clock)
{
    /// <summary>Runs, the newest first.</summary>
    /// <param name="query">Which.</param>
    /// <param name="isWanted">Which of those.</param>
    /// <param name="isDetailed">Whether with the steps of each and their journals.</param>
    public IEnumerable<Run> Find(RunQuery query, Func<RunRecord, bool> isWanted, bool isDetailed) =>
        store.Value.Runs.Find(query).Where(isWanted).Select(r => Of(r, isDetailed));

    /// <summary>The run with an id; a problem where there is none.</summary>
    public Outcome<Run> Find(string run, bool isDetailed) =>
        store.Value.Runs.Find(new RunQuery { Id = run, WithEnded = true }).FirstOrDefault() is { } known ? Of(known, isDetailed) : RunProblems.NotFound(run);

    /// <summary>A run as it stands, where it is known already what may start in it.</summary>
    internal Run Of(string run, RunLeave leave) => Of(store.Value.Runs.Find(new RunQuery { Id = run, WithEnded = true })[0], leave, isDetailed: false);

    /// <summary>A run was stopped by what happened in it.</summary>
    internal static Finding Stopped(RunRecord run, RunWait why) => new()
    {
        Code = "RunStopped",
        Kind = FindingKind.InvalidOperation,
        Policy = run.Policy,
        Path = run.Id,
        Message = $"The run of '{run.Policy}' was stopped: {why.Message}. What has begun comes to its end, and nothing new begins.",
        Suggestion = $"'Get-PatchRun -Id {run.Id} -Detailed' shows what failed; 'Resume-PatchRun {run.Id}' lets it go on as long as its window is open.",
    };

    private Run Of(RunRecord record, bool isDetailed) => Of(record, opener.Reopen(record).Ask(store.Value.Runs.Standing(record.Id, Now)), isDetailed);

    private DateTimeOffset Now => clock.GetCurrentInstant().ToDateTimeOffset();

    private Run Of(RunRecord record, RunLeave leave, bool isDetailed)
    {
        var tally = store.Value.Runs.Tally(record.Id);
        return new Run
        {
            Id = record.Id,
            Policy = record.Policy,
            State = record.State,
            Message = record.Message,
            WindowStart = record.WindowStart,
            WindowEnd = record.WindowEnd,
            Cutoff = record.Cutoff,
            IsOutsideWindow = record.IsOutsideWindow,
            Started = record.Created,
            Ended = record.Ended,
            LastWork = tally.LastWork,
            Hosts = tally.Hosts,
            Succeeded = tally.Of(StepState.Succeeded),
            Failed = tally.Of(StepState.Failed),
            Skipped = tally.Of(StepState.Skipped),
            Unknown = tally.Of(StepState.Unknown),
            InFlight = tally.Of(StepState.Claimed, StepState.Checked, StepState.Applying, StepState.Rebooting, StepState.Verifying),
            Waiting = tally.Of(StepState.Planned),
            Waits = [.. WaitsOf(record, leave)],
            Steps = isDetailed ? [.. store.Value.Runs.Steps(record.Id).Select(s => Of(s, leave))] : [],
        };
    }

    private IEnumerable<RunWaiting> WaitsOf(RunRecord record, RunLeave leave)
    {
        var waiting = store.Value.Runs.Waiting(record.Id).Select(w => (w.RingName, w.Ring, w.Hosts, For: For(w.Ring, w.Budgets, leave)));
        return waiting.GroupBy(w => (w.Ring, w.RingName, w.For.Reason, w.For.Message, w.For.Until)).OrderBy(w => w.Key.Ring)
            .Select(w => new RunWaiting { Ring = w.Key.RingName, Hosts = w.Sum(h => h.Hosts), Reason = w.Key.Reason, Message = w.Key.Message, Until = w.Key.Until });
    }

    private static (ReasonCode Reason, string Message, DateTimeOffset? Until) For(int ring, IReadOnlyList<string> budgets, RunLeave leave)
    {
        if (ring > leave.Ring) return (leave.Reason, leave.Wait?.Message ?? "", leave.Wait?.Until);
        return leave.BudgetWait(budgets) is { } budget ? (ReasonCode.BudgetSpent, budget.Message, null) : (ReasonCode.Apply, "a runner", null);
    }

    private RunStep Of(RunStepRecord step, RunLeave leave) => new()
    {
        Step = step.Id,
        Run = step.Run,
        Host = step.Host,
        Ring = step.RingName,
        State = step.State,
        Message = step.State == StepState.Planned ? "waits: " + For(step.Ring, step.Budgets, leave).Message : step.Message,
        Runner = step.State == StepState.Planned || step.Runner == RunnerIdentity.Nobody ? "" : step.Runner.ToString(),
        Started = step.Claimed,
        Ended = step.Ended,
        Journal = [.. store.Value.Journal(step.Id)],
    };
}
