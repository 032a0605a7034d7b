using System.Runtime.InteropServices;

namespace PatchWindow.Rig;

/// <summary>What a machine must have for a rig.</summary>
internal static class RigNeeds
{
    private static readonly string[] Programs = ["unshare", "nsenter", "ip", "mount", "mmdebstrap", "zstd", "ssh", "ssh-keygen", "python3", "tar"];

    /// <summary>Why no rig can be brought up here; null where one can.</summary>
    public static string? FindWhyNot()
    {
        if (!OperatingSystem.IsLinux() || !File.Exists("/etc/debian_version")) return "The rig needs Debian.";
        if (Environment.UserName != "root") return "The rig needs root.";
        if (RuntimeInformation.OSArchitecture is not (Architecture.X64 or Architecture.Arm64)) return "The rig needs a 64-bit machine.";
        var path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Append("/usr/sbin").Append("/sbin").ToList();
        if (Array.Find(Programs, p => !path.Any(folder => File.Exists(Path.Combine(folder, p)))) is { } missing) return $"The rig needs {missing}.";

        // A container may be root and still not be let.
        var (code, output) = Task.Run(() => RigProcess.RunAsync(["unshare", "--mount", "--net", "--pid", "--fork", "--kill-child", "sh", "-c",
            "mount --make-rprivate / && mount -t tmpfs t /mnt && mkdir /mnt/a /mnt/b /mnt/c /mnt/d && mount -t overlay -o lowerdir=/mnt/a,upperdir=/mnt/b,workdir=/mnt/c o /mnt/d && ip link add b0 type bridge"]))
            .GetAwaiter().GetResult();
        return code == 0 ? null : $"The rig is not let make namespaces here: {output.Trim()}";
    }
}
