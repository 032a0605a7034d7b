using PatchWindow.Fleet.Transports;

namespace PatchWindow.Fleet.PackageManagers.HostSteps;

/// <summary>What a host says of a step other than how it ended: each of them is certain.</summary>
public static class HostStepProblems
{
    /// <summary>The host began nothing under that name, and will not any more: nothing was touched.</summary>
    public const string NotBegunCode = "StepNotBegun";

    /// <summary>The work was broken off on the host, by a reboot or by whoever ended its process: it may be half done.</summary>
    public const string BrokenOffCode = "StepBrokenOff";

    /// <summary>Another step works on the host; this one was not begun.</summary>
    public const string BusyCode = "HostBusy";

    /// <summary>The step had been begun before; it was not begun again.</summary>
    public const string BegunBeforeCode = "StepBegunBefore";

    /// <summary>The host lacks what a step needs; it was not begun.</summary>
    public const string UnfitCode = "HostUnfit";

    /// <summary>The host's package manager keeps no record of a step that could be followed.</summary>
    public const string NotFollowedCode = "StepNotFollowed";

    /// <summary>Whether a finding says for certain that nothing was begun.</summary>
    public static bool IsUntouched(Finding finding) => finding.Code is NotBegunCode or BusyCode or UnfitCode;

    /// <summary>Whether a finding says how the step stands; after another one it may be at work.</summary>
    public static bool IsCertain(Finding finding) => IsUntouched(finding) || finding.Code == BrokenOffCode;

    /// <summary>The problem for what <c>host-step.sh</c> says; null where it is none of its words.</summary>
    internal static Finding? Of(string host, string step, string state, string detail) => state switch
    {
        "absent" => Make(host, NotBegunCode, FindingKind.InvalidOperation,
            $"{host} has begun nothing under the name {step}, and will not any more: nothing was touched.", "Run the command again."),
        "failed" => Make(host, NotBegunCode, FindingKind.WriteError,
            $"{host} could not begin, and nothing was touched: {Quoted.Line(detail)}.", "Make room on the host, or mend /var/lib/patchwindow there, then run the command again."),
        "died" => Make(host, BrokenOffCode, FindingKind.InvalidOperation,
            $"The work on {host} was broken off there, by a reboot or by the end of its process, and may be half done"
            + (detail.Length == 0 ? "." : $" (it began: {Quoted.Line(detail)})."),
            $"'Repair-PatchHost {host}' finishes what is half done; 'Get-PendingPatch {host}' lists what is still pending."),
        "busy" => Make(host, BusyCode, FindingKind.ResourceBusy,
            $"{host} is at work on another step, {(detail.Length == 0 ? "whose name it does not tell" : Quoted.Line(detail))}, perhaps for another machine's PatchWindow; nothing was begun.",
            "Wait for it to end, and run the command again."),
        "known" => Make(host, BegunBeforeCode, FindingKind.InvalidOperation, $"{host} has begun the step {step} before, and begins nothing twice.", null),
        _ => null,
    };

    /// <summary>A host without a program.</summary>
    internal static Finding Unfit(string host, string program) => Make(host, UnfitCode, FindingKind.NotInstalled,
        $"{host} lacks {Quoted.Line(program)}, without which nothing is applied there; nothing was begun.", "Install util-linux on the host.");

    /// <summary>A package manager that keeps no record of its work.</summary>
    internal static Finding NotFollowed(string host, string packageManager) => Make(host, NotFollowedCode, FindingKind.NotImplemented,
        $"'{packageManager}' keeps no record on {host} of what it was told to do, so what became of it cannot be asked.", null);

    private static Finding Make(string host, string code, FindingKind kind, string message, string? suggestion) =>
        new() { Code = code, Kind = kind, HostName = host, Path = host, Message = message, Suggestion = suggestion };
}
