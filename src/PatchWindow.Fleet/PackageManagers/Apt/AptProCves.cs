using System.Globalization;
using System.Text.RegularExpressions;
using PatchWindow.Fleet.Transports;

namespace PatchWindow.Fleet.PackageManagers.Apt;

/// <summary>
/// What Ubuntu's client last found out about the vulnerabilities of this host, added to its pending patches: their CVEs, how bad Ubuntu holds
/// them to be, and their security notices (USN).
/// </summary>
/// <remarks>
/// Known only where root has run <c>pro cves</c> (ubuntu-pro-client 35 and later), which fetches Ubuntu's data from the Internet and leaves what
/// it found on the host; a list reads that, and fetches nothing. It says in which version a vulnerability is mended, so that it stays true when
/// packages have been installed since; of vulnerabilities that became known since it says nothing. A notice is named where it is the only one
/// about a CVE: one of several may be about another package.
/// </remarks>
internal static class AptProCves
{
    // What timeout(1) ends with.
    private const int TimedOut = 124;

    // "name version CVE priority score notices", divided by tabs, as apt-pro.sh prints it.
    private static readonly Regex Line = new(
        @"\A(?<name>[^\t]+)\t(?<version>[^\t]+)\t(?<cve>CVE-\d{4}-\d{4,})\t(?<priority>[a-z]*)\t(?<score>[0-9.]*)\t(?<notices>(?:[A-Z]+-\d+-\d+(?: |\z))*)\z",
        RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    /// <summary>The patches with what is known of them; as they came where nothing is, or it cannot be read.</summary>
    /// <param name="host">The host's name.</param>
    /// <param name="frames">What <c>apt-list.sh</c> printed.</param>
    /// <param name="output">The same as it came.</param>
    /// <param name="patches">What is pending.</param>
    /// <param name="notices">Receives why it could not be read; nothing else is lost by that.</param>
    public static IReadOnlyList<PendingPatch> Add(
        string host, IReadOnlyDictionary<string, OutputFrame> frames, HostOutput output, IReadOnlyList<PendingPatch> patches, ICollection<Finding> notices)
    {
        if (!frames.TryGetValue("pro-cves", out var frame)) return patches;
        var known = new List<Vulnerability>();
        var trouble = frame.ExitCode == 0 ? Read(frame.Lines, known) : Failure(frame, output);
        if (trouble is not null)
        {
            notices.Add(Unreadable(host, trouble));
            return patches;
        }

        AddAge(host, frames, notices);
        var byPackage = known.ToLookup(v => v.Package, StringComparer.Ordinal);
        return [.. patches.Select(patch => With(patch, byPackage[DebianNames.Divide(patch.Name).Name]))];
    }

    private static PendingPatch With(PendingPatch patch, IEnumerable<Vulnerability> known)
    {
        var mended = known.Where(v => DebianVersions.Order.Compare(patch.InstalledVersion, v.FixVersion) < 0
            && DebianVersions.Order.Compare(v.FixVersion, patch.Version) <= 0).ToList();
        if (mended.Count == 0) return patch;

        // A fix from a security source whose own version the data does not know is younger than the data. How bad older ones are that it
        // brings along is not how bad it is, and a policy must not leave it for that.
        var severity = mended.Max(v => v.Severity);
        var isYounger = patch.Classification == PatchClassification.Security && mended.TrueForAll(v => v.FixVersion != patch.Version);
        return patch with
        {
            // Whatever the source is called: a security fix also comes in by the updates that came after it.
            Classification = PatchClassification.Security,
            Severity = isYounger && severity < PatchSeverity.Important ? PatchSeverity.Unknown : severity,
            Cvss = mended.Max(v => v.Score),
            Cves = [.. mended.Select(v => v.Cve).Distinct().OrderBy(cve => cve, StringComparer.Ordinal)],
            Advisories = [.. mended.Where(v => v.Notices.Length == 1).Select(v => v.Notices[0]).Distinct().OrderBy(n => n, StringComparer.Ordinal)],
        };
    }

    private static void AddAge(string host, IReadOnlyDictionary<string, OutputFrame> frames, ICollection<Finding> notices)
    {
        if (!frames.TryGetValue("pro-cves-age", out var frame)
            || frame.Lines is not [{ Text: var text }] || !long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var seconds)
            || seconds <= AptListsAge.Old.TotalSeconds) return;
        notices.Add(new Finding
        {
            Code = "ProCvesOld",
            Severity = FindingSeverity.Warning,
            Kind = FindingKind.ResourceUnavailable,
            HostName = host,
            Message = $"'pro cves' last ran on {host} {seconds / (24 * 60 * 60)} days ago: newer CVEs of its patches are missing.",
            Suggestion = "Run it as root on the host, best by a daily timer.",
        });
    }

    // Adds what the lines say; gives the first that says nothing, quoted.
    private static string? Read(IReadOnlyList<OutputLine> lines, List<Vulnerability> known)
    {
        foreach (var line in lines)
        {
            var match = Line.Match(line.Text);
            double score = 0;
            var (name, version, said) = (match.Groups["name"].Value, match.Groups["version"].Value, match.Groups["score"].Value);
            if (!match.Success || !DebianNames.IsPackage(name) || !DebianNames.IsVersion(version)
                || (said.Length > 0 && !(double.TryParse(said, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out score) && score <= 10)))
                return $"'{Quoted.Line(line.Text)}' is no vulnerability";
            known.Add(new Vulnerability(
                name, version, match.Groups["cve"].Value, SeverityOf(match.Groups["priority"].Value), said.Length > 0 ? score : null,
                match.Groups["notices"].Value.Split([' '], StringSplitOptions.RemoveEmptyEntries)));
        }

        return null;
    }

    private static string Failure(OutputFrame frame, HostOutput output) =>
        frame.ExitCode == TimedOut ? "reading it took too long"
        : output.Error.Split('\n').LastOrDefault(line => line.Trim().Length > 0) is { } last ? Quoted.Line(last.Trim())
        : $"python3 ended with exit code {frame.ExitCode}";

    private static Finding Unreadable(string host, string why) => new()
    {
        Code = "ProCvesUnreadable",
        Severity = FindingSeverity.Warning,
        Kind = FindingKind.InvalidData,
        HostName = host,
        Message = $"Which CVEs the patches of {host} mend is not known; what 'pro cves' left there cannot be read: {why}.",
        Suggestion = "Run 'pro cves' as root on the host, which writes it anew; the rest of the list is whole.",
    };

    // Ubuntu's priorities (ubuntu.com/security/cves/about#priority); "untriaged" is nobody's judgement yet.
    private static PatchSeverity SeverityOf(string priority) => priority switch
    {
        "critical" => PatchSeverity.Critical,
        "high" => PatchSeverity.Important,
        "medium" => PatchSeverity.Moderate,
        "low" or "negligible" => PatchSeverity.Low,
        _ => PatchSeverity.Unknown,
    };

    private readonly record struct Vulnerability(
        string Package, string FixVersion, string Cve, PatchSeverity Severity, double? Score, string[] Notices);
}
