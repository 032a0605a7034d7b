namespace PatchWindow.Fleet.Inventory.Formats;

/// <summary>
/// The Host entries of an OpenSSH client's configuration (ssh_config(5)) that name a host and are no pattern: HostName is the address,
/// User the user. The first value wins, so what a host says itself stands before <c>Host *</c>.
/// </summary>
internal sealed class SshConfigInventory : IInventoryFormat
{
    public string Name => "SshConfig";

    public bool Names(string fileName) => InventoryFormats.Is(fileName, "config", "ssh_config") || InventoryFormats.EndsWith(fileName, ".ssh");

    public IEnumerable<ListedHost> Read(InventoryFile file)
    {
        var blocks = new List<SshBlock>();
        SshConfigReader.Read(file, blocks);

        // A host is looked for among the patterns and the blocks of its own name alone: every one of a hundred thousand blocks
        // for each of as many hosts would take hours.
        var patterns = new List<int>();
        var named = new Dictionary<string, List<int>>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < blocks.Count; i++)
        {
            if (blocks[i].OnlyNames is not { } names)
            {
                patterns.Add(i);
                continue;
            }

            foreach (var name in names)
            {
                if (!named.TryGetValue(name, out var its)) named[name] = its = [];
                if (its.Count == 0 || its[its.Count - 1] != i) its.Add(i);
            }
        }

        var listed = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var block in blocks)
        {
            foreach (var name in block.Hosts.Where(n => block.Matches(n) && listed.Add(n)))
                yield return HostOf(name, block.Place, patterns.Concat(named.TryGetValue(name, out var its) ? its : []).Distinct().OrderBy(i => i).Select(i => blocks[i]));
        }
    }

    private static ListedHost HostOf(string name, string place, IEnumerable<SshBlock> blocks)
    {
        var host = new ListedHost(name, place);
        foreach (var block in blocks.Where(b => b.Matches(name)))
        {
            host.Address ??= block.HostName?.Replace("%h", name).Replace("%%", "%");
            host.User ??= block.User;
        }

        return host;
    }
}
