using System.Management.Automation;

namespace PatchWindow.Cmdlets;

/// <summary>Denies a pending patch by a person's word: it is not applied, nor brought along by another, until the denial ends.</summary>
/// <remarks>
/// <para>A denial holds for one version of one package on one host; a newer version is a new question. Neither a deadline nor an
/// emergency overrides it: a no is a no, and a patch that misses its deadline by it is reported as one. What should come back by
/// itself is better deferred (Suspend-PendingPatch); what should never be applied belongs in the policy's approve.exclude.</para>
/// <para>Denials are kept in the machine's store, which root alone may write unless the configuration names another.</para>
/// </remarks>
/// <example>
/// <para>Deny a patch that breaks something, until the vendor mends it</para>
/// <code>Get-PendingPatch localhost jq | Deny-PendingPatch -Reason 'breaks the billing export, vendor case 118'</code>
/// </example>
/// <example>
/// <para>See what would be denied until a date</para>
/// <code>Get-PendingPatch localhost *ssl* | Deny-PendingPatch -Until 2027-03-01 -Reason 'certification' -WhatIf</code>
/// </example>
/// <seealso cref="ApprovePendingPatchCmdlet"/>
/// <seealso cref="RemovePatchApprovalCmdlet"/>
[Cmdlet(VerbsLifecycle.Deny, "PendingPatch", SupportsShouldProcess = true, DefaultParameterSetName = ForGoodSet)]
[OutputType(typeof(Approval))]
public sealed class DenyPendingPatchCmdlet : JudgePendingPatchCmdlet
{
    protected override void Process() => Judge(ApprovalVerdict.Denied, "deny");
}
