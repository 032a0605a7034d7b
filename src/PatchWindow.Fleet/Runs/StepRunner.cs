using NodaTime;
using PatchWindow.Core.Outcomes;
using PatchWindow.Fleet.Decisions;
using PatchWindow.Fleet.PackageManagers;
using PatchWindow.Fleet.Store;
using PatchWindow.Fleet.Transports;

namespace PatchWindow.Fleet.Runs;

/// <summary>
/// Carries out a plan on its host as one step of <see cref="StepMachine"/>: every move is in the journal before it is made, and
/// a step counts as succeeded only when the host itself shows the new versions.
/// </summary>
public sealed class StepRunner(Lazy<IPatchStore> store, IPackageManager packageManager, IClock clock)
{
    /// <summary>
    /// Runs the step. A problem means that nothing was touched. Cancelling ends a step that has not begun to apply; a package
    /// transaction is never ended half-way.
    /// </summary>
    /// <param name="plan">What to do.</param>
    /// <param name="progress">Told of each move as it is made.</param>
    /// <param name="notices">Receives what was found of steps whose runner was lost.</param>
    /// <param name="cancellationToken">Ends the step before it begins to apply.</param>
    public async Task<Outcome<StepResult>> RunAsync(
        InstallPlan plan, Action<StepState, string> progress, ICollection<Finding> notices, CancellationToken cancellationToken)
    {
        if (!Reach.By(plan.Host).TryGet(out var transport, out var unreachable)) return unreachable;
        if (Closed(plan) is { } closed) return closed;
        SettleLostStep(plan.Host.Name, notices);

        var started = Now();
        var id = NewId(started);
        var record = new StepRecord
        {
            Id = id,
            Host = plan.Host.Name,
            Policy = plan.Policy,
            State = StepState.Claimed,
            Runner = RunnerIdentity.OfThisProcess(),
            OverrideReason = plan.Request.OverrideReason,
            OverrideBy = plan.Request.OverrideReason is null ? null : DeferralService.CurrentUser,
            Created = started,
            Patches = [.. plan.Patches.Select(p => (p.Name, p.Version))],
        };
        var planned = plan.Description + (record.OverrideReason is null ? "" : $"; window overridden by {record.OverrideBy}: {record.OverrideReason}");
        var claim = store.Value.Claim(record, StepJournal.Opening(id, planned, $"by {record.Runner}", started));
        if (claim.Problem is { } busy) return busy;
        var journal = new StepJournal(id, StepState.Claimed, store.Value, Now);
        void Move(StepState to, string message)
        {
            journal.Move(to, message);
            progress(to, message);
        }

        var packages = InstallPlanner.Versions(plan.Patches);
        try
        {
            var ready = await packageManager.CheckAsync(plan.Host.Name, transport, cancellationToken).ConfigureAwait(false);
            if (ready.Problem is { } unfit)
            {
                Move(StepState.Failed, $"{unfit.Code}: {unfit.Message}");
                return unfit;
            }

            Move(StepState.Checked, $"privilege, lock and package state are right; boot {ready.Value.BootId}");
            cancellationToken.ThrowIfCancellationRequested();
        }
        catch (OperationCanceledException)
        {
            Move(StepState.Skipped, "cancelled before anything was touched");
            throw;
        }
        catch (Exception e) when (e is not StoreException)
        {
            // Not left in progress: this process may live on for long, and the host would be busy for as long.
            Move(StepState.Failed, "nothing was touched: " + e.Message);
            throw;
        }

        // Waiting for the host's lock may have taken the rest of the window.
        if (Closed(plan) is { } over)
        {
            Move(StepState.Skipped, over.Message);
            return over;
        }

        Move(StepState.Applying, $"{packageManager.Name} installs {string.Join(", ", packages.Select(p => $"{p.Name}={p.Version}"))}");

        // From here on nothing cancels: a package transaction is never ended half-way.
        try
        {
            return await ApplyAsync(plan, packages, transport, journal, Move, started).ConfigureAwait(false);
        }
        catch (Exception e) when (e is not StoreException)
        {
            Move(StepState.Unknown, e.Message);
            throw;
        }
    }

    private async Task<StepResult> ApplyAsync(
        InstallPlan plan, PackageVersion[] packages, ITransport transport, StepJournal journal, Action<StepState, string> move,
        DateTimeOffset started)
    {
        var applied = await packageManager.ApplyAsync(plan.Host.Name, packages, transport, CancellationToken.None).ConfigureAwait(false);
        var fault = applied.Problem ?? (applied.Value.ExitCode == 0 ? null : packageManager.Explain(plan.Host.Name, applied.Value));
        move(StepState.Verifying, fault is null ? $"{packageManager.Name} ended with exit code 0" : $"{fault.Code}: {fault.Message}");

        var verified = await packageManager.VerifyAsync(plan.Host.Name, packages, transport, CancellationToken.None).ConfigureAwait(false);
        if (!verified.TryGet(out var found, out var blind))
        {
            move(StepState.Unknown, $"what is installed could not be read: {blind.Message}");
            return Result(plan, journal, started, null, fault ?? blind, false);
        }

        if (applied.Problem?.Code is "TimedOut" or "OutputCutShort")
        {
            // The transaction began and may still be at work; what the host has now need not be what it ends with.
            move(StepState.Unknown, $"{packageManager.Name} may still be at work: {applied.Problem.Message}");
            return Result(plan, journal, started, found, fault, found.RebootRequired);
        }

        var missing = packages.Where(p => !found.Installed.TryGetValue(p.Name, out var version) || version != p.Version).ToList();
        move(
            missing.Count == 0 ? StepState.Succeeded : StepState.Failed,
            missing.Count == 0
                ? $"the host has {packages.Length} of {packages.Length}{(found.RebootRequired ? " and wants a reboot" : "")}"
                : $"the host does not have {string.Join(", ", missing.Select(m => $"{m.Name} {m.Version}"))}");
        return Result(plan, journal, started, found, fault, found.RebootRequired);
    }

    private StepResult Result(
        InstallPlan plan, StepJournal journal, DateTimeOffset started, HostPackages? found, Finding? fault, bool rebootRequired)
    {
        var last = journal.Entries[journal.Entries.Count - 1];
        return new StepResult
        {
            Step = last.Step,
            Host = plan.Host.Name,
            Policy = plan.Policy,
            State = journal.State,
            Message = fault is null || journal.State == StepState.Succeeded ? last.Message : $"{fault.Message} {fault.Suggestion}".Trim(),
            Patches =
            [
                .. plan.Patches.Select(p =>
                {
                    var version = found is not null && found.Installed.TryGetValue(p.Name, out var v) ? v : null;
                    return new PatchResult { Name = p.Name, Version = p.Version, InstalledVersion = version, Installed = version == p.Version };
                }),
            ],
            RebootRequired = rebootRequired,
            Started = started,
            Ended = Now(),
            Journal = [.. journal.Entries],
        };
    }

    // A plan holds only as long as the decisions it rests on: someone may have looked at it, or been asked, for hours.
    private Finding? Closed(InstallPlan plan)
    {
        if (plan.Request.OverrideReason is not null) return null;
        var now = Now();
        var late = plan.Patches.FirstOrDefault(p => p.Decision is { ChangesAt: { } until } && until <= now);
        return late is null ? null : new Finding
        {
            Code = "PlanExpired",
            Kind = FindingKind.InvalidOperation,
            Policy = plan.Policy,
            HostName = plan.Host.Name,
            Path = late.ToString(),
            Message = $"Nothing was installed on '{plan.Host.Name}': the time in which '{late.Name}' may be applied ended at {late.Decision!.ChangesAt:yyyy-MM-dd HH:mm zzz}.",
            Suggestion = "Run the command again in the next window; Get-PatchWindow tells when that is.",
        };
    }

    // A step whose runner is certainly dead is unknown from now on: it is never taken up again, and someone should look.
    private void SettleLostStep(string host, ICollection<Finding> notices)
    {
        if (store.Value.InProgress(host) is not { } lost || !lost.Runner.IsDead()) return;
        new StepJournal(lost.Id, lost.State, store.Value, Now).Move(StepState.Unknown, $"its runner, {lost.Runner}, is gone");
        notices.Add(new Finding
        {
            Code = "StepLost",
            Severity = FindingSeverity.Warning,
            HostName = host,
            Path = lost.Id,
            Message = $"An earlier step on '{host}' was {lost.State} when its runner was lost: "
                + string.Join(", ", lost.Patches.Select(p => $"{p.Name} {p.Version}")) + ". It counts as unknown.",
            Suggestion = "Look at the host: 'dpkg --audit' lists what is half-installed.",
        });
    }

    private DateTimeOffset Now() => clock.GetCurrentInstant().ToDateTimeOffset();

    // Sorts by time and reads well in a log: 20261123-220102-3f9a.
    private static string NewId(DateTimeOffset now) =>
        now.UtcDateTime.ToString("yyyyMMdd-HHmmss", System.Globalization.CultureInfo.InvariantCulture) + "-"
        + Guid.NewGuid().ToString("N").Substring(0, 6);
}
