using System.Text.RegularExpressions;
using PatchWindow.Fleet.PackageManagers.Rpm;
using PatchWindow.Fleet.Transports;

namespace PatchWindow.Fleet.PackageManagers.Zypper;

/// <summary>zypper's exit codes (zypper(8), 1.14) and what it prints beside them, as findings: what happened, and what to type next.</summary>
internal static class ZypperErrors
{
    private const RegexOptions Lines = RegexOptions.Multiline | RegexOptions.CultureInvariant;

    public static Finding Missing(string host, string program) => Problem(
        host, FoundPackageManager.MissingCode, FindingKind.NotInstalled,
        $"{host} has no {Quoted.Line(program)}: it is no SUSE system, or its PATH is broken.",
        "Take the host out of the inventory, or mend the PATH.");

    public static Finding NoPrivilege(string host) => Problem(
        host, "NoPrivilege", FindingKind.PermissionDenied,
        $"Installing packages on {host} needs root, and this user is not root.",
        "Run as root (sudo …). Listing works for any user.");

    public static Finding NoLists(string host) => Problem(
        host, "PackageListsMissing", FindingKind.ResourceUnavailable,
        $"zypper has no enabled repository on {host}: what is pending there cannot be told.",
        "See 'zypper repos'; on SUSE Linux Enterprise the host may not be registered ('SUSEConnect --status').");

    public static Finding Interrupted(string host, IReadOnlyList<string> packages) => Problem(
        host, "PackageManagerInterrupted", FindingKind.InvalidOperation,
        $"An installation on {host} was interrupted: {string.Join(", ", packages.Take(5))}{(packages.Count > 5 ? $" and {packages.Count - 5} more" : "")} "
        + $"{(packages.Count == 1 ? "is" : "are")} there in two versions.",
        $"Run 'zypper verify' as root on the host; 'rpm -q NAME' shows both versions. Or run 'Repair-PatchHost {host}' here.");

    /// <summary>The problem of something that failed.</summary>
    public static Finding Explain(string host, HostOutput output)
    {
        var text = output.Output + "\n" + output.Error;
        string? Found(string pattern) => Regex.Match(text, pattern, Lines) is { Success: true } match
            ? Quoted.Line((match.Groups["text"].Success ? match.Groups["text"].Value : match.Value).Trim())
            : null;

        if (output.ExitCode == 127) return Missing(host, "zypper");
        if (output.ExitCode == 5 || Found("Root privileges are required") is not null) return NoPrivilege(host);
        if (output.ExitCode == 7 || Found("System management is locked") is not null)
        {
            var holder = Found(@"locked by the application with pid (?<text>\d+ \([^)]*\))");
            return Problem(
                host, "PackageManagerLocked", FindingKind.ResourceBusy,
                $"Another package manager is at work on {host}{(holder is null ? "" : $" (process {holder})")}: it holds zypper's lock.",
                "Wait for it and try again; 'ps -ef | grep -e zypp -e packagekit -e yast' on the host shows it.");
        }

        if (Found(RpmFaults.DamagedDatabase) is { } damaged)
        {
            return Problem(
                host, "PackageManagerInterrupted", FindingKind.InvalidOperation, $"rpm's database on {host} is damaged: {damaged}.",
                "Run 'rpm --rebuilddb' as root on the host.");
        }

        if (Found(@"No space left on device|needs (?<text>\S+) more space|not enough space") is not null)
        {
            return Problem(
                host, "DiskFull", FindingKind.LimitsExceeded, $"The disk of {host} is full.",
                "See 'df -h' on the host; 'zypper clean' frees the package cache, 'journalctl --vacuum-size=200M' old logs.");
        }

        if (output.ExitCode is 107 || Found(@"%(?:pre|post)\w*\([^)]*\) scriptlet failed") is not null)
        {
            return Problem(
                host, "PackageScriptFailed", FindingKind.InvalidOperation,
                $"A script of a package failed on {host}: {Found(@"%\w+\([^)]*\) scriptlet failed.*$") ?? "zypper does not say which"}. Its files may be there, and it may not work.",
                "Read the lines above the error in /var/log/zypp/history, mend the cause, then run 'zypper install --force' for the package.");
        }

        if (output.ExitCode == 106 || Found("Download \\(curl\\) error|Skipping repository|Problem retrieving|File '.*' not found on medium|Valid metadata not found") is not null)
        {
            return Problem(
                host, "PackageDownloadFailed", FindingKind.ResourceUnavailable,
                $"{host} could not fetch what a repository offers: {Found(@"Problem retrieving[^<\n]*|Skipping repository[^<\n]*|File '.*' not found[^<\n]*")?.Replace("&apos;", "'").TrimEnd('.') ?? "zypper left one out"}; what is pending from it is not known.",
                "See whether the host reaches it ('zypper refresh' as root); one that is gone for good is disabled with 'zypper modifyrepo --disable'.");
        }

        if (Found(@"remove lock to allow (?<text>.*)$") is { } locked)
        {
            return Problem(
                host, "PackageHeld", FindingKind.InvalidOperation, $"A lock on {host} stands in the way of the {locked}.",
                "'zypper locks' lists all; 'zypper removelock NAME' if it is over.");
        }

        if (Found(@"^package (?<text>\S+) is not installed") is { } absent)
        {
            return Problem(
                host, "PackageNotInstalled", FindingKind.ObjectNotFound,
                $"{absent} is not installed on {host}; a patch is a newer version of what is there.",
                "List the pending patches again: it may have been removed since.");
        }

        if (output.ExitCode == 104 || Found("No provider of") is not null)
        {
            return Problem(
                host, "PackageVersionGone", FindingKind.ObjectNotFound,
                $"What was asked for is not in the metadata of {host} any more: {Found(@"No provider of (?<text>[^<]*) found") ?? "zypper does not say what"}.",
                "A newer version has probably taken its place: list the pending patches again.");
        }

        if (output.ExitCode == 6) return NoLists(host);
        if (Found(@"Problem(?: \d+)?: (?<text>[^\n<]*)") is { } why)
        {
            return Problem(
                host, "DependenciesUnmet", FindingKind.InvalidOperation, $"zypper on {host} finds no way to install this: {why}.",
                "A repository may be missing, or a lock in the way: 'zypper repos', 'zypper locks'.");
        }

        var last = text.Split('\n').LastOrDefault(line => line.Trim().Length > 0 && !line.TrimStart().StartsWith("</", StringComparison.Ordinal));
        return Problem(
            host, "PackageManagerFailed", FindingKind.InvalidOperation,
            $"zypper ended with exit code {output.ExitCode} on {host}: {(last is null ? "it does not say why" : Quoted.Line(last.Trim()))}",
            "Run the same zypper command by hand on the host and read what it prints.");
    }

    private static Finding Problem(string host, string code, FindingKind kind, string message, string suggestion) => new()
    {
        Code = code,
        Kind = kind,
        HostName = host,
        Message = message,
        Suggestion = suggestion,
    };
}
