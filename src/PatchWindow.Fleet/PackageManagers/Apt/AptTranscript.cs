using System.Text.RegularExpressions;
using PatchWindow.Fleet.Transports;

namespace PatchWindow.Fleet.PackageManagers.Apt;

/// <summary>
/// What apt and dpkg printed on the way to a failure, and the names in it. All that leaves here is fit to be shown.
/// </summary>
internal sealed class AptTranscript
{
    // The end of the output has the reason; a host that prints megabytes does not keep us searching.
    private const int LongestSearched = 1 << 20;

    private const string Unmet = "The following packages have unmet dependencies:";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    // "dpkg: error processing package pw-fail (--configure):" with the reason on the next line.
    private static readonly Regex DpkgError = Pattern(
        @"^dpkg: error processing (?:package|archive) (?<name>\S+) \(--[\w-]+\):\n (?<reason>[^\n]*)");

    // On the error's own line, or after a wait on the last "Waiting for cache lock" before it.
    private static readonly Regex LockHolder = new(
        @"Could not get lock \S+\. It is held by process (?<pid>\d+)(?: \((?<program>[^)\n]*)\))?",
        RegexOptions.CultureInvariant | RegexOptions.RightToLeft, Patience);

    private static readonly Regex ErrorLine = Pattern("^E: (?<text>.*)$");

    private readonly string text;

    private readonly string[] lines;

    public AptTranscript(HostOutput output)
    {
        text = Tail(output.Output) + "\n" + Tail(output.Error);
        lines = text.Split('\n');
    }

    /// <summary>A pattern over whole outputs, in which ^ and $ stand at lines.</summary>
    public static Regex Pattern(string pattern) =>
        new(pattern, RegexOptions.CultureInvariant | RegexOptions.Multiline, Patience);

    public Match Find(Regex pattern) => pattern.Match(text);

    /// <summary>The first line that apt marks as an error; null when there is none.</summary>
    public string? FirstError => Find(ErrorLine) is { Success: true } match ? Shown(match, "text") : null;

    /// <summary>The process that holds the lock, and its program; null when apt does not say.</summary>
    public (string Process, string Program)? Holder =>
        Find(LockHolder) is { Success: true } match ? (Shown(match, "pid"), Shown(match, "program")) : null;

    /// <summary>The reason that dpkg gives for the first package; null when it gives none.</summary>
    public string? DpkgReason => Find(DpkgError) is { Success: true } match ? Shown(match, "reason") : null;

    /// <summary>The first dependency that cannot be met; null when apt names none.</summary>
    public string? UnmetDependency => Below(Unmet).FirstOrDefault() is { } line ? Quoted.Line(line.Trim()) : null;

    /// <summary>The packages that failed, in the order in which they did.</summary>
    public IReadOnlyList<string> Failed
    {
        get
        {
            // dpkg counts its errors up at the end; where it was cut short there, each error has a line of its own.
            var summed = Below("Errors were encountered while processing:").Select(line => line.Trim());
            var each = DpkgError.Matches(text).Cast<Match>().Select(match => match.Groups["name"].Value);
            return [.. each.Concat(summed).Select(PackageOf).Distinct()];
        }
    }

    /// <summary>The packages below one of apt's headings, without the versions that -V writes behind them.</summary>
    public string Packages(string heading)
    {
        var names = Below(heading)
            .SelectMany(line => line.Split('(')[0].Split(new[] { ' ' }, StringSplitOptions.RemoveEmptyEntries))
            .Where(DebianNames.IsPackage);
        return string.Join(" ", names) is { Length: > 0 } joined ? joined : "a package";
    }

    /// <summary>A part of a match.</summary>
    public static string Shown(Match match, string group) => Quoted.Line(match.Groups[group].Value.Trim());

    private IEnumerable<string> Below(string heading) =>
        lines.SkipWhile(line => line.TrimEnd() != heading).Skip(1)
            .TakeWhile(line => line.StartsWith(" ", StringComparison.Ordinal));

    // Where unpacking failed a file stands for the package: "/var/cache/apt/archives/pw-fail_2.0_all.deb".
    private static string PackageOf(string name) =>
        Quoted.Line(name.EndsWith(".deb", StringComparison.Ordinal) ? name.Split('/').Last().Split('_')[0] : name);

    private static string Tail(string text) =>
        text.Length <= LongestSearched ? text : text.Substring(text.Length - LongestSearched);
}
