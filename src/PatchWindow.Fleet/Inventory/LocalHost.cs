namespace PatchWindow.Fleet.Inventory;

/// <summary>The machine that PatchWindow runs on, for a configuration that lists no hosts.</summary>
public static class LocalHost
{
    public const string Name = "localhost";

    public static ManagedHost Make() => new()
    {
        Name = Name,
        Transport = "local",
        Tags = new(StringComparer.OrdinalIgnoreCase) { ["machine"] = Environment.MachineName },
    };
}
