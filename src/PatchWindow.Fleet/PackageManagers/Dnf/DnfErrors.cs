using System.Text.RegularExpressions;
using PatchWindow.Fleet.PackageManagers.Rpm;
using PatchWindow.Fleet.Transports;

namespace PatchWindow.Fleet.PackageManagers.Dnf;

/// <summary>What dnf and rpm print when they fail (dnf 4.14, rpm 4.18), as findings: what happened, and what to type next.</summary>
internal static class DnfErrors
{
    private const RegexOptions Lines = RegexOptions.Multiline | RegexOptions.CultureInvariant;

    // The first that is found decides: what a transaction prints later follows from it.
    private static readonly (Regex Pattern, Func<string, Match, Finding> Finding)[] Table =
    [
        Row(@"already locked by (?<who>.*)$|[Ww]aiting for process with pid (?<who>\d+)|Failed to obtain .*lock|can't create transaction lock|[Ll]ock on .* is held",
            (host, match) => Locked(host, match.Groups["who"].Success ? Shown(match, "who") : "")),

        Row(@"superuser privileges|must be root|Permission denied.*(?:rpm|dnf)", (host, _) => NoPrivilege(host)),

        Row(@"No space left on device|needs? (?<size>\S+) more space on the (?<place>\S+) filesystem|Disk Requirements|installing package .* needs (?<size>\S+) (?:inodes )?on the (?<place>\S+) filesystem",
            (host, match) => Problem(
                host, "DiskFull", FindingKind.LimitsExceeded,
                $"The disk of {host} is full{(match.Groups["place"].Success ? $": there is no room in {Shown(match, "place")}" : "")}.",
                "See 'df -h' on the host; 'dnf clean packages' frees the package cache, 'journalctl --vacuum-size=200M' old logs.")),

        Row(@"Error in (?<script>\w+) scriptlet in rpm package (?<package>\S+)|%(?<script>\w+)\((?<package>[^)]*)\) scriptlet failed, exit status (?<code>\d+)",
            (host, match) => Problem(
                host, "PackageScriptFailed", FindingKind.InvalidOperation,
                $"The {Shown(match, "script")} script of {Shown(match, "package")} failed on {host}; its files may be there, and it may not work.",
                "Read the lines above the error, mend the cause, then run 'dnf reinstall' for the package, or 'dnf history undo last'.")),

        Row(@"Cache-only enabled but no cache for '(?<repository>[^']*)'", (host, match) => NoLists(host, Shown(match, "repository"))),

        Row(@"(?:Failed to download metadata for repo|Cannot download repomd\.xml|Cannot prepare internal mirrorlist|Errors during downloading metadata for repository) ?'?(?<repository>[^':\n]*)",
            (host, match) => Problem(
                host, "PackageDownloadFailed", FindingKind.ResourceUnavailable,
                $"{host} could not fetch what the repository {Shown(match, "repository")} offers; what is pending from it is not known.",
                "See whether the host reaches it ('dnf makecache' as root); a repository that is gone for good is disabled with 'dnf config-manager --set-disabled'.")),

        Row(@"(?:Status code: 404|No more mirrors to try|Error downloading packages|Cannot download)",
            (host, _) => Problem(
                host, "PackageDownloadFailed", FindingKind.ResourceUnavailable,
                $"{host} could not download all packages; its metadata may be out of date.",
                "Run 'dnf clean expire-cache' and 'dnf makecache' as root on the host, then list the pending patches again.")),

        Row(@"(?:GPG check FAILED|is not signed|Public key for .* is not installed)", (host, _) => Problem(
            host, "PackageUnauthenticated", FindingKind.PermissionDenied,
            $"A package for {host} is not signed by a key that the host trusts; nothing was installed.",
            "Import the repository's key ('rpm --import') where it is the right one.")),

        Row(@"^Error: excluded: (?<name>[^=\n]*)", (host, match) => Problem(
            host, "PackageHeld", FindingKind.InvalidOperation,
            $"{Shown(match, "name")} is excluded on {host} (exclude= or versionlock), and dnf does not touch it.",
            "'dnf config-manager --dump' shows exclude=, 'dnf versionlock list' the locks; take it out there if that is over.")),

        Row(@"^Error: no such version: (?<name>[^=\n]*)=(?<version>\S*)|No match for argument: (?<name>\S+)", (host, match) => Problem(
            host, "PackageVersionGone", FindingKind.ObjectNotFound,
            $"{Shown(match, "name")} {(match.Groups["version"].Success ? Shown(match, "version") + " " : "")}is not in the metadata of {host} any more.",
            "A newer version has probably taken its place: list the pending patches again.")),

        Row(@"^Error: not installed: (?<name>\S+)|Packages? for argument (?<name>\S+) available, but not installed", (host, match) => Problem(
            host, "PackageNotInstalled", FindingKind.ObjectNotFound,
            $"{Shown(match, "name")} is not installed on {host}; a patch is a newer version of what is there.",
            "List the pending patches again: it may have been removed since.")),

        Row(@"^Error: dependencies: (?<why>.*)$|^ *Problem(?: \d+)?: (?<why>.*)$|nothing provides (?<why>.*)$", (host, match) => Problem(
            host, "DependenciesUnmet", FindingKind.InvalidOperation,
            $"dnf on {host} finds no way to install this: {Shown(match, "why")}.",
            "A repository may be missing, or an exclude or a module in the way: 'dnf repolist', 'dnf module list --enabled'.")),

        Row(RpmFaults.DamagedDatabase, (host, match) => Problem(
            host, "PackageManagerInterrupted", FindingKind.InvalidOperation,
            $"rpm's database on {host} is damaged: {Quoted.Line(match.Value)}.",
            "Run 'rpm --rebuilddb' as root on the host.")),
    ];

    public static Finding Missing(string host, string program) => Problem(
        host, FoundPackageManager.MissingCode, FindingKind.NotInstalled,
        $"{host} has no {(program == "dnf-3" ? "dnf" : Quoted.Line(program))}: it is no Fedora or Red Hat system, or its PATH is broken.",
        "Take the host out of the inventory, or mend the PATH.");

    public static Finding NoPrivilege(string host) => Problem(
        host, "NoPrivilege", FindingKind.PermissionDenied,
        $"Installing packages on {host} needs root, and this user is not root.",
        "Run as root (sudo …). Listing and planning work for any user.");

    public static Finding Locked(string host, string holder) => Problem(
        host, "PackageManagerLocked", FindingKind.ResourceBusy,
        $"Another package manager is at work on {host}{(holder.Length == 0 ? "" : $" (process {holder})")}: it holds the lock of dnf or rpm.",
        $"Wait for it and try again; 'ps -ef | grep -e dnf -e rpm -e yum' on the host shows it.");

    public static Finding Interrupted(string host, IReadOnlyList<string> packages) => Problem(
        host, "PackageManagerInterrupted", FindingKind.InvalidOperation,
        $"An installation on {host} was interrupted: {string.Join(", ", packages.Take(5))}{(packages.Count > 5 ? $" and {packages.Count - 5} more" : "")} "
        + $"{(packages.Count == 1 ? "is" : "are")} there in two versions.",
        $"Run 'dnf remove --duplicates' as root on the host, and read what it would do before saying yes; or 'Repair-PatchHost {host}' here.");

    public static Finding NoLists(string host, string? repository = null) => Problem(
        host, "PackageListsMissing", FindingKind.ResourceUnavailable,
        repository is null
            ? $"dnf has no repository on {host}: what is pending there cannot be told."
            : $"dnf has not fetched what the repository {repository} offers on {host}: what is pending there cannot be told.",
        "Run 'dnf makecache' as root on the host, or ask with -Refresh. If that fetches nothing, no repository is enabled in /etc/yum.repos.d.");

    public static Finding OldLists(string host, long days) => Problem(
        host, "PackageListsOld", FindingKind.ResourceUnavailable,
        $"dnf's metadata on {host} is {days} days old: newer patches may be missing.",
        "Run 'dnf makecache' as root on the host, or ask with -Refresh.") with
    {
        Severity = FindingSeverity.Warning,
    };

    /// <summary>The problem of something that failed.</summary>
    public static Finding Explain(string host, HostOutput output)
    {
        if (output.ExitCode == 127)
            return Missing(host, "dnf-3");
        var text = output.Output + "\n" + output.Error;
        // dnf's own exit code for it, with exit_on_lock (dnf 4.14).
        if (output.ExitCode == 200)
            return Locked(host, "");
        foreach (var (pattern, finding) in Table)
        {
            if (pattern.Match(text) is { Success: true } match) return finding(host, match);
        }

        var last = text.Split('\n').LastOrDefault(line => line.Trim().Length > 0);
        return Problem(
            host, "PackageManagerFailed", FindingKind.InvalidOperation,
            $"dnf ended with exit code {output.ExitCode} on {host}: {(last is null ? "it does not say why" : Quoted.Line(last.Trim()))}",
            "Run the same dnf command by hand on the host and read what it prints.");
    }

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
