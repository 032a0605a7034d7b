using PatchWindow.Core.Decisions;
using PatchWindow.Fleet.Store;

namespace PatchWindow.Fleet.Plans;

/// <summary>What the store knows that people said.</summary>
internal sealed class StoredStandings(Lazy<IPatchStore> store) : IHostStandings
{
    public Func<string, HostStanding> Read(DateTimeOffset at, out Finding? fault)
    {
        fault = null;
        try
        {
            var deferrals = store.Value.Deferrals(at).Where(d => d.State == DeferralState.Active).ToLookup(d => d.Host, StringComparer.OrdinalIgnoreCase);
            var approvals = store.Value.Approvals(at).Where(a => a.State == ApprovalState.Active).ToLookup(a => a.Host, StringComparer.OrdinalIgnoreCase);
            return host =>
            {
                var history = new Lazy<SightingHistory>(() => new SightingHistory(store.Value.Sight(host, [], at)));
                return new HostStanding([.. deferrals[host]], [.. approvals[host]], patch => history.Value.Earlier(patch));
            };
        }
        catch (StoreException e)
        {
            fault = e.Finding with
            {
                Severity = FindingSeverity.Warning,
                Message = e.Finding.Message + " It is not known what is deferred or denied, so every patch counts as deferred and nothing is planned.",
            };
            return _ => HostStanding.None;
        }
    }
}
