using System.Management.Automation;
using PatchWindow.Completion;
using PatchWindow.Fleet.Decisions;
using PatchWindow.Fleet.Plans;

namespace PatchWindow.Cmdlets;

/// <summary>Plans what each host will get in which window, and says what will not fit, what waits and why.</summary>
/// <remarks>
/// <para>Patches are laid into the coming windows by their policy's estimate and reboot reserve, ring by ring, within budgets and
/// around freezes. What a policy in the mode Immediate applies, and emergencies that no window takes in time, come as soon as no
/// freeze holds. Nothing on any host changes.</para>
/// <para>It writes one plan. Its Steps say what a host gets and when; its Misses what will not be applied by its deadline, or fits
/// in no window, and what would make it fit; its Waits what a person, an age or the end of a deferral must come before. Its Hash
/// is the same as long as policies, hosts, pending patches, what people said of them and the time zones' rules are the same.</para>
/// <para>Hosts are asked what is pending, as Get-PendingPatch asks them; patches that were listed earlier can be piped in instead.
/// A host that cannot be asked is an error, and waits in the plan.</para>
/// </remarks>
/// <example>
/// <para>The next 30 days</para>
/// <code>Get-PatchPlan</code>
/// </example>
/// <example>
/// <para>What a host gets, and when</para>
/// <code>(Get-PatchPlan localhost -For 7d).Steps</code>
/// </example>
/// <example>
/// <para>What will miss its deadline, and what would help</para>
/// <code>(Get-PatchPlan -For 90d).Misses | ForEach-Object { "$_ $($_.Suggestion)" }</code>
/// </example>
/// <example>
/// <para>A plan of patches that were listed earlier, as JSON</para>
/// <code>$patches = Get-PendingPatch; $patches | Get-PatchPlan -For 14d -AsJson</code>
/// </example>
/// <seealso cref="GetPendingPatchCmdlet"/>
/// <seealso cref="GetPatchWindowCmdlet"/>
[Cmdlet(VerbsCommon.Get, "PatchPlan", DefaultParameterSetName = HostSet)]
[OutputType(typeof(Plan), typeof(string))]
public sealed class GetPatchPlanCmdlet : HostAskingCmdlet
{
    private const string HostSet = "Host", PatchSet = "Patch";
    private readonly Dictionary<string, ManagedHost> hosts = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, List<PendingPatch>> patches = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<(string Host, string Name, string Version, string? Architecture)> known = [];
    private readonly Dictionary<string, HostAnswer> answers = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> told = [];

    /// <summary>The names of the hosts. Without it, all of the inventory.</summary>
    [Parameter(Position = 0, ParameterSetName = HostSet, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Host")]
    [SupportsWildcards]
    [TextArgument(typeof(ManagedHost))]
    [ArgumentCompleter(typeof(HostNameCompleter))]
    public string[] HostName { get; set => field = value ?? []; } = [];

    /// <summary>Patches to plan for, as Get-PendingPatch writes them. Their hosts are not asked again.</summary>
    [Parameter(Mandatory = true, ParameterSetName = PatchSet, ValueFromPipeline = true)]
    public PendingPatch[] Patch { get; set; } = [];

    /// <summary>The names of policies: only their hosts are planned for.</summary>
    [Parameter]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(PolicyNameCompleter))]
    public string[] Policy { get; set => field = value ?? []; } = [];

    /// <summary>The first moment of the plan. Without it, now.</summary>
    [Parameter]
    public DateTimeOffset? From { get; set; }

    /// <summary>How far the plan reaches, as a TimeSpan or as text: 30d, 12h; at most 366d.</summary>
    [Parameter]
    [DurationArgument]
    public TimeSpan For { get; set; } = TimeSpan.FromDays(30);

    /// <summary>Writes the plan as a JSON text. The same plan is the same text; about_PatchWindow, PLANS, has its shape.</summary>
    [Parameter]
    public SwitchParameter AsJson { get; set; }

    protected override void Process()
    {
        if (ParameterSetName == PatchSet) AddPatches();
        else AddHosts();
    }

    protected override void Finish()
    {
        var notices = new List<Finding>();
        var planned = Session.Plans.Make(ParameterSetName == PatchSet ? Listed() : Listings(notices), From, For, notices);
        foreach (var notice in notices.Where(n => told.Add(n.Message))) WriteFinding(notice);
        if (planned.TryGet(out var plan, out var problem)) WriteObject(AsJson ? PlanService.Write(plan) : plan);
        else WriteFinding(problem);
    }

    private void AddHosts()
    {
        var problems = new List<Finding>();
        foreach (var host in Session.Plans.Select(HostName, Policy, problems)) hosts[host.Name] = host;
        Tell(problems);
    }

    private void AddPatches()
    {
        var problems = new List<Finding>();
        var isIn = Session.Plans.IsIn(Policy, problems);
        foreach (var patch in Patch)
        {
            if (!hosts.TryGetValue(patch.Host, out var host))
            {
                if (!Session.Inventory.Find(patch.Host).TryGet(out host, out var unknown))
                {
                    problems.Add(unknown);
                    host = new ManagedHost { Name = patch.Host };
                }

                hosts.Add(patch.Host, host);
            }

            if (!isIn(host) || !known.Add((patch.Host, patch.Name, patch.Version, patch.Architecture))) continue;
            if (!patches.TryGetValue(host.Name, out var list)) patches.Add(host.Name, list = []);
            list.Add(patch);
        }

        Tell(problems);
    }

    private List<HostListing> Listed() => [.. hosts.Values.Where(h => patches.ContainsKey(h.Name)).Select(h => new HostListing(h, patches[h.Name]))];

    // Each host is asked once, however often it is named; the plan has them in the order of the inventory, whoever answers first.
    private List<HostListing> Listings(List<Finding> notices)
    {
        var asking = BeginAsking<HostAnswer>("Asking what is pending", (host, token) => Session.Pending.AskAsync(host, From, refresh: false, token), Take);
        foreach (var host in hosts.Values) asking.Ask(host);
        asking.TakeRest();
        notices.AddRange(answers.Values.SelectMany(a => a.Notices));
        return [.. hosts.Keys.Select(name => Listing(answers[name]))];
    }

    private void Take(HostAnswer answer)
    {
        answers[answer.Host.Name] = answer;
        if (answer.Patches.Problem is { } problem) WriteFinding(problem);
    }

    private static HostListing Listing(HostAnswer answer) => answer.Patches.TryGet(out var found, out var problem)
        ? new HostListing(answer.Host, found.Patches)
        : new HostListing(answer.Host, [], problem.Message.TrimEnd('.'));

    private void Tell(List<Finding> problems)
    {
        foreach (var problem in problems.Where(p => told.Add(p.Message))) WriteFinding(problem);
    }
}
