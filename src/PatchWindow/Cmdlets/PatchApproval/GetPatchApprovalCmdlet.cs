using System.Management.Automation;

namespace PatchWindow.Cmdlets;

/// <summary>Gets the approvals and denials that hold now: which patch, what was said, why, and by whom.</summary>
/// <remarks>
/// <para>With -All those that have expired, were withdrawn or superseded are listed too: the record of who approved and denied what.</para>
/// </remarks>
/// <example>
/// <para>What is approved or denied now</para>
/// <code>Get-PatchApproval</code>
/// </example>
/// <example>
/// <para>What was ever denied on one host</para>
/// <code>Get-PatchApproval localhost -All | Where-Object Verdict -eq Denied</code>
/// </example>
/// <seealso cref="ApprovePendingPatchCmdlet"/>
/// <seealso cref="RemovePatchApprovalCmdlet"/>
[Cmdlet(VerbsCommon.Get, "PatchApproval", DefaultParameterSetName = HostSet)]
[OutputType(typeof(Approval))]
public sealed class GetPatchApprovalCmdlet : PatchRecordCmdlet
{
    private readonly HashSet<long> written = [];

    /// <summary>The names of the packages. Without it, all of them.</summary>
    [Parameter(Position = 1)]
    [SupportsWildcards]
    public string[] Name { get; set => field = value ?? []; } = [];

    protected override void Process()
    {
        WriteVerbose($"Approvals are kept in '{Session.StoreLocation}'.");
        foreach (var approval in Session.Approvals.List(All).Where(a => IsWanted(a.Host, a.Name, a.Version) && Asked(Name, a.Name)))
        {
            if (written.Add(approval.Id)) WriteObject(approval);
        }
    }
}
