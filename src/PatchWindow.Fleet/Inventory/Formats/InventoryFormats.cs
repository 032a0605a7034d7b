namespace PatchWindow.Fleet.Inventory.Formats;

/// <summary>All formats of inventories.</summary>
internal static class InventoryFormats
{
    public static IReadOnlyList<IInventoryFormat> All { get; } =
        [new CsvInventory(), new JsonInventory(), new AnsibleIniInventory(), new AnsibleYamlInventory(), new SshConfigInventory()];

    public static IEnumerable<string> Names => All.Select(f => f.Name);

    public static IInventoryFormat? Find(string name) =>
        All.FirstOrDefault(f => string.Equals(f.Name, name.Trim(), StringComparison.OrdinalIgnoreCase));

    /// <summary>The format that a file's name tells of; null where it does not.</summary>
    public static IInventoryFormat? Guess(string path)
    {
        var name = path.Substring(path.LastIndexOfAny(['/', '\\']) + 1);
        return All.FirstOrDefault(f => f.Names(name));
    }

    internal static bool EndsWith(string fileName, params string[] extensions) =>
        extensions.Any(e => fileName.EndsWith(e, StringComparison.OrdinalIgnoreCase));

    internal static bool Is(string fileName, params string[] names) => names.Contains(fileName, StringComparer.OrdinalIgnoreCase);
}
