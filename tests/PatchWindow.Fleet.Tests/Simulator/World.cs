using PatchWindow.Fleet.Store;
using PatchWindow.Fleet.Tests.Simulator.Audit;
using PatchWindow.Fleet.Tests.Simulator.Hosts;
using PatchWindow.Fleet.Tests.Simulator.Runners;
using PatchWindow.Fleet.Tests.Simulator.Shapes;

namespace PatchWindow.Fleet.Tests.Simulator;

/// <summary>All that there is in one history.</summary>
internal sealed class World
{
    private readonly Dictionary<string, SimulatedHost> hosts = [];
    private readonly Dictionary<string, SimulatedRunner> runners = [];
    private readonly Chance ofWires;
    private readonly Chance ofNames;
    private DateTimeOffset storeAwayUntil;
    private SimulatedRunner? storeAwayFor;

    public World(Chance chance, PreparedShape shape, IPatchStore store, AuditedTables tables, Loop loop, Story story)
    {
        (Chance, Shape, Store, Loop, Story) = (chance, shape, store, loop, story);
        (ofWires, ofNames) = (chance.Branch(), chance.Branch());
        Faults = new Faults(chance.Branch());
        Auditor = new Auditor(this, tables);
        foreach (var host in shape.Shape.Hosts) hosts.Add(host.Name, new SimulatedHost(host.Name, loop, chance.Branch(), Faults, story, Auditor));
    }

    public Chance Chance { get; }

    public PreparedShape Shape { get; }

    public IPatchStore Store { get; }

    public Loop Loop { get; }

    public Story Story { get; }

    public Faults Faults { get; }

    public Auditor Auditor { get; }

    public IReadOnlyDictionary<string, SimulatedHost> Hosts => hosts;

    /// <summary>All that have ever been, by their names.</summary>
    public IReadOnlyDictionary<string, SimulatedRunner> Runners => runners;

    /// <summary>The first promise that was broken; null for none.</summary>
    public Violation? Violation { get; private set; }

    /// <summary>Starts a process on a machine.</summary>
    public SimulatedRunner Start(string machine, TimeSpan skew, bool isLater)
    {
        var number = 100 + runners.Count;
        var runner = new SimulatedRunner(this, new RunnerIdentity(machine, number, $"start-{number}", $"{machine}-boot"), skew, isLater);
        runners.Add(runner.Name, runner);
        return runner;
    }

    /// <summary>Whether one runner can tell that another is gone: a process of its own machine.</summary>
    public bool KnowsDead(SimulatedRunner asking, RunnerIdentity other) =>
        asking.Identity.Machine == other.Machine && runners.TryGetValue($"{other.Machine}/{other.ProcessId}", out var known) && known.IsGone;

    public string NextName() => ofNames.Next().ToString("x16", System.Globalization.CultureInfo.InvariantCulture)[..12];

    public HostWire WireTo(SimulatedRunner runner, string host) => new(Loop, ofWires, Faults, Story, runner, hosts[host]);

    /// <summary>Takes the store away for a while: from one runner, or from all.</summary>
    public void TakeStoreAway(TimeSpan time, SimulatedRunner? from)
    {
        (storeAwayUntil, storeAwayFor) = (Loop.Now + time, from);
        if (Story.IsTold) Story.Add(Loop.Now, "store", $"does not answer {from?.Name ?? "anyone"} for {time}");
    }

    public void BringStoreBack() => storeAwayUntil = DateTimeOffset.MinValue;

    public bool IsStoreAway(SimulatedRunner runner) => Loop.Now < storeAwayUntil && (storeAwayFor is null || storeAwayFor == runner);

    /// <summary>A promise is broken: the history ends here.</summary>
    public void Break(string promise, string what)
    {
        if (Violation is not null) return;
        Violation = new Violation(promise, what);
        if (Story.IsTold) Story.Add(Loop.Now, "AUDITOR", Violation.ToString());
        Loop.Halt();
    }
}
