using NodaTime;
using PatchWindow.Core.Policies;
using PatchWindow.Fleet.Configuration;
using PatchWindow.Fleet.Inventory;
using PatchWindow.Fleet.Windows;

namespace PatchWindow.Fleet.Tests.Examples;

/// <summary>One of the configurations in examples/, read as a user's is.</summary>
internal sealed class Example
{
    private Example(string name)
    {
        Name = name;
        Configuration = PatchConfiguration.Read(Path.Combine(Repository, "examples", name + ".json"));
        Inventory = new HostInventory(Configuration);
    }

    public static string Repository { get; } = FindRepository();

    public string Name { get; }

    public PatchConfiguration Configuration { get; }

    public HostInventory Inventory { get; }

    public static Example Read(string name) => new(name);

    /// <summary>The hosts that a policy decides about.</summary>
    public IEnumerable<ManagedHost> HostsOf(CompiledPolicy policy) => Inventory.All.Where(h => Inventory.PolicyOf(h).Policy == policy);

    /// <summary>The zone whose clock a policy goes by on a host. Never this machine's: each example says one.</summary>
    public static DateTimeZone ZoneOf(CompiledPolicy? policy, ManagedHost host) => policy?.Source.TimeZone is { } name && name != "host"
        ? DateTimeZoneProviders.Tzdb[name]
        : host.TimeZone is null ? DateTimeZone.Utc : HostZone.Of(host);

    private static string FindRepository()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "PatchWindow.sln"))) folder = Path.GetDirectoryName(folder)!;
        return folder;
    }
}
