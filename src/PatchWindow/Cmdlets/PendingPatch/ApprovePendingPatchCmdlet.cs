using System.Management.Automation;

namespace PatchWindow.Cmdlets;

/// <summary>Approves a pending patch by a person's word: it is applied in the next window, whatever the policy's approval rule says.</summary>
/// <remarks>
/// <para>An approval holds for one version of one package on one host; a newer version is a new question. It spares the patch
/// the policy's approval rule and its age (approve.afterDays). It waits for a window all the same, a deferral still holds, and
/// what the policy excludes or the package manager holds back is not applied. Approving what was denied takes the denial's place.</para>
/// <para>Approvals are kept in the machine's store, which root alone may write unless the configuration names another.</para>
/// </remarks>
/// <example>
/// <para>Approve a patch that the policy does not cover</para>
/// <code>Get-PendingPatch localhost jq | Approve-PendingPatch -Reason 'tested in the lab, CHG-4712'</code>
/// </example>
/// <example>
/// <para>See what would be approved, for a week</para>
/// <code>Get-PendingPatch -Reason NotApproved | Approve-PendingPatch -For 7d -Reason 'catching up' -WhatIf</code>
/// </example>
/// <seealso cref="DenyPendingPatchCmdlet"/>
/// <seealso cref="GetPatchApprovalCmdlet"/>
[Cmdlet(VerbsLifecycle.Approve, "PendingPatch", SupportsShouldProcess = true, DefaultParameterSetName = ForGoodSet)]
[OutputType(typeof(Approval))]
public sealed class ApprovePendingPatchCmdlet : JudgePendingPatchCmdlet
{
    protected override void Process() => Judge(ApprovalVerdict.Approved, "approve");
}
