using System.Management.Automation;
using PatchWindow.Completion;
using PatchWindow.Fleet.Preflight;

namespace PatchWindow.Cmdlets;

/// <summary>Tests whether hosts could be patched now, and what would surprise there.</summary>
/// <remarks>
/// <para>Each host is asked whether it can be reached, whether root can be had, what its package manager says of itself (locks,
/// half-installed packages), how much room there is, how far its clock is from this machine's, whether it wants a reboot, and what else
/// installs patches there on its own: unattended-upgrades, dnf-automatic, PackageKit. Nothing is changed.</para>
/// <para>Of a Windows host only the way to it, the account's rights, the update services, and a pending reboot are tested; a finding,
/// PreflightPartial, says so.</para>
/// <para>Findings are output, each with a code, a severity, and what to do. A host that could be patched has a finding HostReady, of
/// severity Information. Get-Help about_PatchWindow lists the codes.</para>
/// <para>-ManagementNetwork asks besides whether the host can be managed from outside that network, as far as the host itself can tell:
/// what listens on which address, which interfaces are shared. Firewalls are not seen.</para>
/// </remarks>
/// <example>
/// <para>Whether this machine could be patched</para>
/// <code>Test-PatchHost localhost</code>
/// </example>
/// <example>
/// <para>What stands in the way, of all hosts</para>
/// <code>Test-PatchHost | Where-Object Severity -ne Information</code>
/// </example>
/// <example>
/// <para>Which hosts can be managed from outside of their management network</para>
/// <code>Test-PatchHost -ManagementNetwork 10.1.0.0/16 | Where-Object Code -like Management*</code>
/// </example>
/// <seealso cref="GetPatchHostCmdlet"/>
/// <seealso cref="GetPendingPatchCmdlet"/>
/// <seealso cref="RepairPatchHostCmdlet"/>
[Cmdlet(VerbsDiagnostic.Test, "PatchHost")]
[OutputType(typeof(Finding))]
public sealed class TestPatchHostCmdlet : HostAskingCmdlet
{
    private HostAsking<HostTest>? asking;

    /// <summary>The names of the hosts. Without it, all of the inventory.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Host", "Name")]
    [SupportsWildcards]
    [TextArgument(typeof(ManagedHost))]
    [ArgumentCompleter(typeof(HostNameCompleter))]
    public string[] HostName { get; set => field = value ?? []; } = [];

    /// <summary>The network that hosts should be managed from alone, such as 10.1.0.0/16 or fd00:1::/64.</summary>
    [Parameter]
    public string? ManagementNetwork { get; set; }

    protected override void Process()
    {
        var problems = new List<Finding>();
        var hosts = Session.Inventory.Select(HostName, problems);
        foreach (var problem in problems) WriteFinding(problem);
        foreach (var host in hosts) Asking().Ask(host);
        asking?.TakeReady();
    }

    protected override void Finish() => asking?.TakeRest();

    private HostAsking<HostTest> Asking()
    {
        if (asking is not null) return asking;
        var network = HostTestService.ReadNetwork(ManagementNetwork);
        if (network.Problem is { } problem) ThrowTerminatingError(ErrorRecords.From(problem));
        return asking = BeginAsking<HostTest>("Testing hosts", (host, token) => Session.HostTests.TestAsync(host, network.Value.Network, token), Take);
    }

    private void Take(HostTest test)
    {
        foreach (var finding in test.Findings) HostFindingView.Write(this, finding);
    }
}
