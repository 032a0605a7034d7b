using System.Management.Automation;
using PatchWindow.Completion;
using PatchWindow.Core.Text;
using PatchWindow.Fleet.Store;

namespace PatchWindow.Cmdlets;

/// <summary>Shows runs: what is worked on, what waits on what, and what became of each host.</summary>
/// <remarks>
/// <para>A run is the work of one policy in one window. Without -All those that go on or are stopped are shown; with it those that have ended too, the newest first.</para>
/// <para>Waits says how many hosts of which ring wait, for what, and until when. With -Detailed each run has its Steps, and each of those its Journal: every move, written
/// before it was made.</para>
/// </remarks>
/// <example>
/// <para>What goes on</para>
/// <code>Get-PatchRun</code>
/// </example>
/// <example>
/// <para>The last five runs of a policy</para>
/// <code>Get-PatchRun prod-web -All -First 5</code>
/// </example>
/// <example>
/// <para>What failed, and how it came to that</para>
/// <code>(Get-PatchRun -All -First 1 -Detailed).Steps | Where-Object State -eq Failed | ForEach-Object { $_.Host; $_.Journal }</code>
/// </example>
/// <seealso cref="InvokePatchWindowCmdlet"/>
/// <seealso cref="StopPatchRunCmdlet"/>
/// <seealso cref="ResumePatchRunCmdlet"/>
[Cmdlet(VerbsCommon.Get, "PatchRun", DefaultParameterSetName = PolicySet)]
[OutputType(typeof(Run))]
public sealed class GetPatchRunCmdlet : ConfiguredCmdlet
{
    private const string PolicySet = "Policy", IdSet = "Id";

    /// <summary>The names of policies. Without it, all of them, also those that the configuration has no more.</summary>
    [Parameter(Position = 0, ParameterSetName = PolicySet, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    [TextArgument(typeof(Policy))]
    [ArgumentCompleter(typeof(PolicyNameCompleter))]
    public string[] Policy { get; set => field = value ?? []; } = [];

    /// <summary>The ids of runs.</summary>
    [Parameter(Mandatory = true, ParameterSetName = IdSet, ValueFromPipelineByPropertyName = true)]
    [Alias("Run")]
    [ValidateNotNullOrEmpty]
    public string[] Id { get; set => field = value ?? []; } = [];

    /// <summary>Shows those that have ended as well.</summary>
    [Parameter(ParameterSetName = PolicySet)]
    public SwitchParameter All { get; set; }

    /// <summary>So many at most, the newest.</summary>
    [Parameter(ParameterSetName = PolicySet)]
    [ValidateRange(1, int.MaxValue)]
    public int? First { get; set; }

    /// <summary>With the step of each host, and every move of it.</summary>
    [Parameter]
    public SwitchParameter Detailed { get; set; }

    protected override void Process()
    {
        if (ParameterSetName == IdSet)
        {
            foreach (var id in Id) WriteOutcome(Session.Reports.Find(id, Detailed));
            return;
        }

        var found = Session.Reports.Find(new RunQuery { WithEnded = All }, run => Policy.Length == 0 || Array.Exists(Policy, p => Wildcard.Matches(p, run.Policy)), Detailed);
        foreach (var run in First is { } most ? found.Take(most) : found) WriteObject(run);
    }
}
