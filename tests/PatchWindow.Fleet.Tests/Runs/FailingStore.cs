using PatchWindow.Core.Decisions;
using PatchWindow.Core.Outcomes;
using PatchWindow.Fleet.Store;

namespace PatchWindow.Fleet.Tests.Runs;

/// <summary>A real store whose disk is full for some of a journal's moves.</summary>
internal sealed class FailingStore(IPatchStore store) : IPatchStore
{
    /// <summary>Whether the disk is full for a move.</summary>
    public Func<JournalEntry, bool> IsFull { get; set; } = _ => false;

    public string Location => store.Location;

    /// <summary>Whether what a host was offered cannot be read.</summary>
    public Func<string, bool> CannotSight { get; set; } = _ => false;

    public IReadOnlyList<Sighting> Sight(string host, IReadOnlyCollection<PendingPatch> patches, DateTimeOffset now) => CannotSight(host)
        ? throw new StoreException(new Finding { Code = "StoreUnreadable", Message = "Its disk is broken.", Suggestion = "Restore it." })
        : store.Sight(host, patches, now);

    public Finding? WriteRefusal => store.WriteRefusal;

    public Outcome<Deferral> AddDeferral(Deferral deferral, Func<IReadOnlyList<Deferral>, Finding?> objection) => store.AddDeferral(deferral, objection);

    public IReadOnlyList<Deferral> Deferrals(DateTimeOffset now) => store.Deferrals(now);

    public Outcome<Deferral> ResumeDeferral(long id, string by, DateTimeOffset now) => store.ResumeDeferral(id, by, now);

    public Approval AddApproval(Approval approval) => store.AddApproval(approval);

    public IReadOnlyList<Approval> Approvals(DateTimeOffset now) => store.Approvals(now);

    public Outcome<Approval> WithdrawApproval(long id, string by, DateTimeOffset now) => store.WithdrawApproval(id, by, now);

    public IRunStore Runs => store.Runs;

    public Outcome<StepRecord> Claim(StepRecord step, IReadOnlyList<JournalEntry> entries, TimeSpan lease, BudgetUse? budgets = null) =>
        store.Claim(step, entries, lease, budgets);

    public StepRecord? InProgress(string host) => store.InProgress(host);

    public IReadOnlyList<StepRecord> InProgress() => store.InProgress();

    public StepRecord? TakeUp(string host, Func<StepRecord, bool> isLeft, RunnerIdentity runner, TimeSpan lease) => store.TakeUp(host, isLeft, runner, lease);

    public void Leave(string step, long epoch) => store.Leave(step, epoch);

    public void Close(string step, long epoch, DateTimeOffset now) => store.Close(step, epoch, now);

    public void SetWork(string step, long epoch, StepOrder order) => store.SetWork(step, epoch, order);

    public void Write(JournalEntry entry, long epoch)
    {
        if (IsFull(entry)) throw new StoreException(new Finding { Code = "StoreFull", Message = "Its disk is full.", Suggestion = "Make room." });
        store.Write(entry, epoch);
    }

    public IReadOnlyList<JournalEntry> Journal(string step) => store.Journal(step);

    public void Dispose() => store.Dispose();
}
