using System.Management.Automation;
using PatchWindow.Completion;
using PatchWindow.Fleet.Repair;

namespace PatchWindow.Cmdlets;

/// <summary>Finishes what an interrupted installation left half-done on hosts.</summary>
/// <remarks>
/// <para>A host whose installation was killed, or lost its power, takes no other one until that is finished: PackageManagerInterrupted.
/// Each host is asked whether that is so, and where it is, its own package manager finishes it: dpkg --configure -a and apt-get -f
/// install, keeping configuration files that were changed; for rpm the older ones of packages that are there twice are taken away, and
/// what is missing is brought in.</para>
/// <para>Output is a finding for each host: HostRepaired, or NothingToRepair. What keeps a host from being repaired is an error. A repair
/// that has begun is not ended by Ctrl+C: that would interrupt it again.</para>
/// </remarks>
/// <example>
/// <para>What would be repaired on this machine</para>
/// <code>Repair-PatchHost localhost -WhatIf</code>
/// </example>
/// <example>
/// <para>Every host that says that its package manager was interrupted</para>
/// <code>Test-PatchHost | Where-Object Code -eq PackageManagerInterrupted | Repair-PatchHost -WhatIf</code>
/// </example>
/// <seealso cref="TestPatchHostCmdlet"/>
/// <seealso cref="InstallPendingPatchCmdlet"/>
[Cmdlet(VerbsDiagnostic.Repair, "PatchHost", SupportsShouldProcess = true)]
[OutputType(typeof(Finding))]
public sealed class RepairPatchHostCmdlet : HostAskingCmdlet
{
    private readonly List<ManagedHost> interrupted = [];
    private HostAsking<HostCondition>? asking;

    /// <summary>The names of the hosts.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Host", "Name")]
    [SupportsWildcards]
    [TextArgument(typeof(ManagedHost))]
    [ArgumentCompleter(typeof(HostNameCompleter))]
    public string[] HostName { get; set => field = value ?? []; } = [];

    private protected override bool NeedsWholeFiles => true;

    protected override void Process()
    {
        var problems = new List<Finding>();
        var hosts = Session.Inventory.Select(HostName, problems);
        foreach (var problem in problems) WriteFinding(problem);
        asking ??= BeginAsking<HostCondition>("Looking for interrupted installations", (host, token) => Session.Repairs.ExamineAsync(host, token), Take);
        foreach (var host in hosts) asking.Ask(host);
        asking.TakeReady();
    }

    protected override void Finish()
    {
        asking?.TakeRest();
        foreach (var host in interrupted) Write(Await(_ => Session.Repairs.RepairAsync(host, Cancellation)));
    }

    private void Take(HostCondition condition)
    {
        if (condition.Problem is { } problem) WriteFinding(problem);
        else if (condition.Interrupted is not { } found) HostFindingView.Write(this, HostRepairService.Nothing(condition.Host));
        else if (ShouldProcess(condition.Host.Name, "Finish what was interrupted: " + found.Message)) interrupted.Add(condition.Host);
    }

    private void Write(Finding finding)
    {
        if (finding.Severity == FindingSeverity.Error) WriteFinding(finding);
        else HostFindingView.Write(this, finding);
    }
}
