using System.Text.RegularExpressions;
using PatchWindow.Core.Outcomes;
using PatchWindow.Fleet.Transports;

namespace PatchWindow.Fleet.PackageManagers.Apt;

/// <summary>
/// Reads <c>apt-cache policy</c>, both the list of sources that it prints without arguments and the version tables that
/// it prints for names. Together they are the only place where apt tells the origin of a version it will not install.
/// </summary>
internal static class AptPolicyReader
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    // " 500 http://deb.debian.org/debian bookworm/main amd64 Packages"; the priority is per source here and per version
    // below.
    private static readonly Regex Source = new(@"^ +-?\d+ (?<index>\S.*)$", RegexOptions.CultureInvariant, Patience);

    // "     release v=12.15,o=Debian,a=oldstable,n=bookworm,l=Debian,c=main,b=amd64": a value may hold a comma, not a
    // ",x=".
    private static readonly Regex Field = new(
        @"(?:^|,)(?<key>[a-z])=(?<value>.*?)(?=,[a-z]=|$)", RegexOptions.CultureInvariant, Patience);

    // " *** 1.0 500" or "     2.0 500", with " (phased 10%)" behind it on Ubuntu while it is rolled out.
    private static readonly Regex VersionLine = new(
        @"^ (?<mark>\*\*\*|   ) (?<version>\S+)(?: -?\d+)?(?<phased> \(phased \d+%\))?$",
        RegexOptions.CultureInvariant, Patience);

    /// <summary>The origins by index, as the version tables name it.</summary>
    public static IReadOnlyDictionary<string, PackageOrigin> ReadSources(IReadOnlyList<OutputLine> lines)
    {
        var sources = new Dictionary<string, PackageOrigin>(StringComparer.Ordinal);
        string? index = null;
        foreach (var line in lines)
        {
            var text = line.Text;
            if (text == "Pinned packages:")
                break;
            if (text.StartsWith("     release ", StringComparison.Ordinal) && index is not null)
            {
                var fields = new Dictionary<string, string>(StringComparer.Ordinal);
                foreach (Match match in Field.Matches(text.Substring(13)))
                    fields[match.Groups["key"].Value] = match.Groups["value"].Value;
                sources[index] = new PackageOrigin(Value(fields, "l"), Value(fields, "v"), Value(fields, "a"));
            }
            else if (text.StartsWith("     origin ", StringComparison.Ordinal) && index is not null
                && !sources.ContainsKey(index))
            {
                // No Release file: apt names the machine instead, and so does the Inst line.
                sources[index] = new PackageOrigin("", "", text.Substring(12));
            }
            else if (Source.Match(text) is { Success: true } match)
            {
                index = match.Groups["index"].Value;
            }
        }
        return sources;
    }

    /// <summary>The version tables of the packages.</summary>
    public static Outcome<AptVersionTables> ReadVersions(
        string host, IReadOnlyList<OutputLine> lines, IReadOnlyDictionary<string, PackageOrigin> sources)
    {
        var packages = new Dictionary<string, IReadOnlyList<AptVersion>>(StringComparer.Ordinal);
        var versions = new List<AptVersion>();
        var origins = new List<PackageOrigin>();
        foreach (var line in lines)
        {
            var text = line.Text;
            if (!text.StartsWith(" ", StringComparison.Ordinal) && text.EndsWith(":", StringComparison.Ordinal))
            {
                packages[text.Substring(0, text.Length - 1)] = versions = [];
            }
            else if (packages.Count > 0 && IsFact(text))
            {
                // Installed, Candidate and pins are known from elsewhere.
            }
            else if (packages.Count > 0 && VersionLine.Match(text) is { Success: true } version)
            {
                origins = [];
                var isInstalled = version.Groups["mark"].Value == "***";
                versions.Add(new AptVersion(version.Groups["version"].Value, isInstalled, version.Groups["phased"].Success, origins));
            }
            else if (versions.Count > 0 && Source.Match(text) is { Success: true } source)
            {
                // /var/lib/dpkg/status is where an installed version is known from, not an origin.
                if (sources.TryGetValue(source.Groups["index"].Value, out var origin) && !origins.Contains(origin))
                    origins.Add(origin);
            }
            else
            {
                return OutputProblems.Unreadable(host, line, "a line of apt-cache policy");
            }
        }
        return new AptVersionTables(packages);
    }

    private static bool IsFact(string text) =>
        text.StartsWith("  Installed: ", StringComparison.Ordinal)
        || text.StartsWith("  Candidate: ", StringComparison.Ordinal)
        || text.StartsWith("  Package pin: ", StringComparison.Ordinal)
        || text == "  Version table:";

    private static string Value(Dictionary<string, string> fields, string key) =>
        fields.TryGetValue(key, out var value) ? value : "";
}
