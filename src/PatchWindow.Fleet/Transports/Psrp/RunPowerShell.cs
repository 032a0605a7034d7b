namespace PatchWindow.Fleet.Transports.Psrp;

/// <summary>
/// Runs a PowerShell script on a computer, in a session of its own. The engine is not referenced from here; whoever has one brings this.
/// </summary>
/// <remarks>It words nothing: what happened becomes a finding in <see cref="PowerShellTransport"/>. A delegate and no interface, so that no
/// class of the front assembly needs this one to be loaded.</remarks>
/// <param name="computer">The computer's name or address; null is this machine.</param>
/// <param name="script">The script; its arguments arrive in <c>$args</c>.</param>
/// <param name="outputLimit">How many characters of output are accepted.</param>
/// <param name="cancellationToken">Ends a script that is <see cref="HostScript.Interruptible"/>.</param>
/// <exception cref="OperationCanceledException">Cancelled.</exception>
public delegate Task<PowerShellAnswer> RunPowerShell(string? computer, HostScript script, int outputLimit, CancellationToken cancellationToken);

/// <summary>How running a script in PowerShell ended.</summary>
public enum PowerShellEnd
{
    /// <summary>It ran to its end, or ended itself with an error; <see cref="PowerShellAnswer.Output"/> has what it wrote.</summary>
    Ended,

    /// <summary>There is no engine, or none that can reach other computers.</summary>
    NotSupported,

    /// <summary>No session came about; nothing was run.</summary>
    NotConnected,

    /// <summary>The session was lost after the script had been sent.</summary>
    Lost,

    /// <summary>It did not end in time; an interruptible one was ended.</summary>
    TimedOut,

    /// <summary>It wrote more than is accepted.</summary>
    OutputTooLarge,

    /// <summary>It wrote something that is no text.</summary>
    NotText,
}

/// <summary>What came of a script.</summary>
/// <param name="End">How it ended.</param>
/// <param name="Output">What it wrote, where it ended.</param>
/// <param name="ErrorCode">The number that remoting gives for what went wrong; 0 for none.</param>
/// <param name="Message">The words for it.</param>
public sealed record PowerShellAnswer(PowerShellEnd End, HostOutput? Output, int ErrorCode, string Message);
