using System.Management.Automation;

namespace PatchWindow.Cmdlets;

/// <summary>Lets a stopped run go on; what has failed in it until now counts for nothing any more.</summary>
/// <remarks>
/// <para>The next Invoke-PatchWindow, or a runner, goes on with it, as long as its window is open. Rings that had failures open then, and as many may fail again as the policy allows.</para>
/// <para>With -Again the hosts that failed, or that were passed over, get another step. What has succeeded is not done again.</para>
/// </remarks>
/// <example>
/// <para>Go on with what was stopped, and try again where it failed</para>
/// <code>Get-PatchRun | Where-Object State -eq Stopped | Resume-PatchRun -Again -Reason 'mirror is back' -WhatIf</code>
/// </example>
/// <seealso cref="GetPatchRunCmdlet"/>
/// <seealso cref="StopPatchRunCmdlet"/>
[Cmdlet(VerbsLifecycle.Resume, "PatchRun", SupportsShouldProcess = true)]
[OutputType(typeof(Run))]
public sealed class ResumePatchRunCmdlet : ConfiguredCmdlet
{
    /// <summary>The ids of the runs.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("Run")]
    [ValidateNotNullOrEmpty]
    public string[] Id { get; set => field = value ?? []; } = [];

    /// <summary>Why it may go on; recorded with who said so.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [ValidateNotNullOrEmpty]
    public string Reason { get; set; } = "";

    /// <summary>Also gives the hosts that failed, or that were passed over, another step.</summary>
    [Parameter]
    public SwitchParameter Again { get; set; }

    protected override void Process()
    {
        foreach (var id in Id)
        {
            if (!Session.Reports.Find(id, isDetailed: false).TryGet(out var run, out var unknown)) WriteFinding(unknown);
            else if (ShouldProcess($"{run} ({run.Failed} failed, {run.Waiting} waiting)", Again ? "resume the run, and try again what failed" : "resume the run"))
                WriteOutcome(Session.RunTurns.Resume(id, Reason, Again));
        }
    }
}
