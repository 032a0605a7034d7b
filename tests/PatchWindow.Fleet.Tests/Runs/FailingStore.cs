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

    public Outcome<bool> Claim(StepRecord step, IReadOnlyList<JournalEntry> entries) => store.Claim(step, entries);

    public StepRecord? InProgress(string host) => store.InProgress(host);

    public StepRecord? TakeUp(string host, Func<StepRecord, bool> isLeft, RunnerIdentity runner) => store.TakeUp(host, isLeft, runner);

    public void Leave(string step) => store.Leave(step);

    public void Close(string step, DateTimeOffset now) => store.Close(step, now);

    public void Write(JournalEntry entry)
    {
        if (IsFull(entry)) throw new StoreException(new Finding { Code = "StoreFull", Message = "Its disk is full.", Suggestion = "Make room." });
        store.Write(entry);
    }

    public IReadOnlyList<JournalEntry> Journal(string step) => store.Journal(step);

    public void Dispose() => store.Dispose();
}
