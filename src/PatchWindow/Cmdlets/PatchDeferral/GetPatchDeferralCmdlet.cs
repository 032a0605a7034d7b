using System.Management.Automation;
using PatchWindow.Completion;
using PatchWindow.Core.Policies;

namespace PatchWindow.Cmdlets;

/// <summary>Gets the deferrals that hold now: which patch, until when, why, and by whom.</summary>
/// <remarks>
/// <para>With -All those that have expired, were resumed or were superseded are listed too: the record of who put off what.</para>
/// </remarks>
/// <example>
/// <para>What is deferred now</para>
/// <code>Get-PatchDeferral</code>
/// </example>
/// <example>
/// <para>The whole record of one host</para>
/// <code>Get-PatchDeferral localhost -All</code>
/// </example>
/// <seealso cref="SuspendPendingPatchCmdlet"/>
/// <seealso cref="ResumePendingPatchCmdlet"/>
[Cmdlet(VerbsCommon.Get, "PatchDeferral")]
[OutputType(typeof(Deferral))]
public sealed class GetPatchDeferralCmdlet : ConfiguredCmdlet
{
    /// <summary>The names of the hosts. Without it, all of them.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("Host")]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(HostNameCompleter))]
    public string[] HostName { get; set; } = [];

    /// <summary>The names of the packages. Without it, all of them.</summary>
    [Parameter(Position = 1)]
    [SupportsWildcards]
    public string[] Name { get; set; } = [];

    /// <summary>Lists those that do not hold any more as well.</summary>
    [Parameter]
    public SwitchParameter All { get; set; }

    protected override void Process()
    {
        WriteVerbose($"Deferrals are kept in '{Session.StoreLocation}'.");
        WriteObject(
            Session.Deferrals.List(All).Where(d => Asked(HostName, d.Host) && Asked(Name, d.Name)), enumerateCollection: true);
    }

    private static bool Asked(string[] patterns, string value) =>
        patterns.Length == 0 || Array.Exists(patterns, p => Wildcard.Matches(p, value));
}
