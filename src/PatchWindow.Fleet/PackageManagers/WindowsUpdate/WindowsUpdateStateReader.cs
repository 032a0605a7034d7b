using System.Globalization;
using PatchWindow.Core.Outcomes;
using PatchWindow.Fleet.Transports;

namespace PatchWindow.Fleet.PackageManagers.WindowsUpdate;

/// <summary>Reads the state of a Windows host and what would become of updates there.</summary>
internal static class WindowsUpdateStateReader
{
    public static Outcome<bool> ReadRefresh(string host, HostOutput output) =>
        WindowsUpdateDocument.Read<bool>(host, output, "refresh", root => root.Number("found") >= 0);

    public static Outcome<HostReadiness> ReadReadiness(string host, HostOutput output) =>
        WindowsUpdateDocument.Read<HostReadiness>(host, output, "check", root =>
        {
            var disabled = root.Texts("disabled");
            if (!root.Flag("administrator")) return WindowsUpdateErrors.NoPrivilege(host);
            if (disabled.Count > 0) return WindowsUpdateErrors.ServiceDisabled(host, disabled);
            if (root.Flag("busy")) return WindowsUpdateErrors.Busy(host);
            if (root.Flag("rebootFirst")) return WindowsUpdateErrors.RebootFirst(host);
            return new HostReadiness(BootId(root));
        });

    /// <remarks>Bundled updates come and go with the one that was asked for, and are no updates of their own.</remarks>
    public static Outcome<Simulation> ReadSimulation(string host, IReadOnlyList<PackageVersion> packages, HostOutput output) =>
        WindowsUpdateDocument.Read<Simulation>(host, output, "simulate", root =>
        {
            var updates = root.Parts("updates");
            var names = packages.ToDictionary(p => p.Version, p => p.Name);
            if (updates.Count != packages.Count || updates.Any(u => !names.ContainsKey(u.Text("identity"))))
                throw root.Fault("updates", "those that were asked for");
            string[] Those(Func<DocumentPart, bool> are) => [.. updates.Where(are).Select(u => names[u.Text("identity")])];

            if (Those(u => !u.Flag("offered")) is { Length: > 0 } gone) return WindowsUpdateErrors.Gone(host, gone);
            if (Those(u => u.Flag("hidden")) is { Length: > 0 } hidden) return WindowsUpdateErrors.Held(host, hidden, "hidden there");
            if (Those(u => !u.Flag("eulaAccepted")) is { Length: > 0 } terms)
                return WindowsUpdateErrors.Held(host, terms, "kept until its license terms are accepted there");
            if (Those(u => u.Flag("asksUser")) is { Length: > 0 } asking)
                return WindowsUpdateErrors.Held(host, asking, "one whose installer may ask someone at the host, and nobody would answer");
            return Those(u => u.Flag("exclusive")) is { Length: > 0 } exclusive && updates.Count > 1
                ? WindowsUpdateErrors.Exclusive(host, exclusive)
                : new Simulation(packages, []);
        });

    public static Outcome<HostPackages> ReadInstalled(string host, IReadOnlyList<PackageVersion> packages, HostOutput output) =>
        WindowsUpdateDocument.Read<HostPackages>(host, output, "verify", root =>
        {
            var installed = root.Texts("installed");
            var reasons = root.Texts("reboot");
            return new HostPackages(
                packages.Where(p => installed.Contains(p.Version)).ToDictionary(p => p.Name, p => p.Version),
                // Programs of all kinds leave files to be renamed with the next start, and go on working until then.
                reasons.Any(reason => reason != "PendingFileRenameOperations"))
            {
                RebootReasons = [.. reasons.Select(Quoted.Line)],
            };
        });

    // 20261126054510.500000+060: the time of the start, and its offset in minutes, which changes with summer time.
    private static string BootId(DocumentPart root)
    {
        var text = root.TextOrNull("boot") ?? "";
        return text.Length == 25
            && DateTime.TryParseExact(text.Substring(0, 14), "yyyyMMddHHmmss", CultureInfo.InvariantCulture, DateTimeStyles.None, out var started)
            && int.TryParse(text.Substring(21), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var minutes)
            ? started.AddMinutes(-minutes).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)
            : throw root.Fault("boot", "the time of the last start");
    }
}
