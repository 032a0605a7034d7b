using System.Management.Automation;

namespace PatchWindow.Cmdlets;

/// <summary>Removes runs that ended long ago from the store, with their steps and journals; also steps that belonged to no run.</summary>
/// <remarks>
/// <para>Nothing is removed by itself. What goes on, or ended later, stays; so do deferrals, approvals, and when patches were first seen. -WhatIf says how much it would be.
/// How long steps take is learned from them: keep those of the last weeks.</para>
/// </remarks>
/// <example>
/// <para>How much is older than a year</para>
/// <code>Remove-PatchRun -OlderThan 365d -WhatIf</code>
/// </example>
/// <seealso cref="GetPatchRunCmdlet"/>
[Cmdlet(VerbsCommon.Remove, "PatchRun", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
public sealed class RemovePatchRunCmdlet : ConfiguredCmdlet
{
    /// <summary>How long ago they must have ended: 365d, 90d; a day at least.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [DurationArgument]
    public TimeSpan OlderThan { get; set; }

    protected override void Process()
    {
        if (!Session.RunTurns.Purge(OlderThan, remove: false).TryGet(out var count, out var problem))
        {
            WriteFinding(problem);
            return;
        }

        if (count is { Runs: 0, Steps: 0 })
        {
            WriteVerbose($"Nothing ended more than {DurationText.Format(OlderThan)} ago.");
            return;
        }

        if (ShouldProcess(Session.StoreLocation, $"remove {count.Runs} runs, {count.Steps} steps and {count.Entries} journal entries that are older than {DurationText.Format(OlderThan)}"))
            _ = Session.RunTurns.Purge(OlderThan, remove: true);
    }
}
