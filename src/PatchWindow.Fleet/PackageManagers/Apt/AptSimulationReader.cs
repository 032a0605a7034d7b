using System.Globalization;
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

/// <summary>Why apt leaves a newer version alone in a dist-upgrade.</summary>
internal enum AptKeepReason
{
    /// <summary>
    /// Held by the admin, or apt finds no way to install it: both print as "kept back" (RIG.md, apt).
    /// </summary>
    KeptBack,

    /// <summary>Ubuntu's phased roll-out: this host's turn has not come.</summary>
    Phased,
}

/// <summary>A package that apt leaves alone although there is a newer version.</summary>
internal sealed record AptKept(string Name, string Installed, string Version, AptKeepReason Reason);

/// <summary>What <c>apt-get -s -V</c> says it would do.</summary>
internal sealed record AptSimulation(
    IReadOnlyList<AptInstall> Installs, IReadOnlyList<string> Removes, IReadOnlyList<AptKept> Kept);

/// <summary>
/// Reads <c>apt-get -s -V</c>. The prose around is not read, but for the headings of what is kept back and for the
/// summary, whose numbers must agree with the lines: that catches an apt-get that died on its way.
/// </summary>
internal static class AptSimulationReader
{
    private const string KeptHeading = "The following packages have been kept back:";
    private const string PhasedHeading = "The following upgrades have been deferred due to phasing:";
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

    private static readonly Regex Keep = new(
        @"^   (?<name>\S+) \((?<old>\S+) => (?<version>\S+)\)$", RegexOptions.CultureInvariant, Patience);

    private static readonly Regex Summary = new(
        @"^(?<upgraded>\d+) upgraded, (?<new>\d+) newly installed, "
        + @"(?:(?<re>\d+) reinstalled, )?(?:(?<down>\d+) downgraded, )?"
        + @"(?<remove>\d+) to remove and (?<keep>\d+) not upgraded\.$", RegexOptions.CultureInvariant, Patience);

    public static Outcome<AptSimulation> Read(string host, IReadOnlyList<OutputLine> lines)
    {
        var installs = new List<AptInstall>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        var removes = new List<string>();
        var kept = new List<AptKept>();
        Match? summary = null;
        AptKeepReason? section = null;
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
            else if (!text.StartsWith(" ", StringComparison.Ordinal))
            {
                section = text switch
                {
                    KeptHeading => AptKeepReason.KeptBack,
                    PhasedHeading => AptKeepReason.Phased,
                    _ => null,
                };
                if (Summary.Match(text) is { Success: true } found)
                    summary = found;
            }
            else if (section is { } reason)
            {
                var match = Keep.Match(text);
                if (!match.Success || !DebianNames.IsPackage(match.Groups["name"].Value)
                    || !DebianNames.IsVersion(match.Groups["version"].Value))
                    return OutputProblems.Unreadable(host, line, "a package that apt keeps back");
                kept.Add(new AptKept(
                    match.Groups["name"].Value, Quoted.Line(match.Groups["old"].Value), match.Groups["version"].Value,
                    reason));
            }
        }

        if (summary is null)
            return OutputProblems.CutShort(host, "apt-get printed no summary (\"… upgraded, … newly installed\")");
        return Difference(summary, installs, removes) is { } difference
            ? OutputProblems.CutShort(host, difference)
            : new AptSimulation(installs, removes, kept);
    }

    private static AptInstall ReadInstall(Match match) => new(
        match.Groups["name"].Value,
        match.Groups["old"] is { Success: true } old ? Quoted.Line(old.Value) : null,
        match.Groups["version"].Value,
        [.. match.Groups["origins"].Value
            .Split(new[] { ", " }, StringSplitOptions.RemoveEmptyEntries).Select(PackageOrigin.Parse)],
        match.Groups["arch"].Value);

    private static string? Difference(Match summary, List<AptInstall> installs, List<string> removes)
    {
        var upgraded = installs.Count(install => install.Installed is not null);
        var added = installs.Count - upgraded;
        var removed = removes.Distinct().Count();
        var said = Number(summary, "upgraded") + Number(summary, "re") + Number(summary, "down");
        if (upgraded != said)
            return $"apt-get announced {said} upgrades and printed {upgraded}";
        if (added != Number(summary, "new"))
            return $"apt-get announced {Number(summary, "new")} new packages and printed {added}";
        return removed != Number(summary, "remove")
            ? $"apt-get announced {Number(summary, "remove")} removals and printed {removed}"
            : null;
    }

    private static int Number(Match match, string group) =>
        match.Groups[group] is { Success: true } found
            && int.TryParse(found.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
