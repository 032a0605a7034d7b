namespace PatchWindow.Fleet.Preflight;

/// <summary>What else installs patches on a host, outside of every window.</summary>
internal static class RivalUpdaters
{
    // What dnf takes for yes, whatever its letter case (libdnf 0.69, OptionBool).
    private static readonly string[] True = ["yes", "true", "on", "1"];

    public static IEnumerable<Finding> Of(ManagedHost host, IReadOnlyList<string> report)
    {
        var words = report.Select(line => line.Split(' ')).ToList();
        string? Periodic(string name) => words.FirstOrDefault(w => w is ["periodic", var setting, _] && setting == name)?[2];
        bool Unit(string name) => words.Exists(w => w is ["unit", var unit] && unit == name);
        string? Process(string name) => words.FirstOrDefault(w => w is ["process", var process, _] && process == name)?[2];

        var on = Periodic("Enable") != "0" && Periodic("Unattended-Upgrade") is not (null or "0" or "")
            && words.Exists(w => w is ["program", "unattended-upgrade"]);
        if (on || Process("unattended-upgr") is not null && Unit("apt-daily-upgrade.timer"))
        {
            yield return Rival(host, "unattended-upgrades installs updates by itself"
                + (Unit("apt-daily-upgrade.timer") ? " (apt-daily-upgrade.timer)" : " (APT::Periodic::Unattended-Upgrade)"),
                "Write 'APT::Periodic::Unattended-Upgrade \"0\";' in /etc/apt/apt.conf.d/99patchwindow, or 'apt-get remove unattended-upgrades'.");
        }

        foreach (var automatic in words.Where(w => w is ["automatic", _, var value] && True.Contains(value, StringComparer.OrdinalIgnoreCase)))
        {
            var units = words.Where(w => w is ["unit", var unit] && (unit.StartsWith("dnf", StringComparison.Ordinal) || unit.StartsWith("yum", StringComparison.Ordinal))).Select(w => w[1]).ToList();
            yield return Rival(host, $"{automatic[1]} has apply_updates = {automatic[2]}{(units.Count == 0 ? "" : $" ({string.Join(", ", units)})")}",
                $"Write 'apply_updates = no' there{(units.Count == 0 ? "" : $", or 'systemctl disable --now {string.Join(" ", units)}'")}.");
        }

        if (Unit("dnf-automatic-install.timer"))
            yield return Rival(host, "dnf-automatic-install.timer installs updates by itself", "systemctl disable --now dnf-automatic-install.timer");
        foreach (var unit in new[] { "transactional-update.timer", "os-update.timer", "packagekit-offline-update.service" }.Where(Unit))
            yield return Rival(host, $"{unit} installs updates by itself", $"systemctl disable --now {unit}");
        if (Process("packagekitd") is { } packageKit)
        {
            yield return HostFindings.Finding(host, "RivalUpdater", FindingSeverity.Information, FindingKind.ResourceBusy,
                $"PackageKit runs on '{host.Name}' (process {packageKit}): a desktop may install updates through it, and it holds locks for a while.",
                "On a server 'systemctl mask --now packagekit' keeps it away.");
        }
    }

    private static Finding Rival(ManagedHost host, string what, string suggestion) => HostFindings.Finding(
        host, "RivalUpdater", FindingSeverity.Warning, FindingKind.ResourceBusy,
        $"On '{host.Name}' {what}: it patches outside of the windows, whatever is deferred.", suggestion);
}
