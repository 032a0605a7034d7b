using NodaTime;
using PatchWindow.Core.Outcomes;
using PatchWindow.Core.Planning;
using PatchWindow.Fleet.Connections;
using PatchWindow.Fleet.Inventory;
using PatchWindow.Fleet.Store;

namespace PatchWindow.Fleet.Runs;

/// <summary>Carries out the steps of runs that this runner has claimed, and takes up those that others left.</summary>
public sealed class RunStepWork(
    Lazy<IPatchStore> store, InstallPlanner planner, IHostConnections connections, StepTools tools, IStepEstimates estimates, Lazy<HostInventory> inventory,
    Runner runner, IClock clock)
{
    /// <summary>The steps that nobody works on any more, with their hosts; those whose hosts are not managed any more are left alone.</summary>
    public IReadOnlyList<(ManagedHost Host, StepRecord Step)> Left() =>
    [
        .. store.Value.InProgress().Select(s => (Host: inventory.Value.Find(s.Host).TryGet(out var host, out _) ? host : null, Step: s))
            .Where(s => s.Host is not null && LeftSteps.IsLeft(runner, s.Step, s.Host)).Select(s => (s.Host!, s.Step)),
    ];

    /// <summary>Brings a step that was left to its end, and waits for that.</summary>
    public async Task TakeUpAsync(ManagedHost host, IRunWatcher watcher, CancellationToken cancellationToken)
    {
        try
        {
            var told = connections.To(host).TryGet(out var connection, out var unreachable)
                ? await new LeftSteps(store.Value, RulesOf, tools, runner, Now).TakeUpAsync(host, connection, watcher.Moved, cancellationToken).ConfigureAwait(false)
                : unreachable;
            if (told is not null) watcher.Told(told);
        }
        catch (OperationCanceledException)
        {
            // It is left again.
        }
        catch (Exception e) when (e is not StoreException)
        {
            watcher.Told(StepFailure.Unexpected(host.Name, e));
        }
    }

    /// <summary>Carries a claimed step out. Whatever becomes of it is in its journal, and told.</summary>
    /// <exception cref="StoreException">The store cannot be used.</exception>
    public async Task CarryOutAsync(OpenRun run, StepRecord step, IRunWatcher watcher, CancellationToken cancellationToken)
    {
        using var running = runner.Running.Begin(step.Id, step.Epoch);
        var opening = store.Value.Journal(step.Id);
        void Tell(JournalEntry entry) => watcher.Moved(new StepMove(step.Host, run.Record.Policy, entry));
        foreach (var entry in opening) Tell(entry);
        var journal = new StepJournal(opening, step.Epoch, store.Value, Now, Tell);
        var notices = new List<Finding>();
        try
        {
            var outcome = await WorkAsync(run, step, journal, notices, cancellationToken).ConfigureAwait(false);
            if (!outcome.TryGet(out var result, out var problem)) watcher.Done(run.Record.Id, Untouched(run, journal, problem));
            else if (result.State != StepState.Skipped) watcher.Done(run.Record.Id, result);
        }
        catch (OperationCanceledException)
        {
            // Its journal says so, and the next runner goes on with it.
        }
        catch (Exception e) when (e is not StoreException)
        {
            watcher.Told(StepFailure.Unexpected(step.Host, e));
        }

        foreach (var notice in notices) watcher.Told(notice);
    }

    private async Task<Outcome<StepResult>> WorkAsync(
        OpenRun run, StepRecord step, StepJournal journal, List<Finding> notices, CancellationToken cancellationToken)
    {
        if (!inventory.Value.Find(step.Host).TryGet(out var host, out var gone)) return End(StepEvent.Withdrawn, gone);
        if (!connections.To(host).TryGet(out var connection, out var unreachable)) return End(StepEvent.Unfit, unreachable);
        var work = new StepWork(host, run.Record.Policy, connection, journal, store.Value, RulesOf(host), tools, Now, isOfRun: true);
        return await work.RunAsync(token => PlanAsync(host, run, token), notices, cancellationToken).ConfigureAwait(false);

        Finding End(StepEvent happened, Finding problem)
        {
            journal.Note(happened, $"{problem.Code}: {problem.Message}");
            return problem;
        }
    }

    // What is due on the host now; of that the most urgent that still fits.
    private async Task<StepPlan> PlanAsync(ManagedHost host, OpenRun run, CancellationToken cancellationToken)
    {
        var request = new InstallRequest(host.Name, [], null);
        var planned = await planner.PlanAsync(request, [], cancellationToken).ConfigureAwait(false);
        if (!planned.TryGet(out var plan, out var problem)) return StepPlan.Unfit(problem);
        if (plan.Patches.Count == 0) return Nothing(plan);
        if (inventory.Value.PolicyOf(host).Policy is not { } policy || !string.Equals(policy.Name, run.Record.Policy, StringComparison.OrdinalIgnoreCase))
            return StepPlan.Nothing($"the host is in the policy '{plan.Policy ?? "none"}' now");
        var time = new TimeForStep(host, policy, estimates, clock);
        var isEmergency = plan.Patches.All(p => p.Decision!.Reason == ReasonCode.Emergency);
        var fits = time.Fits(plan.Patches.Count, isEmergency);
        if (fits == plan.Patches.Count) return Of(plan);
        if (fits == 0) return StepPlan.Withdrawn(time.TooLate(1));
        var first = plan.Patches.OrderByDescending(p => p.Severity).ThenBy(p => p.FirstSeen).Take(fits).Select(p => (p.Name, p.Version));
        var fewer = await planner.PlanAsync(request with { Patches = [.. first] }, [], cancellationToken).ConfigureAwait(false);
        if (!fewer.TryGet(out var less, out problem)) return StepPlan.Unfit(problem);
        return less.Patches.Count == 0 ? Nothing(less) : Of(less);

        StepPlan Of(InstallPlan work) => StepPlan.Of(work, () => time.Refusal(work.Patches.Count, isEmergency));
    }

    // What the package manager refuses is a fault of the host, and not "nothing to do".
    private static StepPlan Nothing(InstallPlan plan) => plan.Refused.FirstOrDefault(r => r.Severity == FindingSeverity.Error) is { } refused
        ? StepPlan.Unfit(refused)
        : StepPlan.Nothing(plan.Waiting.Count == 0 ? "nothing is pending" : $"nothing is due: {WaitingPatches.Describe(plan.Waiting)}");

    private StepResult Untouched(OpenRun run, StepJournal journal, Finding problem)
    {
        var now = Now();
        return new StepResult
        {
            Step = journal.Last.Step, Host = problem.HostName ?? "", Policy = run.Record.Policy, State = journal.Last.State, Message = StepVerdict.Told(problem),
            Started = journal.Entries[0].Time, Ended = now, Journal = [.. journal.Entries],
        };
    }

    private StepRules RulesOf(ManagedHost host) => StepRules.Of(host, inventory.Value.PolicyOf(host).Policy, isOverridden: false, clock);

    private DateTimeOffset Now() => clock.GetCurrentInstant().ToDateTimeOffset();
}
