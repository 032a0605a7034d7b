using System.Diagnostics;

namespace PatchWindow.Bench.Fleet;

/// <summary>The shared connections of one contender, in a folder of its own.</summary>
internal sealed class Sockets(string folder)
{
    public string Folder { get; } = Directory.CreateDirectory(folder).FullName;

    /// <summary>Ends them all, so that the next question begins cold.</summary>
    public void Close()
    {
        foreach (var socket in Directory.GetFiles(Folder, "*", SearchOption.AllDirectories))
        {
            using var ssh = Process.Start(new ProcessStartInfo("ssh", ["-O", "exit", "-o", $"ControlPath={socket}", "x"]) { RedirectStandardError = true, RedirectStandardOutput = true })!;
            ssh.WaitForExit();
        }

        while (Directory.GetFiles(Folder, "*", SearchOption.AllDirectories).Length > 0) _ = Thread.Yield();
    }
}
