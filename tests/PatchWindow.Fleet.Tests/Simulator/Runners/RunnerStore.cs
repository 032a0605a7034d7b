using PatchWindow.Core.Decisions;
using PatchWindow.Core.Outcomes;
using PatchWindow.Core.Runs;
using PatchWindow.Fleet.Store;

namespace PatchWindow.Fleet.Tests.Simulator.Runners;

/// <summary>One runner's way to the store that all share: the real one, with what can happen before, between and after its transactions. The auditor looks after each that changes something.</summary>
internal sealed class RunnerStore(World world, SimulatedRunner runner) : IPatchStore, IRunStore
{
    private IPatchStore Store => world.Store;

    public string Location => Store.Location;

    public Finding? WriteRefusal => Store.WriteRefusal;

    public IRunStore Runs => this;

    // Under a lock of production's, where nobody else can come between (PendingPatchService).
    public IReadOnlyList<Sighting> Sight(string host, IReadOnlyCollection<PendingPatch> patches, DateTimeOffset now) => Locked(() => Store.Sight(host, patches, now));

    public IReadOnlyList<Deferral> Deferrals(DateTimeOffset now) => Locked(() => Store.Deferrals(now));

    public IReadOnlyList<Approval> Approvals(DateTimeOffset now) => Locked(() => Store.Approvals(now));

    public StepRecord? InProgress(string host) => Locked(() => Store.InProgress(host));

    public IReadOnlyList<StepRecord> InProgress() => Read(() => Store.InProgress());

    public IReadOnlyList<JournalEntry> Journal(string step) => Read(() => Store.Journal(step));

    public Outcome<StepRecord> Claim(StepRecord step, IReadOnlyList<JournalEntry> entries, TimeSpan lease, BudgetUse? budgets = null) =>
        Change($"claims {step.Host} outside of runs", isMove: true, () => Store.Claim(step, entries, lease, budgets), claimed => claimed.IsSuccess);

    public StepRecord? TakeUp(string host, Func<StepRecord, bool> isLeft, RunnerIdentity identity, TimeSpan lease) =>
        Change($"takes up the step on {host}", isMove: true, () => Store.TakeUp(host, isLeft, identity, lease), taken => taken is not null, takesUp: true);

    public void Leave(string step, long epoch) => Change($"leaves {step}", isMove: true, () =>
    {
        Store.Leave(step, epoch);
        return true;
    });

    public void Close(string step, long epoch, DateTimeOffset now) => Change($"closes {step}", isMove: true, () =>
    {
        Store.Close(step, epoch, now);
        return true;
    });

    public void SetWork(string step, long epoch, StepOrder order) => Change($"writes the work of {step}", isMove: true, () =>
    {
        Store.SetWork(step, epoch, order);
        return true;
    });

    public void Write(JournalEntry entry, long epoch) => Change($"writes {entry.Step} {entry.State}", isMove: true, () =>
    {
        Store.Write(entry, epoch);
        return true;
    }, written: entry.Step);

    public Outcome<Deferral> AddDeferral(Deferral deferral, Func<IReadOnlyList<Deferral>, Finding?> objection) => Read(() => Store.AddDeferral(deferral, objection));

    public Outcome<Deferral> ResumeDeferral(long id, string by, DateTimeOffset now) => Read(() => Store.ResumeDeferral(id, by, now));

    public Approval AddApproval(Approval approval) => Read(() => Store.AddApproval(approval));

    public Outcome<Approval> WithdrawApproval(long id, string by, DateTimeOffset now) => Read(() => Store.WithdrawApproval(id, by, now));

    public (RunRecord Run, bool IsNew) Open(RunRecord run, IReadOnlyList<PlannedHost> hosts) =>
        Change($"opens the run of {run.Policy}", isMove: false, () => Store.Runs.Open(run, hosts), opened => opened.IsNew);

    public bool TakeSurvey(string policy, DateTimeOffset since, DateTimeOffset now) => Read(() => Store.Runs.TakeSurvey(policy, since, now));

    public IReadOnlyList<RunRecord> Find(RunQuery query) => Read(() => Store.Runs.Find(query));

    public RunTally Tally(string run) => Read(() => Store.Runs.Tally(run));

    public RunStanding Standing(string run, DateTimeOffset now) => Read(() => Store.Runs.Standing(run, now));

    public void Reschedule(string run, DateTimeOffset? end, DateTimeOffset? cutoff) => Change($"reschedules {run}", isMove: false, () =>
    {
        Store.Runs.Reschedule(run, end, cutoff);
        return true;
    });

    public IReadOnlyList<RunStepRecord> TakeToLook(
        string run, int ring, int most, DateTimeOffset now, TimeSpan again, RunnerIdentity runner, Func<RunnerIdentity, bool> isGone) => Read(() => Store.Runs.TakeToLook(run, ring, most, now, again, runner, isGone));

    public void SetDue(string step, TimeSpan estimate) => Read(() =>
    {
        Store.Runs.SetDue(step, estimate);
        return true;
    });

    public void ForgetLook(string step) => Read(() =>
    {
        Store.Runs.ForgetLook(step);
        return true;
    });

    public IReadOnlyList<WaitingShare> Waiting(string run) => Read(() => Store.Runs.Waiting(run));

    public int EndWaiting(string run, string message, DateTimeOffset now) =>
        Change($"ends what waits in {run}: {message}", isMove: false, () => Store.Runs.EndWaiting(run, message, now), count => count > 0);

    public bool EndPlanned(IReadOnlyList<JournalEntry> entries) =>
        Change($"ends {entries[0].Step} before it began: {entries[1].Message}", isMove: true, () => Store.Runs.EndPlanned(entries), ended => ended);

    public RunClaimed Claim(RunClaim claim) =>
        Change($"claims in {claim.Run}", isMove: true, () => Store.Runs.Claim(claim), claimed => claimed.Steps.Count > 0 || claimed.Leave.Stop is not null, isQuiet: true);

    // No one else comes between: what is awaited with it would wait for itself.
    public IReadOnlyList<string> Renew(IReadOnlyCollection<(string Step, long Epoch)> steps, TimeSpan lease) => Locked(() => Store.Runs.Renew(steps, lease));

    public IReadOnlyList<RunStepRecord> Steps(string run) => Read(() => Store.Runs.Steps(run));

    public Outcome<RunRecord> Turn(string run, RunState to, string message) =>
        Change($"turns {run} {to}", isMove: true, () => Store.Runs.Turn(run, to, message), turned => turned.IsSuccess);

    public void Forgive(string run, IReadOnlyList<PlannedHost> again) => Change($"forgives {run}", isMove: true, () =>
    {
        Store.Runs.Forgive(run, again);
        return true;
    });

    public bool End(string run, string message, DateTimeOffset now) => Change($"ends {run}", isMove: false, () => Store.Runs.End(run, message, now), ended => ended, isQuiet: true);

    public IReadOnlyList<StepTime> Times(string host, int most) => Read(() => Store.Runs.Times(host, most));

    public PurgeCount Purge(DateTimeOffset before, bool remove) => throw new NotSupportedException("Nobody purges in a history.");

    public void Dispose()
    {
        // All share it.
    }

    private T Locked<T>(Func<T> read)
    {
        runner.BeforeEffect(isMove: false);
        RefuseWhileAway();
        return read();
    }

    private T Read<T>(Func<T> read)
    {
        runner.MayBeOvertaken();
        return Locked(read);
    }

    // What changes nothing is not told where it is asked at every turn.
    private T Change<T>(string what, bool isMove, Func<T> change, Func<T, bool>? hasChanged = null, bool takesUp = false, string? written = null, bool isQuiet = false)
    {
        runner.MayBeOvertaken();
        runner.BeforeEffect(isMove);
        RefuseWhileAway();
        T result;
        try
        {
            result = change();
        }
        catch (StoreException e)
        {
            runner.Tell($"{what}: {e.Finding.Code}");
            throw;
        }

        if (hasChanged?.Invoke(result) ?? true)
        {
            runner.Tell(what);
            world.Auditor.Look(runner, what, takesUp, written);
        }
        else if (!isQuiet)
        {
            runner.Tell(what + ": not so");
        }

        runner.AfterEffect(isMove);
        if (isMove && world.Faults.Strikes(FaultKind.CommitUnknown, 0.02))
        {
            runner.Tell("does not hear of it");
            throw Unavailable("StoreCommitUnknown");
        }

        return result;
    }

    private void RefuseWhileAway()
    {
        if (!world.IsStoreAway(runner)) return;
        runner.WasRefused();
        throw Unavailable("StoreUnavailable");
    }

    private static StoreException Unavailable(string code) => new(new Finding { Code = code, Kind = FindingKind.ResourceUnavailable, Message = "The store does not answer." });
}
