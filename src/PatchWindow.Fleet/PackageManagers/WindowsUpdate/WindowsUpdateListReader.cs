using System.Text.RegularExpressions;
using PatchWindow.Core.Outcomes;
using PatchWindow.Fleet.Transports;

namespace PatchWindow.Fleet.PackageManagers.WindowsUpdate;

/// <summary>
/// Makes pending patches of what <c>wua-list.ps1</c> wrote: <c>now</c>, the host's clock; <c>searched</c>, when Windows last searched;
/// <c>source</c>, the service that it asks; <c>updates</c>.
/// </summary>
internal static class WindowsUpdateListReader
{
    private const string WindowsServerUpdateServices = "3da21691-e39d-4da6-8a4b-b43877bcb1b7";
    private static readonly TimeSpan Old = TimeSpan.FromDays(7);
    private static readonly Regex Article = new(@"\A[0-9]{1,10}\z", RegexOptions.CultureInvariant);

    public static Outcome<IReadOnlyList<PendingPatch>> Read(string host, HostOutput output, ICollection<Finding> notices) =>
        WindowsUpdateDocument.Read<IReadOnlyList<PendingPatch>>(host, output, "list", root =>
        {
            var source = root.PartOrNull("source") is { } service ? Source(service) : "";
            var updates = root.Parts("updates").Where(update => !update.Flag("rebootPending")).Select(update => Patch(host, source, update)).ToList();
            var now = root.MomentOrNull("now") ?? throw root.Fault("now", "a moment");
            if (root.MomentOrNull("searched") is { } searched && now - searched >= Old)
                notices.Add(WindowsUpdateErrors.OldSearch(host, (long)(now - searched).TotalDays));

            // An article may have several updates at once, one for each product that it is about.
            var shared = new HashSet<string>(updates.GroupBy(u => u.Name).Where(g => g.Count() > 1).Select(g => g.Key));
            return Outcome.Of<IReadOnlyList<PendingPatch>>(
            [
                .. updates.Select(u => shared.Contains(u.Name) ? u with { Name = $"{u.Name}-{u.Version.Substring(0, 8)}" } : u)
                    .OrderBy(u => u.Name, StringComparer.Ordinal).ThenBy(u => u.Version, StringComparer.Ordinal),
            ]);
        });

    private static PendingPatch Patch(string host, string source, DocumentPart update)
    {
        var identity = $"{update.Text("id")}.{update.Number("revision")}";
        if (!UpdateIdentity.IsIdentity(identity)) throw update.Fault("id", "an UpdateID");
        var articles = update.Texts("kbs");
        if (articles.Any(kb => !Article.IsMatch(kb))) throw update.Fault("kbs", "numbers of articles");
        string[] names = [.. articles.Select(kb => "KB" + kb)];
        return new PendingPatch
        {
            Host = host,
            Name = names.Length > 0 ? names[0] : update.Text("id"),
            Version = identity,
            Title = Quoted.Line(update.Text("title")),
            Source = source,
            Classification = UpdateClassification.Of(update.Texts("categories")),
            Severity = SeverityOf(update.TextOrNull("severity")),
            Advisories = [.. names.Concat(update.Texts("bulletins").Select(Quoted.Line)).Distinct()],
            Cves = [.. update.Texts("cves").Select(Quoted.Line).Distinct().OrderBy(cve => cve, StringComparer.Ordinal)],
            Size = update.Number("size"),
            RequiresReboot = update.NumberOrNull("reboot") switch
            {
                0 => false, // irbNeverReboots
                1 => true, // irbAlwaysRequiresReboot
                null or 2 => null, // irbCanRequestReboot
                _ => throw update.Fault("reboot", "a reboot behavior"),
            },
            Released = update.MomentOrNull("released"),
            HeldBack = HeldBack(update),
        };
    }

    private static string? HeldBack(DocumentPart update) =>
        update.Flag("hidden") ? "it is hidden on the host"
        : !update.Flag("eulaAccepted") ? "its license terms are not accepted on the host"
        : update.Flag("asksUser") ? "its installer may ask someone at the host"
        : null;

    private static string Source(DocumentPart service) =>
        string.Equals(service.Text("id"), WindowsServerUpdateServices, StringComparison.OrdinalIgnoreCase) || service.Flag("managed")
            ? service.TextOrNull("server") is { Length: > 0 } server ? $"WSUS {Quoted.Line(server)}" : "WSUS"
            : Quoted.Line(service.Text("name"));

    // MSRC's words; empty for most cumulative updates of these years.
    private static PatchSeverity SeverityOf(string? word) => word switch
    {
        "Critical" => PatchSeverity.Critical,
        "Important" => PatchSeverity.Important,
        "Moderate" => PatchSeverity.Moderate,
        "Low" => PatchSeverity.Low,
        _ => PatchSeverity.Unknown,
    };
}
