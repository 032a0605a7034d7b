using System.Management.Automation;

namespace PatchWindow.Cmdlets;

/// <summary>Takes an approval or a denial back: the policy's rule decides about the patch again.</summary>
/// <remarks>
/// <para>It stays in the record, with who took it back and when; Get-PatchApproval -All lists it.</para>
/// </remarks>
/// <example>
/// <para>Take back every denial on this machine</para>
/// <code>Get-PatchApproval localhost | Where-Object Verdict -eq Denied | Remove-PatchApproval</code>
/// </example>
/// <example>
/// <para>See what would be taken back</para>
/// <code>Get-PatchApproval -Name openssl* | Remove-PatchApproval -WhatIf</code>
/// </example>
/// <seealso cref="GetPatchApprovalCmdlet"/>
[Cmdlet(VerbsCommon.Remove, "PatchApproval", SupportsShouldProcess = true)]
[OutputType(typeof(Approval))]
public sealed class RemovePatchApprovalCmdlet : ConfiguredCmdlet
{
    /// <summary>The approvals and denials, as Get-PatchApproval writes them.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    public Approval[] Approval { get; set; } = [];

    /// <summary>Who takes it back. Without it, the account that runs the command.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? By { get; set; }

    private protected override bool NeedsWholeFiles => true;

    protected override void Process()
    {
        Session.Approvals.RequireWriting();
        foreach (var approval in Approval)
        {
            var action = approval.Verdict == ApprovalVerdict.Denied ? "take the denial back" : "take the approval back";
            if (ShouldProcess(approval.ToString(), action)) WriteOutcome(Session.Approvals.Withdraw(approval.Id, By));
        }
    }
}
