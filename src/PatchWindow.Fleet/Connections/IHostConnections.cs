using PatchWindow.Core.Outcomes;

namespace PatchWindow.Fleet.Connections;

/// <summary>Knows the way to every host. Nothing is connected before something is asked.</summary>
public interface IHostConnections
{
    /// <summary>The way to a host; a problem where it asks for a transport or a package manager that there is not.</summary>
    Outcome<HostConnection> To(ManagedHost host);
}
