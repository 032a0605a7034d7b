using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using PatchWindow.Core.Outcomes;
using PatchWindow.Core.Text;
using PatchWindow.Fleet.PackageManagers.Rpm;
using PatchWindow.Fleet.Transports;

namespace PatchWindow.Fleet.PackageManagers.Zypper;

/// <summary>Makes pending patches of what <c>zypper-list.sh</c> printed.</summary>
internal static class ZypperListReader
{
    // "Conflicts   : pw-sec < 2-1", or a count and the same below it, one a line (zypper 1.14, info --type patch).
    private static readonly Regex Conflict = new(@"^(?:Conflicts\s*: )?\s*(?<name>[A-Za-z0-9_][A-Za-z0-9_.+-]*) < (?<version>\S+)\s*$", RegexOptions.CultureInvariant);
    private static readonly Regex PatchName = new(@"^Name\s*: (?<name>.+?)\s*$", RegexOptions.CultureInvariant);

    public static Outcome<IReadOnlyList<PendingPatch>> Read(string host, HostOutput output)
    {
        Outcome<XElement> Document(IReadOnlyDictionary<string, OutputFrame> frames, string name) =>
            RequiredFrame.Of(host, frames, output, name, ZypperErrors.Missing, ZypperErrors.Explain).TryGet(out var frame, out var fault)
                ? ZypperXml.Read(host, frame)
                : fault;

        if (!FramedOutput.Read(host, output).TryGet(out var frames, out var problem)
            || !Document(frames, "repositories").TryGet(out var repositories, out problem))
            return problem;
        if (!repositories.Descendants("repo").Any()) return ZypperErrors.NoLists(host);
        if (!Document(frames, "all").TryGet(out var all, out problem)
            || !Document(frames, "able").TryGet(out var able, out problem)
            || !Document(frames, "locks").TryGet(out var locks, out problem)
            || !Document(frames, "patches").TryGet(out var patches, out problem))
            return problem;
        var updates = Packages(all).ToList();
        if (updates.Count == 0) return Array.Empty<PendingPatch>();
        if (!Document(frames, "versions").TryGet(out var versions, out problem)) return problem;

        // Without what they are about a security fix could pass for something else.
        IReadOnlyList<OutputLine> contents = [];
        if (patches.Descendants("update").Any(u => u.Text("kind") == "patch"))
        {
            if (!RequiredFrame.Of(host, frames, output, "contents", ZypperErrors.Missing, ZypperErrors.Explain).TryGet(out var described, out problem)) return problem;
            contents = described.Lines;
        }

        if (!Advisories(host, patches, contents).TryGet(out var advisories, out problem)) return problem;
        var allowed = new HashSet<(string, string)>(Packages(able).Select(u => (u.Text("name"), u.Text("arch"))));
        var locked = locks.Descendants("lock").SelectMany(l => l.Elements("name")).Select(n => n.Value).ToList();
        var known = new List<PendingPatch>();
        foreach (var update in updates)
        {
            var (name, installed, version) = (update.Text("name"), update.Text("edition-old"), update.Text("edition"));
            if (!RpmNames.IsName(name) || !RpmNames.IsVersion(installed) || !RpmNames.IsVersion(version))
                return OutputProblems.Unreadable(host, new OutputLine(0, update.ToString(SaveOptions.DisableFormatting)), "a package that could be updated");
            // What was mended before the installed version is no reason for this one, and what is mended later it does not bring.
            var its = advisories.Where(a => a.Packages.Any(p => p.Name == name
                && RpmVersions.Order.Compare(installed, p.Version) < 0 && RpmVersions.Order.Compare(p.Version, version) <= 0)).ToList();
            known.Add(new PendingPatch
            {
                Host = host, Name = name, InstalledVersion = installed, Version = version, Architecture = update.Text("arch"),
                Source = Quoted.Line(update.Element("source")?.Text("alias") ?? ""),
                Classification = Classify(its),
                Severity = its.Select(a => SeverityOf(a.Severity)).DefaultIfEmpty(PatchSeverity.Unknown).Max(),
                Advisories = [.. its.Select(a => Quoted.Line(a.Name)).OrderBy(a => a, StringComparer.Ordinal)],
                Cves = [.. its.SelectMany(a => a.Cves).Select(Quoted.Line).Distinct().OrderBy(c => c, StringComparer.Ordinal)],
                Released = its.Select(a => a.Issued).DefaultIfEmpty(null).Max(),
                RequiresReboot = its.Exists(a => a.Reboot) ? true : its.Count > 0 ? false : null,
                PatchesBehind = Behind(versions, name, update.Text("arch"), installed),
                HeldBack = allowed.Contains((name, update.Text("arch"))) ? null
                    : locked.Exists(l => Wildcard.Matches(l, name)) ? "it is locked (zypper locks)"
                    : Reason(frames, name),
            });
        }

        return known.OrderBy(patch => patch.Name, StringComparer.Ordinal).ToArray();
    }

    private static IEnumerable<XElement> Packages(XElement document) => document.Descendants("update").Where(u => u.Text("kind") == "package");

    private static Outcome<IReadOnlyList<Advisory>> Advisories(string host, XElement document, IReadOnlyList<OutputLine> contents)
    {
        var packages = new Dictionary<string, List<(string Name, string Version)>>(StringComparer.Ordinal);
        List<(string Name, string Version)>? current = null;
        foreach (var line in contents)
        {
            if (PatchName.Match(line.Text) is { Success: true } name) packages[name.Groups["name"].Value] = current = [];
            else if (Conflict.Match(line.Text) is { Success: true } conflict) current?.Add((WithoutArchitecture(conflict.Groups["name"].Value), conflict.Groups["version"].Value));
        }

        var listed = document.Descendants("update").Where(u => u.Text("kind") == "patch").ToList();
        if (listed.Find(u => !packages.ContainsKey(u.Text("name"))) is { } bare)
            return OutputProblems.CutShort(host, $"zypper lists the patch {Quoted.Line(bare.Text("name"))} and does not describe it");

        // zypper's "restart" is a reboot of the host; that of zypper itself is its "pkgmanager".
        return listed.Select(u => new Advisory(
            u.Text("name"), u.Text("category"), u.Text("severity"), u.Text("restart") == "true",
            DateTimeOffset.TryParse(u.Element("issue-date")?.Text("text"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var issued) ? issued : null,
            [.. u.Descendants("issue").Where(i => i.Text("type") == "cve").Select(i => i.Text("id"))],
            packages[u.Text("name")])).ToArray();
    }

    // A patch of SUSE's names a package with its architecture, name.arch, or without.
    private static string WithoutArchitecture(string name) =>
        Array.Find([".noarch", ".x86_64", ".i586", ".i686", ".aarch64", ".ppc64le", ".s390x", ".armv7hl", ".riscv64"], a => name.EndsWith(a, StringComparison.Ordinal)) is { } architecture
            ? name.Substring(0, name.Length - architecture.Length)
            : name;

    // zypper lists the newest first, and the installed one in its place.
    private static int? Behind(XElement versions, string name, string architecture, string installed)
    {
        var offered = versions.Descendants("solvable").Where(s => s.Text("name") == name && s.Text("arch") == architecture && s.Text("kind") == "package")
            .Select(s => s.Text("edition")).Distinct().ToList();
        var place = offered.IndexOf(installed);
        return place > 0 ? place : null;
    }

    private static string Reason(IReadOnlyDictionary<string, OutputFrame> frames, string name)
    {
        var text = frames.TryGetValue($"kept {name}", out var frame) ? string.Join("\n", frame.Lines.Select(l => l.Text)) : "";
        return Regex.Match(text, @"Problem(?: \d+)?: (?<why>[^\n<]*)") is { Success: true } match
            ? Quoted.Line(match.Groups["why"].Value.Trim())
            : text.Contains("Root privileges are required")
                ? "zypper leaves it out of a whole update, and tells only root why"
                : "zypper leaves it out of a whole update";
    }

    private static PatchClassification Classify(List<Advisory> advisories)
    {
        bool Any(params string[] categories) => advisories.Exists(a => categories.Contains(a.Category));
        return Any("security") ? PatchClassification.Security
            : Any("recommended", "bugfix") ? PatchClassification.Bugfix
            : Any("feature", "enhancement", "optional") ? PatchClassification.Enhancement
            : PatchClassification.Other;
    }

    private static PatchSeverity SeverityOf(string word) => word switch
    {
        "critical" => PatchSeverity.Critical,
        "important" => PatchSeverity.Important,
        "moderate" => PatchSeverity.Moderate,
        "low" => PatchSeverity.Low,
        _ => PatchSeverity.Unknown,
    };

    /// <summary>What SUSE calls a patch: an announcement about packages.</summary>
    private sealed record Advisory(
        string Name, string Category, string Severity, bool Reboot, DateTimeOffset? Issued, IReadOnlyList<string> Cves,
        IReadOnlyList<(string Name, string Version)> Packages);
}
