using System.Collections.Concurrent;
using PatchWindow.Core.Outcomes;
using PatchWindow.Fleet.PackageManagers;
using PatchWindow.Fleet.Transports;

namespace PatchWindow.Fleet.Connections;

/// <summary>The ways to hosts of one session. What a host was found to have is remembered as long as that lasts.</summary>
public sealed class HostConnections : IHostConnections
{
    private readonly ITransport local = new LocalTransport();
    private readonly ConcurrentDictionary<string, IPackageManager> packageManagers = new(StringComparer.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public Outcome<HostConnection> To(ManagedHost host)
    {
        if (!TransportOf(host).TryGet(out var transport, out var problem)) return problem;
        return new HostConnection(transport, packageManagers.GetOrAdd(host.Name, _ => new FoundPackageManager(KnownPackageManagers.All)));
    }

    private Outcome<ITransport> TransportOf(ManagedHost host)
    {
        if (string.Equals(host.Transport, local.Name, StringComparison.OrdinalIgnoreCase)) return Outcome.Of(local);
        return new Finding
        {
            Code = "TransportNotSupported",
            Kind = FindingKind.NotImplemented,
            HostName = host.Name,
            Path = host.Name,
            Message = $"The host '{host.Name}' is reached by '{host.Transport}', which this version does not have.",
            Suggestion = "This version reaches the machine it runs on: \"transport\": \"local\".",
        };
    }
}
