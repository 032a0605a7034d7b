using System.Globalization;
using System.Text;

namespace PatchWindow.Fleet.Transports.Ssh;

/// <summary>
/// The folder of the sockets through which OpenSSH's clients share a connection (ControlPath). It is the user's alone: whoever can
/// write there can take over connections. OpenSSH removes a socket with its connection, ControlPersist after the last use, and
/// takes the place of one whose connection was killed.
/// </summary>
/// <param name="folder">The folder; null for the user's own.</param>
public sealed class ControlSockets(string? folder = null)
{
    // sun_path of Linux without its NUL, and what OpenSSH adds while it makes the socket: a dot and sixteen letters.
    private const int LongestPath = 107 - 17;

    // ssh_config(5): %C is a SHA-1 of what the connection leads to, in 40 hexadecimal digits.
    private const int HashLength = 40;

    private readonly Lazy<string?> ready = new(() => Prepare(folder ?? Own()));

    /// <summary>The path for OpenSSH's ControlPath; null where connections cannot be shared.</summary>
    /// <param name="host">
    /// The host. OpenSSH's own %C goes by the address alone: a name with the same address would go through the connection of another,
    /// and neither its host key nor its user's key would be asked for.
    /// </param>
    /// <param name="settings">Likewise for another configuration file.</param>
    public string? PathFor(ManagedHost host, SshSettings settings)
    {
        if (settings.ControlPersist <= TimeSpan.Zero || ready.Value is not { } place) return null;
        var path = Path.Combine(place, Fingerprint(host, settings) + "-");
        return Encoding.UTF8.GetByteCount(path) + HashLength > LongestPath ? null : path.Replace("%", "%%") + "%C";
    }

    private static string? Own()
    {
        // OpenSSH for Windows cannot share connections.
        if (Path.DirectorySeparatorChar == '\\') return null;
        // Before the variable: sudo -E and su leave that of the user who called them, who could put sockets of his own there.
        if (Environment.UserName == "root" && Directory.Exists("/run")) return "/run/patchwindow";
        if (Environment.GetEnvironmentVariable("XDG_RUNTIME_DIR") is { Length: > 0 } runtime && Path.IsPathRooted(runtime) && Directory.Exists(runtime))
            return Path.Combine(runtime, "patchwindow");
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        return home.Length == 0 ? null : Path.Combine(home, ".patchwindow");
    }

    private static string? Prepare(string? place)
    {
        if (place is null) return null;
        try
        {
#if NET
            if (!OperatingSystem.IsWindows())
            {
                _ = Directory.CreateDirectory(place, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
                // One that was there may be open to others; of another's folder the mode cannot be set.
                File.SetUnixFileMode(place, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
                return place;
            }
#endif
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Without sharing everything works, only slower.
            return null;
        }
    }

    private static string Fingerprint(ManagedHost host, SshSettings settings)
    {
        // FNV-1a of 64 bits: what is told apart is what one user wrote.
        var hash = 14695981039346656037ul;
        foreach (var character in string.Join("\n", host.Name, host.Address, host.User, settings.Program, settings.ConfigFile))
            hash = unchecked((hash ^ character) * 1099511628211ul);
        return hash.ToString("x16", CultureInfo.InvariantCulture);
    }
}
