using System.Management.Automation;
using PatchWindow.Completion;
using PatchWindow.Core.Policies;

namespace PatchWindow.Cmdlets;

/// <summary>Gets the patches that hosts could install, each with the decision about it and the reason.</summary>
/// <remarks>
/// <para>Each host is asked through its package manager; nothing on it changes. The list is as fresh as the host's own package
/// lists ('apt-get update' refreshes them): a host that has none is an error, and where nobody refreshed them for a week there is a
/// warning. The decision is made for now, or for the moment of -At: what would happen then?</para>
/// <para>A host that cannot be asked is an error, and the others are still shown. Any user may ask. Where the store cannot be
/// read, the patches are listed with a warning, and each counts as deferred, because it may be.</para>
/// </remarks>
/// <example>
/// <para>What is pending on this machine</para>
/// <code>Get-PendingPatch localhost</code>
/// </example>
/// <example>
/// <para>The security patches, and what is decided about them</para>
/// <code>Get-PendingPatch | Where-Object Classification -eq Security | ForEach-Object Decision</code>
/// </example>
/// <example>
/// <para>What the next window would apply</para>
/// <code>Get-PatchWindow this-machine -First 1 | ForEach-Object { Get-PendingPatch localhost -At $_.Start -Reason Apply }</code>
/// </example>
/// <seealso cref="SuspendPendingPatchCmdlet"/>
/// <seealso cref="InstallPendingPatchCmdlet"/>
[Cmdlet(VerbsCommon.Get, "PendingPatch")]
[OutputType(typeof(PendingPatch))]
public sealed class GetPendingPatchCmdlet : ConfiguredCmdlet
{
    private readonly HashSet<string> told = [];

    /// <summary>The names of the hosts. Without it, all of the inventory.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("Host")]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(HostNameCompleter))]
    public string[] HostName { get; set; } = [];

    /// <summary>The names of the packages. Without it, all of them.</summary>
    [Parameter(Position = 1)]
    [SupportsWildcards]
    public string[] Name { get; set; } = [];

    /// <summary>The moment to decide for. Without it, now.</summary>
    [Parameter]
    public DateTimeOffset? At { get; set; }

    /// <summary>Only patches whose decision has one of these reason codes, such as Apply or Deferred.</summary>
    [Parameter]
    public ReasonCode[] Reason { get; set; } = [];

    protected override void Process()
    {
        var problems = new List<Finding>();
        var hosts = Session.Inventory.Select(HostName, problems);
        foreach (var problem in problems) WriteFinding(problem);
        foreach (var host in hosts)
        {
            var notices = new List<Finding>();
            var listed = Await(_ => Session.Pending.ListAsync(host, At, notices, Cancellation));
            foreach (var notice in notices.Where(n => told.Add(n.Message))) WriteFinding(notice);
            if (!listed.TryGet(out var patches, out var problem)) WriteFinding(problem);
            else WriteObject(patches.Where(IsAskedFor), enumerateCollection: true);
        }
    }

    private bool IsAskedFor(PendingPatch patch) =>
        (Name.Length == 0 || Array.Exists(Name, n => Wildcard.Matches(n, patch.Name)))
        && (Reason.Length == 0 || Reason.Contains(patch.Decision!.Reason));
}
