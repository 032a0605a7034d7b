using System.Globalization;

namespace PatchWindow.Fleet.Transports.Ssh;

/// <summary>The arguments of OpenSSH's client (ssh_config(5)) for one host.</summary>
internal static class SshOptions
{
    // Who does not answer twice in a row is gone: 10 seconds, and not the hours that TCP waits.
    private const int AliveInterval = 5, AliveCount = 2;

    /// <param name="host">The host, whose names have been checked.</param>
    /// <param name="settings">What goes for all hosts.</param>
    /// <param name="acceptNewHostKey">Whether the key of a host that is not known yet is written down as right.</param>
    /// <param name="controlPath">The socket of a shared connection; null for a connection of its own.</param>
    /// <param name="command">What the login shell there is told to run.</param>
    public static List<string> For(ManagedHost host, SshSettings settings, bool acceptNewHostKey, string? controlPath, string command)
    {
        List<string> arguments = [];
        if (settings.ConfigFile is { } file) arguments.AddRange(["-F", file]);

        // Nobody is there to be asked: whatever ssh would ask is an error.
        Add("BatchMode", "yes");
        Add("StrictHostKeyChecking", acceptNewHostKey ? "accept-new" : "yes");
        Add("ConnectTimeout", Seconds(settings.ConnectTimeout));
        Add("ServerAliveInterval", Text(AliveInterval));
        Add("ServerAliveCountMax", Text(AliveCount));

        // What the user's configuration may ask for and an unattended script must not have.
        Add("RequestTTY", "no");
        Add("RemoteCommand", "none");
        Add("PermitLocalCommand", "no");
        Add("ClearAllForwardings", "yes");
        Add("ForwardAgent", "no");
        Add("ForwardX11", "no");
        Add("EscapeChar", "none");
        Add("LogLevel", "ERROR");
        if (controlPath is null)
        {
            Add("ControlMaster", "no");
            Add("ControlPath", "none");
        }
        else
        {
            Add("ControlMaster", "auto");
            Add("ControlPath", controlPath);
            Add("ControlPersist", Seconds(settings.ControlPersist));
        }

        // By its name, so that a Host block of the user's configuration is met, and at the address that the inventory has.
        if (host.Address is { } address) Add("HostName", address.Replace("%", "%%"));
        if (host.User is { } user) arguments.AddRange(["-l", user]);
        arguments.AddRange(["--", host.Name, command]);
        return arguments;

        void Add(string option, string value) => arguments.AddRange(["-o", $"{option}={value}"]);
    }

    // OpenSSH takes whole seconds, and 0 for no limit.
    private static string Seconds(TimeSpan time) => Text(Math.Max(1, (int)Math.Ceiling(time.TotalSeconds)));

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
