using System.Globalization;
using PatchWindow.Core.Outcomes;
using PatchWindow.Fleet.PackageManagers.Rpm;
using PatchWindow.Fleet.Transports;

namespace PatchWindow.Fleet.PackageManagers.Dnf;

/// <summary>Makes pending patches of what <c>dnf-list.sh</c> printed.</summary>
internal static class DnfListReader
{
    // What dnf-plugins-core (4, needs_restarting.py) takes for a reason to reboot.
    private static readonly string[] NeedReboot =
        ["kernel", "kernel-core", "kernel-rt", "glibc", "linux-firmware", "systemd", "dbus", "dbus-broker", "dbus-daemon", "microcode_ctl"];

    private const int OldDays = 7;

    public static Outcome<IReadOnlyList<PendingPatch>> Read(string host, HostOutput output, ICollection<Finding> notices)
    {
        if (!FramedOutput.Read(host, output).TryGet(out var frames, out var problem)
            || !RequiredFrame.Of(host, frames, output, "list", DnfErrors.Missing, DnfErrors.Explain).TryGet(out var list, out problem))
            return problem;
        var patches = new List<PendingPatch>();
        var advisories = new List<DnfAdvisory>();
        var repositories = 0;
        var oldest = 0L;
        foreach (var line in list.Lines)
        {
            switch (line.Text.Split('\t'))
            {
                case ["repository", { Length: > 0 }, var age]:
                    repositories++;
                    if (long.TryParse(age, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)) oldest = Math.Max(oldest, seconds);
                    break;
                case ["pending", var name, var installed, var version, { Length: > 0 } architecture, { Length: > 0 } source, var size, var behind, var held]
                    when RpmNames.IsName(name) && RpmNames.IsVersion(installed) && RpmNames.IsVersion(version)
                        && long.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out var bytes)
                        && int.TryParse(behind, NumberStyles.None, CultureInfo.InvariantCulture, out var count):
                    patches.Add(new PendingPatch
                    {
                        Host = host, Name = name, InstalledVersion = installed, Version = version, Architecture = architecture,
                        Source = Quoted.Line(source), Size = bytes, PatchesBehind = count,
                        HeldBack = held.Length == 0 ? null : Quoted.Line(held),
                    });
                    break;
                case ["advisory", var name, { Length: > 0 } id, var kind, var severity, var issued, var cves]:
                    advisories.Add(new DnfAdvisory(name, Quoted.Line(id), kind, severity, issued, cves));
                    break;
                default:
                    return OutputProblems.Unreadable(host, line, "a pending package or its advisory");
            }
        }

        if (repositories == 0)
            return DnfErrors.NoLists(host);
        if (oldest > OldDays * 86_400L)
            notices.Add(DnfErrors.OldLists(host, oldest / 86_400));
        return patches.Select(patch => Complete(patch, [.. advisories.Where(a => a.Package == patch.Name)]))
            .OrderBy(patch => patch.Name, StringComparer.Ordinal).ToArray();
    }

    // An upgrade brings in all that was mended since: the gravest of its advisories decides.
    private static PendingPatch Complete(PendingPatch patch, IReadOnlyList<DnfAdvisory> advisories) => patch with
    {
        Classification = Classify(advisories),
        Severity = advisories.Select(a => SeverityOf(a.Severity)).DefaultIfEmpty(PatchSeverity.Unknown).Max(),
        Advisories = [.. advisories.Select(a => a.Id).Distinct().OrderBy(id => id, StringComparer.Ordinal)],
        Cves = [.. advisories.SelectMany(a => a.Cves.Split(',')).Where(c => c.Length > 0).Select(Quoted.Line).Distinct().OrderBy(c => c, StringComparer.Ordinal)],
        Released = advisories.Select(a => Moment(a.Issued)).Where(m => m is not null).DefaultIfEmpty(null).Max(),
        RequiresReboot = NeedReboot.Contains(patch.Name.Split('.')[0]) ? true : null,
    };

    private static PatchClassification Classify(IReadOnlyList<DnfAdvisory> advisories)
    {
        bool Any(string kind) => advisories.Any(a => a.Kind == kind);
        return Any("security") ? PatchClassification.Security
            : Any("bugfix") ? PatchClassification.Bugfix
            : Any("enhancement") ? PatchClassification.Enhancement
            : PatchClassification.Other;
    }

    // Red Hat's four words; Fedora and others write them in small letters, or None.
    private static PatchSeverity SeverityOf(string word) =>
        Enum.TryParse<PatchSeverity>(word, ignoreCase: true, out var severity) && Enum.IsDefined(typeof(PatchSeverity), severity)
        && !char.IsDigit(word[0]) ? severity : PatchSeverity.Unknown;

    private static DateTimeOffset? Moment(string text) =>
        DateTimeOffset.TryParseExact(text, "yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment)
            ? moment
            : null;

    /// <summary>What an advisory says of a package.</summary>
    private sealed record DnfAdvisory(string Package, string Id, string Kind, string Severity, string Issued, string Cves);
}
