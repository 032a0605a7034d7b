using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using PatchWindow.Core.Outcomes;
using PatchWindow.Core.Text;
using PatchWindow.Fleet.PackageManagers.Dnf;
using PatchWindow.Fleet.PackageManagers.Rpm;
using PatchWindow.Fleet.Transports;

namespace PatchWindow.Fleet.PackageManagers.Dnf5;

/// <summary>Makes pending patches of what <c>dnf5-list.sh</c> printed.</summary>
internal static class Dnf5ListReader
{
    private const long OldSeconds = 7 * 86_400L;

    private static readonly Regex LockedName = new(@"\APackage name: (?<name>\S+)\z", RegexOptions.CultureInvariant);

    public static Outcome<IReadOnlyList<PendingPatch>> Read(string host, HostOutput output, ICollection<Finding> notices)
    {
        if (!FramedOutput.Read(host, output).TryGet(out var frames, out var problem)) return problem;
        Outcome<OutputFrame> Frame(string name) => RequiredFrame.Of(host, frames, output, name, DnfErrors.Missing, Dnf5Errors.Explain);

        if (!Frame("repositories").TryGet(out var listed, out problem)
            || !Frame("ages").TryGet(out var files, out problem)
            || !Dnf5Json.Read(host, listed, "a repository of dnf5's", repository => repository.Text("id")).TryGet(out var repositories, out problem)
            || !Ages(host, files).TryGet(out var ages, out problem))
            return problem;
        var fetched = repositories.Select(id => Age(id, ages)).Where(age => age is not null).ToList();
        if (fetched.Count == 0) return DnfErrors.NoLists(host);
        if (!Frame("offered").TryGet(out var frame, out problem) || !Packages(host, frame).TryGet(out var offered, out problem)) return problem;
        if (fetched.Max() is { } oldest && oldest > OldSeconds) notices.Add(DnfErrors.OldLists(host, oldest / 86_400));
        if (offered.Count == 0) return Array.Empty<PendingPatch>();

        if (!Frame("installed").TryGet(out var there, out problem)
            || !Installed(host, there).TryGet(out var installed, out problem)
            || !Frame("able").TryGet(out frame, out problem)
            || !Packages(host, frame).TryGet(out var able, out problem)
            || !Frame("several").TryGet(out var several, out problem)
            || !Frame("advisories").TryGet(out frame, out problem)
            || !Dnf5Json.Read(host, frame, "an advisory of dnf5's", Advisory).TryGet(out var advisories, out problem)
            || !Frame("whole").TryGet(out frame, out problem)
            || !Dnf5Transaction.Read(host, frame).TryGet(out var whole, out problem))
            return problem;

        var allowed = new HashSet<Offer>(able);
        var twice = new HashSet<string>(several.Lines.Select(line => line.Text), StringComparer.Ordinal);
        var locks = (frames.TryGetValue("locks", out var locked) ? locked.Lines : []).Select(line => LockedName.Match(line.Text))
            .Where(match => match.Success).Select(match => match.Groups["name"].Value).ToList();
        var known = new List<PendingPatch>();
        foreach (var package in offered.GroupBy(offer => (offer.Name, offer.Architecture)))
        {
            var (name, architecture) = package.Key;
            if (!installed.TryGetValue(name, out var its)) return OutputProblems.CutShort(host, $"dnf5 has an upgrade of {Quoted.Line(name)}, which rpm has not");
            var old = its.TryGetValue(architecture, out var same) ? same : its.Values.OrderBy(v => v, RpmVersions.Order).Last();
            var versions = package.OrderBy(offer => offer.Version, RpmVersions.Order).ToList();
            var possible = versions.FindAll(allowed.Contains);
            var newest = (possible.Count > 0 ? possible : versions).Last();
            var taken = possible.Find(offer => whole.Installs.Contains(new Dnf5Item(offer.Name, offer.Architecture, offer.Version)));
            var shown = taken ?? newest;
            var held = taken is not null ? null
                : possible.Count > 0 ? whole.WhyNot(newest.Nevra, $"{name}-{old}.{architecture}") ?? "dnf leaves it out of a whole upgrade"
                : locks.Exists(pattern => Wildcard.Matches(pattern, name)) ? "it is locked (dnf versionlock)"
                : "it is excluded (excludepkgs= of dnf or of a repository)";
            var brought = new HashSet<string>(
                versions.Where(offer => RpmVersions.Order.Compare(offer.Version, shown.Version) <= 0).Select(offer => offer.Nevra), StringComparer.Ordinal);
            var patch = new PendingPatch
            {
                Host = host, Name = twice.Contains(name) ? $"{name}.{architecture}" : name, InstalledVersion = old, Version = shown.Version,
                Architecture = architecture, Source = Quoted.Line(shown.Repository), Size = shown.Size,
                PatchesBehind = versions.Select(offer => offer.Version).Distinct().Count(), HeldBack = held,
            };
            known.Add(RpmAdvisory.Complete(patch, [.. advisories.Where(a => a.Packages.Any(brought.Contains)).Select(a => a.Advisory)]));
        }

        return known.OrderBy(patch => patch.Name, StringComparer.Ordinal).ToArray();
    }

    private static Outcome<IReadOnlyList<Offer>> Packages(string host, OutputFrame frame)
    {
        var offers = new HashSet<Offer>();
        foreach (var line in frame.Lines.Where(line => line.Text.Length > 0))
        {
            if (line.Text.Split('\t') is not [var name, var architecture, var version, { Length: > 0 } repository, var size]
                || !RpmNames.IsName(name) || !RpmNames.IsName(architecture) || !RpmNames.IsVersion(version)
                || !long.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out var bytes))
                return OutputProblems.Unreadable(host, line, "a package that could be upgraded");
            _ = offers.Add(new Offer(name, architecture, RpmVersions.WithoutNoEpoch(version), repository, bytes));
        }

        return offers.ToArray();
    }

    private static Outcome<IReadOnlyDictionary<string, Dictionary<string, string>>> Installed(string host, OutputFrame frame)
    {
        var installed = new Dictionary<string, Dictionary<string, string>>(StringComparer.Ordinal);
        foreach (var line in frame.Lines)
        {
            if (line.Text.Split('\t') is not [{ Length: > 0 } name, { Length: > 0 } architecture, var version] || !RpmNames.IsVersion(version))
                return OutputProblems.Unreadable(host, line, "an installed package and its version");
            if (!installed.TryGetValue(name, out var its)) installed[name] = its = new Dictionary<string, string>(StringComparer.Ordinal);
            // Of a package that is there in several versions, as a kernel, the newest.
            if (!its.TryGetValue(architecture, out var other) || RpmVersions.Order.Compare(version, other) > 0) its[architecture] = version;
        }

        return installed;
    }

    private static Outcome<IReadOnlyList<(string Folder, long Age)>> Ages(string host, OutputFrame frame)
    {
        var ages = new List<(string, long)>();
        foreach (var line in frame.Lines)
        {
            if (line.Text.Split('\t') is not [{ Length: > 0 } folder, var age]
                || !long.TryParse(age, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var seconds))
                return OutputProblems.Unreadable(host, line, "a file of a repository's metadata and its age");
            ages.Add((folder, seconds));
        }

        return ages;
    }

    // libdnf5 keeps a repository's metadata in its id and a hash of where it comes from; of two, the newer is the one that is used.
    private static long? Age(string repository, IReadOnlyList<(string Folder, long Age)> ages)
    {
        var its = ages.Where(file => Regex.IsMatch(file.Folder, $@"\A{Regex.Escape(repository)}-[0-9a-f]{{16}}\z")).Select(file => file.Age).ToList();
        return its.Count == 0 ? null : its.Min();
    }

    private static PackageAdvisory? Advisory(JsonElement element)
    {
        if (element.Text("Name") is not { Length: > 0 } name || element.Text("Type") is not { } kind || !element.TryGetProperty("collections", out var collections))
            return null;
        var cves = element.List("references").Where(r => r.ValueKind == JsonValueKind.Object && r.Text("Type") == "cve").Select(r => r.Text("Id") ?? "").ToList();
        var packages = (collections.ValueKind == JsonValueKind.Object ? collections.List("packages") : [])
            .Where(p => p.ValueKind == JsonValueKind.String).Select(p => p.GetString()!.Replace("-0:", "-")).ToList();
        return new PackageAdvisory(new RpmAdvisory(name, kind, element.Text("Severity") ?? "", Moment(element), cves), packages);
    }

    // Seconds since 1970 since 5.3, and a text before.
    private static DateTimeOffset? Moment(JsonElement element) =>
        element.TryGetProperty("Issued", out var issued) && issued.ValueKind == JsonValueKind.Number && issued.TryGetInt64(out var seconds)
            && seconds is > 0 and < 253_402_300_800
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : DateTimeOffset.TryParseExact(
                element.Text("Issued"), "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment)
                ? moment
                : null;

    /// <summary>A version that a repository offers.</summary>
    private sealed record Offer(string Name, string Architecture, string Version, string Repository, long Size)
    {
        public string Nevra => $"{Name}-{Version}.{Architecture}";
    }

    /// <summary>An advisory and the packages it is about.</summary>
    private sealed record PackageAdvisory(RpmAdvisory Advisory, IReadOnlyList<string> Packages);
}
