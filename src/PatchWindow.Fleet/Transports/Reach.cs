using PatchWindow.Core.Outcomes;

namespace PatchWindow.Fleet.Transports;

/// <summary>Chooses the transport that a host asks for.</summary>
public static class Reach
{
    private static readonly ITransport[] Known = [new LocalTransport()];

    /// <summary>The host's transport; a problem where this version does not have it.</summary>
    public static Outcome<ITransport> By(ManagedHost host)
    {
        var transport = Array.Find(Known, t => string.Equals(t.Name, host.Transport, StringComparison.OrdinalIgnoreCase));
        if (transport is not null) return Outcome.Of(transport);
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
