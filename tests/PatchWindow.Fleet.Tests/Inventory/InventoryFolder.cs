using PatchWindow.Fleet.Configuration;

namespace PatchWindow.Fleet.Tests.Inventory;

/// <summary>A folder with a configuration and the inventories it names.</summary>
internal sealed class InventoryFolder : IDisposable
{
    public const string Daily = "\"schedules\": [ { \"text\": \"daily 00:00 for 24h\" } ]";

    private readonly string folder = Directory.CreateTempSubdirectory("patchwindow-inventory-").FullName;

    public string this[string name] => Path.Combine(folder, name);

    public static string Sample(string name) => Path.Combine(AppContext.BaseDirectory, "Inventory", "Samples", name);

    /// <summary>Writes a file.</summary>
    public InventoryFolder With(string name, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(this[name])!);

        // Half of a surrogate pair is written as what stands for it.
        File.WriteAllBytes(this[name], System.Text.Encoding.UTF8.GetBytes(text));
        return this;
    }

    /// <summary>The configuration of these words, with findings about files and places in this folder alone.</summary>
    public (PatchConfiguration Configuration, Finding[] Findings) Read(string inside)
    {
        With("patchwindow.json", "{ " + inside + " }");
        var configuration = PatchConfiguration.Read(this["patchwindow.json"]);
        return (configuration, [.. configuration.Findings.Where(f => f.Code != "NothingConfigured").Select(f => f with { Path = Short(f.Path ?? ""), Message = Short(f.Message) })]);
    }

    /// <summary>The hosts and findings of one inventory.</summary>
    public static (ManagedHost[] Hosts, Finding[] Findings) ReadOne(string name, string text)
    {
        using var folder = new InventoryFolder().With(name, text);
        var (configuration, findings) = folder.Read($"\"inventories\": [ \"{name}\" ]");
        foreach (var host in configuration.Hosts) host.Source = folder.Short(host.Source!);
        return ([.. configuration.Hosts], findings);
    }

    /// <summary>A line a host: <c>name address user transport zone tag=value …</c>, without what is not said.</summary>
    public static string[] Lines(IEnumerable<ManagedHost> hosts) => [.. hosts.Select(Line)];

    public static string Line(ManagedHost host) => string.Join(" ", new[] { host.Name, host.Address, host.User, host.Transport == "ssh" ? null : host.Transport, host.TimeZone }
        .OfType<string>().Concat(host.Tags.OrderBy(t => t.Key, StringComparer.Ordinal).Select(t => $"{t.Key}={t.Value}")));

    /// <summary>A line a finding: <c>place code</c>.</summary>
    public static string[] Codes(IEnumerable<Finding> findings) => [.. findings.Select(f => $"{f.Path} {f.Code}")];

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private string Short(string text) => text.Replace(folder + Path.DirectorySeparatorChar, "");
}
