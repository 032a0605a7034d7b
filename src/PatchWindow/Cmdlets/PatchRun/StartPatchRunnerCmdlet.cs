using System.Management.Automation;

namespace PatchWindow.Cmdlets;

/// <summary>Takes steps of runs from the store until it is stopped. Any number of runners share one store, on one machine or on many.</summary>
/// <remarks>
/// <para>A runner opens the runs of windows that open, takes steps as rings and budgets allow, and takes up what a runner has left that died: its leases end by the
/// database's clock, and the hosts tell what became of the work. It takes up changes of the configuration's files while it runs.</para>
/// <para>Runners on several machines need a store on PostgreSQL. Ctrl+C ends it: no step begins any more, and what has begun to apply comes to its end.</para>
/// </remarks>
/// <example>
/// <para>A runner for the policies of one site</para>
/// <code>Start-PatchRunner osl-* -ThrottleLimit 20 -WhatIf</code>
/// </example>
/// <seealso cref="InvokePatchWindowCmdlet"/>
/// <seealso cref="GetPatchRunCmdlet"/>
[Cmdlet(VerbsLifecycle.Start, "PatchRunner", SupportsShouldProcess = true)]
[OutputType(typeof(StepResult))]
public sealed class StartPatchRunnerCmdlet : RunWorkingCmdlet
{
    private protected override bool Waits => true;
}
