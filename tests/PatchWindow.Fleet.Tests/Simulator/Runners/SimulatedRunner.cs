using NodaTime;
using PatchWindow.Fleet.Configuration;
using PatchWindow.Fleet.Decisions;
using PatchWindow.Fleet.Inventory;
using PatchWindow.Fleet.Runs;
using PatchWindow.Fleet.Store;
using PatchWindow.Fleet.Tests.Simulator.Hosts;
using PatchWindow.Fleet.Tests.Simulator.Shapes;

namespace PatchWindow.Fleet.Tests.Simulator.Runners;

/// <summary>
/// One process of a history: production's parts, put together as PatchWindowSession does it, around the simulator's clock, hosts and store. It can be killed or put to
/// sleep before and after everything that others see of it.
/// </summary>
#pragma warning disable CA1001 // A source without a timer holds nothing that must be given back.
internal sealed class SimulatedRunner : Actor, IClock
#pragma warning restore CA1001
{
    private readonly World world;
    private readonly ReadShape read;
    private readonly CancellationTokenSource stop = new();
    private readonly SilentWatcher watcher;
    private DateTimeOffset cutOffUntil = DateTimeOffset.MinValue;

    public SimulatedRunner(World world, RunnerIdentity identity, TimeSpan skew, bool isLater)
    {
        (this.world, Identity, Skew, IsLater) = (world, identity, skew, isLater);
        read = isLater ? world.Shape.Later : world.Shape.Now;
        watcher = new SilentWatcher(this, world);
        Runner = new Runner(identity, (other, _) => world.KnowsDead(this, other), work => world.Loop.Begin(this, work), world.NextName);
        Store = new RunnerStore(world, this);
        Compose();
    }

    public RunnerIdentity Identity { get; }

    public string Name => $"{Identity.Machine}/{Identity.ProcessId}";

    /// <summary>By how much its clock is wrong.</summary>
    public TimeSpan Skew { get; }

    /// <summary>Whether it goes by the configuration with the later freezes.</summary>
    public bool IsLater { get; }

    /// <summary>Since when it has been able to prolong its leases.</summary>
    public DateTimeOffset WellSince { get; private set; } = DateTimeOffset.MinValue;

    /// <summary>Whether it reaches no host.</summary>
    public bool IsCutOff => cutOffUntil > world.Loop.Now;

    /// <summary>Why its work ended; null where it has not, or ended well.</summary>
    public Exception? Fault { get; private set; }

    /// <summary>What happens when it ends, however.</summary>
    public Action<SimulatedRunner>? Ended { get; set; }

    public Runner Runner { get; }

    public RunnerStore Store { get; }

    public RunEngine Engine { get; private set; } = null!;

    public RunTurns Turns { get; private set; } = null!;

    public StepRunner Steps { get; private set; } = null!;

    public InstallPlanner Planner { get; private set; } = null!;

    public Instant GetCurrentInstant() => Instant.FromDateTimeOffset(world.Loop.Now + Skew);

    /// <summary>Works on runs as Invoke-PatchWindow does, or Start-PatchRunner, which waits for what comes.</summary>
    public void Work(bool waits, int throttle) => Live(() => Engine.WorkAsync(new RunRequest([], throttle, waits, TimeSpan.FromHours(1)), watcher, stop.Token));

    /// <summary>Installs what is pending on a host, as Install-PendingPatch does.</summary>
    /// <param name="host">The host.</param>
    /// <param name="reason">Why it does not wait for the window; null where it does.</param>
    public void Install(string host, string? reason) => Live(async () =>
    {
        var notices = new List<Finding>();
        var planned = await Planner.PlanAsync(new InstallRequest(host, [], reason), notices, stop.Token).ConfigureAwait(false);
        if (planned.TryGet(out var plan, out _) && plan.Patches.Count > 0) _ = await Steps.RunAsync(plan, watcher.Moved, notices, stop.Token).ConfigureAwait(false);
    });

    /// <summary>Does something at once.</summary>
    public void Do(Action action) => Live(() =>
    {
        action();
        return Task.CompletedTask;
    });

    /// <summary>Ctrl+C.</summary>
    public void Cancel()
    {
        Tell("is told to end");
        stop.Cancel();
    }

    public void Kill()
    {
        if (IsGone) return;
        Tell("is killed");
        End();
    }

    /// <summary>Stands still for a while, with all it was about to do.</summary>
    public void Sleep(TimeSpan time)
    {
        if (IsGone) return;
        Tell($"stands still for {time}");
        SleepsUntil = world.Loop.Now + time;
        WellSince = Later(WellSince, SleepsUntil);
    }

    public void Wake()
    {
        SleepsUntil = DateTimeOffset.MinValue;
        cutOffUntil = DateTimeOffset.MinValue;
    }

    /// <summary>Reaches no host for a while.</summary>
    public void CutOff(TimeSpan time)
    {
        Tell($"reaches no host for {time}");
        cutOffUntil = world.Loop.Now + time;
    }

    /// <summary>Its store does not answer it: its leases may end.</summary>
    public void WasRefused() => WellSince = Later(WellSince, world.Loop.Now);

    /// <summary>It is about to do something that others see.</summary>
    /// <param name="isMove">Whether it is one of the moves of a step, at which killing tells most.</param>
    public void BeforeEffect(bool isMove)
    {
        if (!world.Loop.IsOnItsThread) world.Break("OutOfOrder", $"{Name} goes on outside of the loop");
        Strike(isMove);
    }

    /// <summary>It has done so, and does not know yet what came of it.</summary>
    public void AfterEffect(bool isMove) => Strike(isMove);

    /// <summary>Lets others come first, or stands still in the midst of its work.</summary>
    public void MayBeOvertaken()
    {
        if (world.Loop.Depth > 3) return;
        if (world.Faults.Strikes(FaultKind.RunnerPaused, 0.002))
        {
            var time = world.Chance.Of(world.Chance.Seconds(5, 60), world.Chance.Minutes(1, 12));
            Sleep(time);
            world.Loop.RunUntil(SleepsUntil);
        }
        else if (world.Faults.Strikes(FaultKind.RunnerOvertaken, 0.1))
        {
            world.Loop.RunUntil(world.Loop.Now + world.Chance.Seconds(0.001, 3));
        }

        if (IsGone || world.Loop.IsHalted) throw new RunnerGoneException();
    }

    public void Tell(string what)
    {
        if (world.Story.IsTold) world.Story.Add(world.Loop.Now, Name, what);
    }

    private void Strike(bool isMove)
    {
        if (IsGone || world.Loop.IsHalted) throw new RunnerGoneException();
        if (!world.Faults.Strikes(FaultKind.RunnerKilled, isMove ? 0.01 : 0.0008)) return;
        Kill();
        throw new RunnerGoneException();
    }

    private void Live(Func<Task> life) => world.Loop.After(TimeSpan.Zero, this, () => _ = LiveAsync(life));

    private async Task LiveAsync(Func<Task> life)
    {
        try
        {
            await life().ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // As it was told.
        }
#pragma warning disable CA1031 // Whatever it is, it ends the process.
        catch (Exception e)
#pragma warning restore CA1031
        {
            Fault = e;
            Tell($"fails: {e.Message}");
            if (e is not (StoreException or RunnerGoneException)) world.Break("Crashed", $"{Name}: {e}");
        }

        if (IsGone) return;
        Tell("has ended");
        End();
    }

    private void End()
    {
        IsGone = true;
        Ended?.Invoke(this);
    }

    private void Compose()
    {
        var configuration = new Lazy<PatchConfiguration>(read.Configuration);
        var inventory = new Lazy<HostInventory>(read.Inventory);
        var store = new Lazy<IPatchStore>(Store);
        var connections = new SimulatedConnections(host => world.WireTo(this, host));
        var pending = new PendingPatchService(configuration, inventory, store, connections, Runner, this);
        Planner = new InstallPlanner(configuration, inventory, pending, connections);
        var opener = new RunOpener(configuration, inventory, store, Runner, this);
        var estimates = new LearnedEstimates(store);
        var tools = new StepTools(new StepFollower(PauseAsync), PauseAsync, null) { Now = () => world.Loop.Now + Skew };
        var leases = new LeaseKeeper(store, Runner, PauseAsync);
        Steps = new StepRunner(store, Planner, connections, tools, opener, inventory, Runner, leases, this);
        var report = new RunReport(store, opener, this);
        Turns = new RunTurns(store, opener, report, inventory, this);
        Engine = new RunEngine(
            opener, new RunSurvey(configuration, opener, pending, store, Runner, this), new RunLook(pending, estimates, inventory, store, this),
            new RunStepWork(store, Planner, connections, tools, estimates, inventory, Runner, this), report, leases, store, Runner, this, IdleAsync);
    }

    private Task PauseAsync(TimeSpan time, CancellationToken cancellationToken) => world.Loop.Pause(time, this, cancellationToken);

    // A runner that has nothing to do looks again some time: the sooner, the longer a history takes to tell. Nothing may depend on it.
    private Task IdleAsync(TimeSpan time, CancellationToken cancellationToken) => world.Loop.Pause(time * world.Chance.Of(1, 4, 8, 12), this, cancellationToken);

    private static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;
}
