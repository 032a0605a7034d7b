using NodaTime;
using PatchWindow.Core.Advisories;
using PatchWindow.Core.Decisions;
using PatchWindow.Core.Outcomes;
using PatchWindow.Fleet.Configuration;
using PatchWindow.Fleet.Connections;
using PatchWindow.Fleet.Inventory;
using PatchWindow.Fleet.Runs;
using PatchWindow.Fleet.Store;

namespace PatchWindow.Fleet.Decisions;

/// <summary>What is pending on hosts, with the decision about each patch.</summary>
public sealed class PendingPatchService(
    Lazy<PatchConfiguration> configuration, Lazy<HostInventory> inventory, Lazy<IPatchStore> store, IHostConnections connections, Runner runner, IClock clock)
{
    private readonly object deciding = new();

    /// <summary>
    /// Asks one host, and gives its answer with all that is worth knowing of it. Many may be asked at the same time.
    /// </summary>
    /// <param name="host">The host.</param>
    /// <param name="at">The moment to decide for; null is now.</param>
    /// <param name="refresh">Whether the host fetches its package lists anew before it is asked.</param>
    /// <param name="cancellationToken">Ends the asking.</param>
    public async Task<HostAnswer> AskAsync(ManagedHost host, DateTimeOffset? at, bool refresh, CancellationToken cancellationToken)
    {
        var notices = new List<Finding>();
        var listed = await ListAsync(host, at, notices, cancellationToken, refresh: refresh).ConfigureAwait(false);
        if (listed.IsSuccess && listed.Value.StoreFault is { } fault) notices.Add(fault);
        return new HostAnswer(host, listed, notices);
    }

    /// <summary>
    /// Asks one host and decides about each of its patches.
    /// </summary>
    /// <param name="host">The host.</param>
    /// <param name="at">The moment to decide for; null is now.</param>
    /// <param name="notices">Receives what is worth knowing of the list, such as that it is an old one.</param>
    /// <param name="cancellationToken">Ends the asking.</param>
    /// <param name="forStep">Whether a step asks that works on the host itself: it is no reason to wait for itself.</param>
    /// <param name="refresh">Whether the host fetches its package lists anew before it is asked.</param>
    public async Task<Outcome<HostPatches>> ListAsync(
        ManagedHost host, DateTimeOffset? at, ICollection<Finding> notices, CancellationToken cancellationToken, bool forStep = false,
        bool refresh = false)
    {
        if (!connections.To(host).TryGet(out var connection, out var unreachable)) return unreachable;
        if (refresh && await connection.Packages.RefreshAsync(host.Name, connection.Transport, cancellationToken).ConfigureAwait(false) is { } stale)
        {
            // A package manager that has nothing to fetch says so, and its list is what it is.
            if (stale.Severity == FindingSeverity.Error) return stale;
            notices.Add(stale);
        }

        var listed = await connection.Packages.ListAsync(host.Name, connection.Transport, notices, cancellationToken).ConfigureAwait(false);
        if (!listed.TryGet(out var offered, out var problem)) return problem;

        return Decide(host, offered, at, notices, forStep);
    }

    /// <summary>Decides now about what a host offered a while ago, for a step that works on it. The host is not asked.</summary>
    /// <param name="host">The host.</param>
    /// <param name="offered">What it offered, as it said it.</param>
    /// <remarks>What is worth knowing of the list was said when the host was asked.</remarks>
    public HostPatches DecideAgain(ManagedHost host, IReadOnlyList<PendingPatch> offered) => Decide(host, offered, null, [], forStep: true);

    private HostPatches Decide(
        ManagedHost host, IReadOnlyList<PendingPatch> offered, DateTimeOffset? at, ICollection<Finding> notices, bool forStep)
    {
        // Hosts answer at the same time; the store is one, and deciding takes far less than asking.
        lock (deciding) return DecideAlone(host, offered, at, notices, forStep);
    }

    private HostPatches DecideAlone(
        ManagedHost host, IReadOnlyList<PendingPatch> offered, DateTimeOffset? at, ICollection<Finding> notices, bool forStep)
    {
        var now = clock.GetCurrentInstant().ToDateTimeOffset();
        var moment = at ?? now;
        var knowledge = new AdvisoryKnowledge(configuration.Value.Advisories);
        var patches = offered.Select(knowledge.Complete).ToList();
        var memory = Recall(host, patches, now, moment, out var busy, out var storeFault);
        var run = forStep || at is not null ? RunFacts.None : new RunFacts { Busy = busy };
        var facts = HostFacts.At(host, inventory.Value.PolicyOf(host), Instant.FromDateTimeOffset(moment), run);
        var forbidden = new Dictionary<string, (ReasonCode, string)>(StringComparer.Ordinal);
        var decided = patches.Select(patch =>
        {
            var known = memory?.History.Complete(patch) ?? patch;
            var its = facts with
            {
                Patch = known,
                Deferral = memory?.Deferral(patch),
                Approval = memory?.Approval(patch),
                Earlier = memory?.History.Earlier(patch) ?? [],
                DeferralUnknown = memory is null,
            };
            if (DecisionMaker.Forbids(its) is { } no) forbidden[patch.Name] = no;
            return known with { Decision = DecisionMaker.Decide(its) };
        }).ToList();
        if (memory is not null && Unrecorded(host, facts.Policy?.Source, decided) is { } unrecorded) notices.Add(unrecorded);
        if (!forStep) foreach (var warning in PatchWarnings.Of(host, decided)) notices.Add(warning);
        return new HostPatches(decided, storeFault) { Forbidden = forbidden, Offered = offered };
    }

    // Who may not write the store decides without what would have been written, and should not take it for what others decide.
    private Finding? Unrecorded(ManagedHost host, Policy? policy, List<PendingPatch> patches)
    {
        if (store.Value.WriteRefusal is not { } refusal) return null;
        if (policy is null or { Deadlines: null, Emergency: null, Defer: null or { MaxBehind: null }, Approve: null or { AfterDays: 0 } }) return null;
        var unknown = patches.Count(p => p.FirstSeen is null);
        return unknown == 0 ? null : new Finding
        {
            Code = "FirstSeenUnknown",
            Severity = FindingSeverity.Warning,
            Policy = policy.Name,
            HostName = host.Name,
            Path = host.Name,
            Message = $"Of {unknown} {(unknown == 1 ? "patch" : "patches")} on '{host.Name}' it is not recorded when they were first seen. {refusal.Message} "
                + "Ages, deadlines and emergencies are decided without it; who may write the store may get another decision.",
            Suggestion = refusal.Suggestion,
        };
    }

    private HostMemory? Recall(
        ManagedHost host, IReadOnlyList<PendingPatch> patches, DateTimeOffset now, DateTimeOffset moment, out string? busy, out Finding? fault)
    {
        fault = null;
        busy = null;
        try
        {
            busy = LeftSteps.Running(runner, store.Value, host);
            return HostMemory.Recall(store.Value, host.Name, patches, now, moment);
        }
        catch (StoreException e)
        {
            fault = e.Finding with
            {
                Severity = FindingSeverity.Warning,
                Message = e.Finding.Message + " It is not known what is deferred or denied and when a patch was first seen, so every patch counts as deferred.",
            };
            return null;
        }
    }
}
