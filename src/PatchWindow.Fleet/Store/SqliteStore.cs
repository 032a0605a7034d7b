using PatchWindow.Core.Decisions;
using PatchWindow.Core.Outcomes;

namespace PatchWindow.Fleet.Store;

/// <summary>The store in one SQLite file: rollback journal, synchronous=EXTRA, every change in a BEGIN IMMEDIATE transaction.</summary>
public sealed class SqliteStore : IPatchStore
{
    private readonly SqliteDatabase database;
    private readonly SightingTable sightings;
    private readonly DeferralTable deferrals;
    private readonly ApprovalTable approvals;
    private readonly StepTable steps;

    private SqliteStore(SqliteDatabase database)
    {
        this.database = database;
        sightings = new SightingTable(database);
        deferrals = new DeferralTable(database);
        approvals = new ApprovalTable(database);
        steps = new StepTable(database);
        Runs = new StoredRuns(new RunTable(database), new RunStepTable(database));
    }

    /// <summary>What lies beneath, for tests of what a connection says of itself.</summary>
    internal SqliteDatabase Database => database;

    public string Location => database.Location;

    public IRunStore Runs { get; }

    public Finding? WriteRefusal => database.WriteRefusal;

    /// <summary>
    /// Opens the store, makes it where there is none, and brings it up to date. Who may not write it may still read it.
    /// </summary>
    /// <exception cref="StoreException">It cannot be read, is damaged, another program's, or was written by a newer version.</exception>
    public static SqliteStore Open(string connectionString)
    {
        var settings = SqliteOpening.Settings(connectionString);
        var (connection, refusal) = SqliteFaults.Guard(settings.DataSource, () => SqliteOpening.Open(settings));
        return new SqliteStore(new SqliteDatabase(connection, refusal?.Path ?? connection.DataSource, refusal));
    }

    public void Dispose() => database.Dispose();

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

    public void SetWork(string step, long epoch, string packageManager, IReadOnlyList<(string Name, string Version)> patches, IReadOnlyList<(string Name, string Version)> dependencies) =>
        steps.SetWork(step, epoch, packageManager, patches, dependencies);

    public void Write(JournalEntry entry, long epoch) => steps.Write(entry, epoch);

    public IReadOnlyList<JournalEntry> Journal(string step) => steps.Journal(step);
}
