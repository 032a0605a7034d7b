using System.Diagnostics.CodeAnalysis;
using NodaTime;
using PatchWindow.Fleet.Configuration;
using PatchWindow.Fleet.Connections;
using PatchWindow.Fleet.Decisions;
using PatchWindow.Fleet.Hooks;
using PatchWindow.Fleet.Inventory;
using PatchWindow.Fleet.PackageManagers.Own;
using PatchWindow.Fleet.Policies;
using PatchWindow.Fleet.Preflight;
using PatchWindow.Fleet.Plans;
using PatchWindow.Fleet.Repair;
using PatchWindow.Fleet.Runs;
using PatchWindow.Fleet.Store;
using PatchWindow.Fleet.Transports.Psrp;
using PatchWindow.Fleet.Windows;

namespace PatchWindow.Fleet;

/// <summary>
/// The services of one command, put together: the only place that knows which part is built from which. Only base class
/// library types and our own cross this border, so that cmdlets need no other assembly.
/// </summary>
public sealed class PatchWindowSession : IDisposable
{
    private readonly LiveConfiguration configuration;
    private readonly IClock clock;
    private readonly Func<TimeSpan, CancellationToken, Task>? pause;
    private readonly RunnerHook? runnerHook;
    private readonly HostConnections connections;
    private readonly Lazy<IPatchStore> store;
    private Lazy<HostInventory> inventory;

    /// <param name="configurationPath">The file someone named; null for none.</param>
    /// <param name="now">The clock; null is the system's.</param>
    /// <param name="keepsUp">Whether <see cref="Reload"/> will be asked.</param>
    /// <param name="scripts">Runs package managers that are PowerShell scripts; null where there is no PowerShell.</param>
    /// <param name="powerShell">Runs PowerShell scripts, on Windows hosts; null where there is no engine.</param>
    /// <param name="runnerHook">Runs hooks that are PowerShell scripts on this machine; null where there is no engine.</param>
    /// <param name="pause">Waits between two looks at what is to be done; null waits on the system's clock.</param>
    public PatchWindowSession(
        string? configurationPath, Func<DateTimeOffset>? now, bool keepsUp = false, PackageScriptRunner? scripts = null, RunPowerShell? powerShell = null,
        Func<TimeSpan, CancellationToken, Task>? pause = null, RunnerHook? runnerHook = null)
    {
        (this.pause, this.runnerHook) = (pause, runnerHook);
        clock = now is null ? SystemClock.Instance : new FunctionClock(now);
        configuration = new LiveConfiguration(configurationPath, keepsUp);
        connections = new HostConnections(() => Configuration.Ssh, () => Configuration.PackageManagers, scripts, powerShell);

        // Whatever is written meanwhile: work that began in one store goes on in it.
        store = new Lazy<IPatchStore>(() => Configuration.Store.TryGet(out var settings, out var fault)
            ? StoreOpening.Open(settings)
            : throw new StoreException(fault));
        Compose();
    }

    public PatchConfiguration Configuration => configuration.Current;

    public HostInventory Inventory => inventory.Value;

    /// <summary>Whether the key of a host that is not known yet is written down as right; only where someone said so.</summary>
    public bool AcceptsNewHostKeys
    {
        get => connections.AcceptsNewHostKeys;
        set => connections.AcceptsNewHostKeys = value;
    }

    public WindowService Windows { get; private set; }

    public PolicyTestService PolicyTests { get; private set; }

    public PendingPatchService Pending { get; private set; }

    public DeferralService Deferrals { get; private set; }

    public PlanService Plans { get; private set; }

    public ApprovalService Approvals { get; private set; }

    public InstallPlanner Planner { get; private set; }

    public HostTestService HostTests { get; private set; }

    public HostRepairService Repairs { get; private set; }

    public StepRunner Steps { get; private set; }

    public RunEngine Runs { get; private set; }

    public RunReport Reports { get; private set; }

    public RunTurns RunTurns { get; private set; }

    /// <summary>The place of the store, for messages.</summary>
    public string StoreLocation => store.Value.Location;

    /// <summary>
    /// Takes up what has changed in the files of the configuration since they were read; the services are then others. It can be asked
    /// every second. While a file cannot be read the last configuration stays, and is not certain.
    /// </summary>
    public ConfigurationUpdate Reload()
    {
        var update = configuration.Update();
        if (update.IsChanged) Compose();
        return update;
    }

    public void Dispose()
    {
        if (store.IsValueCreated) store.Value.Dispose();
    }

    [MemberNotNull(nameof(inventory), nameof(Windows), nameof(Pending), nameof(Approvals), nameof(Deferrals), nameof(PolicyTests), nameof(Plans), nameof(Planner), nameof(HostTests), nameof(Repairs), nameof(Steps), nameof(Runs), nameof(Reports), nameof(RunTurns))]
    private void Compose()
    {
        var runner = Runner.OfThisProcess;
        var read = new Lazy<PatchConfiguration>(() => configuration.Current);
        inventory = new Lazy<HostInventory>(() => new HostInventory(read.Value));
        Windows = new WindowService(read, inventory, clock);
        Pending = new PendingPatchService(read, inventory, store, connections, runner, clock);
        Approvals = new ApprovalService(inventory, store, clock);
        Deferrals = new DeferralService(read, inventory, store, clock);
        PolicyTests = new PolicyTestService(read, inventory, clock);
        Plans = new PlanService(read, inventory, new StoredStandings(store), clock);
        HostTests = new HostTestService(connections, clock);
        Repairs = new HostRepairService(connections);
        Planner = new InstallPlanner(read, inventory, Pending, connections);
        var opener = new RunOpener(read, inventory, store, runner, clock);
        var estimates = new LearnedEstimates(store);
        var tools = new StepTools(StepFollower.Instance, Task.Delay, runnerHook);
        var leases = new LeaseKeeper(store, runner, Task.Delay);
        Steps = new StepRunner(store, Planner, connections, tools, opener, inventory, runner, leases, clock);
        Reports = new RunReport(store, opener, clock);
        RunTurns = new RunTurns(store, opener, Reports, inventory, clock);
        Runs = new RunEngine(
            opener, new RunSurvey(read, opener, Pending, store, runner, clock), new RunLook(Pending, estimates, inventory, store, clock),
            new RunStepWork(store, Planner, connections, tools, estimates, inventory, runner, clock), Reports, leases, store, runner, clock, pause ?? Task.Delay);
    }

    private sealed class FunctionClock(Func<DateTimeOffset> now) : IClock
    {
        public Instant GetCurrentInstant() => Instant.FromDateTimeOffset(now());
    }
}
