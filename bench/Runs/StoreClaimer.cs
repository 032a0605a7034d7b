using PatchWindow.Core.Policies;
using PatchWindow.Core.Runs;
using PatchWindow.Fleet.Store;

namespace PatchWindow.Bench.Runs;

/// <summary>Claims as a runner does: through the store.</summary>
internal sealed class StoreClaimer(PatchStore store, RunTerms terms, RunnerIdentity runner) : IClaimer
{
    public string? Claim() => store.Runs.Claim(new RunClaim(
        "run", "bench", runner, 1, DateTimeOffset.UtcNow, TimeSpan.FromMinutes(2), standing => RunGate.Ask(terms, standing))).Steps is [var step] ? step.Id : null;

    public void End(string step) => store.Write(new JournalEntry { Step = step, Sequence = 3, Time = DateTimeOffset.UtcNow, State = StepState.Succeeded, Message = "done" }, 1);

    public void Dispose() => store.Dispose();

    /// <summary>A run of so many hosts that share one budget, all of which have something due.</summary>
    /// <param name="store">The store.</param>
    /// <param name="due">Has the database know that.</param>
    /// <param name="steps">How many.</param>
    /// <param name="budget">How many may be worked on at once.</param>
    public static RunTerms Fill(PatchStore store, Action<string> due, int steps, int budget)
    {
        var policy = PolicyCompiler.Compile(
            new Policy { Name = "bench", Mode = PolicyMode.Immediate, Targets = "name like *", Rollout = new Rollout { Budgets = [new Budget { Max = HostShare.OfCount(budget) }] } }, [])!;
        _ = store.Runs.Open(
            new RunRecord { Id = "run", Policy = "bench", WindowStart = DateTimeOffset.UtcNow, Created = DateTimeOffset.UtcNow },
            [.. Enumerable.Range(0, steps).Select(i => new PlannedHost($"s{i:000000}", $"host{i:000000}", 0, "all", ["all"]))]);
        due("UPDATE step SET due = 1, estimate = 60");
        return new RunTerms(policy, [new ManagedHost { Name = "host000000" }]);
    }
}
