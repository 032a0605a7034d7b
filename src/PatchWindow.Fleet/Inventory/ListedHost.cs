namespace PatchWindow.Fleet.Inventory;

/// <summary>What one place says of a host, as it is written there; null where it says nothing.</summary>
/// <param name="name">The host's name, not checked yet.</param>
/// <param name="place">The file, and the line or path in it.</param>
internal sealed class ListedHost(string name, string place)
{
    public string Name { get; } = name;

    public string Place { get; } = place;

    /// <summary>The inventory's file; null where it stands in the configuration.</summary>
    public string? File { get; set; }

    public string? Address { get; set; }

    public string? Transport { get; set; }

    public string? PackageManager { get; set; }

    public string? User { get; set; }

    public string? TimeZone { get; set; }

    public Dictionary<string, string> Tags { get; set; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether something about it is wrong, which has been reported. Nothing is then known of the host, whatever else lists it.</summary>
    public bool IsFaulty { get; set; }
}
