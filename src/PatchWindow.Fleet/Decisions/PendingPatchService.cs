using NodaTime;
using PatchWindow.Core.Advisories;
using PatchWindow.Core.Decisions;
using PatchWindow.Core.Outcomes;
using PatchWindow.Fleet.Configuration;
using PatchWindow.Fleet.Inventory;
using PatchWindow.Fleet.PackageManagers;
using PatchWindow.Fleet.Runs;
using PatchWindow.Fleet.Store;
using PatchWindow.Fleet.Transports;

namespace PatchWindow.Fleet.Decisions;

/// <summary>What is pending on hosts, with the decision about each patch.</summary>
public sealed class PendingPatchService(
    Lazy<PatchConfiguration> configuration, Lazy<HostInventory> inventory, Lazy<IPatchStore> store, IPackageManager packageManager, IClock clock)
{
    /// <summary>
    /// Asks one host and decides about each of its patches.
    /// </summary>
    /// <param name="host">The host.</param>
    /// <param name="at">The moment to decide for; null is now.</param>
    /// <param name="notices">Receives what is worth knowing of the list, such as that it is an old one.</param>
    /// <param name="cancellationToken">Ends the asking.</param>
    /// <param name="forStep">Whether a step asks that works on the host itself: it is no reason to wait for itself.</param>
    public async Task<Outcome<HostPatches>> ListAsync(
        ManagedHost host, DateTimeOffset? at, ICollection<Finding> notices, CancellationToken cancellationToken, bool forStep = false)
    {
        if (!Reach.By(host).TryGet(out var transport, out var unreachable)) return unreachable;
        var listed = await packageManager.ListAsync(host.Name, transport, notices, cancellationToken).ConfigureAwait(false);
        if (!listed.TryGet(out var offered, out var problem)) return problem;

        var now = clock.GetCurrentInstant().ToDateTimeOffset();
        var moment = at ?? now;
        var knowledge = new AdvisoryKnowledge(configuration.Value.Advisories);
        var patches = offered.Select(knowledge.Complete).ToList();
        var memory = Recall(host, patches, now, moment, out var storeFault);
        var run = forStep || at is not null || memory is null ? RunFacts.None : new RunFacts { Busy = LostSteps.Running(store.Value, host) };
        var facts = HostFacts.At(host, inventory.Value.PolicyOf(host), Instant.FromDateTimeOffset(moment), run);
        var decided = patches.Select(patch =>
        {
            var known = memory?.History.Complete(patch) ?? patch;
            return known with
            {
                Decision = DecisionMaker.Decide(facts with
                {
                    Patch = known,
                    Deferral = memory?.Deferral(patch),
                    Approval = memory?.Approval(patch),
                    Earlier = memory?.History.Earlier(patch) ?? [],
                    DeferralUnknown = memory is null,
                }),
            };
        }).ToList();
        if (!forStep) foreach (var warning in PatchWarnings.Of(host, decided)) notices.Add(warning);
        return new HostPatches(decided, storeFault);
    }

    private HostMemory? Recall(
        ManagedHost host, IReadOnlyList<PendingPatch> patches, DateTimeOffset now, DateTimeOffset moment, out Finding? fault)
    {
        fault = null;
        try
        {
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
