using System.Text.RegularExpressions;
using PatchWindow.Fleet.PackageManagers.Dnf;
using PatchWindow.Fleet.Transports;

namespace PatchWindow.Fleet.PackageManagers.Dnf5;

/// <summary>What dnf 5 prints when it fails (5.4), as findings; what is rpm's own is told as with dnf 4.</summary>
internal static class Dnf5Errors
{
    private const RegexOptions Lines = RegexOptions.Multiline | RegexOptions.CultureInvariant;

    // The first that is found decides: what a transaction prints later follows from it.
    private static readonly (Regex Pattern, Func<string, Match, Finding> Finding)[] Table =
    [
        Row(@"^already locked by (?<who>.*)$|Waiting for a lock on the system repository", (host, match) => DnfErrors.Locked(host, Shown(match, "who"))),

        Row(@"requires superuser privileges|must be root|Cannot open .* Permission denied", (host, _) => DnfErrors.NoPrivilege(host)),

        // "Non-critical error in %post scriptlet: pw-fail-0:2-1.noarch"; up to 5.2 "in post-install scriptlet".
        Row(@"(?:Non-critical error|Error) in (?<script>\S+) scriptlet: (?<package>\S+)", (host, match) => Problem(
            host, "PackageScriptFailed", FindingKind.InvalidOperation,
            $"The {Shown(match, "script")} script of {Shown(match, "package")} failed on {host}; its files may be there, and it may not work.",
            "Read the lines above the error, mend the cause, then run 'dnf5 reinstall' for the package, or 'dnf5 history undo last'.")),

        Row(@"Cache-only enabled but no cache for repository ""(?<repository>[^""]*)""", (host, match) => DnfErrors.NoLists(host, Shown(match, "repository"))),

        Row(@"No matching repositories for", (host, _) => DnfErrors.NoLists(host)),

        Row(@"Failed to download metadata .*for repository ""(?<repository>[^""]*)""", (host, match) => Problem(
            host, "PackageDownloadFailed", FindingKind.ResourceUnavailable,
            $"{host} could not fetch what the repository {Shown(match, "repository")} offers; what is pending from it is not known.",
            "See whether the host reaches it ('dnf5 makecache' as root); a repository that is gone for good is disabled with "
            + $"'dnf5 config-manager setopt {Shown(match, "repository")}.enabled=0'.")),

        // What fetching and unpacking say of a full disk comes before the failure that it led to.
        Row(@"No space left on device|Failed writing|[Ww]rite error", (host, _) => Problem(
            host, "DiskFull", FindingKind.LimitsExceeded,
            $"The disk of {host} is full.",
            "See 'df -h' on the host; 'dnf5 clean packages' frees the package cache, 'journalctl --vacuum-size=200M' old logs.")),

        Row(@"Argument '(?<name>[^']*)' matches only (?:excluded packages|packages excluded)", (host, match) => Problem(
            host, "PackageHeld", FindingKind.InvalidOperation,
            $"{Shown(match, "name")} is excluded on {host} (excludepkgs= or versionlock), and dnf does not touch it.",
            "'dnf5 --dump-main-config' shows excludepkgs=, 'dnf5 versionlock list' the locks; take it out there if that is over.")),

        Row(@"No match for argument: (?<name>\S+)", (host, match) => Problem(
            host, "PackageVersionGone", FindingKind.ObjectNotFound,
            $"{Shown(match, "name")} is not in the metadata of {host} any more.",
            "A newer version has probably taken its place: list the pending patches again.")),

        Row(@"Packages for argument '(?<name>[^']*)' available, but not installed", (host, match) => NotInstalled(host, Shown(match, "name"))),

        Row(@"^(?:! )? *Problem(?: \d+)?: (?<what>.*)\n(?:! )? *- (?<why>.*)$|^(?:! )? *Problem(?: \d+)?: (?<what>.*)$", (host, match) => Unmet(
            host, match.Groups["why"].Success ? $"{Shown(match, "what")}; {Shown(match, "why")}" : Shown(match, "what"))),
    ];

    public static Finding NotInstalled(string host, string name) => Problem(
        host, "PackageNotInstalled", FindingKind.ObjectNotFound,
        $"{Quoted.Line(name)} is not installed on {host}; a patch is a newer version of what is there.",
        "List the pending patches again: it may have been removed since.");

    /// <summary>The problem of a package that dnf passed over.</summary>
    public static Finding LeftOut(string host, PackageVersion package, string? why) =>
        Unmet(host, why ?? $"it leaves out {Quoted.Line(package.Name)} {Quoted.Line(package.Version)}");

    /// <summary>The problem of something that failed.</summary>
    public static Finding Explain(string host, HostOutput output)
    {
        if (output.ExitCode == 127)
            return DnfErrors.Missing(host, "dnf5");
        var text = output.Output + "\n" + output.Error;
        foreach (var (pattern, finding) in Table)
        {
            if (pattern.Match(text) is { Success: true } match) return finding(host, match);
        }

        return DnfErrors.Explain(host, output);
    }

    private static Finding Unmet(string host, string why) => Problem(
        host, "DependenciesUnmet", FindingKind.InvalidOperation,
        $"dnf5 on {host} finds no way to install this: {why}.",
        "A repository may be missing, or an exclude in the way: 'dnf5 repo list', 'dnf5 versionlock list'.");

    private static string Shown(Match match, string group) => Quoted.Line(match.Groups[group].Value.Trim());

    private static (Regex, Func<string, Match, Finding>) Row(string pattern, Func<string, Match, Finding> finding) => (new Regex(pattern, Lines), finding);

    private static Finding Problem(string host, string code, FindingKind kind, string message, string suggestion) => new()
    {
        Code = code,
        Kind = kind,
        HostName = host,
        Message = message,
        Suggestion = suggestion,
    };
}
