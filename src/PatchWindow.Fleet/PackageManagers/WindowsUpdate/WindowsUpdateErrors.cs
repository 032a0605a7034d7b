using PatchWindow.Core.Outcomes;
using PatchWindow.Fleet.Transports;

namespace PatchWindow.Fleet.PackageManagers.WindowsUpdate;

/// <summary>What can be wrong with Windows Update on a host, as findings: what happened, what it means, and what to do next.</summary>
internal static class WindowsUpdateErrors
{
    public static Finding NoPrivilege(string host) => Problem(
        host, "NoPrivilege", FindingKind.PermissionDenied,
        $"Installing updates on {host} needs an administrator's rights, and this account has none there.",
        "Run as a member of the host's group Administrators; on this machine in an elevated PowerShell (Run as administrator). Listing works for any user.");

    public static Finding ServiceDisabled(string host, IReadOnlyList<string> services) => Problem(
        host, "ServiceDisabled", FindingKind.ResourceUnavailable,
        $"On {host} {string.Join(" and ", services.Select(Quoted.Line))} {(services.Count == 1 ? "is" : "are")} disabled: it can install nothing.",
        $"'Set-Service {Quoted.Line(services[0])} -StartupType Manual' on the host.");

    public static Finding Busy(string host) => Problem(
        host, "PackageManagerLocked", FindingKind.ResourceBusy,
        $"Another installation of updates is under way on {host}.",
        "Wait for it and try again; Settings > Windows Update on the host shows it.");

    public static Finding RebootFirst(string host) => Problem(
        host, "RebootPending", FindingKind.InvalidOperation,
        $"{host} must be rebooted before Windows installs anything more there.",
        "Reboot it in its window, then try again.");

    public static Finding OldSearch(string host, long days) => Problem(
        host, "PackageListsOld", FindingKind.ResourceUnavailable,
        $"Windows on {host} last searched for updates {days} days ago: newer patches may be missing.",
        "Ask with -Refresh, or see why it does not search by itself.") with
    {
        Severity = FindingSeverity.Warning,
    };

    public static Finding Gone(string host, IReadOnlyList<string> names) => Problem(
        host, "PackageVersionGone", FindingKind.ObjectNotFound,
        $"{host} is not offered {Words(names)} any more: installed, superseded or withdrawn meanwhile.",
        "List the pending patches again.");

    public static Finding Held(string host, IReadOnlyList<string> names, string why) => Problem(
        host, "PackageHeld", FindingKind.InvalidOperation,
        $"{Words(names)} on {host} is {why}.",
        "Decide about it on the host, in Settings > Windows Update.");

    public static Finding Exclusive(string host, IReadOnlyList<string> names) => Problem(
        host, "DependenciesUnmet", FindingKind.InvalidOperation,
        $"{Words(names)} on {host} must be installed alone.",
        "Install it first, by itself, and the others after the reboot.");

    public static Finding ScriptFailed(string host, string error) => Problem(
        host, "PackageManagerFailed", FindingKind.InvalidOperation,
        $"PowerShell on {host} did not run our script: {Quoted.Line(error.Trim())}",
        "A session in constrained language mode (AppLocker, Device Guard, a JEA endpoint) cannot use COM objects; use the default session configuration.");

    /// <summary>The problem that a script met: <c>{ "step", "hresult", "message" }</c>.</summary>
    public static Finding Of(string host, DocumentPart error)
    {
        var hresult = error.HResult("hresult");
        var code = WindowsUpdateCodes.Of(hresult);
        var known = WindowsUpdateCodes.All.ContainsKey(hresult);
        return Problem(
            host, code.Code, code.Kind,
            Sentence(host, code, hresult, known ? $"in '{Quoted.Line(error.Text("step"))}'" : $"in '{Quoted.Line(error.Text("step"))}': {Quoted.Line(error.Text("message").Trim())}"),
            code.Next);
    }

    /// <summary>The problem of an installation that failed, by what became of each update.</summary>
    public static Finding Explain(string host, HostOutput output)
    {
        var read = WindowsUpdateDocument.Read<bool>(host, output, "apply", root =>
        {
            var failed = root.Parts("updates").Where(update => update.Number("result") != 2).ToList();
            if (failed.Count == 0) return Single(host, root.HResult("hresult"), "every update by itself went well");
            // Those of one reason are told together; the rest is in the host's history.
            var hresult = failed[0].HResult("hresult");
            var its = failed.Where(update => update.HResult("hresult") == hresult)
                .Select(update => $"'{Quoted.Line(update.Text("title"))}'").ToList();
            return Single(host, hresult, $"{failed[0].Text("stage") switch { "download" => "downloading", _ => "installing" }} {Words(its)}"
                + (its.Count < failed.Count ? $"; {failed.Count - its.Count} more failed for other reasons" : ""));
        });
        return read.Problem ?? Problem(
            host, "PackageManagerFailed", FindingKind.InvalidOperation, $"Windows Update on {host} failed and does not say why.", "Read 'Get-WindowsUpdateLog' on the host.");
    }

    private static Outcome<bool> Single(string host, uint hresult, string where)
    {
        var code = WindowsUpdateCodes.Of(hresult);
        return Problem(host, code.Code, code.Kind, Sentence(host, code, hresult, where), code.Next);
    }

    private static string Sentence(string host, UpdateCode code, uint hresult, string where) =>
        $"Windows Update on {host}: {code.Happened} (0x{hresult:X8}, {where}).";

    private static string Words(IReadOnlyList<string> names) =>
        string.Join(", ", names.Take(5)) + (names.Count > 5 ? $" and {names.Count - 5} more" : "");

    private static Finding Problem(string host, string code, FindingKind kind, string message, string suggestion) => new()
    {
        Code = code,
        Kind = kind,
        HostName = host,
        Message = message,
        Suggestion = suggestion,
    };
}
