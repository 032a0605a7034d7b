using System.Globalization;
using System.Text.RegularExpressions;
using PatchWindow.Core.Outcomes;
using PatchWindow.Fleet.Transports;

namespace PatchWindow.Fleet.PackageManagers.Apt;

/// <summary>
/// Reads <c>apt-get -V --print-uris</c> with its addresses cut off, and <c>apt-get -s -V</c> as well. Of the prose around, the headings of
/// the lists are read, and the summary, whose numbers must agree with the lines.
/// </summary>
internal static class AptPlanReader
{
    // A line names each broken package of a big upgrade; no honest one is longer.
    private const int LongestLine = 1 << 18;

    // Against output made to keep the expression busy; a line takes microseconds.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private static readonly Regex Package = new(
        @"^   (?<name>\S+) \((?:(?<old>\S+) => )?(?<version>\S+)\)$", RegexOptions.CultureInvariant, Patience);

    // With a star what goes with its configuration files; the version is there in some versions of apt.
    private static readonly Regex Removal = new(@"^   (?<name>[^\s*]+)\*?(?: \(\S+\))?$", RegexOptions.CultureInvariant, Patience);

    // What apt-ask.sh leaves of "'address' name_version_architecture.deb size hash"; the hash may be missing.
    private static readonly Regex File = new(
        @"^' (?<name>[^_\s]+)_(?<version>[^_\s]+)_(?<architecture>[a-z0-9-]+)\.[a-z]+ (?<size>\d+)(?: \S*)?$", RegexOptions.CultureInvariant, Patience);

    private enum Section
    {
        Other,
        Changed,
        KeptBack,
        Phased,
        Added,
        Removed,
    }

    public static Outcome<AptPlan> Read(string host, IReadOnlyList<OutputLine> lines)
    {
        var changes = new List<AptChange>();
        var added = new List<PackageVersion>();
        var removed = new List<string>();
        var files = new List<AptFile>();
        AptSummary? summary = null;
        var section = Section.Other;
        foreach (var line in lines)
        {
            var text = line.Text;
            if (text.Length > LongestLine)
                return OutputProblems.Unreadable(host, line, "a line of apt-get");
            if (text.StartsWith("' ", StringComparison.Ordinal))
            {
                if (ReadFile(text) is not { } file) return OutputProblems.Unreadable(host, line, "a file that apt would download");
                files.Add(file);
            }
            else if (!text.StartsWith(" ", StringComparison.Ordinal))
            {
                section = SectionOf(text);
                summary = AptSummary.Read(text) ?? summary;
            }
            else if (section == Section.Removed)
            {
                var name = Removal.Match(text).Groups["name"].Value;
                if (!DebianNames.IsPackage(name)) return OutputProblems.Unreadable(host, line, "a package that apt would remove");
                removed.Add(name);
            }
            else if (section != Section.Other)
            {
                var match = Package.Match(text);
                var (name, old, version) = (match.Groups["name"].Value, match.Groups["old"], match.Groups["version"].Value);
                if (!match.Success || old.Success == (section == Section.Added) || !DebianNames.IsPackage(name) || !DebianNames.IsVersion(version))
                    return OutputProblems.Unreadable(host, line, "a package that apt would change");
                if (section == Section.Added) added.Add(new PackageVersion(name, version));
                else changes.Add(new AptChange(name, Quoted.Line(old.Value), version, KeptBy(section)));
            }
        }

        if (summary is null)
            return AptSummary.Missing(host);
        var plan = new AptPlan(changes, added, removed, files);
        return Difference(summary, plan) is { } difference ? OutputProblems.CutShort(host, difference) : plan;
    }

    private static Section SectionOf(string heading) => heading switch
    {
        "The following packages will be upgraded:" or "The following packages will be DOWNGRADED:" => Section.Changed,
        "The following packages have been kept back:" => Section.KeptBack,
        "The following upgrades have been deferred due to phasing:" => Section.Phased,
        "The following NEW packages will be installed:" => Section.Added,
        "The following packages will be REMOVED:" => Section.Removed,
        _ => Section.Other,
    };

    private static AptKeepReason? KeptBy(Section section) => section switch
    {
        Section.KeptBack => AptKeepReason.KeptBack,
        Section.Phased => AptKeepReason.Phased,
        _ => null,
    };

    private static AptFile? ReadFile(string text) =>
        File.Match(text) is { Success: true } match
            && long.TryParse(match.Groups["size"].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var size)
            ? new AptFile(
                Uri.UnescapeDataString(match.Groups["name"].Value), Uri.UnescapeDataString(match.Groups["version"].Value),
                match.Groups["architecture"].Value, size)
            : null;

    private static string? Difference(AptSummary summary, AptPlan plan)
    {
        string? Of(string what, int said, int printed) => said == printed ? null : $"apt-get announced {said} {what} and printed {printed}";
        return Of("upgrades", summary.Upgraded + summary.Downgraded, plan.Changes.Count(c => c.Kept is null))
            ?? Of("new packages", summary.Added, plan.Added.Count)
            ?? Of("removals", summary.Removed, plan.Removed.Count);
    }
}
