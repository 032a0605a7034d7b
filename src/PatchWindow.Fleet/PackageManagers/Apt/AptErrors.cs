using System.Text.RegularExpressions;
using PatchWindow.Fleet.Transports;
using static PatchWindow.Fleet.PackageManagers.Apt.AptTranscript;

namespace PatchWindow.Fleet.PackageManagers.Apt;

/// <summary>
/// What apt's and dpkg's failures mean and what to type next. apt ends with 100 whatever happened (RIG.md, apt), so its
/// text is what tells; the first row that fits wins, and rows stand from cause to consequence.
/// </summary>
internal static class AptErrors
{
    // RIG.md, apt: repair with the options of the installation, or a conffile prompt ends it again.
    private const string Repair = "dpkg --force-confdef --force-confold --configure -a";

    /// <summary>The code of the problem that what is installed lacks something it depends on.</summary>
    public const string DependenciesBrokenCode = "DependenciesBroken";

    private static readonly Entry[] Table =
    [
        new(@"^E: .*are you root\?", (host, _, _) => NoPrivilege(host)),

        new(@"^E: dpkg was interrupted, you must manually run", (host, _, _) => Interrupted(host, [])),

        // DPkg::Lock::Timeout does not wait for this one (RIG.md, apt).
        new(@"^E: Unable to lock directory (?<file>\S*/lists/)|^E: Could not get lock (?<file>\S*/lists/lock)",
            (host, match, _) => Problem(
                host, "PackageListsLocked", FindingKind.ResourceBusy,
                $"Another program is refreshing the package lists ({Shown(match, "file")}) on {host}.",
                "Wait for it and try again; 'ps -ef | grep -e apt -e unattended' on the host shows it. "
                + "Never delete the lock.")),

        // Only lines with E:, because "Waiting for cache lock: Could not get lock" is said of waits that end well, too.
        new(@"^E: (?:Could not get lock|Unable to acquire the dpkg frontend lock)"
            + @"|^E: Unable to lock the (?:administration|download) directory",
            (host, _, transcript) => Locked(host, transcript.Holder)),

        new(@"^E: You don't have enough free space in (?<place>\S+?)\.?$|(?<place>)No space left on device",
            (host, match, _) => Problem(
                host, "DiskFull", FindingKind.LimitsExceeded,
                Shown(match, "place") is { Length: > 0 } place
                    ? $"The disk of {host} is full: there is no room in {place}."
                    : $"The disk of {host} is full.",
                "See 'df -h' on the host; 'apt-get clean' frees the package cache, 'journalctl --vacuum-size=200M' old "
                + $"logs. Then '{Repair}' finishes what was begun.")),

        new(@"end of file on stdin at conffile prompt",
            (host, _, transcript) => Problem(
                host, "ConffilePrompt", FindingKind.InvalidOperation,
                $"dpkg on {host} asked which version of a changed configuration file to keep, and nobody could answer"
                + $"{InParentheses(transcript.Failed)}.",
                $"Run '{Repair}' as root on the host: it keeps the host's own file and puts the package's beside it, "
                + "as .dpkg-dist.")),

        new(@"^ trying to overwrite '(?<file>[^']*)', which is also in package (?<other>\S+)",
            (host, match, transcript) => Problem(
                host, "PackageFileConflict", FindingKind.InvalidOperation,
                $"Two packages on {host} want the same file, {Shown(match, "file")}: it belongs to "
                + $"{Shown(match, "other")}{InParentheses(transcript.Failed)}.",
                "One of them comes from a wrong repository or is broken; see 'apt-cache policy' for both. "
                + "Then run 'apt-get --fix-broken install'.")),

        new(@"^ .*?(?<script>(?:pre|post)-(?:installation|removal)) script.* returned error exit status (?<code>\d+)",
            (host, match, transcript) => Problem(
                host, "PackageScriptFailed", FindingKind.InvalidOperation,
                $"The {Shown(match, "script")} script of {First(transcript.Failed)} failed with exit status "
                + $"{Shown(match, "code")} on {host} and left it half-installed{Others(transcript.Failed)}.",
                "Read the lines above the error in the output or in /var/log/apt/term.log, mend the cause, then run "
                + $"'{Repair}'.")),

        new(@"^E: Sub-process \S+ returned an error code",
            (host, _, transcript) => Problem(
                host, "PackageInstallFailed", FindingKind.InvalidOperation,
                $"dpkg failed on {host}{InParentheses(transcript.Failed)}: "
                + (transcript.DpkgReason ?? "it does not say why"),
                $"Read /var/log/apt/term.log on the host, mend the cause, then run '{Repair}'.")),

        // Also said when dpkg did its work well, and only the hook after it did not.
        new(@"^E: Problem executing scripts (?<when>\S+)(?: '(?<script>[^'\n]*)')?",
            (host, match, _) => Problem(
                host, "PackageHookFailed", FindingKind.InvalidOperation,
                $"A hook of apt's on {host} ({Shown(match, "when")}) failed"
                + (Shown(match, "script") is { Length: > 0 } script ? $": '{script}'." : "."),
                $"'apt-config dump {Shown(match, "when")}' on the host shows it; mend it, and see what it left undone.")),

        new(@"^E: Held packages were changed",
            (host, _, transcript) => Problem(
                host, "PackageHeld", FindingKind.InvalidOperation,
                $"{transcript.Packages("The following held packages will be changed:")} is held on {host}, "
                + "and apt does not touch it.",
                $"'apt-mark unhold {transcript.Packages("The following held packages will be changed:")}' if the hold "
                + "is over; 'apt-mark showhold' lists all.")),

        new(@"^E: Packages need to be removed but remove is disabled",
            (host, _, transcript) => Problem(
                host, "RemovalRefused", FindingKind.InvalidOperation,
                $"On {host} this patch would remove "
                + $"{transcript.Packages("The following packages will be REMOVED:")}, "
                + "and a patch never removes a package.",
                "If that is wanted, install it by hand with apt-get; else leave it out of the policy.")),

        new(@"^E: Packages were downgraded and -y was used",
            (host, _, transcript) => Problem(
                host, "DowngradeRefused", FindingKind.InvalidOperation,
                $"On {host} this would go back to an older version of "
                + $"{transcript.Packages("The following packages will be DOWNGRADED:")}.",
                "List the pending patches again: the host has been patched since.")),

        new(@"^E: Failed to fetch (?<url>\S+)  (?:404|File not found)",
            (host, match, _) => Problem(
                host, "PackageListsStale", FindingKind.ResourceUnavailable,
                $"The package lists of {host} are out of date: {Shown(match, "url")} is no longer there.",
                "Run 'apt-get update' as root on the host, then list the pending patches again.")),

        new(@"^E: Failed to fetch (?<url>\S+)  Hash Sum mismatch",
            (host, match, _) => Problem(
                host, "PackageCorrupt", FindingKind.InvalidData,
                $"{Shown(match, "url")} is not the file that the package lists of {host} describe; "
                + "it was not installed.",
                "A mirror in the middle of an update, or a proxy that answers from its cache: run 'apt-get update' as "
                + "root, then try again.")),

        new(@"^E: Failed to fetch (?<url>\S+)(?:  (?<reason>.*))?$",
            (host, match, _) => Problem(
                host, "PackageDownloadFailed", FindingKind.ResourceUnavailable,
                $"{host} could not download {Shown(match, "url")}: {Shown(match, "reason")}",
                "See whether the host reaches its mirror ('apt-get update' as root), then try again.")),

        new(@"^E: (?:Unable to fetch some archives|Failed to fetch some archives)",
            (host, _, _) => Problem(
                host, "PackageDownloadFailed", FindingKind.ResourceUnavailable,
                $"{host} could not download all packages.",
                "See whether the host reaches its mirror ('apt-get update' as root), then try again.")),

        new(@"^E: There were unauthenticated packages",
            (host, _, _) => Problem(
                host, "PackageUnauthenticated", FindingKind.PermissionDenied,
                $"A repository of {host} is not signed by a key that the host trusts; nothing was installed from it.",
                "Run 'apt-get update' as root and see which repository it warns about.")),

        new(@"^E: Version '(?<version>[^']*)' for '(?<name>[^']*)' was not found",
            (host, match, _) => Problem(
                host, "PackageVersionGone", FindingKind.ObjectNotFound,
                $"{Shown(match, "name")} {Shown(match, "version")} is not in the package lists of {host} any more.",
                "A newer version has probably taken its place: list the pending patches again.")),

        // Our own question in apt-packages.sh.
        new(@"^dpkg-query: no packages found matching (?<name>\S+)",
            (host, match, _) => Problem(
                host, "PackageNotInstalled", FindingKind.ObjectNotFound,
                $"{Shown(match, "name")} is not installed on {host}; a patch is a newer version of what is there.",
                "List the pending patches again: it may have been removed since.")),

        new(@"^E: (?:Unable to locate package (?<name>\S+)|Package '(?<name>[^']*)' has no installation candidate)",
            (host, match, _) => Problem(
                host, "PackageUnknown", FindingKind.ObjectNotFound,
                $"The package lists of {host} have no {Shown(match, "name")}.",
                "Its repository may have been removed: see 'apt-cache policy', or run 'apt-get update' as root.")),

        new(@"^E: Unmet dependencies\. Try 'apt(?:-get)? --fix-broken install'",
            (host, _, _) => Problem(
                host, DependenciesBrokenCode, FindingKind.InvalidOperation,
                $"Installed packages of {host} lack something they depend on; apt does nothing until that is mended.",
                "Run 'apt-get -s --fix-broken install' on the host, read what it would do, then run it without -s.")),

        new(@"^E: (?:Unable to correct problems, you have held broken packages|Unable to satisfy dependencies)",
            (host, _, transcript) => Problem(
                host, "DependenciesUnmet", FindingKind.InvalidOperation,
                $"apt on {host} finds no way to install this"
                + (transcript.UnmetDependency is { } unmet ? $": {unmet}." : "."),
                "See 'apt-cache policy' for what it names; a repository may be missing, or a hold or a pin in the "
                + "way.")),
    ];

    /// <summary>The problem of a host without apt.</summary>
    public static Finding Missing(string host, string program) => Problem(
        host, "PackageManagerMissing", FindingKind.NotInstalled,
        $"{host} has no {Quoted.Line(program)}: it is no Debian or Ubuntu, or its PATH is broken.",
        "Take the host out of the inventory, or mend the PATH.");

    /// <summary>The problem of a host whose package lists were never fetched.</summary>
    public static Finding NoLists(string host) => Problem(
        host, "PackageListsMissing", FindingKind.ResourceUnavailable,
        $"apt has no package lists on {host}: what is pending there cannot be told.",
        "Run 'apt-get update' as root on the host. If that fetches nothing, no repository is configured in /etc/apt.");

    /// <summary>What to know of a host whose package lists nobody refreshes.</summary>
    public static Finding OldLists(string host, long days) => Problem(
        host, "PackageListsOld", FindingKind.ResourceUnavailable,
        $"'apt-get update' last ran on {host} {days} days ago: newer patches may be missing.",
        "Run it as root on the host.") with
    {
        Severity = FindingSeverity.Warning,
    };

    /// <summary>The problem of a user who may not install anything.</summary>
    public static Finding NoPrivilege(string host) => Problem(
        host, "NoPrivilege", FindingKind.PermissionDenied,
        $"Installing packages on {host} needs root, and this user is not root.",
        "Run as root (sudo …). Listing and planning work for any user.");

    /// <summary>The problem of packages that are neither old nor new; without names, dpkg's own word for it.</summary>
    public static Finding Interrupted(string host, IReadOnlyList<string> packages) => Problem(
        host, "PackageManagerInterrupted", FindingKind.InvalidOperation,
        packages.Count switch
        {
            0 => $"dpkg was interrupted on {host}, in the middle of an installation.",
            1 => $"One package is half-installed on {host}: {Shorten(packages)}.",
            _ => $"{packages.Count} packages are half-installed on {host}: {Shorten(packages)}.",
        },
        $"Run '{Repair}' as root on the host, or 'Repair-PatchHost {host}' here; what still fails then is named with its reason.");

    /// <summary>The problem of a transaction that failed.</summary>
    public static Finding Explain(string host, HostOutput output)
    {
        if (output.ExitCode == 127)
            return Missing(host, "apt-get");
        var transcript = new AptTranscript(output);
        foreach (var entry in Table)
        {
            if (transcript.Find(entry.Pattern) is { Success: true } match)
                return entry.Finding(host, match, transcript);
        }
        return Problem(
            host, "PackageManagerFailed", FindingKind.InvalidOperation,
            $"apt-get ended with exit code {output.ExitCode} on {host}: "
            + (transcript.FirstError ?? "it does not say why"),
            "Run the same apt-get command by hand on the host and read what it prints.");
    }

    private static Finding Locked(string host, (string Process, string Program)? holder)
    {
        var who = holder switch
        {
            { Program.Length: > 0 } known => $" (process {known.Process}, {known.Program})",
            { } unnamed => $" (process {unnamed.Process})",
            null => "",
        };
        var look = holder is { } named ? $"ps -fp {named.Process}" : "ps -ef | grep -e apt -e dpkg";
        return Problem(
            host, "PackageManagerLocked", FindingKind.ResourceBusy,
            $"Another package manager is at work on {host}{who}: it holds dpkg's lock.",
            $"Wait for it and try again; '{look}' on the host shows it. Never delete the lock file.");
    }

    private static string First(IReadOnlyList<string> packages) => packages.Count > 0 ? packages[0] : "a package";

    private static string Others(IReadOnlyList<string> packages) =>
        packages.Count > 1 ? $"; {Shorten([.. packages.Skip(1)])} failed too, by itself or because of it" : "";

    private static string InParentheses(IReadOnlyList<string> packages) =>
        packages.Count > 0 ? $" ({Shorten(packages)})" : "";

    private static string Shorten(IReadOnlyList<string> packages) =>
        string.Join(", ", packages.Take(5).Select(Quoted.Line))
        + (packages.Count > 5 ? $" and {packages.Count - 5} more" : "");

    private static Finding Problem(
        string host, string code, FindingKind kind, string message, string suggestion) => new()
    {
        Code = code,
        Kind = kind,
        HostName = host,
        Message = message,
        Suggestion = suggestion,
    };

    /// <summary>A row: what apt prints, and the finding it means.</summary>
    private sealed class Entry(string pattern, Func<string, Match, AptTranscript, Finding> finding)
    {
        public Regex Pattern { get; } = AptTranscript.Pattern(pattern);

        public Func<string, Match, AptTranscript, Finding> Finding { get; } = finding;
    }
}
