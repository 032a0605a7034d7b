using System.Text.RegularExpressions;
using PatchWindow.Core.Text;
using PatchWindow.Core.Windows;

namespace PatchWindow.Fleet.Configuration;

/// <summary>Reads the hosts of a configuration.</summary>
internal static class HostSettings
{
    private static readonly string[] Transports = ["local", "ssh", "psrp"];

    // RFC 1123 §2.1 letters, digits and hyphens in labels, plus the underscore that inventories are full of.
    private static readonly Regex Name = new(
        @"^(?=.{1,253}\z)[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?(?:\.[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?)*\z",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    /// <summary>The hosts that are whole; a faulty one is reported and left out.</summary>
    public static List<ManagedHost> Read(SettingReader root)
    {
        var hosts = new List<ManagedHost>();
        foreach (var reader in root.Objects("hosts"))
        {
            var host = new ManagedHost
            {
                Name = reader.Required("name") ?? "",
                Address = reader.Text("address"),
                Transport = reader.Text("transport") ?? "ssh",
                User = reader.Text("user"),
                TimeZone = reader.Text("timeZone"),
                Tags = reader.Map("tags"),
            };
            Check(reader, host, hosts);
            reader.RefuseTheRest();
            if (!reader.Faulty) hosts.Add(host);
        }

        return hosts;
    }

    private static void Check(SettingReader reader, ManagedHost host, List<ManagedHost> hosts)
    {
        if (host.Name.Length > 0 && !Name.IsMatch(host.Name))
            reader.Fault("name", "HostNameInvalid", $"'{host.Name}' cannot be a host's name.", "Use letters, digits, hyphens and dots (RFC 1123 §2.1).");
        if (hosts.Exists(h => string.Equals(h.Name, host.Name, StringComparison.OrdinalIgnoreCase)))
            reader.Fault("name", "HostDuplicate", $"The host '{host.Name}' is listed twice; the first one counts.", "Remove one of the two.");
        if (!Transports.Contains(host.Transport, StringComparer.OrdinalIgnoreCase))
        {
            reader.Fault("transport", "TransportUnknown",
                $"'{host.Transport}' is no transport.{NearestWord.Question(NearestWord.To(host.Transport, Transports))}",
                "Write one of " + string.Join(", ", Transports) + ".");
        }

        if (host.TimeZone is { } zone && TimeZones.Find(zone).Problem is { } problem)
            reader.Fault("timeZone", problem.Code, problem.Message, problem.Suggestion);
    }
}
