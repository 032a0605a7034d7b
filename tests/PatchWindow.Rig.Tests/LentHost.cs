using PatchWindow.Fleet.Transports;
using PatchWindow.Fleet.Transports.Ssh;

namespace PatchWindow.Rig.Tests;

/// <summary>A host that one test has for itself, and the way to it.</summary>
public sealed class LentHost(TestRig rig, RigHost host, Action giveBack) : IAsyncDisposable
{
    private static readonly ControlSockets Sockets = new();
    private bool changed;

    public TestRig Rig => rig;

    /// <summary>The host itself, to be changed and broken; it is made anew afterwards.</summary>
    public RigHost Host
    {
        get
        {
            changed = true;
            return host;
        }
    }

    public string Name => host.Name;

    /// <summary>How the rig's hosts are reached.</summary>
    public SshSettings Settings => new()
    {
        ConfigFile = rig.SshConfigPath,
        ConnectTimeout = TimeSpan.FromSeconds(5),
        ControlPersist = TimeSpan.FromSeconds(20),
    };

    /// <summary>The way to it as the project itself goes it.</summary>
    public ITransport Ssh(string? user = null, SshSettings? settings = null, bool acceptNewHostKey = false) =>
        new SshTransport(new ManagedHost { Name = host.Name, User = user }, settings ?? Settings, () => acceptNewHostKey, Sockets);

    /// <summary>For a test that changed it over SSH.</summary>
    public void Changed() => changed = true;

    public async ValueTask DisposeAsync()
    {
        if (changed) await host.ResetAsync();
        giveBack();
    }
}
