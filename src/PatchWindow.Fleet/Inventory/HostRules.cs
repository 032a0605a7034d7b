using System.Net;
using PatchWindow.Core.Text;
using PatchWindow.Core.Windows;
using PatchWindow.Fleet.PackageManagers;

namespace PatchWindow.Fleet.Inventory;

/// <summary>What may be said of a host: the one place that every source of hosts is checked by.</summary>
/// <param name="ownPackageManagers">The package managers that the configuration has, faulty ones too.</param>
internal sealed class HostRules(IEnumerable<string> ownPackageManagers)
{
    /// <summary>The transport where none is said.</summary>
    public const string DefaultTransport = "ssh";

    private static readonly string[] Transports = ["local", "ssh", "psrp"];

    private readonly string[] packageManagers = [.. KnownPackageManagers.All.Select(m => m.Name), .. ownPackageManagers];

    // A large inventory names few zones.
    private readonly Dictionary<string, Finding?> zones = new(StringComparer.Ordinal);

    /// <summary>Reports a fault of one setting: its name, the code, the message and what to do.</summary>
    public delegate void Report(string setting, string code, string message, string? suggestion);

    /// <summary>Reports everything that is wrong with a host, and marks it.</summary>
    public void Check(ListedHost host, Report report)
    {
        void Fault(string setting, string code, string message, string? suggestion)
        {
            host.IsFaulty = true;
            report(setting, code, message, suggestion);
        }

        if (!IsName(host.Name))
            Fault("name", "HostNameInvalid", $"'{host.Name}' cannot be a host's name.", "Use letters, digits, hyphens and dots (RFC 1123 §2.1).");
        if (host.Address is { } address && !IsAddress(address))
        {
            Fault("address", "AddressInvalid", $"'{address}' is no address: neither a host's name nor an IP address.",
                "Write a name or an IP address alone, without a user, a port or a protocol.");
        }

        // A program would take what begins with a hyphen for an option.
        if (host.User is { } user && (user.StartsWith("-", StringComparison.Ordinal) || user.Any(char.IsControl)))
            Fault("user", "UserInvalid", $"'{user}' cannot be a user's name.", "A name begins with no hyphen and has no control characters.");
        CheckTransport(host, Fault);
        if (host.PackageManager is { } packageManager && ProblemOfPackageManager(packageManager) is { } unknown)
            Fault("packageManager", "PackageManagerUnknown", unknown, PackageManagerChoice);
        if (host.TimeZone is { } zone && ProblemOf(zone) is { } problem)
            Fault("timeZone", problem.Code, problem.Message, problem.Suggestion);
    }

    /// <summary>The problem of a transport's name; null where it is one.</summary>
    public static string? ProblemOfTransport(string transport) => Transports.Contains(transport, StringComparer.OrdinalIgnoreCase)
        ? null
        : $"'{transport}' is no transport.{NearestWord.Question(NearestWord.To(transport, Transports))}";

    /// <summary>The transports, for someone who has to write one.</summary>
    public static string TransportChoice => "Write one of " + string.Join(", ", Transports) + ".";

    /// <summary>The problem of a package manager's name; null where it is one.</summary>
    public string? ProblemOfPackageManager(string name) => packageManagers.Contains(name, StringComparer.OrdinalIgnoreCase)
        ? null
        : $"'{name}' is no package manager.{NearestWord.Question(NearestWord.To(name, packageManagers))}";

    /// <summary>The package managers, for someone who has to write one.</summary>
    public string PackageManagerChoice => $"Write one of {string.Join(", ", packageManagers.Take(20))}, or leave it out: the host is then asked what it has. "
        + "Others are written down under \"packageManagers\".";

    private static void CheckTransport(ListedHost host, Report report)
    {
        if (host.Transport is { } transport && ProblemOfTransport(transport) is { } message) report("transport", "TransportUnknown", message, TransportChoice);
    }

    // RFC 1123 §2.1: letters, digits and hyphens in labels, plus the underscore that inventories are full of. Read by hand: a
    // regular expression takes longer than all else that is done with a host.
    private static bool IsName(string name)
    {
        if (name.Length is 0 or > 253) return false;
        var label = 0;
        for (var i = 0; i <= name.Length; i++)
        {
            if (i == name.Length || name[i] == '.')
            {
                if (i - label is 0 or > 63 || name[label] == '-' || name[i - 1] == '-') return false;
                label = i + 1;
            }
            else if (name[i] is not ((>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '-' or '_'))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsAddress(string address) =>
        IsName(address.EndsWith(".", StringComparison.Ordinal) ? address.Substring(0, address.Length - 1) : address)
        || (address.IndexOf(':') >= 0 && address[0] != '[' && !address.Any(char.IsWhiteSpace) && IPAddress.TryParse(address, out _));

    private Finding? ProblemOf(string zone)
    {
        if (!zones.TryGetValue(zone, out var problem)) zones[zone] = problem = TimeZones.Find(zone).Problem;
        return problem;
    }
}
