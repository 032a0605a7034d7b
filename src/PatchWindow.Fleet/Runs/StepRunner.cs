using NodaTime;
using PatchWindow.Core.Outcomes;
using PatchWindow.Core.Planning;
using PatchWindow.Core.Runs;
using PatchWindow.Fleet.Connections;
using PatchWindow.Fleet.Decisions;
using PatchWindow.Fleet.Inventory;
using PatchWindow.Fleet.Store;

namespace PatchWindow.Fleet.Runs;

/// <summary>Carries out a plan on its host as one step outside of any run: makes it the one in progress there, and does the work.</summary>
public sealed class StepRunner(
    Lazy<IPatchStore> store, InstallPlanner planner, IHostConnections connections, StepTools tools, RunOpener opener, Lazy<HostInventory> inventory,
    Runner runner, LeaseKeeper leases, IClock clock)
{
    /// <summary>The id of the step that an earlier command left on a host; null where there is none, or the store cannot be read.</summary>
    public string? LeftOn(ManagedHost host)
    {
        try
        {
            return Left().On(host)?.Id;
        }
        catch (StoreException)
        {
            // Whoever plans for the host is told, and plans nothing.
            return null;
        }
    }

    /// <summary>
    /// Brings the step that was left on a host to its end, and waits for that. An error where the host cannot tell what became of it, and
    /// so nothing else may be done there; else how it ended is a warning, and null says that there is none.
    /// </summary>
    /// <param name="host">The host.</param>
    /// <param name="told">Told of each move as it is made.</param>
    /// <param name="cancellationToken">Ends the waiting; the step is then left again.</param>
    public async Task<Finding?> TakeUpAsync(ManagedHost host, Action<StepMove> told, CancellationToken cancellationToken) =>
        connections.To(host).TryGet(out var connection, out var unreachable)
            ? await leases.WhileAsync(() => Left().TakeUpAsync(host, connection, told, cancellationToken)).ConfigureAwait(false)
            : unreachable;

    /// <summary>
    /// Runs the step. A problem means that nothing was touched. Cancelling ends a step that has not begun to apply; a package
    /// transaction is never ended half-way.
    /// </summary>
    /// <param name="plan">What to do.</param>
    /// <param name="told">Told of each move as it is made.</param>
    /// <param name="notices">Receives what else is to be known: of a step whose runner was lost, of a store that failed.</param>
    /// <param name="cancellationToken">Ends the step before it begins to apply.</param>
    public async Task<Outcome<StepResult>> RunAsync(
        InstallPlan plan, Action<StepMove> told, ICollection<Finding> notices, CancellationToken cancellationToken)
    {
        if (!connections.To(plan.Host).TryGet(out var connection, out var unreachable)) return unreachable;
        var left = await TakeUpAsync(plan.Host, told, cancellationToken).ConfigureAwait(false);
        if (left?.Severity == FindingSeverity.Error) return left;
        if (left is not null) notices.Add(left);

        var started = Now();
        var record = Record(plan, connection.Packages.Name, started);
        var planned = plan.Description + (record.OverrideReason is null ? "" : $"; window overridden by {record.OverrideBy}: {record.OverrideReason}");
        var opening = StepJournal.Opening(record.Id, planned, $"by {record.Runner}", started);
        using var running = runner.Running.Begin(record.Id, epoch: 1);
        if (!store.Value.Claim(record, opening, RunEngine.Lease, Budgets(plan)).TryGet(out record, out var busy)) return busy;
        void Tell(JournalEntry entry) => told(new StepMove(plan.Host.Name, plan.Policy, entry));
        foreach (var entry in opening) Tell(entry);
        var journal = new StepJournal(opening, record.Epoch, store.Value, Now, Tell);
        var work = new StepWork(plan.Host, plan.Policy, connection, journal, store.Value, RulesOf(plan.Host, plan.Request.OverrideReason is not null), tools, Now);
        return await leases.WhileAsync(() => work.RunAsync(token => ReviewAsync(plan, token), notices, cancellationToken)).ConfigureAwait(false);
    }

    private LeftSteps Left() => new(store.Value, host => RulesOf(host, isOverridden: false), tools, runner, Now);

    private StepRules RulesOf(ManagedHost host, bool isOverridden) => StepRules.Of(host, inventory.Value.PolicyOf(host).Policy, isOverridden, clock);

    // Decided again now, and simulated again: what was agreed to is done, or nothing is.
    private async Task<StepPlan> ReviewAsync(InstallPlan plan, CancellationToken cancellationToken)
    {
        var again = await planner.ReviewAsync(plan, cancellationToken).ConfigureAwait(false);
        if (!again.TryGet(out var fresh, out var unplanned)) return StepPlan.Unfit(unplanned);
        if (PlanExpiry.Of(plan, fresh) is { } expired) return StepPlan.Withdrawn(expired);
        if (plan.Request.OverrideReason is not null || inventory.Value.PolicyOf(plan.Host).Policy is not { } policy) return StepPlan.Of(plan, () => null);

        // As it was decided: each patch has room by itself.
        var time = new TimeForStep(plan.Host, policy, PolicyEstimates.Instance, clock);
        return StepPlan.Of(plan, () => time.Refusal(1, needsNoWindow: fresh.Patches.All(p => p.Decision!.Reason == ReasonCode.Emergency)));
    }

    // What a policy says of hosts that are down at once holds for whatever takes one down. An override is of the time alone.
    private BudgetUse? Budgets(InstallPlan plan)
    {
        if (inventory.Value.PolicyOf(plan.Host).Policy is not { } policy || policy.Rollout.Source.Budgets.Count == 0) return null;
        var terms = opener.Terms(policy);
        var keys = terms.KeysOf(plan.Host);
        return new BudgetUse(policy.Name, keys, inUse => RunGate.BudgetWait(terms, inUse, keys) is { } wait ? InstallProblems.BudgetSpent(plan.Host, policy.Name, wait) : null);
    }

    private StepRecord Record(InstallPlan plan, string packageManager, DateTimeOffset started) => new()
    {
        Id = runner.NewId(started),
        Host = plan.Host.Name,
        Policy = plan.Policy,
        State = StepState.Claimed,
        Runner = runner.Identity,
        PackageManager = packageManager,
        OverrideReason = plan.Request.OverrideReason,
        OverrideBy = plan.Request.OverrideReason is null ? null : Author.Current,
        Created = started,
        Patches = [.. plan.Patches.Select(p => (p.Name, p.Version))],
        Dependencies = [.. plan.Dependencies.Select(d => (d.Package.Name, d.Package.Version))],
    };

    private DateTimeOffset Now() => clock.GetCurrentInstant().ToDateTimeOffset();
}
