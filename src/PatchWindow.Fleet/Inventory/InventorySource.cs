using PatchWindow.Fleet.Inventory.Formats;

namespace PatchWindow.Fleet.Inventory;

/// <summary>One inventory that the configuration names.</summary>
/// <param name="Path">The absolute path of the file.</param>
/// <param name="Format">How it is written.</param>
/// <param name="Place">Where it is named.</param>
internal sealed record InventorySource(string Path, IInventoryFormat Format, string Place)
{
    /// <summary>Tags of each host that has none of that name itself.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();

    /// <summary>The transport of each host that says none itself.</summary>
    public string? Transport { get; init; }

    /// <summary>The package manager of each host that says none itself.</summary>
    public string? PackageManager { get; init; }
}
