using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using PatchWindow.Core.Outcomes;
using PatchWindow.Core.Text;
using PatchWindow.Fleet.PackageManagers;
using PatchWindow.Fleet.PackageManagers.Own;
using PatchWindow.Fleet.Transports;
using PatchWindow.Fleet.Transports.Psrp;
using PatchWindow.Fleet.Transports.Ssh;

namespace PatchWindow.Fleet.Connections;

/// <summary>The ways to hosts of one session. What a host was found to have is remembered as long as that lasts.</summary>
/// <param name="settings">How hosts are reached over SSH; a problem where the configuration is at fault there.</param>
/// <param name="own">The package managers that the configuration has, or the fault of one.</param>
/// <param name="scripts">Runs those that are PowerShell scripts; null where there is no PowerShell.</param>
/// <param name="powerShell">Runs PowerShell scripts on Windows hosts; null where there is no engine.</param>
/// <param name="onWindows">Whether this machine is Windows; null looks.</param>
public sealed class HostConnections(
    Func<Outcome<SshSettings>> settings, Func<IReadOnlyDictionary<string, Outcome<OwnPackageManager>>> own, PackageScriptRunner? scripts = null,
    RunPowerShell? powerShell = null, bool? onWindows = null) : IHostConnections
{
    private readonly ITransport local = new LocalTransport();
    private readonly bool isWindows = onWindows ?? RuntimeInformation.IsOSPlatform(OSPlatform.Windows);
    private readonly ControlSockets sockets = new();
    private readonly ConcurrentDictionary<string, IPackageManager> packageManagers = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether the key of a host that is not known yet is written down as right (known_hosts), once and for all.</summary>
    public bool AcceptsNewHostKeys { get; set; }

    /// <inheritdoc/>
    public Outcome<HostConnection> To(ManagedHost host)
    {
        if (!TransportOf(host).TryGet(out var transport, out var problem)) return problem;
        return PackageManagerOf(host, transport.Language).TryGet(out var packages, out problem) ? new HostConnection(transport, packages) : problem;
    }

    private Outcome<IPackageManager> PackageManagerOf(ManagedHost host, ScriptLanguage language)
    {
        if (host.PackageManager is not { } name)
            return Found("", KnownPackageManagers.For(language));
        if (KnownPackageManagers.Find(name) is { Count: > 0 } known) return Found(name, known);
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

        Outcome<IPackageManager> Found(string asked, IReadOnlyList<IPackageManager> candidates) =>
            Outcome.Of(packageManagers.GetOrAdd($"{language} {asked} {host.Name}", _ => new FoundPackageManager(candidates)));
    }

    private Outcome<ITransport> TransportOf(ManagedHost host)
    {
        bool Is(string name) => string.Equals(host.Transport, name, StringComparison.OrdinalIgnoreCase);
        if (Is("local")) return isWindows ? new PowerShellTransport(host, isLocal: true, powerShell) : Outcome.Of(local);
        if (Is("psrp")) return new PowerShellTransport(host, isLocal: false, powerShell);
        if (Is("ssh"))
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
            Suggestion = "This version reaches hosts by \"ssh\", Windows by \"psrp\", and the machine it runs on by \"local\".",
        };
    }
}
