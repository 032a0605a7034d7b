using PatchWindow.Core.Outcomes;
using PatchWindow.Fleet.PackageManagers;
using PatchWindow.Fleet.Transports;

namespace PatchWindow.Fleet.Reboots;

/// <summary>Reboots a host, and tells one boot of it from another.</summary>
internal static class HostReboot
{
    private static readonly TimeSpan AskTime = TimeSpan.FromSeconds(20), SendTime = TimeSpan.FromMinutes(1);

    /// <summary>The script that asks which boot it is.</summary>
    internal static readonly string Boot = ScriptText.Read("boot.sh"), BootOfWindows = ScriptText.ReadPowerShell("wua.ps1", "boot.ps1");

    /// <summary>The script that reboots.</summary>
    internal static readonly string Reboot = ScriptText.Read("reboot.sh"), RebootOfWindows = ScriptText.ReadPowerShell("wua.ps1", "shutdown.ps1", "reboot.ps1");

    /// <summary>The id of the boot that a host is in; it is another one after each reboot.</summary>
    public static Task<Outcome<string>> BootOfAsync(string host, ITransport transport, CancellationToken cancellationToken) =>
        AskAsync(host, transport, new HostScript(IsWindows(transport) ? BootOfWindows : Boot, [], AskTime), "boot", cancellationToken);

    /// <summary>Has a host reboot, unless it is in another boot than that already. A problem says that it will not; whether it has is told by its boot.</summary>
    public static async Task<Finding?> SendAsync(string host, ITransport transport, string boot)
    {
        var sent = await AskAsync(
            host, transport, new HostScript(IsWindows(transport) ? RebootOfWindows : Reboot, [boot], SendTime) { NeedsRoot = true, Interruptible = false }, "state", CancellationToken.None)
            .ConfigureAwait(false);
        if (!sent.TryGet(out var state, out var problem)) return problem;
        return state switch
        {
            "sent" or "other" => null,
            "unprivileged" => Refused(host, "NoPrivilege", FindingKind.PermissionDenied, "the account may not reboot it", "Connect as root, or let the account use sudo without a password (or Administrators, on Windows)."),
            "impossible" => Refused(host, "RebootImpossible", FindingKind.NotInstalled, "it has neither systemd nor a program reboot", "Reboot it by hand."),
            _ => Refused(host, "RebootImpossible", FindingKind.InvalidOperation, $"it answered '{Quoted.Line(state)}'", "Reboot it by hand."),
        };
    }

    private static bool IsWindows(ITransport transport) => transport.Language == ScriptLanguage.PowerShell;

    private static async Task<Outcome<string>> AskAsync(string host, ITransport transport, HostScript script, string word, CancellationToken cancellationToken)
    {
        var answer = await transport.RunAsync(script with { Language = transport.Language }, cancellationToken).ConfigureAwait(false);
        if (!answer.TryGet(out var output, out var problem)) return problem with { HostName = host };
        if (IsWindows(transport))
        {
            var line = output.Output.Split('\n').Select(l => l.Trim()).FirstOrDefault(l => l.StartsWith(word + "=", StringComparison.Ordinal));
            return line is { Length: var length } && length > word.Length + 1 ? line.Substring(word.Length + 1) : Unreadable(host, output);
        }

        if (!FramedOutput.Read(host, output).TryGet(out var frames, out problem)) return problem;
        return frames.TryGetValue(word, out var frame) && frame is { ExitCode: 0, Lines: [var only] } && only.Text.Trim() is { Length: > 0 } text ? text : Unreadable(host, output);
    }

    private static Finding Unreadable(string host, HostOutput output) =>
        Refused(host, "OutputUnreadable", FindingKind.InvalidData, $"what it answered cannot be read: '{Quoted.Line(output.Output + output.Error)}'", "See what its shell prints by itself when it starts.");

    private static Finding Refused(string host, string code, FindingKind kind, string why, string suggestion) => new()
    {
        Code = code, Kind = kind, HostName = host, Path = host, Message = $"'{host}' was not rebooted: {why}.", Suggestion = suggestion,
    };
}
