using System.Text.RegularExpressions;
using PatchWindow.Core.Outcomes;
using PatchWindow.Fleet.Transports;

namespace PatchWindow.Fleet.PackageManagers.Apt;

/// <summary>
/// A package that apt would install: <c>Inst pw-sec [1.0] (2.0 PatchWindow-Security:1/stable-security [all])</c>.
/// </summary>
/// <param name="Name">With its architecture where it is not the host's own.</param>
/// <param name="Installed">The version installed now; null for a new package.</param>
/// <param name="Version">The version that would be installed.</param>
/// <param name="Origins">Where it comes from.</param>
/// <param name="Architecture">Its architecture, or <c>all</c>.</param>
internal sealed record AptInstall(
    string Name, string? Installed, string Version, IReadOnlyList<PackageOrigin> Origins, string Architecture);

/// <summary>What <c>apt-get -s</c> says it would do.</summary>
internal sealed record AptSimulation(IReadOnlyList<AptInstall> Installs, IReadOnlyList<string> Removes);

/// <summary>Reads <c>apt-get -s</c>. The prose around is not read, but for the summary, whose numbers must agree with the lines.</summary>
internal static class AptSimulationReader
{
    // A line names each broken package of a big upgrade; no honest one is longer.
    private const int LongestLine = 1 << 18;

    // Against output made to keep the expression busy; a line takes microseconds.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    // The version ends at the first blank and the architecture is in the last brackets inside the parentheses; labels
    // may hold blanks, commas and parentheses themselves. What follows are notes about what is broken meanwhile: "[]",
    // "[perl:amd64 ]", "[libc6:i386 on libc6:amd64]".
    private static readonly Regex Install = new(
        @"^Inst (?<name>\S+)(?: \[(?<old>[^\]\s]+)\])? "
        + @"\((?<version>\S+) (?<origins>.*?) ?\[(?<arch>[a-z0-9-]+)\]\)(?: \[[^\]]*\])*$",
        RegexOptions.CultureInvariant, Patience);

    private static readonly Regex Removal = new(
        @"^(?:Remv|Purg) (?<name>\S+) \[(?<old>[^\]\s]+)\](?: \[[^\]]*\])*$", RegexOptions.CultureInvariant, Patience);

    public static Outcome<AptSimulation> Read(string host, IReadOnlyList<OutputLine> lines)
    {
        var installs = new List<AptInstall>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        var removes = new List<string>();
        AptSummary? summary = null;
        foreach (var line in lines)
        {
            var text = line.Text;
            if (text.Length > LongestLine)
                return OutputProblems.Unreadable(host, line, "a line of apt-get");
            if (text.StartsWith("Inst ", StringComparison.Ordinal))
            {
                var match = Install.Match(text);
                if (!match.Success || !DebianNames.IsPackage(match.Groups["name"].Value)
                    || !DebianNames.IsVersion(match.Groups["version"].Value))
                    return OutputProblems.Unreadable(host, line, "a package that apt would install");
                // apt may print a package twice on its way through a dependency loop.
                if (names.Add(match.Groups["name"].Value))
                    installs.Add(ReadInstall(match));
            }
            else if (text.StartsWith("Remv ", StringComparison.Ordinal)
                || text.StartsWith("Purg ", StringComparison.Ordinal))
            {
                var match = Removal.Match(text);
                if (!match.Success || !DebianNames.IsPackage(match.Groups["name"].Value))
                    return OutputProblems.Unreadable(host, line, "a package that apt would remove");
                removes.Add(match.Groups["name"].Value);
            }
            else
            {
                summary = AptSummary.Read(text) ?? summary;
            }
        }

        if (summary is null)
            return AptSummary.Missing(host);
        return Difference(summary, installs, removes) is { } difference
            ? OutputProblems.CutShort(host, difference)
            : new AptSimulation(installs, removes);
    }

    private static AptInstall ReadInstall(Match match) => new(
        match.Groups["name"].Value,
        match.Groups["old"] is { Success: true } old ? Quoted.Line(old.Value) : null,
        match.Groups["version"].Value,
        [.. match.Groups["origins"].Value
            .Split(new[] { ", " }, StringSplitOptions.RemoveEmptyEntries).Select(PackageOrigin.Parse)],
        match.Groups["arch"].Value);

    private static string? Difference(AptSummary summary, List<AptInstall> installs, List<string> removes)
    {
        var upgraded = installs.Count(install => install.Installed is not null);
        var added = installs.Count - upgraded;
        var removed = removes.Distinct().Count();
        var said = summary.Upgraded + summary.Reinstalled + summary.Downgraded;
        if (upgraded != said)
            return $"apt-get announced {said} upgrades and printed {upgraded}";
        if (added != summary.Added)
            return $"apt-get announced {summary.Added} new packages and printed {added}";
        return removed != summary.Removed
            ? $"apt-get announced {summary.Removed} removals and printed {removed}"
            : null;
    }
}
