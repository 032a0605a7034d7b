using System.Management.Automation;
using PatchWindow.Completion;

namespace PatchWindow.Cmdlets;

/// <summary>Gets the policies of the configuration: which hosts, when, and what is applied.</summary>
/// <remarks>
/// <para>With -Source every value that a policy goes by is written, with the file and line, or the environment variable, that says so; what
/// nobody wrote has the source default, and what a schedule's text says has the source of the text. A value that a stronger layer
/// overrides is in Overrides. Faulty policies are written too.</para>
/// <para>Without it, a policy that has a fault is reported, with the file and the place in it, and left out; the others are still written.
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
/// <example>
/// <para>What this machine's policy goes by, and where each value comes from</para>
/// <code>Get-PatchPolicy this-machine -Source</code>
/// </example>
/// <example>
/// <para>What is not by default, and what it overrides</para>
/// <code>Get-PatchPolicy -Source | Where-Object Source -ne default | Where-Object Overrides</code>
/// </example>
/// <seealso cref="GetPatchWindowCmdlet"/>
[Cmdlet(VerbsCommon.Get, "PatchPolicy")]
[OutputType(typeof(Policy), typeof(PolicySetting))]
public sealed class GetPatchPolicyCmdlet : ConfiguredCmdlet
{
    /// <summary>The names of the policies. Without it, all of them.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Policy")]
    [SupportsWildcards]
    [TextArgument]
    [ArgumentCompleter(typeof(PolicyNameCompleter))]
    public string[] Name { get; set => field = value ?? []; } = [];

    /// <summary>Writes every value that the policies go by and where it comes from, instead of the policies.</summary>
    [Parameter]
    public SwitchParameter Source { get; set; }

    protected override void Process()
    {
        var problems = new List<Finding>();
        object[] found = Source
            ? [.. Session.Configuration.SettingsOf(Name, problems)]
            : [.. Session.Configuration.Select(Name, problems).Select(p => p.Source)];
        foreach (var problem in problems) WriteFinding(problem);
        foreach (var item in found) WriteObject(item);
    }
}
