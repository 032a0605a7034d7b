using PatchWindow.Core.Outcomes;
using PatchWindow.Fleet.Connections;
using PatchWindow.Fleet.Hooks;
using PatchWindow.Fleet.PackageManagers;
using PatchWindow.Fleet.PackageManagers.HostSteps;
using PatchWindow.Fleet.Store;

namespace PatchWindow.Fleet.Runs;

/// <summary>
/// The work on a step that is claimed: every move is in the journal before it is made, and a step counts as succeeded only when the package
/// manager reports no fault and the host itself shows the new versions.
/// </summary>
/// <param name="host">The host.</param>
/// <param name="policy">The policy that decided; null where the host is in none.</param>
/// <param name="connection">The way to it.</param>
/// <param name="journal">The step's journal, with its first entries.</param>
/// <param name="store">Where it is kept.</param>
/// <param name="rules">What the policy says of reboots and hooks.</param>
/// <param name="tools">What waits, follows and runs hooks.</param>
/// <param name="now">The clock.</param>
/// <param name="isOfRun">Whether another runner goes on with it where this one is cancelled.</param>
internal sealed class StepWork(
    ManagedHost host, string? policy, HostConnection connection, StepJournal journal, IPatchStore store, StepRules rules, StepTools tools, Func<DateTimeOffset> now,
    bool isOfRun = false)
{
    private readonly StepHooks? hooks = StepFinish.HooksOf(rules, host, connection, tools);
    private readonly DateTimeOffset started = now();

    /// <summary>
    /// Does it. A problem means that nothing was touched, and the journal says so. Cancelling ends a step that has not begun to apply; a package
    /// transaction is never ended half-way.
    /// </summary>
    /// <param name="plan">Plans what is to be done, once the host is found fit.</param>
    /// <param name="notices">Receives what else is to be known: of a store that failed.</param>
    /// <param name="cancellationToken">Ends the step before it begins to apply.</param>
    public async Task<Outcome<StepResult>> RunAsync(
        Func<CancellationToken, Task<StepPlan>> plan, ICollection<Finding> notices, CancellationToken cancellationToken)
    {
        StepOrder order;
        var isPrepared = false;
        try
        {
            var ready = await connection.Packages.CheckAsync(host.Name, connection.Transport, cancellationToken).ConfigureAwait(false);
            if (ready.Problem is { } unfit) return End(StepEvent.Unfit, unfit);
            journal.Move(StepEvent.Fit, $"privilege, lock and package state are right; boot {ready.Value.BootId}");
            var planned = await plan(cancellationToken).ConfigureAwait(false);
            if (planned.Work is null) return planned.Problem is { } problem ? End(planned.Ends, problem) : Nothing(planned.Message);
            order = new StepOrder(
                connection.Packages.Name, ready.Value.BootId, [.. planned.Work.Patches.Select(p => (p.Name, p.Version))], [.. planned.Work.Dependencies.Select(d => (d.Package.Name, d.Package.Version))]);
            cancellationToken.ThrowIfCancellationRequested();
            if (hooks?.Has(StepHooks.Before) == true)
            {
                isPrepared = true;
                var prepared = await hooks.RunAsync(StepHooks.Before, journal.Last.Step, cancellationToken).ConfigureAwait(false);
                if (!prepared.TryGet(out var said, out var refused)) return await SkipAsync(refused, notices).ConfigureAwait(false);
                journal.Move(StepEvent.Noted, StepFinish.Ran(StepHooks.Before, said));
                cancellationToken.ThrowIfCancellationRequested();
            }

            store.SetWork(journal.Last.Step, journal.Epoch, order);
            if (planned.Late() is { } late)
            {
                // Since it was planned a hook may have taken its time.
                if (isPrepared) await UndoAsync(notices).ConfigureAwait(false);
                return End(StepEvent.Withdrawn, late);
            }

            journal.Move(StepEvent.Sent, $"{order.PackageManager} installs {Words(order.Patches)}" + (order.Dependencies.Count == 0 ? "" : $"; as dependencies {Words(order.Dependencies)}"));
        }
        catch (OperationCanceledException)
        {
            if (isPrepared) await UndoAsync(notices).ConfigureAwait(false);
            journal.Note(isOfRun ? StepEvent.Released : StepEvent.Withdrawn, "cancelled before anything was touched");
            throw;
        }
        catch (Exception e)
        {
            // Not left in progress: this process may live on for long, and the host would be busy for as long.
            if (isPrepared) await UndoAsync(notices).ConfigureAwait(false);
            journal.Note(StepEvent.Unfit, "nothing was touched: " + e.Message);
            throw;
        }

        // From here on nothing cancels, and no failing store either: what became of the host is found out and told.
        try
        {
            var result = await ApplyAsync(order, notices, cancellationToken).ConfigureAwait(false);
            if (journal.Fault is { } fault) notices.Add(Unrecorded(result, fault));
            else if (result.State == StepState.Unknown) store.Leave(result.Step, journal.Epoch);
            return result;
        }
        catch (Exception e) when (StepMachine.Allows(journal.Last.State, StepEvent.Lost))
        {
            journal.Note(StepEvent.Lost, e.Message);
            throw;
        }
    }

    private async Task<StepResult> ApplyAsync(StepOrder order, ICollection<Finding> notices, CancellationToken cancellationToken)
    {
        var (transport, packageManager) = connection;
        var step = journal.Last.Step;
        PackageVersion[] patches = [.. order.Patches.Select(p => new PackageVersion(p.Name, p.Version))];
        var answer = await packageManager.ApplyAsync(host.Name, step, patches, transport, CancellationToken.None).ConfigureAwait(false);
        if (answer.Problem is { } lost && !HostStepProblems.IsCertain(lost))
        {
            // The work goes on without the connection. Whoever will not wait for the host to answer again may leave: the next command asks it.
            answer = await tools.Follower.FollowAsync(host.Name, connection, step, lost, cancellationToken).ConfigureAwait(false);
        }

        var end = StepEnd.Of(host.Name, packageManager, answer);
        if (end is { Kind: StepEndKind.NotBegun, Fault: { } untouched })
        {
            await UndoAsync(notices).ConfigureAwait(false);
            journal.Note(StepEvent.NotBegun, $"{untouched.Code}: {untouched.Message}");
            return Result(StepVerdict.Told(untouched), [], false);
        }

        if (end.Kind != StepEndKind.Lost) journal.Note(StepEvent.Ended, end.Fault is null ? $"{packageManager.Name} ended with exit code 0" : $"{end.Fault.Code}: {end.Fault.Message}");
        var verdict = await new StepFinish(host, connection, journal, rules, tools, order).RunAsync(end, notices).ConfigureAwait(false);
        return Result(verdict.Message, verdict.Patches, verdict.RebootRequired);
    }

    // The host is left alone: whatever keeps it from being taken out of service is a reason to leave it there.
    private async Task<Outcome<StepResult>> SkipAsync(Finding refused, ICollection<Finding> notices)
    {
        await UndoAsync(notices).ConfigureAwait(false);
        return End(StepEvent.Withdrawn, refused with
        {
            Message = $"{refused.Message} Nothing was touched.",
            Suggestion = $"Mend what it says and try again; what is to be installed there waits. {refused.Suggestion}".Trim(),
        });
    }

    // What 'before' did, in part or whole, 'after' undoes.
    private async Task UndoAsync(ICollection<Finding> notices)
    {
        if (hooks is not null && await StepFinish.AfterAsync(hooks, journal).ConfigureAwait(false) is { } warning) notices.Add(warning);
    }

    private Finding End(StepEvent happened, Finding problem)
    {
        journal.Note(happened, $"{problem.Code}: {problem.Message}");
        return problem;
    }

    private StepResult Nothing(string message)
    {
        journal.Note(StepEvent.Withdrawn, message);
        return Result(message, [], false);
    }

    private StepResult Result(string message, PatchResult[] results, bool rebootRequired) => new()
    {
        Step = journal.Last.Step,
        Host = host.Name,
        Policy = policy,
        State = journal.Last.State,
        Message = message,
        Patches = results,
        RebootRequired = rebootRequired,
        Started = started,
        Ended = now(),
        Journal = [.. journal.Entries],
    };

    private static string Words(IEnumerable<(string Name, string Version)> packages) =>
        string.Join(", ", packages.Select(p => $"{p.Name}={p.Version}"));

    private static Finding Unrecorded(StepResult result, Finding fault) => fault with
    {
        HostName = result.Host,
        Policy = result.Policy,
        Message = $"{fault.Message} The step {result.Step} on '{result.Host}' ended as {result.State}, and its journal does not say so.",
        Suggestion = $"{fault.Suggestion} Keep this output: the next command on '{result.Host}' asks the host what became of it.".Trim(),
    };
}

/// <summary>What a step is to do, told once its host is fit.</summary>
/// <param name="Work">What; null where nothing is to be done.</param>
/// <param name="Problem">Why nothing can be done; null where there is merely nothing to do.</param>
/// <param name="Ends">What happened to the step with that.</param>
/// <param name="Message">Why there is nothing to do.</param>
internal sealed record StepPlan(InstallPlan? Work, Finding? Problem, StepEvent Ends, string Message)
{
    /// <summary>Why it is too late to begin; asked at the last moment before that. Null where it is not.</summary>
    public Func<Finding?> Late { get; private init; } = () => null;

    public static StepPlan Of(InstallPlan work, Func<Finding?> late) => new(work, null, StepEvent.Fit, "") { Late = late };

    public static StepPlan Unfit(Finding problem) => new(null, problem, StepEvent.Unfit, "");

    public static StepPlan Withdrawn(Finding problem) => new(null, problem, StepEvent.Withdrawn, "");

    public static StepPlan Nothing(string message) => new(null, null, StepEvent.Withdrawn, message);
}
