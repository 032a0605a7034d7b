using System.Management.Automation;
using PatchWindow.Completion;
using PatchWindow.Core.Text;
using PatchWindow.Fleet.Decisions;

namespace PatchWindow.Cmdlets;

/// <summary>Gets the patches that hosts could install, each with the decision about it and the reason.</summary>
/// <remarks>
/// <para>Many hosts are asked at once (-ThrottleLimit), and each one's patches are written as soon as it has answered. A host is asked
/// through its package manager; nothing on it changes. The list is as fresh as the host's own package lists (-Refresh, or
/// 'apt-get update' there, refreshes them): a host that has none is an error, and where nobody refreshed them for a week there is a
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
public sealed class GetPendingPatchCmdlet : HostAskingCmdlet
{
    private const string HostSet = "Host", PatchSet = "Patch";
    private readonly Dictionary<string, IReadOnlyList<PendingPatch>> answers = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, List<PendingPatch>> wantedOf = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> wholeHosts = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> unknown = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<(string Host, string Name, string? Architecture)> written = [];
    private readonly HashSet<string> told = [];
    private HostAsking<HostAnswer>? asking;

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

    /// <summary>
    /// Has each host fetch its package lists anew before it is asked. Needs root there. A repository that does not answer is an error,
    /// and then nothing is written of the host: what it offers is not known.
    /// </summary>
    [Parameter]
    public SwitchParameter Refresh { get; set; }

    private HostAsking<HostAnswer> Asking =>
        asking ??= BeginAsking<HostAnswer>("Asking what is pending", (host, token) => Session.Pending.AskAsync(host, At, Refresh, token), Take);

    protected override void Process()
    {
        if (ParameterSetName == PatchSet) AskOfPatches();
        else AskHosts();
        Asking.TakeReady();
    }

    protected override void Finish() => Asking.TakeRest();

    private void AskHosts()
    {
        var problems = new List<Finding>();
        foreach (var host in Session.Inventory.Select(HostName, problems))
        {
            wholeHosts.Add(host.Name);
            Asking.Ask(host);
        }

        foreach (var problem in problems) WriteFinding(problem);
    }

    private void AskOfPatches()
    {
        foreach (var wanted in Patch)
        {
            // Nobody knows a patch of a host that is not there: said once.
            if (!unknown.Contains(wanted.Host) && Session.Inventory.Find(wanted.Host).TryGet(out var host, out var problem))
            {
                if (answers.TryGetValue(host.Name, out var known)) WriteWanted(known, wanted);
                else if (wantedOf.TryGetValue(host.Name, out var others)) others.Add(wanted);
                else wantedOf.Add(host.Name, [wanted]);
                Asking.Ask(host);
            }
            else if (unknown.Add(wanted.Host))
            {
                WriteFinding(Session.Inventory.Find(wanted.Host).Problem!);
            }
        }
    }

    // A host takes seconds to answer: it is asked once, whatever is piped in of it.
    private void Take(HostAnswer answer)
    {
        foreach (var notice in answer.Notices.Where(n => told.Add(n.Message))) WriteFinding(notice);
        if (!answer.Patches.TryGet(out var found, out var problem)) WriteFinding(problem);
        var patches = found?.Patches ?? [];
        if (wholeHosts.Contains(answer.Host.Name)) foreach (var patch in patches) Write(patch);
        if (ParameterSetName == PatchSet) answers[answer.Host.Name] = patches;
        if (wantedOf.TryGetValue(answer.Host.Name, out var wanted)) foreach (var patch in wanted) WriteWanted(patches, patch);
    }

    private void WriteWanted(IReadOnlyList<PendingPatch> patches, PendingPatch wanted)
    {
        foreach (var patch in patches.Where(p => p.Name == wanted.Name && p.Version == wanted.Version)) Write(patch);
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
