namespace PatchWindow.Fleet.Transports;

/// <summary>The findings of transports: why a script has no output.</summary>
internal static class TransportProblems
{
    public static Finding ArgumentInvalid(string argument) => new()
    {
        Code = "ArgumentInvalid",
        Kind = FindingKind.InvalidArgument,
        Message = $"'{Quoted.Line(argument)}' cannot be given to a program: it holds a NUL or half a character.",
        Suggestion = "Correct the name where it comes from.",
    };

    /// <summary>Why a transport does not run a script of this language; null where it does.</summary>
    public static Finding? LanguageRefused(ITransport transport, HostScript script) => transport.Language == script.Language ? null : new()
    {
        Code = "ScriptLanguageNotSupported",
        Kind = FindingKind.NotImplemented,
        Message = script.Language == ScriptLanguage.PowerShell
            ? $"The host is reached by {transport.Name}, which runs shell scripts, and its package manager needs PowerShell."
            : $"The host is reached by {transport.Name}, which runs PowerShell, and this needs a POSIX shell.",
        Suggestion = "Windows hosts have \"transport\": \"psrp\" in the inventory, all others \"ssh\".",
    };

    public static Finding ShellMissing(string shell) => new()
    {
        Code = "ShellMissing",
        Kind = FindingKind.NotInstalled,
        Message = $"This machine has no {shell}, which the local transport runs its scripts with.",
        Suggestion = "The local transport works on Linux and other Unix systems; use another for this host.",
    };

    public static Finding StartFailed(string shell, string reason) => new()
    {
        Code = "ShellStartFailed",
        Kind = FindingKind.ResourceUnavailable,
        Message = $"{shell} could not be started: {reason}",
        Suggestion = "See whether the machine is out of memory or processes, or the arguments are too many.",
    };

    /// <summary>The code of the problem that more was printed than is accepted.</summary>
    public const string OutputTooLargeCode = "OutputTooLarge";

    public static Finding OutputTooLarge(int limit) => new()
    {
        Code = OutputTooLargeCode,
        Kind = FindingKind.LimitsExceeded,
        Message = $"The host printed more than {limit:N0} bytes; the rest was not read, and nothing of it is used.",
        Suggestion = "Run the package manager by hand on the host and see what it prints.",
    };

    public static Finding TimedOut(TimeSpan timeout) => new()
    {
        Code = "TimedOut",
        Kind = FindingKind.OperationTimeout,
        Message = $"The host had not answered after {timeout}; the script was ended.",
        Suggestion = "See what the host is busy with (a slow disk, a hanging mount, a dead network), then try again.",
    };

    public static Finding StillRunning(TimeSpan timeout, int process) => new()
    {
        Code = "TimedOut",
        Kind = FindingKind.OperationTimeout,
        Message = $"The script had not ended after {timeout}. It was left to run, as process {process}: "
            + "ending it could leave packages half-installed.",
        Suggestion = $"Look at it on the host with 'ps -ef --forest' or 'pstree -p {process}'; "
            + "it may wait for an answer or for a lock.",
    };
}
