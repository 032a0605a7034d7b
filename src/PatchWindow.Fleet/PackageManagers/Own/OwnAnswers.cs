using PatchWindow.Core.Outcomes;

namespace PatchWindow.Fleet.PackageManagers.Own;

/// <summary>What the answers of somebody's own package manager mean, whether a command printed them or a script wrote them.</summary>
internal static class OwnAnswers
{
    private static readonly string[] PatchWords =
    [
        "name", "installed", "version", "source", "classification", "severity", "advisories", "cves", "size", "requiresReboot", "released", "heldBack",
        "patchesBehind",
    ];

    private static readonly string[] InstalledWords = ["name", "version"], ChangeWords = ["name", "version", "remove"];

    /// <summary>The pending patches.</summary>
    public static Outcome<IReadOnlyList<PendingPatch>> Patches(string host, OwnErrors errors, IEnumerable<AnswerItem> items)
    {
        var patches = new SortedDictionary<string, PendingPatch>(StringComparer.Ordinal);
        foreach (var item in items)
        {
            var reader = new AnswerReader(item, PatchWords);
            var patch = new PendingPatch
            {
                Host = host,
                Name = Name(reader),
                InstalledVersion = reader.Text("installed"),
                Version = Version(reader),
                Source = reader.Text("source") ?? "",
                Classification = reader.Word<PatchClassification>("classification"),
                Severity = reader.Word<PatchSeverity>("severity"),
                Advisories = reader.Texts("advisories"),
                Cves = reader.Texts("cves"),
                Size = reader.Count("size"),
                RequiresReboot = reader.Flag("requiresReboot"),
                Released = reader.Time("released"),
                HeldBack = reader.Text("heldBack"),
                PatchesBehind = (int?)Math.Min(reader.Count("patchesBehind") ?? -1, int.MaxValue) is var behind and >= 0 ? behind : null,
            };
            if (patch.InstalledVersion is { } installed && !OwnNames.IsVersion(installed)) reader.Refuse("'installed' cannot be a version");
            if (patch.InstalledVersion == patch.Version) reader.Refuse($"'{patch.Version}' is installed already, so nothing is pending");
            if (patches.ContainsKey(patch.Name)) reader.Refuse($"'{patch.Name}' was there before");
            if (reader.Fault is { } fault) return errors.Unreadable("list", item, fault);
            patches.Add(patch.Name, patch);
        }

        return patches.Values.ToArray();
    }

    /// <summary>The installed versions of the packages that were asked for; what else is said is passed over.</summary>
    public static Outcome<IReadOnlyDictionary<string, string>> Installed(OwnErrors errors, IReadOnlyList<PackageVersion> asked, IEnumerable<AnswerItem> items)
    {
        var all = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var item in items)
        {
            var reader = new AnswerReader(item, InstalledWords);
            var (name, version) = (Name(reader), Version(reader));
            if (all.ContainsKey(name)) reader.Refuse($"'{name}' was there before, and one version is asked for");
            if (reader.Fault is { } fault) return errors.Unreadable("verify", item, fault);
            all.Add(name, version);
        }

        return asked.Select(p => p.Name).Distinct().Where(all.ContainsKey).ToDictionary(n => n, n => all[n], StringComparer.Ordinal);
    }

    /// <summary>What applying would do.</summary>
    public static Outcome<Simulation> Simulated(OwnErrors errors, IReadOnlyList<PackageVersion> asked, IEnumerable<AnswerItem> items)
    {
        var installs = new List<PackageVersion>();
        var removes = new List<string>();
        var last = default(AnswerItem);
        foreach (var item in items)
        {
            last = item;
            var reader = new AnswerReader(item, ChangeWords);
            var name = Name(reader);
            var isRemoved = reader.Flag("remove") == true;
            var version = isRemoved ? reader.Text("version") : Version(reader);
            if (reader.Fault is { } fault) return errors.Unreadable("simulate", item, fault);
            if (isRemoved) removes.Add(name);
            else installs.Add(new PackageVersion(name, version!));
        }

        // A simulation that leaves out what was asked for simulated something else.
        if (asked.FirstOrDefault(p => !installs.Contains(p)) is not { } missing) return new Simulation(installs, removes);
        return last is null
            ? errors.NoAnswer("simulate", "what would be installed, the packages that were asked for among it,")
            : errors.Problem("PackageVersionGone", FindingKind.ObjectNotFound, "simulate",
                $"What was asked for would not be installed: {missing.Name} {missing.Version} is not in the simulation"
                + (installs.Find(i => i.Name == missing.Name) is { } other ? $", which has {other.Version}." : "."),
                "A newer version has probably taken its place: list the pending patches again.");
    }

    private static string Name(AnswerReader reader)
    {
        var name = reader.Required("name");
        if (reader.Fault is null && !OwnNames.IsName(name)) reader.Refuse("'name' cannot be a package's name: it has no blanks, no control characters, no '=', and begins with no '-'");
        return name;
    }

    private static string Version(AnswerReader reader)
    {
        var version = reader.Required("version");
        if (reader.Fault is null && !OwnNames.IsVersion(version)) reader.Refuse("'version' cannot be a version: it has no blanks, no control characters, and begins with no '-'");
        return version;
    }
}
