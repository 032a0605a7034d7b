using PatchWindow.Core.Outcomes;

namespace PatchWindow.Fleet.Transports;

/// <summary>
/// Runs scripts on this machine with <c>/bin/sh</c>, as the user that this process is. An interruptible script that is cancelled is
/// ended with everything it started, and the task is cancelled; see <see cref="HostScript.Interruptible"/> for the others.
/// </summary>
/// <remarks>
/// .NET ignores SIGPIPE, and a shell that inherits that cannot undo it: <c>yes | head</c> in a script of ours would never
/// end. apt gives maintainer scripts the default again (apt 2.6).
/// </remarks>
/// <param name="environment">Variables to set over this process's own.</param>
/// <param name="outputLimit">How many bytes of standard output, and of standard error, are accepted.</param>
/// <param name="shell">The shell.</param>
public sealed class LocalTransport(
    IReadOnlyDictionary<string, string>? environment = null,
    int outputLimit = LocalTransport.DefaultOutputLimit,
    string shell = "/bin/sh") : ITransport
{
    /// <summary>32 MiB.</summary>
    public const int DefaultOutputLimit = 32 << 20;

    public string Name => "local";

    public ScriptLanguage Language => ScriptLanguage.Shell;

    public async Task<Outcome<HostOutput>> RunAsync(HostScript script, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (TransportProblems.LanguageRefused(this, script) is { } refused)
            return refused;
        if (script.Arguments.FirstOrDefault(argument => !ScriptProcess.CanBeArgument(argument)) is { } impossible)
            return TransportProblems.ArgumentInvalid(impossible);
        if (!File.Exists(shell))
            return TransportProblems.ShellMissing(shell);
        var start = new ProgramStart(shell, ["-s", "--", .. script.Arguments])
        {
            Environment = environment,
            OwnSession = !script.Interruptible,
        };
        return await new ScriptProcess(start, outputLimit, endsChildren: true)
            .RunAsync(script.ToStandardInput(), script.Timeout, script.Interruptible, cancellationToken).ConfigureAwait(false);
    }
}
