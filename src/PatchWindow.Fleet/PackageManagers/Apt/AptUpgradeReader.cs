using System.Globalization;
using System.Text.RegularExpressions;
using PatchWindow.Core.Outcomes;
using PatchWindow.Fleet.Transports;

namespace PatchWindow.Fleet.PackageManagers.Apt;

/// <summary>
/// Reads <c>apt-get -V --print-uris dist-upgrade</c> with its addresses cut off, and <c>apt-get -s -V</c> as well. Of the prose around,
/// the headings of the lists are read, and the summary, whose numbers must agree with the lines.
/// </summary>
internal static class AptUpgradeReader
{
    // A line names each broken package of a big upgrade; no honest one is longer.
    private const int LongestLine = 1 << 18;

    // Against output made to keep the expression busy; a line takes microseconds.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private static readonly Regex Change = new(
        @"^   (?<name>\S+) \((?<old>\S+) => (?<version>\S+)\)$", RegexOptions.CultureInvariant, Patience);

    // What apt-list.sh leaves of "'address' name_version_architecture.deb size hash"; the hash may be missing.
    private static readonly Regex File = new(
        @"^' (?<name>[^_\s]+)_(?<version>[^_\s]+)_(?<architecture>[^_.\s]+)\.[a-z]+ (?<size>\d+)(?: \S*)?$", RegexOptions.CultureInvariant, Patience);

    public static Outcome<AptUpgrade> Read(string host, IReadOnlyList<OutputLine> lines)
    {
        var changes = new List<AptChange>();
        var files = new List<AptFile>();
        AptSummary? summary = null;
        var (listed, kept) = (false, (AptKeepReason?)null);
        foreach (var line in lines)
        {
            var text = line.Text;
            if (text.Length > LongestLine)
                return OutputProblems.Unreadable(host, line, "a line of apt-get");
            if (text.StartsWith("' ", StringComparison.Ordinal))
            {
                var match = File.Match(text);
                if (!match.Success || !long.TryParse(match.Groups["size"].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var size))
                    return OutputProblems.Unreadable(host, line, "a file that apt would download");
                files.Add(new AptFile(
                    Uri.UnescapeDataString(match.Groups["name"].Value), Uri.UnescapeDataString(match.Groups["version"].Value),
                    match.Groups["architecture"].Value, size));
            }
            else if (!text.StartsWith(" ", StringComparison.Ordinal))
            {
                (listed, kept) = text switch
                {
                    "The following packages will be upgraded:" or "The following packages will be DOWNGRADED:" => (true, null),
                    "The following packages have been kept back:" => (true, AptKeepReason.KeptBack),
                    "The following upgrades have been deferred due to phasing:" => (true, AptKeepReason.Phased),
                    _ => (false, (AptKeepReason?)null),
                };
                summary = AptSummary.Read(text) ?? summary;
            }
            else if (listed)
            {
                var match = Change.Match(text);
                if (!match.Success || !DebianNames.IsPackage(match.Groups["name"].Value) || !DebianNames.IsVersion(match.Groups["version"].Value))
                    return OutputProblems.Unreadable(host, line, "a package of which apt has another version");
                changes.Add(new AptChange(match.Groups["name"].Value, Quoted.Line(match.Groups["old"].Value), match.Groups["version"].Value, kept));
            }
        }

        if (summary is null)
            return AptSummary.Missing(host);
        var (said, printed) = (summary.Upgraded + summary.Downgraded, changes.Count(c => c.Kept is null));
        return said != printed
            ? OutputProblems.CutShort(host, $"apt-get announced {said} upgrades and printed {printed}")
            : new AptUpgrade(changes, files);
    }
}
