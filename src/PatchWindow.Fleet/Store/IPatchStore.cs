using PatchWindow.Core.Decisions;
using PatchWindow.Core.Outcomes;

namespace PatchWindow.Fleet.Store;

/// <summary>
/// What must outlive a process: sightings, deferrals, steps and their journal. Every call is one transaction. A broken disk or
/// database is a <see cref="StoreException"/>, which carries the finding to show.
/// </summary>
public interface IPatchStore : IDisposable
{
    /// <summary>The place of the store, without secrets, for messages.</summary>
    string Location { get; }

    /// <summary>Why this user cannot change the store, which can still be read; null where nothing is known to forbid it.</summary>
    Finding? WriteRefusal { get; }

    /// <summary>Runs and their steps.</summary>
    IRunStore Runs { get; }

    /// <summary>
    /// Remembers what a host offers, where the store can be written; what was said of an older version of it is then superseded.
    /// </summary>
    /// <returns>Everything the host has ever been seen to offer, as far as that is known, the first seen first.</returns>
    IReadOnlyList<Sighting> Sight(string host, IReadOnlyCollection<PendingPatch> patches, DateTimeOffset now);

    /// <summary>Adds a deferral; one in force for the same patch is superseded by it.</summary>
    /// <param name="deferral">The deferral.</param>
    /// <param name="objection">
    /// Looks at all deferrals there are, while no one else can add one; what it finds against this one is the outcome.
    /// </param>
    /// <returns>The deferral with its number.</returns>
    Outcome<Deferral> AddDeferral(Deferral deferral, Func<IReadOnlyList<Deferral>, Finding?> objection);

    /// <summary>All deferrals, the oldest first, each with its state at a moment.</summary>
    IReadOnlyList<Deferral> Deferrals(DateTimeOffset now);

    /// <summary>Ends a deferral before its time; a problem when it does not hold any more.</summary>
    Outcome<Deferral> ResumeDeferral(long id, string by, DateTimeOffset now);

    /// <summary>Adds an approval or a denial; one in force for the same patch is superseded by it.</summary>
    /// <returns>It, with its number.</returns>
    Approval AddApproval(Approval approval);

    /// <summary>All approvals and denials, the oldest first, each with its state at a moment.</summary>
    IReadOnlyList<Approval> Approvals(DateTimeOffset now);

    /// <summary>Takes an approval or a denial back; a problem when it does not hold any more.</summary>
    Outcome<Approval> WithdrawApproval(long id, string by, DateTimeOffset now);

    /// <summary>
    /// Makes a step outside of any run the one in progress on its host, with its first journal entries. A problem when the host has another one
    /// in progress, or a budget is spent.
    /// </summary>
    /// <param name="step">The step.</param>
    /// <param name="entries">Its first entries.</param>
    /// <param name="lease">How long it is its runner's own unless that renews it, by the database's clock.</param>
    /// <param name="budgets">What it uses up; null where no policy has budgets for it.</param>
    /// <returns>The step with its epoch.</returns>
    Outcome<StepRecord> Claim(StepRecord step, IReadOnlyList<JournalEntry> entries, TimeSpan lease, BudgetUse? budgets = null);

    /// <summary>The step in progress on a host; null for none. One that waits in a run is not in progress.</summary>
    StepRecord? InProgress(string host);

    /// <summary>The steps in progress on all hosts.</summary>
    IReadOnlyList<StepRecord> InProgress();

    /// <summary>
    /// Makes a runner the one that works on the step in progress on a host, where its own one has left it; asked and done in one
    /// transaction, so that of many who take it up at once exactly one does.
    /// </summary>
    /// <returns>The step as it was, with its new epoch; null where there is none in progress, or it is not left.</returns>
    StepRecord? TakeUp(string host, Func<StepRecord, bool> isLeft, RunnerIdentity runner, TimeSpan lease);

    /// <summary>Leaves a step that is not over to whoever takes it up next; one that somebody has taken up already stays that one's.</summary>
    void Leave(string step, long epoch);

    /// <summary>Ends a step in the state in which it is, so that its host is free: nobody can tell more of it than a person who looks.</summary>
    /// <exception cref="StoreException">It is another runner's now (StepTakenUp).</exception>
    void Close(string step, long epoch, DateTimeOffset now);

    /// <summary>Writes what a step is to install, before it is sent.</summary>
    /// <exception cref="StoreException">It is another runner's now (StepTakenUp).</exception>
    void SetWork(string step, long epoch, StepOrder order);

    /// <summary>Writes a move of a step; a terminal state ends it, and what it used up of budgets is free.</summary>
    /// <exception cref="StoreException">It is another runner's now (StepTakenUp).</exception>
    void Write(JournalEntry entry, long epoch);

    /// <summary>The journal of a step, in order.</summary>
    IReadOnlyList<JournalEntry> Journal(string step);
}
