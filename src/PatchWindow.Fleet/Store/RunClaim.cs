using PatchWindow.Core.Runs;

namespace PatchWindow.Fleet.Store;

/// <summary>A runner's wish for steps of a run.</summary>
/// <param name="Run">The run's id.</param>
/// <param name="Policy">Its policy, whose budgets are counted over all its runs.</param>
/// <param name="Runner">Who asks.</param>
/// <param name="Most">How many steps it takes at most.</param>
/// <param name="Now">The moment by the runner's clock.</param>
/// <param name="Lease">How long the steps are its own unless it renews them, by the database's clock.</param>
/// <param name="Gate">What may start, from where the run stands; asked within the transaction.</param>
public sealed record RunClaim(
    string Run, string Policy, RunnerIdentity Runner, int Most, DateTimeOffset Now, TimeSpan Lease, Func<RunStanding, RunLeave> Gate);

/// <summary>What a claim has brought.</summary>
/// <param name="Steps">The steps that are the runner's now, with their journals begun.</param>
/// <param name="Leave">What the gate said. Where it stops the run, the run is stopped.</param>
public sealed record RunClaimed(IReadOnlyList<StepRecord> Steps, RunLeave Leave);
