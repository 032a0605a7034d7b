using NodaTime;
using PatchWindow.Core.Outcomes;
using PatchWindow.Fleet.Configuration;
using PatchWindow.Fleet.Decisions;
using PatchWindow.Fleet.Hooks;
using PatchWindow.Fleet.Inventory;
using PatchWindow.Fleet.Runs;
using PatchWindow.Fleet.Store;
using PatchWindow.Fleet.Tests.Configuration;
using PatchWindow.Fleet.Tests.PackageManagers.Apt;
using PatchWindow.Fleet.Tests.Store;

namespace PatchWindow.Fleet.Tests.Runs;

/// <summary>Plans and steps on a host whose apt is the real one in a sandbox, with a store and a clock of their own.</summary>
public abstract class StepTest : AptSandboxTest, IDisposable
{
    private readonly StoreFile file = new();
    private readonly Lazy<IPatchStore> lazy;
    private PatchConfiguration configuration = null!;

    protected StepTest()
    {
        Store = new FailingStore(file.Open());
        lazy = new Lazy<IPatchStore>(() => Store);

        // Whoever runs the tests: the sandbox needs no root.
        Manager = new SandboxedApt(WithShim("id", "echo 0"));
        Approve("");
    }

    private protected FailingStore Store { get; }

    private protected SandboxedApt Manager { get; }

    /// <summary>In the window, which is open on that day alone.</summary>
    protected DateTimeOffset Now { get; set; } = new(2026, 9, 12, 12, 0, 0, TimeSpan.Zero);

    protected List<Finding> Notices { get; } = [];

    public new void Dispose()
    {
        file.Dispose();
        base.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Sets what the policy approves: the inside of its braces, where it is not everything.</summary>
    protected void Approve(string rule)
    {
        var approve = rule.Length == 0 ? "" : $", \"approve\": {{ {rule} }}";
        configuration = ConfigurationFile.Read(
            "{ \"hosts\": [ { \"name\": \"" + Host + "\", \"transport\": \"local\" } ], \"policies\": { \"day\": { \"targets\": \"name = " + Host
            + "\", \"timeZone\": \"UTC\", \"schedules\": [ { \"text\": \"2026-09-12 00:00 for 24h\" } ]" + approve + " } } }").Configuration;
        Assert.Empty(configuration.Findings);
    }

    /// <summary>Takes the host out of every policy.</summary>
    protected void InNoPolicy()
    {
        configuration = ConfigurationFile.Read(
            "{ \"hosts\": [ { \"name\": \"" + Host + "\", \"transport\": \"local\" } ], \"policies\": { \"day\": { \"targets\": \"name = other\", "
            + "\"timeZone\": \"UTC\", \"schedules\": [ { \"text\": \"2026-09-12 00:00 for 24h\" } ] } } }").Configuration;
    }

    protected async Task<InstallPlan> OverrideAsync(params string[] names)
    {
        var plan = await Planner().PlanAsync(new InstallRequest(Host, [.. names.Select(n => (n, ""))], "INC-1"), Notices, Cancellation);
        Assert.Null(plan.Problem);
        return plan.Value;
    }

    protected Task<Outcome<InstallPlan>> TryPlanAsync(params string[] names) =>
        Planner().PlanAsync(new InstallRequest(Host, [.. names.Select(n => (n, ""))], null), Notices, Cancellation);

    protected async Task<InstallPlan> PlanAsync(params string[] names)
    {
        var plan = await TryPlanAsync(names);
        Assert.Null(plan.Problem);
        return plan.Value;
    }

    protected Task<Outcome<StepResult>> RunAsync(InstallPlan plan) => RunAsync(plan, Cancellation);

    protected Task<Outcome<StepResult>> RunAsync(InstallPlan plan, CancellationToken cancellation) =>
        new StepRunner(
            lazy, Planner(), Manager, new StepTools(new StepFollower(PauseAsync), PauseAsync, RunnerHook) { Now = () => Now }, Opener(), Inventory(), Runner.OfThisProcess,
            new LeaseKeeper(lazy, Runner.OfThisProcess, (_, token) => Task.WhenAny(Beat.Task, Task.Delay(Timeout.Infinite, token)).Unwrap()), new Clock(this))
            .RunAsync(plan, Tell, Notices, cancellation);

    protected async Task<StepResult> InstallAsync(params string[] names)
    {
        var result = await RunAsync(await PlanAsync(names));
        Assert.Null(result.Problem);
        return result.Value;
    }

    /// <summary>What whoever watches was told.</summary>
    private protected List<StepMove> Moves { get; } = [];

    /// <summary>What runs hooks on the runner.</summary>
    private protected RunnerHook? RunnerHook { get; set; }

    /// <summary>What happens when a step moves.</summary>
    private protected Action<StepMove> Moved { get; set; } = _ => { };

    /// <summary>Done when leases are to be prolonged.</summary>
    protected TaskCompletionSource Beat { get; set; } = new();

    /// <summary>What happens while the runner waits to ask the host again.</summary>
    protected Action Pausing { get; set; } = () => { };

    private void Tell(StepMove move)
    {
        Moves.Add(move);
        Moved(move);
    }

    private Task PauseAsync(TimeSpan time, CancellationToken cancellationToken)
    {
        Pausing();
        return cancellationToken.IsCancellationRequested ? Task.FromCanceled(cancellationToken) : Task.CompletedTask;
    }

    /// <summary>What the store's file answers to a query.</summary>
    protected string? Ask(string sql) => file.Ask(sql);

    /// <summary>Changes the store's file beside the store.</summary>
    protected void Execute(string sql) => file.Execute(sql);

    private InstallPlanner Planner()
    {
        var inventory = Inventory();
        return new InstallPlanner(Read(), inventory, new PendingPatchService(Read(), inventory, lazy, Manager, Runner.OfThisProcess, new Clock(this)), Manager);
    }

    private RunOpener Opener() => new(Read(), Inventory(), lazy, Runner.OfThisProcess, new Clock(this));

    private Lazy<PatchConfiguration> Read() => new(() => configuration);

    private Lazy<HostInventory> Inventory() => new(() => new HostInventory(configuration));

    private sealed class Clock(StepTest test) : IClock
    {
        public Instant GetCurrentInstant() => Instant.FromDateTimeOffset(test.Now);
    }
}
