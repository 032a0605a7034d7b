using PatchWindow.Core.Outcomes;
using PatchWindow.Fleet.Connections;

namespace PatchWindow.Fleet.Tests.Simulator.Hosts;

/// <summary>A runner's ways to all hosts.</summary>
internal sealed class SimulatedConnections(Func<string, HostWire> wireTo) : IHostConnections
{
    private readonly Dictionary<string, HostConnection> known = [];

    public Outcome<HostConnection> To(ManagedHost host)
    {
        if (!known.TryGetValue(host.Name, out var connection))
        {
            var wire = wireTo(host.Name);
            known.Add(host.Name, connection = new HostConnection(wire, wire));
        }

        return connection;
    }
}
