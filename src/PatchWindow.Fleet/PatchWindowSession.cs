using NodaTime;
using PatchWindow.Fleet.Configuration;
using PatchWindow.Fleet.Decisions;
using PatchWindow.Fleet.Inventory;
using PatchWindow.Fleet.PackageManagers.Apt;
using PatchWindow.Fleet.Plans;
using PatchWindow.Fleet.Runs;
using PatchWindow.Fleet.Store;
using PatchWindow.Fleet.Windows;

namespace PatchWindow.Fleet;

/// <summary>
/// The services of one command, put together: the only place that knows which part is built from which. Only base class
/// library types and our own cross this border, so that cmdlets need no other assembly.
/// </summary>
public sealed class PatchWindowSession : IDisposable
{
    private readonly Lazy<PatchConfiguration> configuration;
    private readonly Lazy<HostInventory> inventory;
    private readonly Lazy<IPatchStore> store;

    /// <param name="configurationPath">The file someone named; null for none.</param>
    /// <param name="now">The clock; null is the system's.</param>
    public PatchWindowSession(string? configurationPath, Func<DateTimeOffset>? now)
    {
        IClock clock = now is null ? SystemClock.Instance : new FunctionClock(now);
        var packageManager = new AptPackageManager();
        configuration = new Lazy<PatchConfiguration>(() => PatchConfiguration.Read(configurationPath));
        inventory = new Lazy<HostInventory>(() => new HostInventory(configuration.Value));
        store = new Lazy<IPatchStore>(() => configuration.Value.Store.TryGet(out var settings, out var fault)
            ? SqliteStore.Open(settings.ConnectionString)
            : throw new StoreException(fault));
        Windows = new WindowService(configuration, inventory, clock);
        Pending = new PendingPatchService(inventory, store, packageManager, clock);
        Deferrals = new DeferralService(inventory, store, clock);
        Plans = new PlanService(configuration, inventory, new StoredStandings(store), clock);
        Planner = new InstallPlanner(configuration, inventory, Pending, packageManager);
        Steps = new StepRunner(store, Planner, packageManager, clock);
    }

    public PatchConfiguration Configuration => configuration.Value;

    public HostInventory Inventory => inventory.Value;

    public WindowService Windows { get; }

    public PendingPatchService Pending { get; }

    public DeferralService Deferrals { get; }

    public PlanService Plans { get; }

    public InstallPlanner Planner { get; }

    public StepRunner Steps { get; }

    /// <summary>The place of the store, for messages.</summary>
    public string StoreLocation => store.Value.Location;

    public void Dispose()
    {
        if (store.IsValueCreated) store.Value.Dispose();
    }

    private sealed class FunctionClock(Func<DateTimeOffset> now) : IClock
    {
        public Instant GetCurrentInstant() => Instant.FromDateTimeOffset(now());
    }
}
