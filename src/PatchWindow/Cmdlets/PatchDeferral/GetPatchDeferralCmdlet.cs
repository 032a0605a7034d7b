using System.Management.Automation;
using PatchWindow.Completion;

namespace PatchWindow.Cmdlets;

/// <summary>Gets the deferrals that hold now: which patch, until when, why, and by whom.</summary>
/// <remarks>
/// <para>With -All those that have expired, were resumed or were superseded are listed too: the record of who put off what.</para>
/// <para>A patch or a deferral piped in asks for the deferrals of that very version of that package on that host. Each deferral
/// is written once, however many times it is asked for.</para>
/// </remarks>
/// <example>
/// <para>What is deferred now</para>
/// <code>Get-PatchDeferral</code>
/// </example>
/// <example>
/// <para>The whole record of one host</para>
/// <code>Get-PatchDeferral localhost -All</code>
/// </example>
/// <example>
/// <para>Who put off the pending patches of openssl, and until when</para>
/// <code>Get-PendingPatch localhost openssl* | Get-PatchDeferral</code>
/// </example>
/// <seealso cref="SuspendPendingPatchCmdlet"/>
/// <seealso cref="ResumePendingPatchCmdlet"/>
[Cmdlet(VerbsCommon.Get, "PatchDeferral", DefaultParameterSetName = HostSet)]
[OutputType(typeof(Deferral))]
public sealed class GetPatchDeferralCmdlet : PatchRecordCmdlet
{
    private readonly HashSet<long> written = [];

    /// <summary>The names of the packages. Without it, all of them.</summary>
    [Parameter(Position = 1)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(DeferredNameCompleter))]
    public string[] Name { get; set => field = value ?? []; } = [];

    protected override void Process()
    {
        WriteVerbose($"Deferrals are kept in '{Session.StoreLocation}'.");
        foreach (var deferral in Session.Deferrals.List(All).Where(d => IsWanted(d.Host, d.Name, d.Version) && Asked(Name, d.Name)))
        {
            if (written.Add(deferral.Id)) WriteObject(deferral);
        }
    }
}
