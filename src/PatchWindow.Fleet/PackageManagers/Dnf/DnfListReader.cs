using System.Globalization;
using PatchWindow.Core.Outcomes;
using PatchWindow.Fleet.PackageManagers.Rpm;
using PatchWindow.Fleet.Transports;

namespace PatchWindow.Fleet.PackageManagers.Dnf;

/// <summary>Makes pending patches of what <c>dnf-list.sh</c> printed.</summary>
internal static class DnfListReader
{
    private const int OldDays = 7;

    public static Outcome<IReadOnlyList<PendingPatch>> Read(string host, HostOutput output, ICollection<Finding> notices)
    {
        if (!FramedOutput.Read(host, output).TryGet(out var frames, out var problem)
            || !RequiredFrame.Of(host, frames, output, "list", DnfErrors.Missing, DnfErrors.Explain).TryGet(out var list, out problem))
            return problem;
        var patches = new List<PendingPatch>();
        var advisories = new List<(string Package, RpmAdvisory Advisory)>();
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
                    advisories.Add((name, new RpmAdvisory(id, kind, severity, Moment(issued), cves.Split(','))));
                    break;
                default:
                    return OutputProblems.Unreadable(host, line, "a pending package or its advisory");
            }
        }

        if (repositories == 0)
            return DnfErrors.NoLists(host);
        if (oldest > OldDays * 86_400L)
            notices.Add(DnfErrors.OldLists(host, oldest / 86_400));
        return patches.Select(patch => RpmAdvisory.Complete(patch, [.. advisories.Where(a => a.Package == patch.Name).Select(a => a.Advisory)]))
            .OrderBy(patch => patch.Name, StringComparer.Ordinal).ToArray();
    }

    private static DateTimeOffset? Moment(string text) =>
        DateTimeOffset.TryParseExact(text, "yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment)
            ? moment
            : null;
}
