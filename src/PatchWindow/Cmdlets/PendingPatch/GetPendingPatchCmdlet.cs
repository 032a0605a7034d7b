using System.Management.Automation;
using PatchWindow.Completion;
using PatchWindow.Core.Text;

namespace PatchWindow.Cmdlets;

/// <summary>Gets the patches that hosts could install, each with the decision about it and the reason.</summary>
/// <remarks>
/// <para>Each host is asked through its package manager; nothing on it changes. The list is as fresh as the host's own package
/// lists ('apt-get update' refreshes them): a host that has none is an error, and where nobody refreshed them for a week there is a
/// warning. The decision is made for now, or for the moment of -At: what would happen then?</para>
/// <para>A patch that is past its deadline, or will miss it as things stand, and a host that is further behind than its policy
/// allows are warnings; Decision.Flags, Decision.Deadline and Decision.LastWindow say it of each patch.
/// about_PatchWindow_Decisions has the order of the rules.</para>
/// <para>A host that cannot be asked is an error, and the others are still shown. Any user may ask. Where the store cannot be
/// read, the patches are listed with a warning, and each counts as deferred, because it may be.</para>
/// <para>A patch or a deferral piped in asks for that very version of that package on that host. Each host is asked once and
/// each patch written once, however many times it is asked for.</para>
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
/// <example>
/// <para>Why is this not applied? Every rule that was asked, the one that decided last</para>
/// <code>Get-PendingPatch localhost openssl* -Explain</code>
/// </example>
/// <example>
/// <para>What misses its deadline as it stands</para>
/// <code>Get-PendingPatch | Where-Object { $_.Decision.Flags -match 'MissesDeadline' }</code>
/// </example>
/// <example>
/// <para>What is decided about the patches that are deferred now</para>
/// <code>Get-PatchDeferral | Get-PendingPatch | ForEach-Object Decision</code>
/// </example>
/// <seealso cref="SuspendPendingPatchCmdlet"/>
/// <seealso cref="InstallPendingPatchCmdlet"/>
[Cmdlet(VerbsCommon.Get, "PendingPatch", DefaultParameterSetName = HostSet)]
[OutputType(typeof(PendingPatch), typeof(Decision))]
public sealed class GetPendingPatchCmdlet : ConfiguredCmdlet
{
    private const string HostSet = "Host", PatchSet = "Patch";
    private readonly Dictionary<string, IReadOnlyList<PendingPatch>> asked = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<(string Host, string Name, string? Architecture)> written = [];
    private readonly HashSet<string> told = [];

    /// <summary>The names of the hosts. Without it, all of the inventory.</summary>
    [Parameter(Position = 0, ParameterSetName = HostSet, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Host")]
    [SupportsWildcards]
    [TextArgument(typeof(ManagedHost))]
    [ArgumentCompleter(typeof(HostNameCompleter))]
    public string[] HostName { get; set => field = value ?? []; } = [];

    /// <summary>The patches to look at again, as Get-PendingPatch writes them; a deferral or an approval stands for the patch it is of.</summary>
    [Parameter(Mandatory = true, ParameterSetName = PatchSet, ValueFromPipeline = true)]
    [PatchArgument]
    public PendingPatch[] Patch { get; set; } = [];

    /// <summary>The names of the packages. Without it, all of them.</summary>
    [Parameter(Position = 1)]
    [SupportsWildcards]
    public string[] Name { get; set => field = value ?? []; } = [];

    /// <summary>The moment to decide for. Without it, now.</summary>
    [Parameter]
    public DateTimeOffset? At { get; set; }

    /// <summary>Only patches whose decision has one of these reason codes, such as Apply or Deferred.</summary>
    [Parameter]
    public ReasonCode[] Reason { get; set => field = value ?? []; } = [];

    /// <summary>Writes the decision about each patch, with every rule that was asked, instead of the patch.</summary>
    [Parameter]
    public SwitchParameter Explain { get; set; }

    protected override void Process()
    {
        try
        {
            if (ParameterSetName == PatchSet) WritePatches();
            else WriteHosts();
        }
        finally
        {
            new AskingProgress(this).End();
        }
    }

    private void WriteHosts()
    {
        var problems = new List<Finding>();
        var hosts = Session.Inventory.Select(HostName, problems);
        foreach (var problem in problems) WriteFinding(problem);
        for (var i = 0; i < hosts.Count; i++)
        {
            foreach (var patch in Pending(hosts[i], i, hosts.Count)) Write(patch);
        }
    }

    private void WritePatches()
    {
        foreach (var wanted in Patch)
        {
            foreach (var patch in PendingOn(wanted.Host).Where(p => p.Name == wanted.Name && p.Version == wanted.Version)) Write(patch);
        }
    }

    private IReadOnlyList<PendingPatch> PendingOn(string hostName)
    {
        if (asked.TryGetValue(hostName, out var known)) return known;
        if (Session.Inventory.Find(hostName).TryGet(out var host, out var problem)) return Pending(host, 0, 1);
        WriteFinding(problem);
        return asked[hostName] = [];
    }

    // A host takes seconds to answer: it is asked once, whatever is piped in of it.
    private IReadOnlyList<PendingPatch> Pending(ManagedHost host, int index, int count)
    {
        if (asked.TryGetValue(host.Name, out var known)) return known;
        new AskingProgress(this).Show(host, index, count);
        var notices = new List<Finding>();
        var listed = Await(_ => Session.Pending.ListAsync(host, At, notices, Cancellation));
        if (listed.IsSuccess && listed.Value.StoreFault is { } fault) notices.Add(fault);
        foreach (var notice in notices.Where(n => told.Add(n.Message))) WriteFinding(notice);
        if (listed.TryGet(out var found, out var problem)) return asked[host.Name] = found.Patches;
        WriteFinding(problem);
        return asked[host.Name] = [];
    }

    private void Write(PendingPatch patch)
    {
        if (!IsAskedFor(patch) || !written.Add((patch.Host, patch.Name, patch.Architecture))) return;
        if (Explain) WriteObject(Explained(patch.Decision!));
        else WriteObject(patch);
    }

    // Shown with its whole trace, which a table of decisions has no room for.
    private static PSObject Explained(Decision decision)
    {
        var shown = new PSObject(decision);
        shown.TypeNames.Insert(0, typeof(Decision).FullName + "#Explained");
        return shown;
    }

    private bool IsAskedFor(PendingPatch patch) =>
        (Name.Length == 0 || Array.Exists(Name, n => Wildcard.Matches(n, patch.Name)))
        && (Reason.Length == 0 || Reason.Contains(patch.Decision!.Reason));
}
