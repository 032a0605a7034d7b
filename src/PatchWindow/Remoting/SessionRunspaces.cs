using System.Management.Automation.Runspaces;

namespace PatchWindow.Remoting;

/// <summary>
/// The runspaces that scripts for Windows hosts run in: one of its own for each, so that nothing of the user's session shows in them.
/// </summary>
internal static class SessionRunspaces
{
    private const string ShellUri = "http://schemas.microsoft.com/powershell/Microsoft.PowerShell";

    // What New-PSSession waits for is three minutes; a host that is off would hold up its place among those that are asked at once.
    private static readonly TimeSpan OpenTimeout = TimeSpan.FromSeconds(30);

    /// <summary>Makes another runspace than <see cref="Make"/> in tests; like the clock's, no script can reach it.</summary>
    internal static Func<string?, Runspace>? Instead { get; set; }

    /// <summary>A runspace, not opened yet.</summary>
    /// <param name="computer">The computer's name or address; null for this machine.</param>
    /// <param name="outputLimit">How many bytes it may send.</param>
    public static Runspace Make(string? computer, int outputLimit)
    {
        if (Instead is { } instead) return instead(computer);
        if (computer is null) return RunspaceFactory.CreateRunspace(InitialSessionState.CreateDefault2());

        // As New-PSSession -ComputerName does it: the account that we run as, Kerberos or NTLM as Windows settles it, port 5985.
        return RunspaceFactory.CreateRunspace(new WSManConnectionInfo(false, computer, 5985, "/wsman", ShellUri, null)
        {
            OpenTimeout = (int)OpenTimeout.TotalMilliseconds,
            MaximumReceivedDataSizePerCommand = outputLimit,
            MaximumReceivedObjectSize = outputLimit,
        });
    }
}
