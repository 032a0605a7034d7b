using PatchWindow.Core.Outcomes;

namespace PatchWindow.Fleet.Transports.Psrp;

/// <summary>
/// Runs PowerShell scripts on a Windows host: through a PSSession (WinRM), as the user that this process is, or on this machine in the
/// engine that runs us.
/// </summary>
/// <param name="host">The host.</param>
/// <param name="isLocal">Whether it is this machine.</param>
/// <param name="run">Runs a script; null where nobody brought an engine.</param>
/// <param name="outputLimit">How many characters of output are accepted.</param>
public sealed class PowerShellTransport(
    ManagedHost host, bool isLocal, RunPowerShell? run, int outputLimit = LocalTransport.DefaultOutputLimit) : ITransport
{
    public string Name => isLocal ? "local" : "psrp";

    public ScriptLanguage Language => ScriptLanguage.PowerShell;

    public async Task<Outcome<HostOutput>> RunAsync(HostScript script, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var address = host.Address ?? host.Name;
        if (TransportProblems.LanguageRefused(this, script) is { } refused) return refused;
        if (!isLocal && host.User is { } user) return PsrpErrors.UserNotSupported(host, user);

        // The engine makes a URL of it.
        if (!isLocal && Uri.CheckHostName(address) == UriHostNameType.Unknown) return PsrpErrors.AddressInvalid(host, address);
        if (script.Arguments.FirstOrDefault(argument => !ScriptProcess.CanBeArgument(argument)) is { } impossible)
            return TransportProblems.ArgumentInvalid(impossible);
        if (run is null) return PsrpErrors.NotSupported(host, "there is no PowerShell engine here");
        var answer = await run(isLocal ? null : address, script, outputLimit, cancellationToken).ConfigureAwait(false);
        return answer.End switch
        {
            PowerShellEnd.Ended => answer.Output!,
            PowerShellEnd.NotSupported => PsrpErrors.NotSupported(host, answer.Message),
            PowerShellEnd.NotConnected => PsrpErrors.NotConnected(host, answer.ErrorCode, answer.Message),
            PowerShellEnd.Lost => PsrpErrors.Lost(host, script.Interruptible, answer.Message),
            PowerShellEnd.NotText => PsrpErrors.NotText(host, answer.Message),
            PowerShellEnd.OutputTooLarge => TransportProblems.OutputTooLarge(outputLimit),
            _ => script.Interruptible ? TransportProblems.TimedOut(script.Timeout) : PsrpErrors.StillRunning(host, script.Timeout),
        };
    }
}
