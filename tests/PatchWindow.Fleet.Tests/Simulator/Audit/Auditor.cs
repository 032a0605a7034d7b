using PatchWindow.Fleet.Runs;
using PatchWindow.Fleet.Tests.Simulator.Hosts;
using PatchWindow.Fleet.Tests.Simulator.Runners;
using PatchWindow.Fleet.Tests.Simulator.Shapes;

namespace PatchWindow.Fleet.Tests.Simulator.Audit;

/// <summary>
/// Looks at the store's tables and at the hosts after everything that changes them, and holds every promise against them. It reckons by the shape's figures and by true
/// time, never by what production makes of them.
/// </summary>
internal sealed class Auditor(World world, AuditedTables tables) : IHostWatch
{
    // A runner's clock may be wrong by so much, and so may the one that wrote what it reads.
    private static readonly TimeSpan TwoSkews = TimeSpan.FromSeconds(60);

    // How far from its clock's word a move may be written, and a request may be on its way.
    private static readonly TimeSpan OnItsWay = TimeSpan.FromMinutes(3);

    private readonly Dictionary<string, (DateTimeOffset Time, string Run, int Ring)> successes = [];
    private Dictionary<string, StepRow> before = [];
    private Dictionary<string, RunState> runsBefore = [];

    /// <summary>The steps as they were looked at last.</summary>
    public IReadOnlyCollection<StepRow> Steps => before.Values;

    /// <summary>Whether nothing is left to do: no run goes on, and no step is in progress.</summary>
    public bool IsQuiet => before.Values.All(s => s.Ended is not null) && tables.Runs().All(r => r.Ended is not null);

    /// <summary>Somebody has changed something.</summary>
    /// <param name="by">Who.</param>
    /// <param name="what">What, for people.</param>
    /// <param name="takesUp">Whether it has made a step its own that was another's.</param>
    /// <param name="written">The step whose journal was written.</param>
    public void Look(SimulatedRunner by, string what, bool takesUp, string? written)
    {
        var now = tables.Steps().ToDictionary(s => s.Id);
        var runs = tables.Runs();
        var (earlier, earlierRuns) = (before, runsBefore);
        (before, runsBefore) = (now, runs.ToDictionary(r => r.Id, r => r.State));
        foreach (var step in now.Values)
        {
            var was = earlier.GetValueOrDefault(step.Id);
            if (was == step && step.Id != written) continue;
            Changed(by, what, was, step, takesUp, earlier.Values, earlierRuns);
        }

        Budgets(now.Values);
        foreach (var host in now.Values.Where(s => s.IsInProgress).GroupBy(s => s.Host).Where(g => g.Count() > 1)) Break("OneStepOnAHost", string.Join(" and ", host));
    }

    public void AskedToBegin(SimulatedHost host, string step)
    {
        if (host.Records.TryGetValue(step, out var record) && record.State != HostRecordState.Never) Break("AppliedOnce", $"{host.Name} is asked to begin {step} again");
        if (record is not null) return;
        if (host.Working is { } other) Break("OneApplierOnAHost", $"{host.Name} is asked to begin {step} beside {other.Step}");
        if (!before.TryGetValue(step, out var row) || !tables.Journal(step).Any(e => e.State == StepState.Applying)) Break("WrittenBeforeItIsDone", $"{host.Name} begins {step}, whose journal does not say so");
        else if (row.Ended is not null) Break("OverIsOver", $"{host.Name} begins {row}");
    }

    public void ToldToReboot(SimulatedHost host)
    {
        if (host.Working is { } record) Break("NoRebootWhileApplying", $"{host.Name} is told to reboot beside {record.Step}");
        if (host.Records.Values.LastOrDefault(r => r.State != HostRecordState.Never) is { } last && ++last.Reboots > 1) Break("RebootedOnce", $"{host.Name} is told to reboot a second time for {last.Step}");
    }

    /// <summary>Looks at everything once more, when nothing goes wrong any more and whoever could has done what was left.</summary>
    public void AtTheEnd()
    {
        foreach (var step in tables.Steps())
        {
            var journal = tables.Journal(step.Id);
            if (step.Ended is null) Break("ComesToAnEnd", $"{step} is not over");
            if (StepDrawing.Fault(journal) is { } fault) Break("APathOfTheDrawing", $"{step}: {fault}");
            var record = world.Hosts[step.Host].Records.GetValueOrDefault(step.Id);
            if (step.State == StepState.Skipped && record is { State: not HostRecordState.Never }) Break("TellsTheTruth", $"{step} says that nothing was touched, and its host has {record.State}");
            if (step is { State: StepState.Succeeded or StepState.Failed } && record is { State: HostRecordState.Running }) Break("TellsTheTruth", $"{step}, and its host is still at work");
        }

        foreach (var run in tables.Runs().Where(r => r.Ended is null)) Break("ComesToAnEnd", $"the run {run.Id} of {run.Policy} is {run.State}, and its windows are closed");
    }

    private void Changed(
        SimulatedRunner by, string what, StepRow? was, StepRow step, bool takesUp, IReadOnlyCollection<StepRow> earlier, Dictionary<string, RunState> earlierRuns)
    {
        if (was is { Ended: not null } && (was.State != step.State || step.Ended is null)) Break("OverIsOver", $"{by.Name} {what}: {was} has become {step}");
        if (was is { State: not StepState.Planned } && (was.State != step.State || was.Ended != step.Ended) && was.Owner != by.Name) Break("OnlyItsOwner", $"{by.Name} {what}: {was} has become {step}");
        if (was is not null && was.Owner != step.Owner && was.IsInProgress) Taken(by, was, step, takesUp);
        if (step is { State: StepState.Claimed } && was is null or { State: StepState.Planned }) Claimed(by, step, earlier, earlierRuns);
        if (was?.State == step.State && was.Ended == step.Ended && was.Epoch == step.Epoch && !what.StartsWith("writes", StringComparison.Ordinal)) return;
        var journal = tables.Journal(step.Id);
        if (StepDrawing.Fault(journal) is { } fault) Break("APathOfTheDrawing", $"{step}: {fault}");
        if (journal.Count > 0 && journal[^1].State != step.State) Break("APathOfTheDrawing", $"{step}, and its journal ends with {journal[^1].State}");
        if (was?.State == step.State) return;
        if (step.State == StepState.Applying) Started(by, step, journal[^1].Time);
        if (step.State == StepState.Rebooting) Rebooted(by, step, journal[^1].Time);
        if (step.State == StepState.Succeeded) Succeeded(step);
    }

    // A runner that lives, is awake and reaches the store keeps its steps.
    private void Taken(SimulatedRunner by, StepRow was, StepRow step, bool takesUp)
    {
        if (step.Owner == StepRow.Nobody || was.Owner == StepRow.Nobody) return;
        if (!takesUp) Break("OnlyItsOwner", $"{by.Name} makes {was} its own");
        if (step.Epoch <= was.Epoch) Break("OnlyItsOwner", $"{by.Name} takes {was} up under its old epoch");
        var owner = world.Runners[was.Owner];
        if (owner.IsGone || !owner.Runner.Running.Contains(step.Id) || world.Loop.Now - owner.WellSince < RunEngine.Lease + TimeSpan.FromMinutes(1)) return;
        Break("NotFromTheLiving", $"{by.Name} takes {was} up, and its runner works on it");
    }

    private void Claimed(SimulatedRunner by, StepRow step, IReadOnlyCollection<StepRow> earlier, Dictionary<string, RunState> earlierRuns)
    {
        if (step.Run is not { } run) return;
        if (earlierRuns[run] != RunState.Running) Break("StoppedIsStopped", $"{by.Name} begins {step}, and its run was {earlierRuns[run]}");
        var policy = world.Shape.Shape.PolicyOf(step.Host);
        var others = earlier.Where(s => s.Run == run).ToList();
        var failures = others.Count(s => s.IsFailure);
        if (policy.MaxFailures is { } share && failures > share.Of(policy.Hosts.Count)) Break("MaxFailures", $"{by.Name} begins {step} beside {failures} failures, and {share} of {policy.Hosts.Count} may be");
        for (var ring = 0; ring < step.Ring; ring++) RingBefore(by, step, policy, ring, [.. others.Where(s => s.Ring == ring && !s.IsReplaced)]);
    }

    private void RingBefore(SimulatedRunner by, StepRow step, ShapePolicy policy, int ring, List<StepRow> its)
    {
        if (its.FirstOrDefault(s => s.Ended is null) is { } open) Break("RingsInOrder", $"{by.Name} begins {step} in ring {step.Ring}, before {open} in ring {ring} is over");
        var may = policy.MaxFailures is { } share ? Math.Min(share.Of(its.Select(s => s.Host).Distinct().Count()), share.Of(policy.Hosts.Count)) : 0;
        var failed = its.Count(s => s.IsFailure);
        if (failed > may) Break("RingsInOrder", $"{by.Name} begins {step} in ring {step.Ring}, and of ring {ring} {failed} failed, of which {may} may");
        var last = successes.Values.Where(s => s.Run == step.Run && s.Ring == ring).Select(s => (DateTimeOffset?)s.Time).Max();
        if (last is { } moment && world.Loop.Now - moment < policy.Soaks[ring] - TwoSkews) Break("RingsSoak", $"{by.Name} begins {step} {world.Loop.Now - moment} after the last success of ring {ring}, which soaks for {policy.Soaks[ring]}");
    }

    private void Started(SimulatedRunner by, StepRow step, DateTimeOffset byItsClock)
    {
        if (step.IsOverridden) return;
        var policy = world.Shape.Shape.PolicyOf(step.Host);
        var times = policy.TimeOf(policy.Hosts.First(h => h.Name == step.Host), by.IsLater);
        if (!times.Any(t => t.Start <= byItsClock && byItsClock < t.Cutoff)) Break("OnlyInItsWindow", $"{by.Name} starts {step} at {byItsClock:HH:mm:ss.fff} by its clock, and may {Words(times)}");
        var asleep = world.Loop.Now - (byItsClock - by.Skew);
        if (asleep > OnItsWay && by.WellSince < world.Loop.Now - OnItsWay) Break("OnlyInItsWindow", $"{by.Name} starts {step} {asleep} after it looked at its clock");
    }

    private void Rebooted(SimulatedRunner by, StepRow step, DateTimeOffset byItsClock)
    {
        if (step.IsOverridden) return;
        var policy = world.Shape.Shape.PolicyOf(step.Host);
        var times = policy.TimeOf(policy.Hosts.First(h => h.Name == step.Host), by.IsLater);
        if (!times.Any(t => t.Start <= byItsClock && byItsClock <= t.End - policy.Reserve)) Break("RebootOnlyInItsWindow", $"{by.Name} reboots for {step} at {byItsClock:HH:mm:ss.fff} by its clock, and may {Words(times)}, less {policy.Reserve}");
    }

    private void Succeeded(StepRow step)
    {
        if (step.Run is { } run) successes[step.Id] = (world.Loop.Now, run, step.Ring);
        var (host, work) = (world.Hosts[step.Host], tables.Work(step.Id));
        if (work.Count == 0) Break("TellsTheTruth", $"{step}, and nothing was to be done");
        if (work.Find(w => !host.Has(w)) is { Name: not null } lacks) Break("TellsTheTruth", $"{step}, and its host does not have {lacks.Name} {lacks.Version}");
    }

    private void Budgets(IEnumerable<StepRow> steps)
    {
        var busy = steps.Where(s => s.IsInProgress).Select(s => s.Host).ToHashSet();
        if (busy.Count == 0) return;
        foreach (var policy in world.Shape.Shape.Policies)
        {
            foreach (var budget in policy.Budgets)
            {
                foreach (var sharing in policy.Hosts.Where(h => busy.Contains(h.Name)).Select(h => policy.Sharing(budget, h)))
                {
                    if (sharing.Count(busy.Contains) is var used && used > budget.Max.Of(sharing.Count))
                        Break("BudgetsHold", $"{used} of {string.Join(", ", sharing)} are worked on or unknown, and {budget.Max} may be ({budget.Per ?? "all"})");
                }
            }
        }
    }

    private void Break(string promise, string what) => world.Break(promise, what);

    private static string Words(IEnumerable<AllowedTime> times) => string.Join(" or ", times.Select(t => $"from {t.Start:HH:mm:ss} to {t.Cutoff:HH:mm:ss} (end {t.End:HH:mm:ss})"));
}
