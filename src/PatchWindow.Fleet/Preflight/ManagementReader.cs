using System.Globalization;
using System.Net;
using PatchWindow.Core.Outcomes;
using PatchWindow.Fleet.Transports;

namespace PatchWindow.Fleet.Preflight;

/// <summary>
/// Whether what manages a host can be reached from where it should not be, as far as the host itself can tell: what listens, on which
/// address, on which interface. A firewall in between is not seen, and neither is one on the host.
/// </summary>
internal static class ManagementReader
{
    // What hosts are managed by: SSH, WinRM, Cockpit, Webmin, RDP, VNC, SNMP over TCP, the BMC's own ports on the host side.
    private static readonly Dictionary<int, string> Services = new()
    {
        [22] = "SSH", [5985] = "WinRM", [5986] = "WinRM", [9090] = "Cockpit", [10000] = "Webmin", [3389] = "RDP", [5900] = "VNC", [161] = "SNMP", [623] = "IPMI",
    };

    public static Outcome<IReadOnlyList<Finding>> Read(ManagedHost host, Network network, HostOutput output)
    {
        if (!FramedOutput.Read(host.Name, output).TryGet(out var frames, out var problem)) return problem;
        foreach (var name in new[] { "addresses", "vlans", "listeners", "forwarding", "connection" })
            if (!frames.ContainsKey(name)) return OutputProblems.CutShort(host.Name, name, output);
        var addresses = new List<(string Interface, IPAddress Address)>();
        foreach (var line in frames["addresses"].Lines)
        {
            var words = line.Text.Split([' '], StringSplitOptions.RemoveEmptyEntries);
            if (words.Length < 4 || !IPAddress.TryParse(words[3].Split('/')[0], out var address)) return OutputProblems.Unreadable(host.Name, line, "an address of 'ip -o addr'");
            addresses.Add((words[1], address));
        }

        var sockets = new List<(IPAddress Address, int Port)>();
        foreach (var line in frames["listeners"].Lines)
        {
            if (Socket(line.Text) is not { } socket) return OutputProblems.Unreadable(host.Name, line, "a socket of /proc/net/tcp");
            sockets.Add(socket);
        }

        var vlans = frames["vlans"].Lines.Select(l => l.Text.Split(' ')[0]).ToList();
        var inside = addresses.Where(a => network.Contains(a.Address)).ToList();
        var outside = addresses.Where(a => !network.Contains(a.Address)).ToList();
        var findings = new List<Finding>();
        if (inside.Count == 0)
        {
            findings.Add(HostFindings.Finding(host, "ManagementAddressMissing", FindingSeverity.Warning, FindingKind.ObjectNotFound,
                $"'{host.Name}' has no address in the management network {network}: it has {Shown(addresses)}.",
                "Give it one, or correct -ManagementNetwork."));
        }

        // sshd need not be at 22: the connection that asks says where it is.
        var ssh = frames["connection"].Lines is [{ Text: var connection }] && connection.Split(' ') is [_, _, _, var port]
            && int.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 22;
        foreach (var service in sockets.Where(s => !IPAddress.IsLoopback(s.Address)).GroupBy(s => s.Port).Where(g => g.Key == ssh || Services.ContainsKey(g.Key)))
        {
            var reached = outside.Where(a => service.Any(s => s.Address.Equals(a.Address) || IsAny(s.Address, a.Address))).ToList();
            if (reached.Count == 0) continue;
            var name = service.Key == ssh ? "SSH" : Services[service.Key];
            findings.Add(HostFindings.Finding(host, "ManagementExposed", FindingSeverity.Warning, FindingKind.PermissionDenied,
                $"{name} on '{host.Name}' (port {service.Key}) can be reached at {Shown(reached)}, outside of the management network {network}, as far as the host can tell: "
                + $"it listens on {(service.Any(s => s.Address.Equals(IPAddress.Any) || s.Address.Equals(IPAddress.IPv6Any)) ? "every address" : "that address")}.",
                (name == "SSH" && inside.Count > 0 ? $"Write 'ListenAddress {inside[0].Address}' in /etc/ssh/sshd_config.d/, or" : "Have it listen on the management address alone, or")
                + " close the port to other networks in the firewall."));
        }

        foreach (var shared in inside.Where(i => !vlans.Contains(i.Interface) && outside.Exists(o => o.Interface == i.Interface)))
        {
            findings.Add(HostFindings.Finding(host, "ManagementShared", FindingSeverity.Warning, FindingKind.InvalidOperation,
                $"The management address {shared.Address} of '{host.Name}' is on the same interface as others ({shared.Interface}: "
                + $"{string.Join(", ", outside.Where(o => o.Interface == shared.Interface).Select(o => o.Address))}), in no VLAN of its own.",
                "Put management on an interface or a VLAN of its own."));
        }

        if (inside.Count > 0 && outside.Count > 0 && frames["forwarding"].Lines.Any(l => l.Text.Trim() == "1"))
        {
            findings.Add(HostFindings.Finding(host, "ManagementForwarded", FindingSeverity.Warning, FindingKind.InvalidOperation,
                $"'{host.Name}' forwards packets between its networks: from outside the management network {network} others in it may be reached through this host.",
                "'sysctl net.ipv4.ip_forward=0 net.ipv6.conf.all.forwarding=0', unless it is a router or runs containers; then close it in the firewall."));
        }

        return findings;
    }

    private static bool IsAny(IPAddress listening, IPAddress address) =>
        listening.Equals(IPAddress.IPv6Any) || (listening.Equals(IPAddress.Any) && address.GetAddressBytes().Length == 4);

    private static string Shown(IEnumerable<(string Interface, IPAddress Address)> addresses) =>
        string.Join(", ", addresses.Select(a => $"{a.Address} ({Quoted.Line(a.Interface)})").DefaultIfEmpty("none"));

    // "0100007F:0016": words of 32 bits in the machine's order, which is little-endian on all that is supported; the port in the net's.
    private static (IPAddress Address, int Port)? Socket(string text)
    {
        var parts = text.Split(':');
        if (parts.Length != 2 || parts[0].Length is not (8 or 32) || !int.TryParse(parts[1], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var port))
            return null;
        var bytes = new byte[parts[0].Length / 2];
        for (var i = 0; i < bytes.Length; i++)
        {
            if (!byte.TryParse(parts[0].Substring(i * 2, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value)) return null;
            bytes[(i / 4 * 4) + 3 - (i % 4)] = value;
        }

        return (new IPAddress(bytes), port);
    }
}
