using NodaTime;
using PatchWindow.Core.Decisions;
using PatchWindow.Core.Outcomes;
using PatchWindow.Core.Policies;
using PatchWindow.Fleet.Inventory;
using PatchWindow.Fleet.PackageManagers;
using PatchWindow.Fleet.Store;
using PatchWindow.Fleet.Transports;
using PatchWindow.Fleet.Windows;

namespace PatchWindow.Fleet.Decisions;

/// <summary>What is pending on hosts, with the decision about each patch.</summary>
public sealed class PendingPatchService(
    Lazy<HostInventory> inventory, Lazy<IPatchStore> store, IPackageManager packageManager, IClock clock)
{
    /// <summary>
    /// Asks one host and decides about each of its patches.
    /// </summary>
    /// <param name="host">The host.</param>
    /// <param name="at">The moment to decide for; null is now.</param>
    /// <param name="notices">Receives what is worth knowing of the list, such as that it is an old one.</param>
    /// <param name="cancellationToken">Ends the asking.</param>
    public async Task<Outcome<IReadOnlyList<PendingPatch>>> ListAsync(
        ManagedHost host, DateTimeOffset? at, ICollection<Finding> notices, CancellationToken cancellationToken)
    {
        if (!Reach.By(host).TryGet(out var transport, out var unreachable)) return unreachable;
        var listed = await packageManager.ListAsync(host.Name, transport, notices, cancellationToken).ConfigureAwait(false);
        if (!listed.TryGet(out var patches, out var problem)) return problem;

        var now = clock.GetCurrentInstant().ToDateTimeOffset();
        var moment = at ?? now;
        var seen = store.Value.Sight(host.Name, [.. patches.Select(p => (p.Name, p.Version))], now);
        var deferrals = store.Value.Deferrals(moment)
            .Where(d => d.State == DeferralState.Active && string.Equals(d.Host, host.Name, StringComparison.OrdinalIgnoreCase))
            .ToLookup(d => (d.Name, d.Version));
        var its = inventory.Value.PolicyOf(host);
        var outlook = its.Policy is null
            ? new Core.Windows.WindowOutlook(null, null, null)
            : WindowService.Outlook(its.Policy, host, Instant.FromDateTimeOffset(moment));
        return patches.Select(patch => Decide(
            patch with { FirstSeen = seen[(patch.Name, patch.Version)] }, host, its, outlook,
            deferrals[(patch.Name, patch.Version)].FirstOrDefault(), moment)).ToList();
    }

    private static PendingPatch Decide(
        PendingPatch patch, ManagedHost host, HostPolicy its, Core.Windows.WindowOutlook outlook, Deferral? deferral,
        DateTimeOffset moment)
    {
        var decision = DecisionMaker.Decide(new DecisionFacts(host, its, patch, outlook, deferral, moment));
        return patch with { Decision = decision };
    }
}
