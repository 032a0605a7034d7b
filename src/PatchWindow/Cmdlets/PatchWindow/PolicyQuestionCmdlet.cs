using System.Management.Automation;
using PatchWindow.Completion;

namespace PatchWindow.Cmdlets;

/// <summary>
/// A cmdlet that asks about policies, by name, by host or in hand, and whose answer somebody acts on. So neither list may be an
/// unset variable: the answer would be of every policy there is.
/// </summary>
public abstract class PolicyQuestionCmdlet : ConfiguredCmdlet
{
    private protected const string PolicySet = "Policy", ObjectSet = "InputObject";

    /// <summary>The names of the policies. Without it, all of them.</summary>
    [Parameter(Position = 0, ParameterSetName = PolicySet, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [TextArgument]
    [ArgumentCompleter(typeof(PolicyNameCompleter))]
    public string[] Policy { get; set; } = [];

    /// <summary>The names of hosts: only the policies that they are in are asked about.</summary>
    [Parameter(ParameterSetName = PolicySet, ValueFromPipelineByPropertyName = true)]
    [Alias("Host")]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(HostNameCompleter))]
    public string[] HostName { get; set => field = value ?? []; } = [];

    /// <summary>Policies in hand, as Get-PatchPolicy writes them or as a script makes them.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = ObjectSet)]
    public Policy[] InputObject { get; set; } = [];

    /// <summary>How long the work takes, as a TimeSpan or as text: 2h, 30m. The policy's reboot reserve comes on top.</summary>
    [Parameter]
    [DurationArgument]
    public TimeSpan For { get; set; }

    private protected override bool TakesThemInHand => true;

    protected override void BeginProcessing()
    {
        RefuseNoHosts();
        base.BeginProcessing();
    }

    // Piped in, a window without a host has a null there; on the command line nobody means none by it.
    private void RefuseNoHosts()
    {
        if (!MyInvocation.BoundParameters.TryGetValue(nameof(HostName), out var hosts) || hosts is not (null or Array { Length: 0 })) return;
        ThrowTerminatingError(ErrorRecords.From(new Finding
        {
            Code = "HostNameMissing",
            Kind = FindingKind.InvalidArgument,
            Message = "-HostName names no host.",
            Suggestion = "Check the variable that it is given, or leave -HostName out to ask about policies alone.",
        }));
    }
}
