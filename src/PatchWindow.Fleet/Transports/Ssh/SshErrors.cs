using System.Text.RegularExpressions;
using PatchWindow.Core.Outcomes;

namespace PatchWindow.Fleet.Transports.Ssh;

/// <summary>What OpenSSH's client and sudo print when they fail, as findings: what happened, and what to type next.</summary>
internal static class SshErrors
{
    private const RegexOptions Lines = RegexOptions.Multiline | RegexOptions.CultureInvariant;

    // In this order: a changed key also says that the verification failed, and a jump host's trouble that a connection was closed.
    private static readonly (Regex Pattern, Func<ManagedHost, Match, string, Finding> Finding)[] Table =
    [
        Row("REMOTE HOST IDENTIFICATION HAS CHANGED|REVOKED HOST KEY DETECTED|has been revoked", (host, _, error) => Problem(
            host, "HostKeyChanged", FindingKind.PermissionDenied,
            $"The host that answers as '{host.Name}' has another key than the one that is known{Fingerprint(error)}. "
            + "It was installed anew, its address went to another host, or someone stands in between. Nothing was sent to it.",
            $"Compare the fingerprint on the host's own console (ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub). If it is right, "
            + $"{Removal(error) ?? $"'ssh-keygen -R {AddressOf(host)}'"} forgets the old one; then Test-PatchHost {host.Name} -AcceptNewHostKey.")),

        Row(@"^No \S+ host key is known for (?<at>\S+)", (host, match, _) => Unknown(host, match.Groups["at"].Value)),

        Row("Host key verification failed", (host, _, error) => error.Contains("Connection closed")
            ? Problem(
                host, "HostKeyUnknown", FindingKind.PermissionDenied,
                $"A jump host on the way to '{host.Name}' has a key that is not known yet. Nothing was sent.",
                $"Log in once with 'ssh {host.Name}', compare the jump host's fingerprint and accept it there.")
            : Unknown(host, AddressOf(host))),

        Row(@"UNPROTECTED PRIVATE KEY FILE|^Load key ""(?<file>[^""]*)"": (?<why>.*)$", (host, match, _) => Problem(
            host, "AuthenticationFailed", FindingKind.PermissionDenied,
            $"'{host.Name}' let nobody in: a private key cannot be used{Because(match, "file", "why")}.",
            "See that it is a key and readable by you alone: chmod 600 FILE.")),

        Row(@"Permission denied \((?<methods>[^)]*)\)|Too many authentication failures|no mutual signature|Authentication failed",
            (host, match, _) => Problem(
                host, "AuthenticationFailed", FindingKind.PermissionDenied,
                $"'{host.Name}' let nobody in{(host.User is null ? "" : $" as '{host.User}'")}"
                + (match.Groups["methods"].Success ? $": it offers {Quoted.Line(match.Groups["methods"].Value)}, and no key of yours was accepted." : "."),
                $"Try 'ssh -v {(host.User is null ? "" : host.User + "@")}{AddressOf(host)}'. Put your public key there (ssh-copy-id), load it (ssh-add), "
                + "or name the right user in the inventory. Passwords are not asked for.")),

        Row(@"Could not resolve hostname (?<name>[^:]*): (?<why>.*)$", (host, match, _) => Problem(
            host, "Unreachable", FindingKind.ResourceUnavailable,
            $"'{host.Name}' was not found: there is no host {Shown(match, "name")} ({Shown(match, "why")}).",
            "Correct the name, or give the host an \"address\" in the inventory.")),

        Row(@"connect to (?:host|address) (?<at>.*?) port (?<port>\d+): (?<why>.*)$", (host, match, _) => Problem(
            host, "Unreachable", FindingKind.ResourceUnavailable,
            $"'{host.Name}' does not answer at {Shown(match, "at")} port {Shown(match, "port")}: {Shown(match, "why")}.",
            match.Groups["why"].Value.Contains("refused")
                ? "The machine is there and no SSH server listens: 'systemctl status ssh' on its console, or another port."
                : "See whether it is switched on and whether a firewall stands between.")),

        Row(@"^(?:ssh: )?(?<why>(?:Connection timed out|Connection reset|Connection closed|kex_exchange_identification|banner exchange|Unable to negotiate|no matching|ssh_dispatch_run_fatal|stdio forwarding failed).*)$",
            (host, match, _) => Problem(
                host, "Unreachable", FindingKind.ResourceUnavailable,
                $"'{host.Name}' answered, and no connection came about: {Shown(match, "why")}.",
                "Its SSH server may be overloaded or just starting, or refuse this machine: 'journalctl -u ssh' on its console tells.")),

        Row(@"(?<what>Bad configuration option.*$|Bad owner or permissions.*$|Can't open user config file.*$|terminating, \d+ bad configuration options|^(?:command-line|\S+ line \d+): .*$)",
            (host, match, _) => Problem(
                host, "SshConfigurationInvalid", FindingKind.InvalidData,
                $"OpenSSH does not accept its configuration: {Shown(match, "what")}.",
                $"'ssh -G {host.Name}' shows the same; correct the file.")),
    ];

    /// <summary>Why there is no OpenSSH client; null where there is one, as far as this answer tells.</summary>
    public static Finding? ProgramMissing(string program, Outcome<HostOutput> answer)
    {
        // Started by setsid, which is there, it is setsid that says so.
        if (answer.Problem is { Code: "ShellStartFailed" } problem) return ProgramMissing(program, problem.Message);
        return answer.IsSuccess && Regex.Match(answer.Value.Error, "^setsid: failed to execute .*$", Lines) is { Success: true } match
            ? ProgramMissing(program, Quoted.Line(match.Value))
            : null;
    }

    private static Finding ProgramMissing(string program, string reason) => new()
    {
        Code = "SshMissing",
        Kind = FindingKind.NotInstalled,
        Message = $"OpenSSH's client '{program}' could not be started on this machine: {reason}",
        Suggestion = "Install it (apt-get install openssh-client), or name it in the configuration: \"ssh\": { \"program\": \"…\" }.",
    };

    /// <summary>Whether a connection through a jump host ended before anything was said.</summary>
    public static bool IsOfProxy(HostOutput output) => output.ExitCode == 255
        && Regex.IsMatch(output.Error, "^kex_exchange_identification: Connection closed|UNKNOWN port 65535", Lines);

    /// <summary>
    /// Why a script did not begin; null where it may have begun nevertheless, and only its answer was lost.
    /// </summary>
    public static Finding? Explain(ManagedHost host, HostOutput output, HostScript script)
    {
        if (output.ExitCode != 255) return NotRun(host, output);
        foreach (var (pattern, finding) in Table)
        {
            if (pattern.Match(output.Error) is { Success: true } match) return finding(host, match, output.Error);
        }

        return script.Interruptible ? Lost(host, output) : null;
    }

    /// <summary>A connection that ended before its time.</summary>
    public static Finding Lost(ManagedHost host, HostOutput output) => Problem(
        host, "Unreachable", FindingKind.ResourceUnavailable,
        $"The connection to '{host.Name}' was lost in the middle{LastWord(output.Error)}; nothing of what it had answered is used.",
        "The host was shut down, or the network failed: try again.");

    // OpenSSH did its part: it was the account there that ran no shell of ours, or could not become root.
    private static Finding NotRun(ManagedHost host, HostOutput output)
    {
        if (Regex.Match(output.Error, @"^sudo: (?<why>.*)$", Lines) is { Success: true } sudo) return NoPrivilege(host, Shown(sudo, "why"));
        if (Regex.IsMatch(output.Error, @"not in the sudoers file|is not allowed to (?:execute|run sudo)|may not run sudo", Lines))
            return NoPrivilege(host, "it is not in the sudoers file");
        if (Regex.IsMatch(output.Error, @"sudo: (?:command )?not found|sudo: No such file", Lines)) return NoPrivilege(host, "there is no sudo");
        return Problem(
            host, "ShellMissing", FindingKind.NotInstalled,
            $"The account{(host.User is null ? "" : $" '{host.User}'")} on '{host.Name}' logged in and ran no POSIX shell "
            + $"(exit code {output.ExitCode}){LastWord(output.Error.Trim().Length > 0 ? output.Error : output.Output)}.",
            $"See what 'ssh {host.Name} sh -c true' prints: the account may have no login shell, or the host no sh.");
    }

    private static Finding NoPrivilege(ManagedHost host, string why) => Problem(
        host, "NoPrivilege", FindingKind.PermissionDenied,
        $"The account{(host.User is null ? "" : $" '{host.User}'")} on '{host.Name}' cannot become root: {why}. Listing and planning work without.",
        "Allow it sudo without a password ('USER ALL=(root) NOPASSWD: ALL' in a file of /etc/sudoers.d, written with visudo), "
        + "or name another user in the inventory. A password is never asked for.");

    private static Finding Unknown(ManagedHost host, string at) => Problem(
        host, "HostKeyUnknown", FindingKind.PermissionDenied,
        $"The key of '{host.Name}' is not known yet ({Quoted.Line(at)} is in no known_hosts file), and is not accepted unseen. Nothing was sent to it.",
        $"Compare its fingerprint with 'ssh {host.Name}', or take it as it is now: Test-PatchHost {host.Name} -AcceptNewHostKey.");

    private static string Fingerprint(string error) =>
        Regex.Match(error, @"^(?<key>(?:SHA256|MD5):\S+?)\.?\s*$", Lines) is { Success: true } match ? $" (now {Shown(match, "key")})" : "";

    // ssh's own words for it, as it escaped them for a shell.
    private static string? Removal(string error) =>
        Regex.Match(error, @"^\s*(?<command>ssh-keygen .*)$", Lines) is { Success: true } match ? $"'{Shown(match, "command")}'" : null;

    private static string Because(Match match, string file, string why) =>
        match.Groups[file].Success ? $" ({Shown(match, file)}: {Shown(match, why)})" : "";

    private static string LastWord(string text) =>
        text.Split('\n').LastOrDefault(line => line.Trim().Length > 0) is { } line ? $": '{Quoted.Line(line.Trim())}'" : "";

    private static string AddressOf(ManagedHost host) => host.Address ?? host.Name;

    private static string Shown(Match match, string group) => Quoted.Line(match.Groups[group].Value.Trim());

    private static (Regex, Func<ManagedHost, Match, string, Finding>) Row(string pattern, Func<ManagedHost, Match, string, Finding> finding) =>
        (new Regex(pattern, Lines), finding);

    private static Finding Problem(ManagedHost host, string code, FindingKind kind, string message, string suggestion) => new()
    {
        Code = code,
        Kind = kind,
        HostName = host.Name,
        Path = host.Name,
        Message = message,
        Suggestion = suggestion,
    };
}
