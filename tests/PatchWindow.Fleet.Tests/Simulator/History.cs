using PatchWindow.Fleet.Store.Sqlite;
using PatchWindow.Fleet.Tests.Simulator.Audit;
using PatchWindow.Fleet.Tests.Simulator.Runners;
using PatchWindow.Fleet.Tests.Simulator.Shapes;

namespace PatchWindow.Fleet.Tests.Simulator;

/// <summary>
/// One history: runners, hosts, people and faults from shortly before the first window to some time after the last; then nothing goes wrong any more, and whoever comes
/// finds what was left and brings it to its end.
/// </summary>
internal sealed class History
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly World world;
    private readonly Chance chance;
    private readonly DateTimeOffset first, last;
    private DateTimeOffset laterFrom = DateTimeOffset.MaxValue;

    private History(World world, DateTimeOffset first, DateTimeOffset last) => (this.world, chance, this.first, this.last) = (world, world.Chance.Branch(), first, last);

    /// <summary>Tells the history of a seed. It must run on a thread of its own (<see cref="Loop"/>).</summary>
    public static HistoryEnd Run(long seed, bool isTold)
    {
        var chance = new Chance((ulong)seed);
        var shape = PreparedShape.Of(seed);
        var (first, last) = (shape.Shape.First, shape.Shape.Last);
        var loop = new Loop(chance.Branch(), first - Minute * 4);
        var story = new Story(isTold);
        var place = $"Data Source=file:simulation-{seed}-{Guid.NewGuid():N}?mode=memory&cache=shared";
        using var store = SqliteStore.Open(place, () => loop.Now);
        using var tables = new AuditedTables(place + ";Pooling=False");
        var world = new World(chance.Branch(), shape, store, tables, loop, story);
        new History(world, first, last).Happen();
        var states = new int[Enum.GetValues<StepState>().Length];
        foreach (var step in world.Auditor.Steps) states[(int)step.State]++;
        return new HistoryEnd(seed, world.Violation, world.Faults.Counts, states, story.Lines);
    }

    private void Happen()
    {
        Prepare();
        world.Loop.RunUntil(last + Minute * 10);
        Heal();
        world.Loop.RunUntil(world.Loop.Now + Minute * 2);
        for (var turn = 0; turn < 12 && !world.Loop.IsHalted && !world.Auditor.IsQuiet; turn++)
        {
            // Of another machine: it knows nothing of who lives, and leases must have ended.
            world.Start("last", TimeSpan.Zero, isLater: true).Work(waits: false, throttle: 25);
            world.Loop.RunUntil(world.Loop.Now + Minute * 11);
        }

        if (world.Loop.IsRestless) world.Break("ComesToRest", "it has too many events");
        if (!world.Loop.IsHalted) world.Auditor.AtTheEnd();
    }

    private void Prepare()
    {
        var shape = world.Shape.Shape;
        foreach (var host in world.Hosts.Values)
        {
            host.Offer("openssl", "1");
            if (chance.Is(0.3)) host.Offer("curl", "1");
            if (chance.Is(0.4)) At(chance.Minutes(10, 60), () => host.Offer("openssl", "2"));
        }

        if (shape.HasClockChange) world.Faults.Count(FaultKind.ClockChange);
        if (shape.HasFreeze) world.Faults.Count(FaultKind.Freeze);
        if (shape.HasLaterFreeze) laterFrom = first + chance.Minutes(-3, 20);
        StartRunners();
        new People(world, chance.Branch(), first, last, IsLater).Come();
        Strike();
    }

    private bool IsLater() => world.Loop.Now >= laterFrom;

    private void StartRunners()
    {
        var count = chance.Of(1, 1, 2, 2, 3, 4);
        if (count > 1) world.Faults.Count(FaultKind.SeveralRunners);
        var isOneMachine = chance.Is(0.4);
        for (var i = 0; i < count; i++)
        {
            var place = new RunnerPlace(world, chance.Branch(), isOneMachine ? "ops" : "ops" + i, last + Minute * 10, IsLater);
            At(chance.Minutes(-3, i == 0 ? 2 : 15), place.Open);
        }
    }

    // What strikes at a moment, and not with something that somebody does.
    private void Strike()
    {
        foreach (var host in world.Hosts.Values)
        {
            Sometimes(FaultKind.HostCutOff, 0.5, () => host.CutOff(chance.Of(chance.Seconds(5, 120), chance.Minutes(2, 20))));
            Sometimes(FaultKind.HostRebooted, 0.1, () => host.Fall("by itself", chance.Seconds(20, 200)));
        }

        Sometimes(FaultKind.StoreAway, 0.9, () => world.TakeStoreAway(chance.Of(chance.Seconds(1, 60), chance.Minutes(1, 12)), chance.Is(0.5) ? AnyRunner() : null));
        Sometimes(FaultKind.RunnerPaused, 0.9, () => AnyRunner()?.Sleep(chance.Of(chance.Seconds(10, 120), chance.Minutes(2, 15))));
        Sometimes(FaultKind.RunnerKilled, 0.9, () => AnyRunner()?.Kill());
        Sometimes(FaultKind.RunnerCutOff, 0.9, () => AnyRunner()?.CutOff(chance.Of(chance.Seconds(10, 60), chance.Minutes(1, 15))));
        Sometimes(FaultKind.RunnerCancelled, 0.9, () => AnyRunner()?.Cancel());
    }

    private void Sometimes(FaultKind kind, double share, Action strikes)
    {
        for (var i = 0; i < 2; i++)
        {
            if (world.Faults.Strikes(kind, share)) At(chance.Between(TimeSpan.Zero, last - first), () => { if (!world.Faults.AreHealed) strikes(); });
        }
    }

    private SimulatedRunner? AnyRunner()
    {
        var living = world.Runners.Values.Where(r => !r.IsGone).ToList();
        return living.Count == 0 ? null : living[chance.Below(living.Count)];
    }

    private void Heal()
    {
        if (world.Story.IsTold) world.Story.Add(world.Loop.Now, "history", "nothing goes wrong any more");
        world.Faults.Heal();
        world.BringStoreBack();
        foreach (var host in world.Hosts.Values) host.Mend();
        foreach (var runner in world.Runners.Values.Where(r => !r.IsGone))
        {
            runner.Wake();
            runner.Cancel();
        }
    }

    private void At(TimeSpan afterFirst, Action happens) => world.Loop.At(first + afterFirst, null, happens);
}
