using System.Globalization;
using NodaTime;
using PatchWindow.Fleet.Connections;

namespace PatchWindow.Fleet.Preflight;

/// <summary>What a host's report on itself means for patching it.</summary>
internal static class HostFindings
{
    // apt and dnf unpack kernels and initramfs images of some hundred megabytes.
    private const long Enough = 500L << 20, EnoughForBoot = 150L << 20, TooLittle = 50L << 20;

    // Decisions go by the runner's clock; the host's own counts for its logs, its certificates and the age of its package lists.
    private static readonly TimeSpan TolerableOffset = TimeSpan.FromSeconds(30);

    public static IEnumerable<Finding> Of(ManagedHost host, SelfReport report, TimeSpan offset)
    {
        if (report.Privilege == "none")
        {
            yield return Finding(host, "NoPrivilege", FindingSeverity.Error, FindingKind.PermissionDenied,
                $"The account on '{host.Name}' is not root and may not become root without a password: it can list, and install nothing.",
                "Allow it sudo without a password ('USER ALL=(root) NOPASSWD: ALL' in a file of /etc/sudoers.d), or name another user.");
        }

        if (offset.Duration() > TolerableOffset)
        {
            yield return Finding(host, "ClockOffset", FindingSeverity.Warning, FindingKind.InvalidData,
                $"The clock of '{host.Name}' is {DurationText.Format(Whole(offset.Duration()))} {(offset > TimeSpan.Zero ? "ahead of" : "behind")} this machine's. "
                + "Windows go by this machine's clock; the host's logs, and signatures that expire, by its own.",
                "See 'timedatectl' on the host; 'timedatectl set-ntp true' has the clock set.");
        }

        foreach (var (place, free) in report.Room)
        {
            var enough = place == "/boot" ? EnoughForBoot : Enough;
            if (free >= enough) continue;
            yield return Finding(host, "DiskLow", free < TooLittle ? FindingSeverity.Error : FindingSeverity.Warning, FindingKind.LimitsExceeded,
                $"'{host.Name}' has {Size(free)} free in {place}, and should have {Size(enough)} before it is patched.",
                place == "/boot"
                    ? "Old kernels fill it: 'apt-get autoremove --purge' or 'dnf remove --oldinstallonly' takes them away."
                    : "See 'df -h'; 'apt-get clean' or 'dnf clean packages' frees the package cache, 'journalctl --vacuum-size=200M' old logs.");
        }

        foreach (var rival in RivalUpdaters.Of(host, report.Rivals)) yield return rival;
    }

    public static Finding RebootPending(ManagedHost host, DateTimeOffset started) => Finding(
        host, "RebootPending", FindingSeverity.Warning, FindingKind.InvalidOperation,
        $"'{host.Name}' wants a reboot since an earlier patch; it was started {started.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)} UTC. "
        + "What was patched since is not in use before.",
        "Reboot it in its window; on Debian /run/reboot-required.pkgs names the packages.");

    public static Finding Ready(ManagedHost host, SelfReport report, HostConnection connection, Duration took) => Finding(
        host, "HostReady", FindingSeverity.Information, FindingKind.InvalidOperation,
        $"'{host.Name}' answers{(report.System.Length == 0 ? "" : $": {report.System}")}, {connection.Packages.Name}, "
        + (report.Privilege == "sudo" ? "root by sudo" : "root")
        + $", started {report.Started.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)} UTC, "
        + $"{(report.Room.Count == 0 ? "" : $"{Size(report.Room.Min(r => r.Free))} free, ")}asked in {took.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture)} s.",
        null);

    internal static Finding Finding(ManagedHost host, string code, FindingSeverity severity, FindingKind kind, string message, string? suggestion) => new()
    {
        Code = code,
        Severity = severity,
        Kind = kind,
        HostName = host.Name,
        Path = host.Name,
        Message = message,
        Suggestion = suggestion,
    };

    private static TimeSpan Whole(TimeSpan time) => TimeSpan.FromSeconds(Math.Round(time.TotalSeconds));

    private static string Size(long bytes) => bytes >= 10L << 30
        ? $"{(bytes >> 30).ToString(CultureInfo.InvariantCulture)} GiB"
        : $"{(bytes >> 20).ToString(CultureInfo.InvariantCulture)} MiB";
}
