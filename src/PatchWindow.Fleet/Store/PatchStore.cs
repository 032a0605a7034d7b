using PatchWindow.Core.Decisions;
using PatchWindow.Core.Outcomes;

namespace PatchWindow.Fleet.Store;

/// <summary>The store, in whichever database it is kept.</summary>
public sealed class PatchStore : IPatchStore
{
    private readonly SightingTable sightings;
    private readonly DeferralTable deferrals;
    private readonly ApprovalTable approvals;
    private readonly StepTable steps;

    internal PatchStore(StoreDatabase database)
    {
        Database = database;
        sightings = new SightingTable(database);
        deferrals = new DeferralTable(database);
        approvals = new ApprovalTable(database);
        steps = new StepTable(database);
        Runs = new StoredRuns(new RunTable(database), new RunStepTable(database));
    }

    /// <summary>What lies beneath, for tests of what a connection says of itself.</summary>
    internal StoreDatabase Database { get; }

    public string Location => Database.Location;

    public IRunStore Runs { get; }

    public Finding? WriteRefusal => Database.WriteRefusal;

    public void Dispose() => Database.Dispose();

    public IReadOnlyList<Sighting> Sight(string host, IReadOnlyCollection<PendingPatch> patches, DateTimeOffset now) =>
        sightings.Sight(host, patches, now);

    public Outcome<Deferral> AddDeferral(Deferral deferral, Func<IReadOnlyList<Deferral>, Finding?> objection) => deferrals.Add(deferral, objection);

    public IReadOnlyList<Deferral> Deferrals(DateTimeOffset now) => deferrals.All(now);

    public Outcome<Deferral> ResumeDeferral(long id, string by, DateTimeOffset now) => deferrals.Resume(id, by, now);

    public Approval AddApproval(Approval approval) => approvals.Add(approval);

    public IReadOnlyList<Approval> Approvals(DateTimeOffset now) => approvals.All(now);

    public Outcome<Approval> WithdrawApproval(long id, string by, DateTimeOffset now) => approvals.Withdraw(id, by, now);

    public Outcome<StepRecord> Claim(StepRecord step, IReadOnlyList<JournalEntry> entries, TimeSpan lease, BudgetUse? budgets = null) =>
        steps.Claim(step, entries, lease, budgets);

    public StepRecord? InProgress(string host) => steps.InProgress(host);

    public IReadOnlyList<StepRecord> InProgress() => steps.InProgress();

    public StepRecord? TakeUp(string host, Func<StepRecord, bool> isLeft, RunnerIdentity runner, TimeSpan lease) => steps.TakeUp(host, isLeft, runner, lease);

    public void Leave(string step, long epoch) => steps.Leave(step, epoch);

    public void Close(string step, long epoch, DateTimeOffset now) => steps.Close(step, epoch, now);

    public void SetWork(string step, long epoch, StepOrder order) => steps.SetWork(step, epoch, order);

    public void Write(JournalEntry entry, long epoch) => steps.Write(entry, epoch);

    public IReadOnlyList<JournalEntry> Journal(string step) => steps.Journal(step);
}
