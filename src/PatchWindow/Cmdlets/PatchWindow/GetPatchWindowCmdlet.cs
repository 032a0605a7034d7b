using System.Management.Automation;
using PatchWindow.Completion;
using PatchWindow.Core.Outcomes;
using PatchWindow.Fleet.Windows;

namespace PatchWindow.Cmdlets;

/// <summary>Gets maintenance windows: for each policy the one that is open, if any, and the next.</summary>
/// <remarks>
/// <para>Windows are computed from the schedules of policies, less their freezes. Start, Cutoff and End are shown on the clock
/// of the window's own time zone. Nothing new starts after Cutoff; what runs is finished by End.</para>
/// <para>Where the clock changes, Adjustment says everything that it did to a window: its start was moved (Shifted), shown twice
/// (Ambiguous) or left out (Skipped), or it lasts longer or shorter than its schedule's figure (Lengthened, Shortened).</para>
/// <para>With -From, -To or -First the windows of that stretch of time are listed, including those that began before it and
/// still run. Policies and schedules can be piped in; a host name lists the windows of the policies that the host is in,
/// also where it is in two and neither applies anything there (Test-PatchWindow -Explain).</para>
/// </remarks>
/// <example>
/// <para>What is open now, and what comes next</para>
/// <code>Get-PatchWindow</code>
/// </example>
/// <example>
/// <para>The next four windows of one policy</para>
/// <code>Get-PatchWindow prod-web -First 4</code>
/// </example>
/// <example>
/// <para>Every window of a fortnight, frozen ones too</para>
/// <code>Get-PatchWindow -From 2026-12-14 -To 2026-12-28 -IncludeFrozen</code>
/// </example>
/// <example>
/// <para>The windows of this machine</para>
/// <code>Get-PatchHost localhost | Get-PatchWindow</code>
/// </example>
/// <seealso cref="TestPatchWindowCmdlet"/>
/// <seealso cref="NewPatchScheduleCmdlet"/>
[Cmdlet(VerbsCommon.Get, "PatchWindow", DefaultParameterSetName = PolicySet)]
[OutputType(typeof(Window))]
public sealed class GetPatchWindowCmdlet : ConfiguredCmdlet
{
    private const string PolicySet = "Policy", ObjectSet = "InputObject", ScheduleSet = "Schedule";

    /// <summary>The names of the policies. Without it, all of them.</summary>
    [Parameter(Position = 0, ParameterSetName = PolicySet, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    [TextArgument]
    [ArgumentCompleter(typeof(PolicyNameCompleter))]
    public string[] Policy { get; set => field = value ?? []; } = [];

    /// <summary>The names of hosts: the windows of the policies whose targets they match, in the hosts' own zones where a schedule says so.</summary>
    [Parameter(ParameterSetName = PolicySet, ValueFromPipelineByPropertyName = true)]
    [Alias("Host")]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(HostNameCompleter))]
    public string[] HostName { get; set => field = value ?? []; } = [];

    /// <summary>Policies in hand, as Get-PatchPolicy writes them or as a script makes them.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = ObjectSet)]
    public Policy[] InputObject { get; set; } = [];

    /// <summary>Schedules in hand, as New-PatchSchedule writes them.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = ScheduleSet)]
    public Schedule[] Schedule { get; set; } = [];

    /// <summary>The beginning of the stretch of time. Without it, now.</summary>
    [Parameter]
    public DateTimeOffset? From { get; set; }

    /// <summary>The end of the stretch of time; a window that opens at this very moment is not in it.</summary>
    [Parameter]
    public DateTimeOffset? To { get; set; }

    /// <summary>How many windows of each policy, at most.</summary>
    [Parameter]
    [ValidateRange(1, 100000)]
    public int? First { get; set; }

    /// <summary>
    /// Lists windows that never open as well: those that a freeze takes away, with the state Frozen and the reason, and those whose
    /// start the clock skips and whose schedule says -WhenSkipped Skip, with the state Skipped, at the moment the clock jumps.
    /// </summary>
    [Parameter]
    public SwitchParameter IncludeFrozen { get; set; }

    private protected override bool TakesThemInHand => true;

    protected override void Process()
    {
        var request = new WindowRequest
        {
            Policies = Policy, HostNames = HostName, From = From, To = To, First = First, IncludeFrozen = IncludeFrozen,
        };
        switch (ParameterSetName)
        {
            case ObjectSet:
                foreach (var policy in InputObject) WriteOutcomes(Session.Windows.Find(policy, request));
                break;
            case ScheduleSet:
                foreach (var outcome in Schedule.SelectMany(s => Session.Windows.Find(s, request))) WriteOfSchedule(outcome);
                break;
            default:
                UseConfiguredPolicies();
                WriteOutcomes(Session.Windows.Find(request));
                break;
        }
    }

    // Shown below their schedule: its text is too long for the column in which the others have their policy's name.
    private void WriteOfSchedule(Outcome<Window> outcome)
    {
        if (!outcome.TryGet(out var window, out var problem))
        {
            WriteFinding(problem);
            return;
        }

        var shown = PSObject.AsPSObject(window);
        shown.TypeNames.Insert(0, typeof(Window).FullName + "#Schedule");
        WriteObject(shown);
    }
}
