using System.Management.Automation;
using PatchWindow.Completion;
using PatchWindow.Core.Policies;

namespace PatchWindow.Cmdlets;

/// <summary>Gets the hosts of the inventory, with the policies each one is in.</summary>
/// <remarks>
/// <para>Hosts are listed under "hosts" in the configuration, and in the files that "inventories" names: CSV, JSON, Ansible's INI and
/// YAML, an SSH configuration. A configuration that names neither stands for the machine that PatchWindow runs on, as localhost.
/// Source says where a host is listed. about_PatchWindow has the formats.</para>
/// <para>One policy decides about a host. Where Policies names two, or one that has a fault, nothing is applied on the host.</para>
/// </remarks>
/// <example>
/// <para>All hosts</para>
/// <code>Get-PatchHost</code>
/// </example>
/// <example>
/// <para>The hosts that no policy covers</para>
/// <code>Get-PatchHost | Where-Object { -not $_.Policies }</code>
/// </example>
/// <example>
/// <para>The hosts that two policies claim</para>
/// <code>Get-PatchHost | Where-Object { $_.Policies.Count -gt 1 }</code>
/// </example>
/// <example>
/// <para>Hosts by their tags, as a policy's targets would name them</para>
/// <code>Get-PatchHost -Filter 'env = lab and role in (workstation, kiosk) and not name like test*'</code>
/// </example>
/// <example>
/// <para>Where a host is listed</para>
/// <code>Get-PatchHost localhost | ForEach-Object Source</code>
/// </example>
/// <seealso cref="GetPendingPatchCmdlet"/>
[Cmdlet(VerbsCommon.Get, "PatchHost")]
[OutputType(typeof(ManagedHost))]
public sealed class GetPatchHostCmdlet : ConfiguredCmdlet
{
    private TargetFilter? filter;

    /// <summary>The names of the hosts. Without it, all of them.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("HostName", "Host")]
    [SupportsWildcards]
    [TextArgument(typeof(ManagedHost))]
    [ArgumentCompleter(typeof(HostNameCompleter))]
    public string[] Name { get; set => field = value ?? []; } = [];

    /// <summary>
    /// Which hosts, in the language of a policy's targets: tags with =, !=, in ( ) and like, joined by and, or and not; a tag alone asks
    /// whether the host has it. name, address and transport ask for these; every other word is a tag, also os and site, which are there
    /// only if an inventory has them.
    /// </summary>
    [Parameter]
    public string? Filter { get; set; }

    protected override void BeginProcessing()
    {
        if (Filter is not null && !TargetFilter.Parse(Filter).TryGet(out filter, out var problem)) ThrowTerminatingError(ErrorRecords.From(problem));
        base.BeginProcessing();
    }

    protected override void Process()
    {
        var problems = new List<Finding>();
        var hosts = Session.Inventory.Select(Name, problems, filter);
        foreach (var problem in problems) WriteFinding(problem);
        WriteObject(hosts, enumerateCollection: true);
    }
}
