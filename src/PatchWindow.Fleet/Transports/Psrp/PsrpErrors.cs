namespace PatchWindow.Fleet.Transports.Psrp;

/// <summary>
/// What can go wrong on the way to a Windows host, as findings: what happened, and what to type next. The numbers are those of
/// PSRemotingTransportException.ErrorCode: Windows' own, or WinRM's (winerror.h, wsmerror.h of the Windows SDK).
/// </summary>
internal static class PsrpErrors
{
    private static readonly Dictionary<uint, Func<ManagedHost, string, Finding>> Table = new()
    {
        [5] = (host, why) => Problem(
            host, "AuthenticationFailed", FindingKind.PermissionDenied,
            $"'{host.Name}' let this account in for nothing: {why}",
            $"Try 'Enter-PSSession {AddressOf(host)}'. The account must be in the host's group Administrators (or Remote Management Users, to list)."),
        [0x8009030E] = NotTrusted, // SEC_E_NO_CREDENTIALS
        [0x80090311] = NotTrusted, // SEC_E_NO_AUTHENTICATING_AUTHORITY
        [0x80090322] = NotTrusted, // SEC_E_WRONG_PRINCIPAL
        [0x803380E4] = NotTrusted, // ERROR_WSMAN_DEFAULTAUTH_IPADDRESS
    };

    public static Finding NotConnected(ManagedHost host, int code, string message)
    {
        var why = Quoted.Line(message.Trim());
        return Table.TryGetValue(unchecked((uint)code), out var finding) ? finding(host, why) : Problem(
            host, "Unreachable", FindingKind.ResourceUnavailable,
            $"No PowerShell session to '{host.Name}' came about: {why}",
            $"Try 'Test-WSMan {AddressOf(host)}'. On the host 'Enable-PSRemoting' starts WinRM and opens its port (5985).");
    }

    public static Finding NotSupported(ManagedHost host, string why) => Problem(
        host, "PowerShellRemotingMissing", FindingKind.NotInstalled,
        $"'{host.Name}' is reached by psrp, and this machine cannot do that: {Quoted.Line(why.Trim())}",
        "Run the command in PowerShell on Windows; Linux and macOS have no WinRM client that it could use.");

    public static Finding UserNotSupported(ManagedHost host, string user) => Problem(
        host, "UserNotSupported", FindingKind.NotImplemented,
        $"'{host.Name}' is to be reached by psrp as '{Quoted.Line(user)}', and this version reaches Windows only as the account that it runs as itself.",
        "Take \"user\" out of the host, and run PatchWindow as an account that may administer it (a domain account, with Kerberos).");

    public static Finding AddressInvalid(ManagedHost host, string address) => Problem(
        host, "AddressInvalid", FindingKind.InvalidArgument,
        $"'{Quoted.Line(address)}' cannot be the name or the address of a computer.",
        "Correct the name, or give the host an \"address\" in the inventory.");

    /// <summary>Where the script changes the host it goes on there; the code says that what became of it is not known.</summary>
    public static Finding Lost(ManagedHost host, bool interruptible, string message) => Problem(
        host, interruptible ? "ConnectionLost" : "OutputCutShort", FindingKind.ReadError,
        $"The session to '{host.Name}' was lost: {Quoted.Line(message.Trim())}"
        + (interruptible ? "" : " What had begun there goes on."),
        interruptible
            ? "Try again; if it happens again, see the host's event log Microsoft-Windows-WinRM/Operational."
            : "Look on the host before anything else: its result is written to %SystemRoot%\\PatchWindow when it has ended.");

    public static Finding StillRunning(ManagedHost host, TimeSpan timeout) => Problem(
        host, "TimedOut", FindingKind.OperationTimeout,
        $"The script on '{host.Name}' had not ended after {timeout}. It was left to run: ending it could leave updates half-installed.",
        "See Settings > Windows Update on the host, and the Task Scheduler's tasks whose names begin with PatchWindow.");

    public static Finding NotText(ManagedHost host, string type) => Problem(
        host, "OutputUnreadable", FindingKind.InvalidData,
        $"The session of '{host.Name}' answered with something that is no text ({Quoted.Line(type)}); nothing of it is used.",
        "See whether the host's session configuration (Get-PSSessionConfiguration) runs a script of its own.");

    private static Finding NotTrusted(ManagedHost host, string why) => Problem(
        host, "AuthenticationFailed", FindingKind.PermissionDenied,
        $"'{host.Name}' and this machine did not come to know each other: {why}",
        "Kerberos needs the host's name in the domain (no IP address) and a domain account; give the host that name as its \"address\".");

    private static string AddressOf(ManagedHost host) => host.Address ?? host.Name;

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
