namespace PatchWindow.Fleet.PackageManagers.WindowsUpdate;

/// <summary>What an HRESULT means to whoever reads it.</summary>
/// <param name="Code">The finding's code.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Happened">What happened and what it means, to follow "Windows Update on HOST: ".</param>
/// <param name="Next">What to do next.</param>
internal sealed record UpdateCode(string Code, FindingKind Kind, string Happened, string Next);

/// <summary>
/// The HRESULTs that administrators meet. What each says is in Microsoft Learn, "Windows Update error codes by component" and "Common
/// Windows Update errors"; the others are those of Windows (winerror.h), WinINet and component based servicing.
/// </summary>
internal static class WindowsUpdateCodes
{
    private const string Network = "PackageDownloadFailed", Failed = "PackageManagerFailed", Busy = "PackageManagerLocked", Broken = "PackageManagerInterrupted";

    private const string SeeServer = "See on the host which server it asks ('Get-ItemProperty HKLM:\\SOFTWARE\\Policies\\Microsoft\\Windows\\WindowsUpdate'), and whether it is reached.";
    private const string SeeProxy = "See 'netsh winhttp show proxy' on the host: Windows Update goes by that proxy and not by a user's.";
    private const string TryLater = "Try again later; the server's own log says what it is busy with.";
    private const string ResetStore = "On the host: stop wuauserv and bits, rename %SystemRoot%\\SoftwareDistribution, start both, then Get-PendingPatch -Refresh.";
    private const string MendStore = "On the host: 'DISM /Online /Cleanup-Image /RestoreHealth', then 'sfc /scannow', then try again.";
    private const string Reboot = "Reboot the host in its window, then try again.";
    private const string ListAgain = "List the pending patches again (Get-PendingPatch -Refresh): something else may have taken its place.";
    private const string SeeCbs = "Read %SystemRoot%\\Logs\\CBS\\CBS.log on the host around the time, then 'DISM /Online /Cleanup-Image /RestoreHealth'.";
    private const string SeePolicy = "See the host's Group Policy for Windows Update ('gpresult /h report.html').";

    private static readonly Dictionary<uint, UpdateCode> Table = new()
    {
        // The agent itself.
        [0x80240001] = new(Failed, FindingKind.ResourceUnavailable, "the agent does not do its service", "Start the service wuauserv on the host, or reboot it."),
        [0x80240002] = new(Failed, FindingKind.LimitsExceeded, "the agent has more to do than it takes", "Wait for what is running there, then try again with fewer patches."),
        [0x80240003] = new("PackageVersionGone", FindingKind.ObjectNotFound, "it does not know the update any more", ListAgain),
        [0x80240004] = new(Failed, FindingKind.ResourceUnavailable, "the agent could not begin", "Restart the service wuauserv on the host."),
        [0x80240007] = new(Failed, FindingKind.InvalidOperation, "the list of updates changed meanwhile", ListAgain),
        [0x80240008] = new("PackageVersionGone", FindingKind.ObjectNotFound, "what was asked for is not there", ListAgain),
        [0x80240009] = new(Busy, FindingKind.ResourceBusy, "another operation of the agent is under way", "Wait for it; Settings > Windows Update on the host shows it."),
        [0x8024000B] = new(Failed, FindingKind.OperationStopped, "the operation was cancelled on the host", "See who cancelled it there (event log System, source WindowsUpdateClient), then try again."),
        [0x8024000C] = new(Failed, FindingKind.InvalidOperation, "there was nothing to do", ListAgain),
        [0x8024000D] = new(Failed, FindingKind.InvalidData, "what the server says of an update is incomplete", "On a WSUS server decline the update and approve it again; " + ResetStore),
        [0x8024000E] = new(Failed, FindingKind.InvalidData, "what the server says of an update is wrong", "On a WSUS server decline the update and approve it again; " + ResetStore),
        [0x80240010] = new(Failed, FindingKind.LimitsExceeded, "the updates depend on one another too deeply", "On a WSUS server decline superseded updates (its Cleanup Wizard)."),
        [0x80240016] = new(Busy, FindingKind.ResourceBusy, "another installation is under way, or a reboot must come first", "Wait for it, or reboot the host; Test-PatchHost says which it is."),
        [0x80240017] = new("PackageVersionGone", FindingKind.ObjectNotFound, "the update is not for this host, or not any more: it is installed, superseded or withdrawn", ListAgain),
        [0x80240018] = new(Failed, FindingKind.PermissionDenied, "the update wants a user's session and there is none", "Install this one by hand, logged on at the host."),
        [0x80240019] = new("DependenciesUnmet", FindingKind.InvalidOperation, "an update of those must be installed alone", "Install it first, by itself, reboot, then the others."),
        [0x8024001B] = new(Busy, FindingKind.ResourceBusy, "the agent updates itself", "Try again in some minutes."),
        [0x8024001D] = new(Failed, FindingKind.InvalidData, "what is known of the update there is wrong", ResetStore),
        [0x8024001E] = new(Failed, FindingKind.OperationStopped, "the service or the host was shut down meanwhile", "See whether the host was rebooted; then list what is pending there and try again."),
        [0x8024001F] = new(Network, FindingKind.ResourceUnavailable, "the host had no network connection", "See its network, then try again."),
        [0x80240020] = new(Failed, FindingKind.InvalidOperation, "the update needs someone who is logged on, and nobody is", "Install this one by hand, logged on at the host."),
        [0x80240021] = new("TimedOutOnHost", FindingKind.OperationTimeout, "it took longer than the agent allows", "See what the host is busy with, then try again."),
        [0x80240022] = new(Failed, FindingKind.InvalidOperation, "every one of the updates failed", "Read 'Get-WindowsUpdateLog' on the host, and its update history, for the reason of each."),
        [0x80240023] = new("PackageHeld", FindingKind.InvalidOperation, "the license terms of the update are not accepted", "Read and accept them on the host (Settings > Windows Update), then try again."),
        [0x80240024] = new("PackageVersionGone", FindingKind.ObjectNotFound, "there is no update to install", ListAgain),
        [0x80240025] = new(Failed, FindingKind.PermissionDenied, "Group Policy keeps users from Windows Update", SeePolicy),
        [0x8024002C] = new(Failed, FindingKind.ResourceUnavailable, "the small form of the update needs files that are gone from the host", MendStore),
        [0x8024002D] = new(Failed, FindingKind.ResourceUnavailable, "the update needs installation files that are gone", "Give the host the product's source, or repair the product, then try again."),
        [0x8024002E] = new(Failed, FindingKind.PermissionDenied, "policy does not let the host ask a server that is not managed", "Point it to a WSUS server, or lift 'Remove access to use all Windows Update features'. " + SeePolicy),
        [0x8024002F] = new(Failed, FindingKind.PermissionDenied, "the policy DisableWindowsUpdateAccess ended it", SeePolicy),
        [0x80240030] = new(Network, FindingKind.InvalidData, "the list of proxies is written wrongly", SeeProxy),
        [0x80240032] = new(Failed, FindingKind.InvalidArgument, "it does not understand what PatchWindow searches for", "Report it, with the host's version of Windows."),
        [0x80240033] = new(Network, FindingKind.ResourceUnavailable, "the license terms could not be fetched", "On WSUS they lie in its content folder: 'wsusutil reset' fetches them again."),
        [0x80240034] = new(Network, FindingKind.ResourceUnavailable, "an update could not be downloaded", "See the room on the disk and the way to the server; " + ResetStore),
        [0x80240035] = new(Failed, FindingKind.InvalidOperation, "the update was left out", "Try it by itself, and read 'Get-WindowsUpdateLog' on the host."),
        [0x80240036] = new(Failed, FindingKind.InvalidOperation, "the agent is in a state that does not allow it", Reboot),
        [0x80240037] = new(Failed, FindingKind.NotImplemented, "the agent cannot do that for this update", "Install this one by hand."),
        [0x80240041] = new(Failed, FindingKind.ResourceBusy, "sysprep is running", "Wait for it to end."),
        [0x80240042] = new(Failed, FindingKind.ResourceUnavailable, "the update service is not registered any more", "Register it again: the policy's server, or Microsoft Update in Settings > Windows Update > Advanced options."),
        [0x80240438] = new(Network, FindingKind.ResourceUnavailable, "the host has no way to the update service", "A policy may name a WSUS server that is gone, or a firewall stands between. " + SeeServer),
        [0x80240FFF] = new(Failed, FindingKind.InvalidOperation, "the agent failed and does not say why", "Read 'Get-WindowsUpdateLog' on the host."),

        // Installing.
        [0x80242006] = new(Failed, FindingKind.InvalidData, "the update's own description is wrong", ResetStore),
        [0x80242007] = new("TimedOutOnHost", FindingKind.OperationTimeout, "the update's installer took too long and was given up", "Reboot the host, then try this one by itself."),
        [0x8024200A] = new("PackageHeld", FindingKind.InvalidOperation, "the update asks a person, and nobody answers", "Install this one by hand, logged on at the host."),
        [0x8024200B] = new(Failed, FindingKind.InvalidOperation, "the update's installer failed", "Read its own log on the host (%TEMP%, %SystemRoot%\\Logs), then try it by itself."),
        [0x8024200D] = new(Network, FindingKind.ResourceUnavailable, "the update must be downloaded again before it can be installed", "Try again; if it happens again: " + ResetStore),
        [0x80242014] = new("RebootPending", FindingKind.InvalidOperation, "an earlier update waits for a reboot to be finished", Reboot),
        [0x80242015] = new(Failed, FindingKind.InvalidOperation, "what became of the update with the reboot is not known", "List what is pending on the host: an update that is offered again was rolled back."),
        [0x80242016] = new(Failed, FindingKind.InvalidOperation, "after the reboot the update was in a state that nobody expects", SeeCbs),
        [0x80242017] = new("DependenciesUnmet", FindingKind.InvalidOperation, "the servicing stack must be updated first", "Install the newest servicing stack update, then this one."),

        // Talking to the server.
        [0x80244007] = new(Network, FindingKind.ResourceUnavailable, "the update server refused the question (SOAP fault)", "On a WSUS server see its event log; 'wsusutil checkhealth' there."),
        [0x80244010] = new(Network, FindingKind.LimitsExceeded, "the server has more to tell than fits into one search", "Search again (Get-PendingPatch -Refresh): each search goes on where the last ended. On WSUS decline superseded updates."),
        [0x80244011] = new(Network, FindingKind.InvalidData, "the policy names no WSUS server", SeePolicy),
        [0x80244015] = new(Network, FindingKind.ResourceUnavailable, "the server was changed, and the host must begin anew with it", "Try again."),
        [0x80244016] = new(Network, FindingKind.ResourceUnavailable, "the server took the question for malformed (HTTP 400)", SeeProxy),
        [0x80244017] = new(Network, FindingKind.PermissionDenied, "the server wants to know who asks (HTTP 401)", "Let the WSUS site in IIS allow anonymous access; " + SeeProxy),
        [0x80244018] = new(Network, FindingKind.PermissionDenied, "the server or a proxy forbids it (HTTP 403)", SeeProxy),
        [0x80244019] = new(Network, FindingKind.ObjectNotFound, "the server does not have it (HTTP 404)", "On WSUS the file may not be downloaded yet, or the URL of the policy lacks its port (8530, 8531). " + SeeServer),
        [0x8024401A] = new(Network, FindingKind.ResourceUnavailable, "the server does not take this kind of question (HTTP 405)", SeeServer),
        [0x8024401B] = new(Network, FindingKind.PermissionDenied, "the proxy wants to know who asks (HTTP 407)", "Let the host's computer account through the proxy without asking. " + SeeProxy),
        [0x8024401C] = new(Network, FindingKind.OperationTimeout, "the server gave up waiting (HTTP 408)", "A WSUS server is often short of memory: raise the private memory limit of its IIS pool WsusPool."),
        [0x8024401F] = new(Network, FindingKind.ResourceUnavailable, "the server failed (HTTP 500)", "See the event log of the WSUS server; 'wsusutil checkhealth' there."),
        [0x80244021] = new(Network, FindingKind.ResourceUnavailable, "a proxy had no right answer from the server (HTTP 502)", SeeProxy),
        [0x80244022] = new(Network, FindingKind.ResourceUnavailable, "the server is overloaded or its pool is stopped (HTTP 503)", "On WSUS start the IIS pool WsusPool and raise its queue length and memory limit. " + TryLater),
        [0x80244023] = new(Network, FindingKind.OperationTimeout, "a proxy gave up waiting for the server (HTTP 504)", TryLater),
        [0x8024402C] = new(Network, FindingKind.ResourceUnavailable, "the name of the server, or of the proxy, is not resolved", SeeServer + " " + SeeProxy),
        [0x8024402F] = new(Network, FindingKind.ResourceUnavailable, "a description of updates came damaged, often by a proxy or a filter", SeeProxy),
        [0x80244FFF] = new(Network, FindingKind.ResourceUnavailable, "talking to the server failed", SeeServer),

        // Downloading.
        [0x80246001] = new(Network, FindingKind.ObjectNotFound, "a file of the update has no place to be fetched from", "On WSUS the update may not be downloaded there yet."),
        [0x80246002] = new(Network, FindingKind.InvalidData, "a downloaded file is not the one that was announced", "A cache or filter on the way may have changed it. " + ResetStore),
        [0x80246005] = new(Network, FindingKind.ResourceUnavailable, "the host had no network connection for the download", "See its network, then try again."),
        [0x80246007] = new(Network, FindingKind.ResourceUnavailable, "the update has not been downloaded", "Try again; if it happens again: " + ResetStore),
        [0x80246008] = new(Network, FindingKind.ResourceUnavailable, "the Background Intelligent Transfer Service could not be reached", "Start the service bits on the host."),
        [0x80246009] = new(Network, FindingKind.ResourceUnavailable, "the Background Intelligent Transfer Service failed", "'bitsadmin /list /allusers' on the host shows its jobs."),

        // What the agent keeps.
        [0x80248001] = new(Busy, FindingKind.ResourceBusy, "the agent's data store is in use", "Wait for what is running there, then try again."),
        [0x80248007] = new(Failed, FindingKind.ObjectNotFound, "the agent's data store does not have what was asked for, often license terms", "Restart the service wuauserv on the host; if it happens again: " + ResetStore),
        [0x8024800C] = new(Busy, FindingKind.ResourceBusy, "the agent's data store was locked for too long", "Wait for what is running there, then try again."),
        [0x80248014] = new(Failed, FindingKind.ObjectNotFound, "the update service is not registered on the host", "Register it again: the policy's server, or Microsoft Update in Settings > Windows Update > Advanced options."),
        [0x8024A000] = new(Failed, FindingKind.ResourceUnavailable, "Automatic Updates does not do its service", "Start the service wuauserv on the host."),
        [0x8024A004] = new(Failed, FindingKind.InvalidOperation, "Automatic Updates is paused", "Settings > Windows Update on the host ends the pause."),
        [0x8024A005] = new(Failed, FindingKind.InvalidOperation, "Automatic Updates has no update service", SeePolicy),
        [0x8024A10A] = new(Failed, FindingKind.OperationStopped, "the Update Orchestrator was shutting down", "Try again; reboot the host if it happens again."),
        [0x8024D001] = new(Failed, FindingKind.InvalidData, "the agent could not be updated: its setup file is wrong", "Install the newest agent, or servicing stack update, by hand."),
        [0x8024D007] = new(Failed, FindingKind.InvalidOperation, "the agent could not be updated: one of its parts could not be registered", "Register it: 'regsvr32 %SystemRoot%\\System32\\wuaueng.dll', then reboot."),
        [0x8024D009] = new(Failed, FindingKind.InvalidOperation, "the agent was kept from updating itself", "On the WSUS server see its SelfUpdate folder and wuident.cab."),
        [0x8024D00A] = new(Failed, FindingKind.InvalidOperation, "the agent could not be updated: its state cannot be told", "Reboot the host, then try again."),
        [0x8024D00C] = new("RebootPending", FindingKind.InvalidOperation, "the agent needs a reboot to mend its setup", Reboot),
        [0x8024D00E] = new("RebootPending", FindingKind.InvalidOperation, "the agent needs a reboot to finish its own update", Reboot),

        // Windows, its network, and component based servicing.
        [0x80070002] = new(Broken, FindingKind.ObjectNotFound, "a file that the update needs is missing", MendStore),
        [0x80070005] = new("NoPrivilege", FindingKind.PermissionDenied, "it was denied: this account, or a session that came over the network, may not do that", "Run as an administrator, elevated. PatchWindow itself installs over the network through a task as SYSTEM; see what keeps it from making one."),
        [0x8007000D] = new(Broken, FindingKind.InvalidData, "a file that the update needs is damaged", MendStore),
        [0x8007000E] = new(Failed, FindingKind.LimitsExceeded, "the host is out of memory", "See what takes it, then try again."),
        [0x80070057] = new(Failed, FindingKind.InvalidArgument, "something that was asked cannot be", "List the pending patches again and use the versions as they stand there."),
        [0x80070070] = new("DiskFull", FindingKind.LimitsExceeded, "the disk is full", "'DISM /Online /Cleanup-Image /StartComponentCleanup' and Disk Cleanup free some."),
        [0x80070422] = new("ServiceDisabled", FindingKind.ResourceUnavailable, "a service that it needs is disabled", "'Set-Service wuauserv -StartupType Manual' on the host; TrustedInstaller and bits must not be disabled either."),
        [0x80070643] = new(Failed, FindingKind.InvalidOperation, "the update's installer failed (error 1603 of Windows Installer, or of .NET)", "Read its log on the host; for KB5034441 and its like the recovery partition is too small."),
        [0x800706BA] = new(Failed, FindingKind.ResourceUnavailable, "a service that it needs does not answer", "Restart wuauserv on the host, or reboot it."),
        [0x80070BC2] = new("RebootPending", FindingKind.InvalidOperation, "it is done, and a reboot must follow", Reboot),
        [0x80070BC9] = new("RebootPending", FindingKind.InvalidOperation, "an earlier change waits for a reboot, and nothing more goes in before", Reboot),
        [0x80072EE2] = new(Network, FindingKind.OperationTimeout, "the server did not answer in time", SeeServer + " " + SeeProxy),
        [0x80072EE7] = new(Network, FindingKind.ResourceUnavailable, "the server's name is not resolved", SeeServer),
        [0x80072EFD] = new(Network, FindingKind.ResourceUnavailable, "no connection to the server came about", SeeServer + " " + SeeProxy),
        [0x80072EFE] = new(Network, FindingKind.ResourceUnavailable, "the connection to the server was cut", SeeProxy),
        [0x80072F8F] = new(Network, FindingKind.PermissionDenied, "the server's certificate is not trusted, or one of the clocks is wrong", "See the host's clock and its trusted root certificates; old systems lack TLS 1.2."),
        [0x80073712] = new(Broken, FindingKind.InvalidData, "the component store is damaged", MendStore),
        [0x800F081F] = new(Broken, FindingKind.ResourceUnavailable, "the component store lacks files that the update needs", MendStore + " Without the internet give DISM a /Source."),
        [0x800F0831] = new("DependenciesUnmet", FindingKind.InvalidOperation, "an earlier update that this one needs is missing from the component store", "Install the missing one by hand (CBS.log names it), then this one."),
        [0x800F0922] = new(Failed, FindingKind.InvalidOperation, "it was rolled back: mostly the system reserved partition is too small, or a step of the update failed", SeeCbs),
        [0x800F0988] = new(Failed, FindingKind.InvalidOperation, "the component store has not room enough for the update", "'DISM /Online /Cleanup-Image /StartComponentCleanup', then try again."),
        [0x8004130F] = new("OutputCutShort", FindingKind.ReadError, "the task that installs ended and left no result: what became of the updates is not known", "Look at the host's update history. Group Policy may keep SYSTEM from running scripts (execution policy AllSigned, AppLocker)."),
        [0x800401F3] = new(FoundPackageManager.MissingCode, FindingKind.NotInstalled, "there is no Windows Update Agent", "Take the host out of the inventory, or give it another transport if it is no Windows."),
        [0x80040154] = new(FoundPackageManager.MissingCode, FindingKind.NotInstalled, "the Windows Update Agent is not registered", "Reboot the host; if that does not help, 'sfc /scannow'."),
    };

    /// <summary>All that are known.</summary>
    public static IReadOnlyDictionary<uint, UpdateCode> All => Table;

    /// <summary>What a code means; of one that is not known, where to look it up.</summary>
    public static UpdateCode Of(uint hresult) => Table.TryGetValue(hresult, out var code) ? code : new(
        Failed, FindingKind.InvalidOperation, "it failed, and PatchWindow does not know this code",
        $"Look up 0x{hresult:X8} in Microsoft Learn, \"Windows Update error codes by component\", or with 'certutil -error 0x{hresult:X8}'; "
        + "'Get-WindowsUpdateLog' on the host has the whole story.");
}
