namespace PatchWindow.Fleet.Inventory.Formats;

/// <summary>One way in which inventories are written.</summary>
internal interface IInventoryFormat
{
    /// <summary>The word for it in a configuration.</summary>
    string Name { get; }

    /// <summary>Whether a file of this name is likely to be one, told without opening it.</summary>
    bool Names(string fileName);

    /// <summary>
    /// The hosts that a file lists, as they are written there. Whatever cannot be read is a finding, never an exception, and hides
    /// no other host.
    /// </summary>
    IEnumerable<ListedHost> Read(InventoryFile file);
}
