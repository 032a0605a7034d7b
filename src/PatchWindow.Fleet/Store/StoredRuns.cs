using PatchWindow.Core.Outcomes;
using PatchWindow.Core.Runs;

namespace PatchWindow.Fleet.Store;

/// <summary>The runs of a database.</summary>
internal sealed class StoredRuns(RunTable runs, RunStepTable runSteps) : IRunStore
{
    public (RunRecord Run, bool IsNew) Open(RunRecord run, IReadOnlyList<PlannedHost> hosts) => runs.Open(run, hosts);

    public bool TakeSurvey(string policy, DateTimeOffset since, DateTimeOffset now) => runs.TakeSurvey(policy, since, now);

    public IReadOnlyList<RunRecord> Find(RunQuery query) => runs.Find(query);

    public RunTally Tally(string run) => runs.Tally(run);

    public RunStanding Standing(string run, DateTimeOffset now) => runs.Standing(run, now);

    public void Reschedule(string run, DateTimeOffset? end, DateTimeOffset? cutoff) => runs.Reschedule(run, end, cutoff);

    public Outcome<RunRecord> Turn(string run, RunState to, string message) => runs.Turn(run, to, message);

    public void Forgive(string run, IReadOnlyList<PlannedHost> again) => runs.Forgive(run, again);

    public bool End(string run, string message, DateTimeOffset now) => runs.End(run, message, now);

    public PurgeCount Purge(DateTimeOffset before, bool remove) => runs.Purge(before, remove);

    public IReadOnlyList<RunStepRecord> TakeToLook(string run, int ring, int most, DateTimeOffset now, TimeSpan again, RunnerIdentity runner, Func<RunnerIdentity, bool> isGone) =>
        runSteps.TakeToLook(run, ring, most, now, again, runner, isGone);

    public void ForgetLook(string step) => runSteps.ForgetLook(step);

    public void SetDue(string step, TimeSpan estimate) => runSteps.SetDue(step, estimate);

    public IReadOnlyList<WaitingShare> Waiting(string run) => runSteps.Waiting(run);

    public int EndWaiting(string run, string message, DateTimeOffset now) => runSteps.EndWaiting(run, message, now);

    public bool EndPlanned(IReadOnlyList<JournalEntry> entries) => runSteps.EndPlanned(entries);

    public RunClaimed Claim(RunClaim claim) => runSteps.Claim(claim);

    public IReadOnlyList<string> Renew(IReadOnlyCollection<(string Step, long Epoch)> steps, TimeSpan lease) => runSteps.Renew(steps, lease);

    public IReadOnlyList<RunStepRecord> Steps(string run) => runSteps.Of(run);

    public IReadOnlyList<StepTime> Times(string host, int most) => runSteps.Times(host, most);
}
