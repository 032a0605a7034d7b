using System.Management.Automation;

namespace PatchWindow.Cmdlets;

/// <summary>Does what is due in every window that is open: the command for a scheduled task.</summary>
/// <remarks>
/// <para>For each open window there is one run, with a step for each host of the policy. Hosts are worked on ring by ring, no more at once than budgets allow,
/// and nothing starts after the cutoff, or that would not end before the window does. Where nothing is open, or all is done, nothing is written.</para>
/// <para>It is safe to run every few minutes, twice at once, and to be killed: what was left is taken up by the next one, which asks the hosts what became of it and
/// never applies anything twice. It ends when there is nothing more to do at the moment, such as while a ring soaks; the next one goes on. With -Wait it stays until it is stopped.</para>
/// <para>What needs no window, which is what a policy in the mode Immediate applies and emergencies that no window takes in time, is looked for on the hosts once an hour, or as
/// often as -SurveyAfter says, and is applied in a run of its own.</para>
/// <para>It sets $LASTEXITCODE: 0 when all is right or nothing was to be done, 1 when a step failed, is unknown, or a run was stopped, 2 when it could not run. A
/// scheduled task runs: pwsh -Command "Invoke-PatchWindow; exit $LASTEXITCODE".</para>
/// </remarks>
/// <example>
/// <para>What it would do now</para>
/// <code>Invoke-PatchWindow -WhatIf</code>
/// </example>
/// <example>
/// <para>What is due now, of one policy, ten hosts at once at most, with every move in a file</para>
/// <code>Invoke-PatchWindow prod-web -ThrottleLimit 10 -LogPath /var/log/patchwindow.jsonl -WhatIf</code>
/// </example>
/// <seealso cref="GetPatchRunCmdlet"/>
/// <seealso cref="StartPatchRunnerCmdlet"/>
[Cmdlet(VerbsLifecycle.Invoke, "PatchWindow", SupportsShouldProcess = true)]
[OutputType(typeof(StepResult))]
public sealed class InvokePatchWindowCmdlet : RunWorkingCmdlet
{
    /// <summary>Stays until it is stopped, and does what comes later too: rings that soak, windows that open.</summary>
    [Parameter]
    public SwitchParameter Wait { get; set; }

    private protected override bool Waits => Wait;
}
