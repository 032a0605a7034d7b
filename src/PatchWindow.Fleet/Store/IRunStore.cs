using PatchWindow.Core.Outcomes;
using PatchWindow.Core.Runs;

namespace PatchWindow.Fleet.Store;

/// <summary>Runs and their steps, shared by all runners of a store. Every call is one transaction.</summary>
public interface IRunStore
{
    /// <summary>
    /// Makes a run with a step for each host, unless there is one of the same policy and window already: of many who open it at once, one does.
    /// </summary>
    /// <returns>The run there is now, and whether it is this one.</returns>
    (RunRecord Run, bool IsNew) Open(RunRecord run, IReadOnlyList<PlannedHost> hosts);

    /// <summary>
    /// Makes the account of one policy's hosts its own: true where nobody took it since a moment. So that of many runners one asks the hosts
    /// what they have outside of windows.
    /// </summary>
    bool TakeSurvey(string policy, DateTimeOffset since, DateTimeOffset now);

    /// <summary>Runs, the newest first.</summary>
    /// <param name="query">Which.</param>
    IReadOnlyList<RunRecord> Find(RunQuery query);

    /// <summary>How many steps of a run are in which state.</summary>
    RunTally Tally(string run);

    /// <summary>Where a run stands at a moment.</summary>
    RunStanding Standing(string run, DateTimeOffset now);

    /// <summary>Writes down that a run's window closes at another moment than was thought: a freeze came, or the policy was changed.</summary>
    void Reschedule(string run, DateTimeOffset? end, DateTimeOffset? cutoff);

    /// <summary>
    /// Steps that nobody knows yet whether anything is due for, for a runner that will ask the hosts. Nothing is changed on a host for that, so
    /// that it does no harm where two ask one host after the first was gone for long.
    /// </summary>
    /// <param name="run">The run's id.</param>
    /// <param name="ring">The last ring that may start.</param>
    /// <param name="most">How many.</param>
    /// <param name="now">The moment.</param>
    /// <param name="again">After how long another runner asks a host again that was not told of.</param>
    /// <param name="runner">Who will ask.</param>
    /// <param name="isGone">Whether a runner that was to ask is certainly gone: then its hosts are asked at once.</param>
    IReadOnlyList<RunStepRecord> TakeToLook(string run, int ring, int most, DateTimeOffset now, TimeSpan again, RunnerIdentity runner, Func<RunnerIdentity, bool> isGone);

    /// <summary>Tells that something is due for a step that has not begun.</summary>
    /// <param name="step">The step's id.</param>
    /// <param name="estimate">How long the least of it is expected to take.</param>
    void SetDue(string step, TimeSpan estimate);

    /// <summary>Tells that a host was not asked after all, so that another runner may.</summary>
    void ForgetLook(string step);

    /// <summary>How many steps of a run have not begun, by ring and by what they share.</summary>
    IReadOnlyList<WaitingShare> Waiting(string run);

    /// <summary>Ends all steps of a run that have not begun.</summary>
    /// <returns>How many they were.</returns>
    int EndWaiting(string run, string message, DateTimeOffset now);

    /// <summary>Writes the first and last entries of a step that never began; nothing where it has begun meanwhile.</summary>
    bool EndPlanned(IReadOnlyList<JournalEntry> entries);

    /// <summary>
    /// Takes steps of a run: locks what is budgeted, asks the gate, takes no more of any budget than is left, and stamps them with an epoch and a lease by the
    /// database's clock. A host that has another step in progress is passed over.
    /// </summary>
    RunClaimed Claim(RunClaim claim);

    /// <summary>
    /// Prolongs leases by the database's clock.
    /// </summary>
    /// <returns>The ids of those that are the runner's no more: their epoch is another.</returns>
    IReadOnlyList<string> Renew(IReadOnlyCollection<(string Step, long Epoch)> steps, TimeSpan lease);

    /// <summary>The steps of a run, in the order of its rings.</summary>
    IReadOnlyList<RunStepRecord> Steps(string run);

    /// <summary>Stops a run, or lets a stopped one go on; a problem where it is not running, or not stopped.</summary>
    /// <param name="run">The run's id.</param>
    /// <param name="to">Stopped or Running.</param>
    /// <param name="message">Who did it, and why.</param>
    Outcome<RunRecord> Turn(string run, RunState to, string message);

    /// <summary>
    /// Lets what has failed in a run so far count for nothing any more; with <paramref name="again"/> hosts whose step failed or was skipped get a new one.
    /// </summary>
    void Forgive(string run, IReadOnlyList<PlannedHost> again);

    /// <summary>Ends a run all of whose steps are over.</summary>
    /// <returns>Whether it was, and nobody has ended it before.</returns>
    bool End(string run, string message, DateTimeOffset now);

    /// <summary>How long steps took, the newest first: those of a host, and of other hosts with the package manager that it had last.</summary>
    IReadOnlyList<StepTime> Times(string host, int most);

    /// <summary>Counts what ended before a moment, or removes it: runs with their steps and journals, and steps without a run.</summary>
    PurgeCount Purge(DateTimeOffset before, bool remove);
}
