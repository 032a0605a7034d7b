using System.Management.Automation;
using PatchWindow.Completion;

namespace PatchWindow.Cmdlets;

/// <summary>Ends a deferral before its time, so that the patch is applied as its policy says.</summary>
/// <remarks>
/// <para>Takes what Get-PatchDeferral and Get-PendingPatch write, or a host and a package by name. The deferral stays in the
/// record, with who ended it and when.</para>
/// </remarks>
/// <example>
/// <para>End every deferral on this machine</para>
/// <code>Get-PatchDeferral localhost | Resume-PendingPatch</code>
/// </example>
/// <example>
/// <para>See what would be ended</para>
/// <code>Get-PatchDeferral -Name openssl* | Resume-PendingPatch -WhatIf</code>
/// </example>
/// <seealso cref="SuspendPendingPatchCmdlet"/>
[Cmdlet(VerbsLifecycle.Resume, "PendingPatch", SupportsShouldProcess = true)]
[OutputType(typeof(Deferral))]
public sealed class ResumePendingPatchCmdlet : ConfiguredCmdlet
{
    /// <summary>The host's name.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("Host")]
    [ArgumentCompleter(typeof(HostNameCompleter))]
    public string HostName { get; set; } = "";

    /// <summary>The package's name.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(DeferredNameCompleter))]
    public string Name { get; set; } = "";

    /// <summary>The version that was put off. Without it, whichever is.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? Version { get; set; }

    /// <summary>Who ends it. Without it, the account that runs the command.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? By { get; set; }

    private protected override bool NeedsWholeFiles => true;

    protected override void Process()
    {
        if (!Session.Deferrals.Find(HostName, Name, Version).TryGet(out var deferral, out var problem)) WriteFinding(problem);
        else if (ShouldProcess(deferral.ToString(), "end the deferral")) WriteOutcome(Session.Deferrals.Resume(deferral.Id, By));
    }
}
