using System.Globalization;
using System.Text.RegularExpressions;
using PatchWindow.Fleet.Transports;

namespace PatchWindow.Fleet.PackageManagers.Apt;

/// <summary>
/// The numbers that apt-get prints after its lists: <c>13 upgraded, 1 newly installed, 0 to remove and 2 not upgraded.</c> They must
/// agree with the lines: that catches an apt-get that died on its way.
/// </summary>
internal sealed record AptSummary(int Upgraded, int Added, int Reinstalled, int Downgraded, int Removed)
{
    private static readonly Regex Line = new(
        @"^(?<upgraded>\d+) upgraded, (?<new>\d+) newly installed, "
        + @"(?:(?<re>\d+) reinstalled, )?(?:(?<down>\d+) downgraded, )?"
        + @"(?<remove>\d+) to remove and (?<keep>\d+) not upgraded\.$", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    /// <summary>The numbers; null of any other line.</summary>
    public static AptSummary? Read(string line) => Line.Match(line) is { Success: true } match
        ? new AptSummary(Number(match, "upgraded"), Number(match, "new"), Number(match, "re"), Number(match, "down"), Number(match, "remove"))
        : null;

    /// <summary>The problem of an output without it.</summary>
    public static Finding Missing(string host) =>
        OutputProblems.CutShort(host, "apt-get printed no summary (\"… upgraded, … newly installed\")");

    private static int Number(Match match, string group) =>
        match.Groups[group] is { Success: true } found
            && int.TryParse(found.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
