using System.Collections.Concurrent;
using PatchWindow.Core.Outcomes;
using PatchWindow.Core.Text;
using PatchWindow.Fleet.PackageManagers;
using PatchWindow.Fleet.PackageManagers.Own;
using PatchWindow.Fleet.Transports;
using PatchWindow.Fleet.Transports.Ssh;

namespace PatchWindow.Fleet.Connections;

/// <summary>The ways to hosts of one session. What a host was found to have is remembered as long as that lasts.</summary>
/// <param name="settings">How hosts are reached over SSH; a problem where the configuration is at fault there.</param>
/// <param name="own">The package managers that the configuration has, or the fault of one.</param>
/// <param name="scripts">Runs those that are PowerShell scripts; null where there is no PowerShell.</param>
public sealed class HostConnections(
    Func<Outcome<SshSettings>> settings, Func<IReadOnlyDictionary<string, Outcome<OwnPackageManager>>> own, PackageScriptRunner? scripts) : IHostConnections
{
    private readonly ITransport local = new LocalTransport();
    private readonly ControlSockets sockets = new();
    private readonly ConcurrentDictionary<string, IPackageManager> packageManagers = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether the key of a host that is not known yet is written down as right (known_hosts), once and for all.</summary>
    public bool AcceptsNewHostKeys { get; set; }

    /// <inheritdoc/>
    public Outcome<HostConnection> To(ManagedHost host)
    {
        if (!TransportOf(host).TryGet(out var transport, out var problem)) return problem;
        return PackageManagerOf(host).TryGet(out var packages, out problem) ? new HostConnection(transport, packages) : problem;
    }

    private Outcome<IPackageManager> PackageManagerOf(ManagedHost host)
    {
        if (host.PackageManager is not { } name)
            return Outcome.Of(packageManagers.GetOrAdd(host.Name, _ => new FoundPackageManager(KnownPackageManagers.All)));
        if (KnownPackageManagers.Find(name) is { } known) return Outcome.Of(known);
        if (!own().TryGetValue(name, out var read))
        {
            return new Finding
            {
                Code = "PackageManagerUnknown",
                HostName = host.Name,
                Path = host.Name,
                Message = $"The host '{host.Name}' goes by the package manager '{name}', which there is not.{NearestWord.Question(NearestWord.To(name, own().Keys))}",
                Suggestion = "Write it down under \"packageManagers\", or take it from the host.",
            };
        }

        if (!read.TryGet(out var manager, out var fault)) return fault with { HostName = host.Name };
        return manager switch
        {
            CommandManifest commands => new CommandPackageManager(commands),
            ScriptManifest script => new ScriptPackageManager(script, host, scripts),
            _ => throw new InvalidOperationException($"{manager.GetType().Name} is no package manager."),
        };
    }

    private Outcome<ITransport> TransportOf(ManagedHost host)
    {
        if (string.Equals(host.Transport, local.Name, StringComparison.OrdinalIgnoreCase)) return Outcome.Of(local);
        if (string.Equals(host.Transport, "ssh", StringComparison.OrdinalIgnoreCase))
        {
            return settings().TryGet(out var ssh, out var fault)
                ? new SshTransport(host, ssh, () => AcceptsNewHostKeys, sockets)
                : fault;
        }

        return new Finding
        {
            Code = "TransportNotSupported",
            Kind = FindingKind.NotImplemented,
            HostName = host.Name,
            Path = host.Name,
            Message = $"The host '{host.Name}' is reached by '{host.Transport}', which this version does not have.",
            Suggestion = "This version reaches hosts by \"ssh\", and the machine it runs on by \"local\".",
        };
    }
}
