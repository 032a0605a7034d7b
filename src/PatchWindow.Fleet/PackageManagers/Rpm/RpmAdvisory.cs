using PatchWindow.Fleet.Transports;

namespace PatchWindow.Fleet.PackageManagers.Rpm;

/// <summary>What an advisory of a repository's (updateinfo.xml) says of a package.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Kind"><c>security</c>, <c>bugfix</c>, <c>enhancement</c>, or another word.</param>
/// <param name="Severity">Red Hat's word for it; empty or None where there is none.</param>
/// <param name="Issued">When it was given out.</param>
/// <param name="Cves">The vulnerabilities that it mends.</param>
internal sealed record RpmAdvisory(string Id, string Kind, string Severity, DateTimeOffset? Issued, IReadOnlyList<string> Cves)
{
    // What dnf-plugins-core (4, needs_restarting.py) takes for a reason to reboot; dnf 5 has the same.
    private static readonly string[] NeedReboot =
        ["kernel", "kernel-core", "kernel-rt", "glibc", "linux-firmware", "systemd", "dbus", "dbus-broker", "dbus-daemon", "microcode_ctl"];

    /// <summary>A patch with what its advisories say of it. An upgrade brings in all that was mended since: the gravest decides.</summary>
    public static PendingPatch Complete(PendingPatch patch, IReadOnlyList<RpmAdvisory> advisories) => patch with
    {
        Classification = Classify(advisories),
        Severity = advisories.Select(a => SeverityOf(a.Severity)).DefaultIfEmpty(PatchSeverity.Unknown).Max(),
        Advisories = [.. advisories.Select(a => Quoted.Line(a.Id)).Distinct().OrderBy(id => id, StringComparer.Ordinal)],
        Cves = [.. advisories.SelectMany(a => a.Cves).Where(c => c.Length > 0).Select(Quoted.Line).Distinct().OrderBy(c => c, StringComparer.Ordinal)],
        Released = advisories.Select(a => a.Issued).DefaultIfEmpty(null).Max(),
        RequiresReboot = NeedReboot.Contains(patch.Name.Split('.')[0]) ? true : null,
    };

    private static PatchClassification Classify(IReadOnlyList<RpmAdvisory> advisories)
    {
        bool Any(string kind) => advisories.Any(a => a.Kind == kind);
        return Any("security") ? PatchClassification.Security
            : Any("bugfix") ? PatchClassification.Bugfix
            : Any("enhancement") || Any("newpackage") ? PatchClassification.Enhancement
            : PatchClassification.Other;
    }

    // Red Hat's four words; Fedora and others write them in small letters, or None.
    private static PatchSeverity SeverityOf(string word) =>
        Enum.TryParse<PatchSeverity>(word, ignoreCase: true, out var severity) && Enum.IsDefined(typeof(PatchSeverity), severity)
        && !char.IsDigit(word[0]) ? severity : PatchSeverity.Unknown;
}
