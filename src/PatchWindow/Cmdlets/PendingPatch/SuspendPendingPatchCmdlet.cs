using System.Management.Automation;

namespace PatchWindow.Cmdlets;

/// <summary>Puts a pending patch off until a date, with a reason. It comes back by itself.</summary>
/// <remarks>
/// <para>A deferral holds for one version of one package on one host; a newer version is a new question. The policy may limit
/// for how long and how often (defer.maxDays, defer.maxTimes). Deferring again replaces the deferral in force.
/// Where a faulty policy or two of them claim the host, it is not certain which limit holds, and nothing is deferred.</para>
/// <para>The deferral is kept in the machine's store, which root alone may write unless the configuration names another.
/// Defer-PendingPatch is another name for it.</para>
/// </remarks>
/// <example>
/// <para>Put a patch off for a week</para>
/// <code>Get-PendingPatch localhost openssl* | Suspend-PendingPatch -For 7d -Reason 'vendor testing, CHG-4711'</code>
/// </example>
/// <example>
/// <para>See what would be put off until after a freeze, changing nothing</para>
/// <code>Get-PendingPatch | Suspend-PendingPatch -For 12d -Reason 'quarter close' -WhatIf</code>
/// </example>
/// <seealso cref="ResumePendingPatchCmdlet"/>
/// <seealso cref="GetPatchDeferralCmdlet"/>
[Cmdlet(VerbsLifecycle.Suspend, "PendingPatch", SupportsShouldProcess = true, DefaultParameterSetName = ForSet)]
[Alias("Defer-PendingPatch")]
[OutputType(typeof(Deferral))]
public sealed class SuspendPendingPatchCmdlet : ConfiguredCmdlet
{
    private const string ForSet = "For", UntilSet = "Until";

    /// <summary>The patches to put off, as Get-PendingPatch writes them.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    public PendingPatch[] Patch { get; set; } = [];

    /// <summary>How long, as a TimeSpan or as text: 7d, 12h; at most the policy's defer.maxDays, and never more than 3650 days.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ForSet)]
    [DurationArgument]
    public TimeSpan For { get; set; }

    /// <summary>The moment at which it comes back by itself.</summary>
    [Parameter(Mandatory = true, ParameterSetName = UntilSet)]
    public DateTimeOffset Until { get; set; }

    /// <summary>Why. It is shown wherever the patch is.</summary>
    [Parameter(Mandatory = true)]
    [ValidateNotNullOrEmpty]
    public string Reason { get; set; } = "";

    /// <summary>Who puts it off. Without it, the account that runs the command.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? By { get; set; }

    private protected override bool NeedsWholeFiles => true;

    protected override void Process()
    {
        foreach (var patch in Patch)
        {
            var until = ParameterSetName == ForSet ? Session.Deferrals.After(For) : Until;
            if (!Session.Deferrals.Plan(patch, until, Reason, By).TryGet(out var planned, out var problem)) WriteFinding(problem);
            else if (ShouldProcess(patch.ToString(), $"defer until {planned.Until:yyyy-MM-dd HH:mm zzz}"))
                WriteOutcome(Session.Deferrals.Commit(planned));
        }
    }
}
