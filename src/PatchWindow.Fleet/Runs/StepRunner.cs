using NodaTime;
using PatchWindow.Core.Outcomes;
using PatchWindow.Fleet.Connections;
using PatchWindow.Fleet.Decisions;
using PatchWindow.Fleet.PackageManagers;
using PatchWindow.Fleet.PackageManagers.HostSteps;
using PatchWindow.Fleet.Store;

namespace PatchWindow.Fleet.Runs;

/// <summary>
/// Carries out a plan on its host as one step of <see cref="StepMachine"/>: every move is in the journal before it is made, and
/// a step counts as succeeded only when the package manager reports no fault and the host itself shows the new versions.
/// </summary>
public sealed class StepRunner(Lazy<IPatchStore> store, InstallPlanner planner, IHostConnections connections, StepFollower follower, IClock clock)
{
    /// <summary>The id of the step that an earlier command left on a host; null where there is none, or the store cannot be read.</summary>
    public string? LeftOn(ManagedHost host)
    {
        try
        {
            return new LeftSteps(store.Value, Now).On(host)?.Id;
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
            ? await new LeftSteps(store.Value, Now).TakeUpAsync(host, connection, told, cancellationToken).ConfigureAwait(false)
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
        var record = Record(plan, started);
        var planned = plan.Description + (record.OverrideReason is null ? "" : $"; window overridden by {record.OverrideBy}: {record.OverrideReason}");
        var opening = StepJournal.Opening(record.Id, planned, $"by {record.Runner}", started);
        using var running = RunningSteps.Begin(record.Id);
        if (store.Value.Claim(record, opening).Problem is { } busy) return busy;
        void Tell(JournalEntry entry) => told(new StepMove(plan.Host.Name, plan.Policy, entry));
        foreach (var entry in opening) Tell(entry);
        var journal = new StepJournal(opening, store.Value, Now, Tell);
        try
        {
            var ready = await connection.Packages.CheckAsync(plan.Host.Name, connection.Transport, cancellationToken).ConfigureAwait(false);
            if (ready.Problem is { } unfit)
            {
                journal.Note(StepEvent.Unfit, $"{unfit.Code}: {unfit.Message}");
                return unfit;
            }

            journal.Move(StepEvent.Fit, $"privilege, lock and package state are right; boot {ready.Value.BootId}");
            var again = await planner.ReviewAsync(plan, cancellationToken).ConfigureAwait(false);
            if (!again.TryGet(out var fresh, out var unplanned))
            {
                journal.Note(StepEvent.Unfit, $"{unplanned.Code}: {unplanned.Message}");
                return unplanned;
            }

            if (PlanExpiry.Of(plan, fresh) is { } expired)
            {
                journal.Note(StepEvent.Withdrawn, expired.Message);
                return expired;
            }

            cancellationToken.ThrowIfCancellationRequested();
            journal.Move(StepEvent.Sent, $"{connection.Packages.Name} installs {Words(record.Patches)}"
                + (record.Dependencies.Count == 0 ? "" : $"; as dependencies {Words(record.Dependencies)}"));
        }
        catch (OperationCanceledException)
        {
            journal.Note(StepEvent.Withdrawn, "cancelled before anything was touched");
            throw;
        }
        catch (Exception e)
        {
            // Not left in progress: this process may live on for long, and the host would be busy for as long.
            journal.Note(StepEvent.Unfit, "nothing was touched: " + e.Message);
            throw;
        }

        // From here on nothing cancels, and no failing store either: what became of the host is found out and told.
        try
        {
            var result = await ApplyAsync(plan, connection, journal, started, cancellationToken).ConfigureAwait(false);
            if (journal.Fault is { } fault) notices.Add(Unrecorded(result, fault));
            else if (result.State == StepState.Unknown) store.Value.Leave(result.Step);
            return result;
        }
        catch (Exception e) when (StepMachine.Allows(journal.Last.State, StepEvent.Lost))
        {
            journal.Note(StepEvent.Lost, e.Message);
            throw;
        }
    }

    private async Task<StepResult> ApplyAsync(
        InstallPlan plan, HostConnection connection, StepJournal journal, DateTimeOffset started, CancellationToken cancellationToken)
    {
        var (transport, packageManager) = connection;
        var (host, step) = (plan.Host.Name, journal.Last.Step);
        PackageVersion[] patches = InstallPlan.Versions(plan.Patches), dependencies = [.. plan.Dependencies.Select(d => d.Package)];
        var answer = await packageManager.ApplyAsync(host, step, patches, transport, CancellationToken.None).ConfigureAwait(false);
        if (answer.Problem is { } lost && !HostStepProblems.IsCertain(lost))
        {
            // The work goes on without the connection. Whoever will not wait for the host to answer again may leave: the next command asks it.
            answer = await follower.FollowAsync(host, connection, step, lost, cancellationToken).ConfigureAwait(false);
        }

        var end = StepEnd.Of(host, packageManager, answer);
        if (end is { Kind: StepEndKind.NotBegun, Fault: { } untouched })
        {
            journal.Note(StepEvent.NotBegun, $"{untouched.Code}: {untouched.Message}");
            return Result(StepVerdict.Told(untouched), [], false);
        }

        if (end.Kind != StepEndKind.Lost) journal.Note(StepEvent.Ended, end.Fault is null ? $"{packageManager.Name} ended with exit code 0" : $"{end.Fault.Code}: {end.Fault.Message}");
        var verified = await packageManager.VerifyAsync(host, [.. patches, .. dependencies], transport, CancellationToken.None).ConfigureAwait(false);
        var verdict = StepVerdict.Of(patches, dependencies, packageManager.Name, end, verified);
        journal.Note(verdict.Event, verdict.Entry);
        return Result(verdict.Message, verdict.Patches, verdict.RebootRequired);

        StepResult Result(string message, PatchResult[] results, bool rebootRequired) => new()
        {
            Step = step,
            Host = host,
            Policy = plan.Policy,
            State = journal.Last.State,
            Message = message,
            Patches = results,
            RebootRequired = rebootRequired,
            Started = started,
            Ended = Now(),
            Journal = [.. journal.Entries],
        };
    }

    private static string Words(IEnumerable<(string Name, string Version)> packages) =>
        string.Join(", ", packages.Select(p => $"{p.Name}={p.Version}"));

    private static StepRecord Record(InstallPlan plan, DateTimeOffset started) => new()
    {
        Id = NewId(started),
        Host = plan.Host.Name,
        Policy = plan.Policy,
        State = StepState.Claimed,
        Runner = RunnerIdentity.OfThisProcess(),
        OverrideReason = plan.Request.OverrideReason,
        OverrideBy = plan.Request.OverrideReason is null ? null : Author.Current,
        Created = started,
        Patches = [.. plan.Patches.Select(p => (p.Name, p.Version))],
        Dependencies = [.. plan.Dependencies.Select(d => (d.Package.Name, d.Package.Version))],
    };

    private static Finding Unrecorded(StepResult result, Finding fault) => fault with
    {
        HostName = result.Host,
        Policy = result.Policy,
        Message = $"{fault.Message} The step {result.Step} on '{result.Host}' ended as {result.State}, and its journal does not say so.",
        Suggestion = $"{fault.Suggestion} Keep this output: the next command on '{result.Host}' asks the host what became of it.".Trim(),
    };

    private DateTimeOffset Now() => clock.GetCurrentInstant().ToDateTimeOffset();

    // Sorts by time and reads well in a log: 20261123-220102-3f9a12c07be4.
    private static string NewId(DateTimeOffset now) =>
        now.UtcDateTime.ToString("yyyyMMdd-HHmmss", System.Globalization.CultureInfo.InvariantCulture) + "-"
        + Guid.NewGuid().ToString("N").Substring(0, 12);
}
