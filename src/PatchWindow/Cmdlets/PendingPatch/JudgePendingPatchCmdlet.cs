using System.Management.Automation;

namespace PatchWindow.Cmdlets;

/// <summary>What approving and denying share: which patches, until when, why, and by whom.</summary>
public abstract class JudgePendingPatchCmdlet : ConfiguredCmdlet
{
    /// <summary>The parameter set without an end.</summary>
    protected const string ForGoodSet = "ForGood";

    private const string ForSet = "For", UntilSet = "Until";

    /// <summary>The patches, as Get-PendingPatch writes them.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [PatchArgument]
    public PendingPatch[] Patch { get; set; } = [];

    /// <summary>Why. It is shown wherever the patch is, and kept.</summary>
    [Parameter(Mandatory = true)]
    [ValidateNotNullOrEmpty]
    public string Reason { get; set; } = "";

    /// <summary>The moment at which it ends by itself. Without it, and without -For, it holds for this version for good.</summary>
    [Parameter(Mandatory = true, ParameterSetName = UntilSet)]
    public DateTimeOffset Until { get; set; }

    /// <summary>How long it holds, as a TimeSpan or as text: 7d, 12h.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ForSet)]
    [DurationArgument]
    public TimeSpan For { get; set; }

    /// <summary>Who says it. Without it, the account that runs the command.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? By { get; set; }

    private protected override bool NeedsWholeFiles => true;

    /// <summary>Says it of each patch.</summary>
    /// <param name="verdict">What is said.</param>
    /// <param name="action">What is done, for -WhatIf.</param>
    protected void Judge(ApprovalVerdict verdict, string action)
    {
        DateTimeOffset? until = ParameterSetName switch
        {
            ForSet => Session.Deferrals.After(For),
            UntilSet => Until,
            _ => null,
        };
        foreach (var patch in Patch)
        {
            if (!Session.Approvals.Plan(verdict, patch, until, Reason, By).TryGet(out var planned, out var problem)) WriteFinding(problem);
            else if (ShouldProcess(patch.ToString(), until is { } end ? $"{action} until {end:yyyy-MM-dd HH:mm zzz}" : action))
                WriteObject(Session.Approvals.Commit(planned));
        }
    }
}
