using PatchWindow.Fleet.Connections;
using PatchWindow.Fleet.Hooks;
using PatchWindow.Fleet.PackageManagers;
using PatchWindow.Fleet.Reboots;
using PatchWindow.Fleet.Store;

namespace PatchWindow.Fleet.Runs;

/// <summary>
/// What follows the work of a step once that has ended on its host, whoever looks: what is there is read, the host is rebooted where the policy says so, its
/// health is asked, and what comes after everything is run. A step reboots its host once at most.
/// </summary>
/// <param name="host">The host.</param>
/// <param name="connection">The way to it.</param>
/// <param name="journal">The step's journal, which says that the work has ended.</param>
/// <param name="rules">What the policy says.</param>
/// <param name="tools">What waits, and runs hooks.</param>
/// <param name="order">What the step was to do.</param>
internal sealed class StepFinish(ManagedHost host, HostConnection connection, StepJournal journal, StepRules rules, StepTools tools, StepOrder order)
{
    private static readonly TimeSpan RebootTime = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan[] Pauses = [.. new[] { 2, 2, 3, 5 }.Select(s => TimeSpan.FromSeconds(s))], Tries = [.. new[] { 1, 2, 5 }.Select(s => TimeSpan.FromSeconds(s))];

    private readonly PackageVersion[] patches = Packages(order.Patches), dependencies = Packages(order.Dependencies);

    /// <summary>The hooks of the policy; null where it has none.</summary>
    public static StepHooks? HooksOf(StepRules rules, ManagedHost host, HostConnection connection, StepTools tools) =>
        rules.Policy is { Source.Hooks: { } hooks } policy ? new StepHooks(hooks, host.Name, policy.Name, connection.Transport, tools.RunnerHook) : null;

    /// <summary>Brings the step to its last state. Nothing cancels it.</summary>
    /// <param name="end">How the work ended.</param>
    /// <param name="notices">Receives what else is to be known: a hook that failed after everything.</param>
    public async Task<StepVerdict> RunAsync(StepEnd end, ICollection<Finding> notices)
    {
        var verdict = await LookAsync(end).ConfigureAwait(false);
        if (verdict.Event == StepEvent.Lost) return Note(verdict);
        if (verdict.Event == StepEvent.Proved && !journal.Entries.Any(e => e.State == StepState.Rebooting)) verdict = await RebootAsync(end, verdict).ConfigureAwait(false);
        if (verdict.Event == StepEvent.Lost) return Note(verdict);
        return await CloseAsync(verdict, notices).ConfigureAwait(false);
    }

    /// <summary>Goes on where a reboot was sent, and nobody knows what became of it.</summary>
    public async Task<StepVerdict> AfterRebootAsync(ICollection<Finding> notices)
    {
        var verdict = await ReturnAsync(new StepEnd(StepEndKind.Ended, null), []).ConfigureAwait(false);
        return verdict.Event == StepEvent.Lost ? Note(verdict) : await CloseAsync(verdict, notices).ConfigureAwait(false);
    }

    // Health counts only of a host that has what it was to have; what was done before is undone whatever became of it.
    private async Task<StepVerdict> CloseAsync(StepVerdict verdict, ICollection<Finding> notices)
    {
        var hooks = HooksOf(rules, host, connection, tools);
        if (verdict.Event == StepEvent.Proved && hooks?.Has(StepHooks.Health) == true && await UnhealthyAsync(hooks).ConfigureAwait(false) is { } ill)
            verdict = verdict with { Event = StepEvent.Disproved, Entry = $"{ill.Code}: {ill.Message}", Message = $"{ill.Message} {Capital(verdict.Entry)}." };
        if (hooks is not null && await AfterAsync(hooks, journal).ConfigureAwait(false) is { } warning) notices.Add(warning);
        return Note(verdict);
    }

    /// <summary>Runs what comes after everything; a warning where it failed.</summary>
    public static async Task<Finding?> AfterAsync(StepHooks hooks, StepJournal journal)
    {
        if (!hooks.Has(StepHooks.After)) return null;
        var said = await hooks.RunAsync(StepHooks.After, journal.Last.Step, CancellationToken.None).ConfigureAwait(false);
        journal.Note(StepEvent.Noted, said.TryGet(out var output, out var problem) ? Ran(StepHooks.After, output) : $"{problem.Code}: {problem.Message}");
        return problem is null ? null : problem with { Severity = FindingSeverity.Warning };
    }

    /// <summary>What the journal says of a hook that was run.</summary>
    public static string Ran(string stage, string output) => $"the hook '{stage}' is done{(output.Length == 0 ? "" : $": {output}")}";

    private async Task<StepVerdict> LookAsync(StepEnd end)
    {
        var verified = await connection.Packages.VerifyAsync(host.Name, [.. patches, .. dependencies], connection.Transport, CancellationToken.None).ConfigureAwait(false);
        return StepVerdict.Of(patches, dependencies, connection.Packages.Name, end, verified);
    }

    private async Task<StepVerdict> RebootAsync(StepEnd end, StepVerdict verdict)
    {
        var mode = rules.Policy?.Source.Reboot.Mode ?? RebootMode.Never;
        if (mode == RebootMode.Never || (mode == RebootMode.IfNeeded && !verdict.RebootRequired)) return verdict;
        if (rules.RebootRefusal() is { } refusal) return Put(verdict, $"it was not rebooted: {refusal}");
        try
        {
            journal.Move(StepEvent.Rebooted, $"{(verdict.RebootRequired ? "the host wants it" : "the policy always does it")}; it was in the boot {order.Boot}");
        }
        catch (StoreException e)
        {
            // What nobody could know of later is not done.
            return Put(verdict, $"it was not rebooted, because the store does not take that: {e.Finding.Message}");
        }

        if (await HostReboot.SendAsync(host.Name, connection.Transport, order.Boot).ConfigureAwait(false) is { } unsent && unsent.Code is "NoPrivilege" or "RebootImpossible")
        {
            journal.Note(StepEvent.Returned, $"{unsent.Code}: {unsent.Message}");
            return Put(verdict, unsent.Message) with { Event = StepEvent.Disproved };
        }

        return await ReturnAsync(end, verdict.Patches).ConfigureAwait(false);
    }

    // A host that is starting answers before it can tell what is installed; so what it tells counts once it can be read.
    private async Task<StepVerdict> ReturnAsync(StepEnd end, PatchResult[] patchesBefore)
    {
        var most = rules.Policy?.Source.Reboot.Timeout is { } timeout && timeout > TimeSpan.Zero ? timeout : RebootTime;
        var patience = new Patience(tools, most, Pauses);
        Finding? silent = null;
        var isSame = false;
        do
        {
            var boot = await HostReboot.BootOfAsync(host.Name, connection.Transport, CancellationToken.None).ConfigureAwait(false);
            if (!boot.TryGet(out var current, out silent)) continue;
            isSame = current == order.Boot;
            if (isSame) continue;
            var verdict = await LookAsync(end).ConfigureAwait(false);
            if (verdict.Event == StepEvent.Lost) continue;
            journal.Note(StepEvent.Returned, $"the host is back, in the boot {current}");
            return verdict.RebootRequired ? Put(verdict, "it wants another reboot, which is left to a person: one step reboots once") : verdict;
        }
        while (await patience.WaitAsync().ConfigureAwait(false));

        if (!isSame || silent is not null)
        {
            var gone = $"the host did not come back within {DurationText.Format(most)} of its reboot{(silent is null ? "" : $": {silent.Message}")}";
            return new StepVerdict(StepEvent.Lost, gone, $"{Capital(gone)} Look at its console.", patchesBefore, true);
        }

        journal.Note(StepEvent.Returned, $"the host is still in the boot {order.Boot}: it did not reboot within {DurationText.Format(most)}");
        return new StepVerdict(StepEvent.Disproved, "the host did not reboot", $"The host did not reboot within {DurationText.Format(most)}. Reboot it by hand.", patchesBefore, true);
    }

    // A service takes its time to start: it is asked again until that is over.
    private async Task<Finding?> UnhealthyAsync(StepHooks hooks)
    {
        var patience = new Patience(tools, hooks.Timeout, Tries);
        Finding? problem;
        do
        {
            var said = await hooks.RunAsync(StepHooks.Health, journal.Last.Step, CancellationToken.None).ConfigureAwait(false);
            if (!said.TryGet(out var output, out problem)) continue;
            journal.Note(StepEvent.Noted, Ran(StepHooks.Health, output));
            return null;
        }
        while (await patience.WaitAsync().ConfigureAwait(false));
        return problem;
    }

    private StepVerdict Note(StepVerdict verdict)
    {
        // What was unknown and still is has moved nowhere.
        if (StepMachine.Allows(journal.Last.State, verdict.Event)) journal.Note(verdict.Event, verdict.Entry);
        return verdict;
    }

    private static StepVerdict Put(StepVerdict verdict, string also) => verdict with { Entry = $"{verdict.Entry}; {also}", Message = $"{verdict.Message}; {also}" };

    private static string Capital(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text.Substring(1);

    private static PackageVersion[] Packages(IEnumerable<(string Name, string Version)> packages) => [.. packages.Select(p => new PackageVersion(p.Name, p.Version))];
}
