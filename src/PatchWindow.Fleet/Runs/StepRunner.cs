using NodaTime;
using PatchWindow.Core.Outcomes;
using PatchWindow.Fleet.Connections;
using PatchWindow.Fleet.Decisions;
using PatchWindow.Fleet.PackageManagers;
using PatchWindow.Fleet.Store;

namespace PatchWindow.Fleet.Runs;

/// <summary>
/// Carries out a plan on its host as one step of <see cref="StepMachine"/>: every move is in the journal before it is made, and
/// a step counts as succeeded only when the package manager reports no fault and the host itself shows the new versions.
/// </summary>
public sealed class StepRunner(Lazy<IPatchStore> store, InstallPlanner planner, IHostConnections connections, IClock clock)
{
    /// <summary>
    /// Runs the step. A problem means that nothing was touched. Cancelling ends a step that has not begun to apply; a package
    /// transaction is never ended half-way.
    /// </summary>
    /// <param name="plan">What to do.</param>
    /// <param name="progress">Told of each move as it is made.</param>
    /// <param name="notices">Receives what else is to be known: of a step whose runner was lost, of a store that failed.</param>
    /// <param name="cancellationToken">Ends the step before it begins to apply.</param>
    public async Task<Outcome<StepResult>> RunAsync(
        InstallPlan plan, Action<StepState, string> progress, ICollection<Finding> notices, CancellationToken cancellationToken)
    {
        if (!connections.To(plan.Host).TryGet(out var connection, out var unreachable)) return unreachable;
        var lost = new LostSteps(store.Value).Settle(plan.Host, Now());
        if (lost?.Severity == FindingSeverity.Error) return lost;
        if (lost is not null) notices.Add(lost);

        var started = Now();
        var record = Record(plan, started);
        var planned = plan.Description + (record.OverrideReason is null ? "" : $"; window overridden by {record.OverrideBy}: {record.OverrideReason}");
        var opening = StepJournal.Opening(record.Id, planned, $"by {record.Runner}", started);
        using var running = RunningSteps.Begin(record.Id);
        if (store.Value.Claim(record, opening).Problem is { } busy) return busy;
        var journal = new StepJournal(opening, store.Value, Now);
        void Note(StepState to, string message)
        {
            journal.Note(to, message);
            progress(to, message);
        }

        string apply;
        try
        {
            var ready = await connection.Packages.CheckAsync(plan.Host.Name, connection.Transport, cancellationToken).ConfigureAwait(false);
            if (ready.Problem is { } unfit)
            {
                Note(StepState.Failed, $"{unfit.Code}: {unfit.Message}");
                return unfit;
            }

            var check = $"privilege, lock and package state are right; boot {ready.Value.BootId}";
            journal.Move(StepState.Checked, check);
            progress(StepState.Checked, check);
            var again = await planner.ReviewAsync(plan, cancellationToken).ConfigureAwait(false);
            if (!again.TryGet(out var fresh, out var unplanned))
            {
                Note(StepState.Failed, $"{unplanned.Code}: {unplanned.Message}");
                return unplanned;
            }

            if (PlanExpiry.Of(plan, fresh) is { } expired)
            {
                Note(StepState.Skipped, expired.Message);
                return expired;
            }

            cancellationToken.ThrowIfCancellationRequested();
            apply = $"{connection.Packages.Name} installs {Words(plan.Patches.Select(p => (p.Name, p.Version)))}"
                + (plan.Dependencies.Count == 0 ? "" : $"; as dependencies {Words(record.Dependencies)}");
            journal.Move(StepState.Applying, apply);
        }
        catch (OperationCanceledException)
        {
            Note(StepState.Skipped, "cancelled before anything was touched");
            throw;
        }
        catch (Exception e)
        {
            // Not left in progress: this process may live on for long, and the host would be busy for as long.
            Note(StepState.Failed, "nothing was touched: " + e.Message);
            throw;
        }

        // From here on nothing cancels, and no failing store either: what became of the host is found out and told.
        try
        {
            progress(StepState.Applying, apply);
            var result = await ApplyAsync(plan, connection, journal, Note, started).ConfigureAwait(false);
            if (journal.Fault is { } fault) notices.Add(Unrecorded(result, fault));
            return result;
        }
        catch (Exception e) when (!StepMachine.IsTerminal(journal.Last.State))
        {
            Note(StepState.Unknown, e.Message);
            throw;
        }
    }

    private async Task<StepResult> ApplyAsync(
        InstallPlan plan, HostConnection connection, StepJournal journal, Action<StepState, string> note, DateTimeOffset started)
    {
        var (transport, packageManager) = connection;
        var patches = InstallPlan.Versions(plan.Patches);
        PackageVersion[] packages = [.. patches, .. plan.Dependencies.Select(d => d.Package)];
        var applied = await packageManager.ApplyAsync(plan.Host.Name, patches, transport, CancellationToken.None).ConfigureAwait(false);
        var fault = applied.Problem ?? (applied.Value.ExitCode == 0 ? null : packageManager.Explain(plan.Host.Name, applied.Value));
        note(StepState.Verifying, fault is null ? $"{packageManager.Name} ended with exit code 0" : $"{fault.Code}: {fault.Message}");

        var verified = await packageManager.VerifyAsync(plan.Host.Name, packages, transport, CancellationToken.None).ConfigureAwait(false);
        var verdict = StepVerdict.Of(plan, packageManager.Name, fault, verified);
        note(verdict.State, verdict.Entry);
        return new StepResult
        {
            Step = journal.Last.Step,
            Host = plan.Host.Name,
            Policy = plan.Policy,
            State = verdict.State,
            Message = verdict.Message,
            Patches = verdict.Patches,
            RebootRequired = verdict.RebootRequired,
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
        Suggestion = $"{fault.Suggestion} Keep this output: the next command on '{result.Host}' will count the step as lost.".Trim(),
    };

    private DateTimeOffset Now() => clock.GetCurrentInstant().ToDateTimeOffset();

    // Sorts by time and reads well in a log: 20261123-220102-3f9a.
    private static string NewId(DateTimeOffset now) =>
        now.UtcDateTime.ToString("yyyyMMdd-HHmmss", System.Globalization.CultureInfo.InvariantCulture) + "-"
        + Guid.NewGuid().ToString("N").Substring(0, 6);
}
