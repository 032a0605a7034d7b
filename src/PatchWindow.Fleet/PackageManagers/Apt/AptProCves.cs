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
/// packages have been installed since; of vulnerabilities that became known since it says nothing. Where a security source has a version that is
/// no fix in it, it is older than that version, and how bad what that mends is stays unknown: a policy takes that for bad enough. A notice is named where it is the only one
/// about a CVE: one of several may be about another package.
/// </remarks>
internal static class AptProCves
{
    // What timeout(1) ends with.
    private const int TimedOut = 124;

    // "name version CVE priority score notices", divided by tabs, as apt-pro.sh prints it behind the age in seconds.
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
        string host, IReadOnlyDictionary<string, OutputFrame> frames, HostOutput output, IReadOnlyList<AptPatch> patches, ICollection<Finding> notices)
    {
        PendingPatch[] Untold() => [.. patches.Select(known => known.Patch)];
        if (!frames.TryGetValue("pro-cves", out var frame)) return Untold();
        var known = new List<Vulnerability>();
        long age = 0;
        var trouble = frame.ExitCode != 0 ? Failure(frame, output)
            : frame.Lines is [var first, ..] && long.TryParse(first.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out age)
                ? Read(frame.Lines.Skip(1), known)
            : "how old it is does not stand in front";
        if (trouble is not null)
        {
            notices.Add(Unreadable(host, trouble));
            return Untold();
        }

        if (age > AptListsAge.Old.TotalSeconds) notices.Add(Old(host, age / (24 * 60 * 60)));
        var byPackage = known.ToLookup(v => v.Package, StringComparer.Ordinal);
        return [.. patches.Select(listed => With(listed, byPackage[DebianNames.Divide(listed.Patch.Name).Name]))];
    }

    private static PendingPatch With(AptPatch listed, IEnumerable<Vulnerability> known)
    {
        var patch = listed.Patch;
        var mended = known.Where(v => DebianVersions.Order.Compare(patch.InstalledVersion, v.FixVersion) < 0
            && DebianVersions.Order.Compare(v.FixVersion, patch.Version) <= 0).ToList();
        if (mended.Count == 0) return patch;
        var worst = mended.Max(v => v.Severity);
        var isTold = listed.SecurityFix is not { } fix || mended.Any(v => DebianVersions.Order.Compare(v.FixVersion, fix) == 0);
        return patch with
        {
            // Whatever the source is called: a security fix also comes in by the updates that came after it.
            Classification = PatchClassification.Security,
            // A fix that the data does not have yet may mend worse than all it has. What is important already keeps its deadline all the same.
            Severity = isTold || worst >= PatchSeverity.Important ? worst : PatchSeverity.Unknown,
            Cvss = mended.Max(v => v.Score),
            Cves = [.. mended.Select(v => v.Cve).Distinct().OrderBy(cve => cve, StringComparer.Ordinal)],
            Advisories = [.. mended.Where(v => v.Notices.Length == 1).Select(v => v.Notices[0]).Distinct().OrderBy(n => n, StringComparer.Ordinal)],
        };
    }

    // Adds what the lines say; gives the first that says nothing, quoted.
    private static string? Read(IEnumerable<OutputLine> lines, List<Vulnerability> known)
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

    private static Finding Old(string host, long days) => new()
    {
        Code = "ProCvesOld",
        Severity = FindingSeverity.Warning,
        Kind = FindingKind.ResourceUnavailable,
        HostName = host,
        Message = $"'pro cves' last ran on {host} {days} days ago: which CVEs newer patches mend is not known, nor how bad those are.",
        Suggestion = "Run it as root on the host, or have a timer run it daily.",
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
