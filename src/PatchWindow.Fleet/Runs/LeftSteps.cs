using PatchWindow.Fleet.Connections;
using PatchWindow.Fleet.PackageManagers.HostSteps;
using PatchWindow.Fleet.Store;

namespace PatchWindow.Fleet.Runs;

/// <summary>
/// Takes up what a runner that is gone, or could not ask its host any more, left on a host: the work there has gone on without it, and
/// the host tells how it ended. What was begun is never begun again.
/// </summary>
/// <param name="store">Where steps are kept.</param>
/// <param name="rules">What a host's policy says of reboots and hooks.</param>
/// <param name="tools">What waits, and runs hooks.</param>
/// <param name="runner">The runner that takes them up.</param>
/// <param name="now">The clock.</param>
internal sealed class LeftSteps(IPatchStore store, Func<ManagedHost, StepRules> rules, StepTools tools, Runner runner, Func<DateTimeOffset> now)
{
    // A day less than host-step.sh keeps it: that a host knows nothing of an older step does not say that it did not begin it.
    private static readonly TimeSpan RecordIsKept = TimeSpan.FromDays(29);

    /// <summary>
    /// Brings the left step of a host to its end, if there is one; work that still runs is waited for. An error where the host cannot
    /// tell, and so nothing else may be done there; else how it ended is a warning.
    /// </summary>
    /// <param name="host">The host.</param>
    /// <param name="connection">The way to it.</param>
    /// <param name="told">Told of each move.</param>
    /// <param name="cancellationToken">Ends the waiting; the step is then left again.</param>
    public async Task<Finding?> TakeUpAsync(
        ManagedHost host, HostConnection connection, Action<StepMove> told, CancellationToken cancellationToken)
    {
        IDisposable? taken = null;
        var left = store.TakeUp(
            host.Name, step => IsLeft(runner, step, host) && (taken = runner.Running.TryBegin(step.Id)) is not null, runner.Identity, RunEngine.Lease);
        using var running = taken;
        if (left is null) return null;
        using var leased = runner.Running.Begin(left.Id, left.Epoch);
        var journal = new StepJournal(store.Journal(left.Id), left.Epoch, store, now, entry => told(new StepMove(host.Name, left.Policy, entry)));
        try
        {
            return await TakeUpAsync(host, connection, left, journal, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            if (journal.Last.State == StepState.Unknown) store.Leave(left.Id, left.Epoch);
        }
    }

    private async Task<Finding?> TakeUpAsync(
        ManagedHost host, HostConnection connection, StepRecord left, StepJournal journal, CancellationToken cancellationToken)
    {
        if (left.Run is not null && StepMachine.Allows(journal.Last.State, StepEvent.Released))
        {
            // What is sent is written before: it had touched nothing, and the run goes on with it.
            journal.Move(StepEvent.Released, $"its runner, {left.Runner}, is gone, and had touched nothing");
            return null;
        }

        var state = journal.Last.State;
        if (state != StepState.Unknown) journal.Move(StepEvent.Lost, $"its runner, {left.Runner}, is gone");
        if (StepMachine.IsUntouched(state))
        {
            journal.Move(StepEvent.Withdrawn, "nothing had been touched");
            return Finding(left, FindingSeverity.Warning, "It had touched nothing.");
        }

        var (transport, packages) = connection;
        var notices = new List<Finding>();
        var order = new StepOrder(packages.Name, left.Boot ?? "", left.Patches, left.Dependencies);
        var finish = new StepFinish(host, connection, journal, rules(host), tools, order);
        if (journal.Entries.LastOrDefault(e => e.State != StepState.Unknown)?.State == StepState.Rebooting)
        {
            // What it installed is known to be there; of the reboot its boot tells.
            return Told(left, await finish.AfterRebootAsync(notices).ConfigureAwait(false), notices);
        }

        var answer = await packages.FollowAsync(host.Name, left.Id, transport, cancellationToken).ConfigureAwait(false);
        var end = StepEnd.Of(host.Name, packages, answer);
        if (end.Kind == StepEndKind.NotBegun && now() - left.Created < RecordIsKept)
        {
            journal.Move(StepEvent.NotBegun, end.Fault!.Message);
            return Finding(left, FindingSeverity.Warning, $"Nothing was touched: {end.Fault.Message}");
        }

        if (end is { Kind: StepEndKind.Lost or StepEndKind.NotBegun, Fault: { } fault })
        {
            if (end.Kind == StepEndKind.Lost && fault.Code != HostStepProblems.NotFollowedCode) return Finding(left, FindingSeverity.Error, $"What became of it is not known: {fault.Message}", fault.Suggestion);

            // Nobody but a person can tell, and has been told.
            store.Close(left.Id, left.Epoch, now());
            return Finding(left, FindingSeverity.Error, "It counts as unknown.", Look(host));
        }

        journal.Move(StepEvent.Ended, end.Fault is null ? $"{packages.Name} ended with exit code 0" : $"{end.Fault.Code}: {end.Fault.Message}");
        return Told(left, await finish.RunAsync(end, notices).ConfigureAwait(false), notices);
    }

    private static Finding Told(StepRecord left, StepVerdict verdict, List<Finding> notices)
    {
        var also = string.Concat(notices.Select(n => " " + n.Message));
        return verdict.Event == StepEvent.Lost
            ? Finding(left, FindingSeverity.Error, $"What became of it is not known: {verdict.Message}{also}")
            : Finding(left, FindingSeverity.Warning, $"It has {(verdict.Event == StepEvent.Proved ? "succeeded" : "failed")} now: {verdict.Message}{also}");
    }

    /// <summary>The step that was left on a host; null where there is none.</summary>
    public StepRecord? On(ManagedHost host) => store.InProgress(host.Name) is { } step && IsLeft(runner, step, host) ? step : null;

    /// <summary>The step that is in progress on a host, in words; null where there is none, or nobody works on it.</summary>
    public static string? Running(Runner runner, IPatchStore store, ManagedHost host) =>
        store.InProgress(host.Name) is { } step && !IsLeft(runner, step, host) ? $"{step.Id} is {step.State}, by {step.Runner}" : null;

    // A host that is reached locally is the machine we are on, and so was the runner's, by whatever name.
    internal static bool IsLeft(Runner runner, StepRecord step, ManagedHost host) => runner.Is(step.Runner)
        ? !runner.Running.Contains(step.Id) && (step is not { Run: not null, State: StepState.Claimed } || step.IsLeaseOver) // just claimed, and about to run
        : step.Runner == RunnerIdentity.Nobody || step.IsLeaseOver || runner.IsDead(step.Runner, here: string.Equals(host.Transport, "local", StringComparison.OrdinalIgnoreCase));

    private static Finding Finding(StepRecord left, FindingSeverity severity, string what, string? suggestion = null) => new()
    {
        Code = "StepLost",
        Kind = FindingKind.InvalidOperation,
        Severity = severity,
        Policy = left.Policy,
        HostName = left.Host,
        Path = left.Id,
        Message = (severity == FindingSeverity.Error ? $"Nothing was installed on '{left.Host}' now: an" : "An")
            + $" earlier step there, {left.Id}, was {left.State} when its runner{(left.Runner == RunnerIdentity.Nobody ? "" : $", {left.Runner},")} left it "
            + $"({string.Join(", ", left.Patches.Concat(left.Dependencies).Select(p => $"{p.Name} {p.Version}"))}). {what}",
        Suggestion = suggestion,
    };

    private static string Look(ManagedHost host) => "Look at the host first: "
        + (string.Equals(host.Transport, "psrp", StringComparison.OrdinalIgnoreCase)
            ? @"its update history says what was installed, a file in %SystemRoot%\PatchWindow how it ended, "
            : "its package manager's own log says what was done, ")
        + $"'Get-PendingPatch {host.Name}' what is still pending. Then run the command again.";
}
