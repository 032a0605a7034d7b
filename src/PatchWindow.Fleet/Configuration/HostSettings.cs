using PatchWindow.Fleet.Inventory;

namespace PatchWindow.Fleet.Configuration;

/// <summary>Reads the hosts that stand in the configuration itself.</summary>
internal static class HostSettings
{
    /// <summary>The hosts that have a name, faulty ones marked. Of two with one name the first counts.</summary>
    /// <param name="root">The whole configuration.</param>
    /// <param name="rules">What every host is checked by.</param>
    /// <param name="findings">What the reader reports to.</param>
    /// <param name="loss">A fault because of which it is not known which host something is said of; null for none.</param>
    public static List<ListedHost> Read(SettingReader root, HostRules rules, List<Finding> findings, out Finding? loss)
    {
        var reported = findings.Count;
        loss = null;
        var hosts = new List<ListedHost>();
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var reader in root.Objects("hosts"))
        {
            loss ??= FirstError(findings, reported);
            reported = findings.Count;
            var host = new ListedHost(reader.Required("name") ?? "", reader.PlaceBy("name"))
            {
                Address = reader.Text("address"),
                Transport = reader.Text("transport"),
                PackageManager = reader.Text("packageManager"),
                User = reader.Text("user"),
                TimeZone = reader.Text("timeZone"),
                Tags = reader.Map("tags"),
            };
            reader.RefuseTheRest();
            if (host.Name.Length == 0) continue;
            rules.Check(host, (setting, code, message, suggestion) => reader.Fault(setting, code, message, suggestion));
            host.IsFaulty |= reader.Faulty;
            if (names.Add(host.Name)) hosts.Add(host);
            else reader.Fault("name", "HostDuplicate", $"The host '{host.Name}' is listed twice; the first one counts.", "Remove one of the two.");
            reported = findings.Count;
        }

        loss ??= FirstError(findings, reported);
        return hosts;
    }

    private static Finding? FirstError(List<Finding> findings, int after) => findings.Skip(after).FirstOrDefault(f => f.Severity == FindingSeverity.Error);
}
