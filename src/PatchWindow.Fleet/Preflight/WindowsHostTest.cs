using PatchWindow.Fleet.Connections;

namespace PatchWindow.Fleet.Preflight;

/// <summary>
/// What can be told of a Windows host before it is patched: what its package manager says of itself. The other questions are asked by
/// shell scripts, and that they were not asked is said.
/// </summary>
internal static class WindowsHostTest
{
    public static async Task<IReadOnlyList<Finding>> RunAsync(
        ManagedHost host, HostConnection connection, bool asksForNetwork, CancellationToken cancellationToken)
    {
        var (transport, packages) = connection;
        var state = await packages.VerifyAsync(host.Name, [], transport, cancellationToken).ConfigureAwait(false);
        if (!state.TryGet(out var found, out var problem)) return [problem];
        var findings = new List<Finding>();
        var ready = await packages.CheckAsync(host.Name, transport, cancellationToken).ConfigureAwait(false);
        if (ready.Problem is { } unfit) findings.Add(unfit);
        if (found.RebootRequired && ready.Problem?.Code != "RebootPending")
        {
            findings.Add(HostFindings.Finding(
                host, "RebootPending", FindingSeverity.Warning, FindingKind.InvalidOperation,
                $"'{host.Name}' wants a reboot since an earlier patch ({string.Join(", ", found.RebootReasons)}).", "Reboot it in its window."));
        }

        findings.Add(HostFindings.Finding(
            host, "PreflightPartial", FindingSeverity.Warning, FindingKind.NotImplemented,
            $"Of '{host.Name}', a Windows host, this version tests the way to it, the account's rights, the update services and a pending reboot; "
            + $"not its room on disk, its clock{(asksForNetwork ? ", its management network" : "")} and what else installs updates there.",
            "See its Group Policy for Windows Update by hand: Automatic Updates should notify and not install."));
        if (ready.TryGet(out var readiness, out _))
        {
            findings.Add(HostFindings.Finding(
                host, "HostReady", FindingSeverity.Information, FindingKind.InvalidOperation,
                $"'{host.Name}' answers: {packages.Name}, an administrator's rights, started {readiness.BootId}.", null));
        }

        return findings;
    }
}
