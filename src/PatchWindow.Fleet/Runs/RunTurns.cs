using NodaTime;
using PatchWindow.Core.Outcomes;
using PatchWindow.Fleet.Decisions;
using PatchWindow.Fleet.Inventory;
using PatchWindow.Fleet.Store;

namespace PatchWindow.Fleet.Runs;

/// <summary>Stops runs by a person's word, and lets them go on.</summary>
public sealed class RunTurns(Lazy<IPatchStore> store, RunOpener opener, RunReport report, Lazy<HostInventory> inventory, IClock clock)
{
    /// <summary>Stops a run: no step of it begins any more. A problem where it does not run.</summary>
    public Outcome<Run> Stop(string run, string reason) =>
        store.Value.Runs.Turn(run, RunState.Stopped, $"stopped by {Author.Current} at {MomentText.Format(Now)}: {reason}").TryGet(out _, out var problem)
            ? report.Find(run, isDetailed: false)
            : problem;

    /// <summary>Lets a run go on. A problem where it is not stopped, or its window is not open.</summary>
    /// <param name="run">The run's id.</param>
    /// <param name="reason">Why.</param>
    /// <param name="again">Whether hosts that failed or were passed over get another step.</param>
    public Outcome<Run> Resume(string run, string reason, bool again)
    {
        if (store.Value.Runs.Find(new RunQuery { Id = run, WithEnded = true }).FirstOrDefault() is not { } known) return RunProblems.NotFound(run);

        // A run that goes on beside failures may have some of them tried again, too.
        if (known.State == RunState.Ended || (known.State == RunState.Running && !again)) return RunProblems.NotIn(RunState.Stopped, known);
        var open = opener.Reopen(known);
        if (open.Terms is not { } terms || !open.HasTime) return RunProblems.WindowClosed(known);
        var hosts = again ? store.Value.Runs.Steps(run).Where(s => s.State is StepState.Failed or StepState.Skipped).Select(s => s.Host) : [];
        var managed = hosts.Select(name => inventory.Value.Find(name).TryGet(out var host, out _) ? host : null).OfType<ManagedHost>();
        store.Value.Runs.Forgive(run, opener.Plan(terms, managed, Now));
        if (known.State == RunState.Running) return report.Find(run, isDetailed: false);
        return store.Value.Runs.Turn(run, RunState.Running, $"resumed by {Author.Current} at {MomentText.Format(Now)}: {reason}").TryGet(out _, out var problem)
            ? report.Find(run, isDetailed: false)
            : problem;
    }

    /// <summary>Counts what ended longer ago than a time, or removes it.</summary>
    public Outcome<PurgeCount> Purge(TimeSpan age, bool remove) => age >= TimeSpan.FromDays(1) && age < TimeSpan.FromDays(36500)
        ? store.Value.Runs.Purge(Now - age, remove)
        : new Finding
        {
            Code = "AgeInvalid",
            Kind = FindingKind.InvalidArgument,
            Path = "OlderThan",
            Message = $"What is kept reaches back a day at least, and not {DurationText.Format(age)}.",
            Suggestion = "Write, for instance, -OlderThan 365d.",
        };

    private DateTimeOffset Now => clock.GetCurrentInstant().ToDateTimeOffset();
}
