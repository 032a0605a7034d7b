namespace PatchWindow.Fleet.PackageManagers.WindowsUpdate;

/// <summary>
/// What an update is for, told by the GUIDs of its categories: names are localized. (Microsoft Learn, "Classification GUIDs" of the
/// Windows Update Agent API.)
/// </summary>
internal static class UpdateClassification
{
    private static readonly Dictionary<string, PatchClassification> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        ["0fa1201d-4330-4fa8-8ae9-b877473b6441"] = PatchClassification.Security, // Security Updates
        ["e0789628-ce08-4437-be74-2495b842f43b"] = PatchClassification.Security, // Definition Updates
        ["e6cf1350-c01b-414d-a61f-263d14d133b4"] = PatchClassification.Bugfix, // Critical Updates: critical, and not for security
        ["28bc880e-0592-4cbf-8f95-c79b17911d5f"] = PatchClassification.Bugfix, // Update Rollups
        ["cd5ffd1e-e932-4e3a-bf74-18bf0b1bbd83"] = PatchClassification.Bugfix, // Updates
        ["68c5b0a3-d1a6-4553-ae49-01d3a7827828"] = PatchClassification.Enhancement, // Service Packs
        ["b54e7d24-7add-428f-8b75-90a396fa584f"] = PatchClassification.Enhancement, // Feature Packs
        ["3689bdc8-b205-4af4-8d4a-a63924c5e9d5"] = PatchClassification.Enhancement, // Upgrades: another version of Windows
    };

    private static readonly PatchClassification[] Order = [PatchClassification.Security, PatchClassification.Bugfix, PatchClassification.Enhancement];

    /// <summary>The first that holds; drivers, tools and what is not known are <see cref="PatchClassification.Other"/>.</summary>
    public static PatchClassification Of(IReadOnlyList<string> categories)
    {
        var its = categories.Where(Known.ContainsKey).Select(c => Known[c]).ToList();
        return Order.Where(its.Contains).DefaultIfEmpty(PatchClassification.Other).First();
    }
}
