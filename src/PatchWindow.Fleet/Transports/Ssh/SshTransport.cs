using PatchWindow.Core.Outcomes;

namespace PatchWindow.Fleet.Transports.Ssh;

/// <summary>
/// Runs scripts on a host through the system's own OpenSSH client: the user's configuration, jump hosts, agent, certificates and
/// known hosts all count. A host's key is never accepted in silence, nothing is ever asked, and connections are shared where
/// OpenSSH can.
/// </summary>
/// <remarks>
/// A shared connection to a host that was restarted since ends after <c>ServerAliveInterval</c> × <c>ServerAliveCountMax</c>, and
/// OpenSSH then makes a new one by itself (9.2).
/// </remarks>
/// <param name="host">The host.</param>
/// <param name="settings">What goes for all hosts.</param>
/// <param name="acceptNewHostKey">Whether the key of a host that is not known yet is written down as right.</param>
/// <param name="sockets">Where shared connections are.</param>
/// <param name="outputLimit">How many bytes of standard output, and of standard error, are accepted.</param>
public sealed class SshTransport(
    ManagedHost host, SshSettings settings, Func<bool> acceptNewHostKey, ControlSockets sockets,
    int outputLimit = LocalTransport.DefaultOutputLimit) : ITransport
{
    // What OpenSSH itself ends with when it could not do what it was asked (ssh(1)).
    private const int SshFailed = 255;

    private static readonly Dictionary<string, string> Quiet = new()
    {
        ["LC_ALL"] = "C",
        ["SSH_ASKPASS_REQUIRE"] = "never",
    };

    public string Name => "ssh";

    public ScriptLanguage Language => ScriptLanguage.Shell;

    public async Task<Outcome<HostOutput>> RunAsync(HostScript script, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if ((TransportProblems.LanguageRefused(this, script) ?? SshNames.Refuse(host)) is { } refused)
            return refused;
        if (script.Arguments.FirstOrDefault(argument => !ScriptProcess.CanBeArgument(argument)) is { } impossible)
            return TransportProblems.ArgumentInvalid(impossible);
        var sent = new SshScript(script, Guid.NewGuid().ToString("N"));
        var socket = sockets.PathFor(host, settings);
        var answer = await SendAsync(script, sent, socket, cancellationToken).ConfigureAwait(false);

        // OpenSSH drops what a jump host's ssh prints where the connection is to be shared. A connection of its own tells.
        if (socket is not null && answer.IsSuccess && sent.Begun(answer.Value) is null && SshErrors.IsOfProxy(answer.Value))
            answer = await SendAsync(script, sent, null, cancellationToken).ConfigureAwait(false);
        if (SshErrors.ProgramMissing(settings.Program, answer) is { } missing)
            return missing;
        if (!answer.TryGet(out var output, out var problem))
            return problem;
        if (sent.Begun(output) is { } begun)
        {
            // What was being changed is another's to judge: it may be done, and only the answer was lost.
            return output.ExitCode == SshFailed && script.Interruptible ? SshErrors.Lost(host, output) : begun;
        }
        return SshErrors.Explain(host, output, script) is { } reason ? reason : output with { Output = "" };
    }

    private Task<Outcome<HostOutput>> SendAsync(
        HostScript script, SshScript sent, string? socket, CancellationToken cancellationToken)
    {
        var start = new ProgramStart(settings.Program, SshOptions.For(host, settings, acceptNewHostKey(), socket, sent.Command))
        {
            // Without a terminal nobody can be asked, not even by the ssh that a jump host needs and that BatchMode does not
            // reach; and the terminal's Ctrl+C does not end what is being installed.
            OwnSession = true,
            Environment = Quiet,
        };
        var timeout = script.Interruptible && !script.Waits && settings.AnswerTimeout < script.Timeout ? settings.AnswerTimeout : script.Timeout;
        return new ScriptProcess(start, outputLimit, endsChildren: false)
            .RunAsync(sent.Input, timeout, script.Interruptible, cancellationToken);
    }
}
