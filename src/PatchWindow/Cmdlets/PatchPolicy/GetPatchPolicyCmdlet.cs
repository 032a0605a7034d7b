using System.Management.Automation;
using PatchWindow.Completion;

namespace PatchWindow.Cmdlets;

/// <summary>Gets the policies of the configuration: which hosts, when, and what is applied.</summary>
/// <remarks>
/// <para>A policy that has a fault is reported, with the file and the place in it, and left out; the others are still written.
/// On the hosts that it targets nothing is applied until it is corrected.
/// Policies are objects that can be changed and piped on: Get-PatchPolicy prod-web | Get-PatchWindow.</para>
/// </remarks>
/// <example>
/// <para>All policies</para>
/// <code>Get-PatchPolicy</code>
/// </example>
/// <example>
/// <para>The schedules of the policies whose names begin with prod</para>
/// <code>Get-PatchPolicy prod* | ForEach-Object Schedules</code>
/// </example>
/// <seealso cref="GetPatchWindowCmdlet"/>
[Cmdlet(VerbsCommon.Get, "PatchPolicy")]
[OutputType(typeof(Policy))]
public sealed class GetPatchPolicyCmdlet : ConfiguredCmdlet
{
    /// <summary>The names of the policies. Without it, all of them.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Policy")]
    [SupportsWildcards]
    [TextArgument]
    [ArgumentCompleter(typeof(PolicyNameCompleter))]
    public string[] Name { get; set => field = value ?? []; } = [];

    protected override void Process()
    {
        var problems = new List<Finding>();
        var policies = Session.Configuration.Select(Name, problems);
        foreach (var problem in problems) WriteFinding(problem);
        foreach (var policy in policies) WriteObject(policy.Source);
    }
}
