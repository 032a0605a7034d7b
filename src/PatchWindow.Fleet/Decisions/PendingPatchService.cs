using NodaTime;
using PatchWindow.Core.Decisions;
using PatchWindow.Core.Outcomes;
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
    public async Task<Outcome<HostPatches>> ListAsync(
        ManagedHost host, DateTimeOffset? at, ICollection<Finding> notices, CancellationToken cancellationToken)
    {
        if (!Reach.By(host).TryGet(out var transport, out var unreachable)) return unreachable;
        var listed = await packageManager.ListAsync(host.Name, transport, notices, cancellationToken).ConfigureAwait(false);
        if (!listed.TryGet(out var patches, out var problem)) return problem;

        var now = clock.GetCurrentInstant().ToDateTimeOffset();
        var moment = at ?? now;
        var recalled = Recall(host, patches, now, moment, out var storeFault);
        var its = inventory.Value.PolicyOf(host);
        var outlook = its.Policy is null
            ? new Core.Windows.WindowOutlook(null, null, null)
            : WindowService.Outlook(its.Policy, host, Instant.FromDateTimeOffset(moment));
        var decided = patches.Select(offered =>
        {
            var key = (offered.Name, offered.Version);
            DateTimeOffset? seen = recalled is not null && recalled.Seen.TryGetValue(key, out var first) ? first : null;
            var patch = offered with { FirstSeen = seen };
            var facts = new DecisionFacts(host, its, patch, outlook, recalled?.Deferrals[key].FirstOrDefault(), moment)
            {
                DeferralUnknown = recalled is null,
            };
            return patch with { Decision = DecisionMaker.Decide(facts) };
        });
        return new HostPatches(decided.ToList(), storeFault);
    }

    private Recalled? Recall(
        ManagedHost host, IReadOnlyList<PendingPatch> patches, DateTimeOffset now, DateTimeOffset moment, out Finding? fault)
    {
        fault = null;
        try
        {
            var seen = store.Value.Sight(host.Name, [.. patches.Select(p => (p.Name, p.Version))], now);
            var deferrals = store.Value.Deferrals(moment)
                .Where(d => d.State == DeferralState.Active && string.Equals(d.Host, host.Name, StringComparison.OrdinalIgnoreCase));
            return new Recalled(seen, deferrals.ToLookup(d => (d.Name, d.Version)));
        }
        catch (StoreException e)
        {
            fault = e.Finding with
            {
                Severity = FindingSeverity.Warning,
                Message = e.Finding.Message + " It is not known what is deferred and when a patch was first seen, so every patch counts as deferred.",
            };
            return null;
        }
    }

    // What the store knows of a host.
    private sealed record Recalled(
        IReadOnlyDictionary<(string Name, string Version), DateTimeOffset> Seen, ILookup<(string Name, string Version), Deferral> Deferrals);
}
