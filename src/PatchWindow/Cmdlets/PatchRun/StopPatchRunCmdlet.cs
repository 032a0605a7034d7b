using System.Management.Automation;

namespace PatchWindow.Cmdlets;

/// <summary>Stops a run: no step of it begins any more, whichever runner would; what has begun comes to its end.</summary>
/// <remarks>
/// <para>Who stopped it and why is recorded. Resume-PatchRun lets it go on as long as its window is open.</para>
/// </remarks>
/// <example>
/// <para>Stop everything that goes on</para>
/// <code>Get-PatchRun | Stop-PatchRun -Reason 'INC-2048: web is slow' -WhatIf</code>
/// </example>
/// <seealso cref="GetPatchRunCmdlet"/>
/// <seealso cref="ResumePatchRunCmdlet"/>
[Cmdlet(VerbsLifecycle.Stop, "PatchRun", SupportsShouldProcess = true)]
[OutputType(typeof(Run))]
public sealed class StopPatchRunCmdlet : ConfiguredCmdlet
{
    /// <summary>The ids of the runs.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("Run")]
    [ValidateNotNullOrEmpty]
    public string[] Id { get; set => field = value ?? []; } = [];

    /// <summary>Why it is stopped; recorded with who did it.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [ValidateNotNullOrEmpty]
    public string Reason { get; set; } = "";

    protected override void Process()
    {
        foreach (var id in Id)
        {
            if (!Session.Reports.Find(id, isDetailed: false).TryGet(out var run, out var unknown)) WriteFinding(unknown);
            else if (ShouldProcess($"{run} ({run.Waiting} waiting, {run.InFlight} at work)", "stop the run")) WriteOutcome(Session.RunTurns.Stop(id, Reason));
        }
    }
}
