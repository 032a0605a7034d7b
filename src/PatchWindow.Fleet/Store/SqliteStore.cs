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
    }

    /// <summary>What lies beneath, for tests of what a connection says of itself.</summary>
    internal SqliteDatabase Database => database;

    public string Location => database.Location;

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

    public Outcome<bool> Claim(StepRecord step, IReadOnlyList<JournalEntry> entries) => steps.Claim(step, entries);

    public StepRecord? InProgress(string host) => steps.InProgress(host);

    public StepRecord? TakeUp(string host, Func<StepRecord, bool> isLeft, RunnerIdentity runner) => steps.TakeUp(host, isLeft, runner);

    public void Leave(string step) => steps.Leave(step);

    public void Close(string step, DateTimeOffset now) => steps.Close(step, now);

    public void Write(JournalEntry entry) => steps.Write(entry);

    public IReadOnlyList<JournalEntry> Journal(string step) => steps.Journal(step);
}
