namespace PatchWindow.Fleet.Inventory;

/// <summary>Reads the inventories that a configuration names, and makes one list of their hosts and the configuration's own.</summary>
internal static class InventoryReader
{
    /// <param name="own">The hosts that stand in the configuration itself, which win.</param>
    /// <param name="sources">The inventories, the first of two winning.</param>
    /// <param name="rules">What every host is checked by.</param>
    /// <param name="findings">Receives everything that is wrong.</param>
    public static ReadHosts Read(IEnumerable<ListedHost> own, IEnumerable<InventorySource> sources, HostRules rules, ICollection<Finding> findings)
    {
        var reported = new InventoryFindings(findings);
        var files = new List<string>();
        var list = new HostList(reported);
        foreach (var host in own) list.Add(host);
        foreach (var source in sources)
        {
            foreach (var host in Hosts(source, rules, reported, files)) list.Add(host);
        }

        var hosts = list.Merge();
        reported.Close();
        return new ReadHosts(hosts, [.. files.Distinct()], reported.FirstLoss);
    }

    private static IEnumerable<ListedHost> Hosts(InventorySource source, HostRules rules, InventoryFindings findings, List<string> files)
    {
        if (InventoryFile.Open(source.Path, source.Place, findings, files) is not { } file) yield break;
        var some = false;
        foreach (var host in source.Format.Read(file))
        {
            some = true;
            host.File = file.Path;
            host.Transport ??= source.Transport;
            host.PackageManager ??= source.PackageManager;
            foreach (var tag in source.Tags)
            {
                if (!host.Tags.ContainsKey(tag.Key)) host.Tags[tag.Key] = tag.Value;
            }

            if (!host.IsFaulty) rules.Check(host, (_, code, message, suggestion) => file.FaultOfHosts(host.Place, code, message, suggestion, host.Name));
            yield return host;
        }

        if (!some && !findings.HasErrorOf(file.Path))
            file.Warn(file.Path, "InventoryEmpty", $"The inventory '{file.Path}', read as {source.Format.Name}, lists no host.");
    }
}
