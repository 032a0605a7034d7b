using PatchWindow.Core.Text;
using PatchWindow.Fleet.Inventory;
using PatchWindow.Fleet.Inventory.Formats;

namespace PatchWindow.Fleet.Configuration;

/// <summary>Reads which inventories a configuration names.</summary>
internal static class InventorySettings
{
    /// <summary>The inventories that can be looked at; what is wrong with the others is reported.</summary>
    /// <param name="root">The whole configuration.</param>
    /// <param name="rules">What is said of their hosts is checked by.</param>
    public static List<InventorySource> Read(SettingReader root, HostRules rules)
    {
        var sources = new List<InventorySource>();
        foreach (var (place, text, reader) in root.TextsOrObjects("inventories"))
        {
            var source = reader is null ? Plain(root, place, text!) : Whole(reader, rules);
            if (source is not null) sources.Add(source);
        }

        return sources;
    }

    private static InventorySource? Plain(SettingReader root, string place, string text) =>
        root.FilePath(place, text) is { } path && Guess(root, place, path) is { } format ? new InventorySource(path, format, root.PlaceOf(place)) : null;

    private static InventorySource? Whole(SettingReader reader, HostRules rules)
    {
        _ = reader.Required("path");
        var path = reader.FilePath("path");
        var word = reader.Text("format");
        var (tags, transport, packageManager) = (reader.Map("tags"), reader.Text("transport"), reader.Text("packageManager"));
        reader.RefuseTheRest();
        if (transport is not null && HostRules.ProblemOfTransport(transport) is { } problem)
            reader.Fault("transport", "TransportUnknown", problem, HostRules.TransportChoice);
        if (packageManager is not null && rules.ProblemOfPackageManager(packageManager) is { } unknown)
            reader.Fault("packageManager", "PackageManagerUnknown", unknown, rules.PackageManagerChoice);
        var format = word is not null ? Named(reader, word) : path is null ? null : Guess(reader, "path", path);
        return reader.Faulty || path is null || format is null
            ? null
            : new InventorySource(path, format, reader.PlaceBy("path")) { Tags = tags, Transport = transport, PackageManager = packageManager };
    }

    private static IInventoryFormat? Named(SettingReader reader, string word)
    {
        if (InventoryFormats.Find(word) is { } format) return format;
        reader.Fault("format", "InventoryFormatUnknown", $"'{word}' is no format of inventories.{NearestWord.Question(NearestWord.To(word, InventoryFormats.Names))}",
            $"Write one of {string.Join(", ", InventoryFormats.Names)}.");
        return null;
    }

    private static IInventoryFormat? Guess(SettingReader reader, string place, string path)
    {
        if (InventoryFormats.Guess(path) is { } format) return format;
        var name = System.IO.Path.GetFileName(path);
        reader.Fault(place, "InventoryFormatUnknown", $"The name '{name}' does not tell how the inventory is written.",
            $"Write {{ \"path\": \"{name}\", \"format\": \"Csv\" }}; the formats are {string.Join(", ", InventoryFormats.Names)}.");
        return null;
    }
}
