using PatchWindow.Core.Decisions;
using PatchWindow.Fleet.Store;

namespace PatchWindow.Fleet.Plans;

/// <summary>What the store knows of hosts and their patches.</summary>
internal sealed class StoredStandings(Lazy<IPatchStore> store) : IHostStandings
{
    public Func<string, HostStanding> Read(DateTimeOffset at, ICollection<Finding> notices)
    {
        var isLost = false;
        T? Try<T>(Func<T> read)
            where T : class
        {
            // A store that fails once is not waited for as often as there are hosts.
            if (isLost) return null;
            try
            {
                return read();
            }
            catch (StoreException e)
            {
                isLost = true;
                notices.Add(e.Finding with
                {
                    Severity = FindingSeverity.Warning,
                    Message = e.Finding.Message + " It is not known what is deferred or denied, so every patch counts as deferred and nothing is planned.",
                });
                return null;
            }
        }

        var deferrals = Try(() => store.Value.Deferrals(at).Where(d => d.State == DeferralState.Active).ToLookup(d => d.Host, StringComparer.OrdinalIgnoreCase));
        var approvals = Try(() => store.Value.Approvals(at).Where(a => a.State == ApprovalState.Active).ToLookup(a => a.Host, StringComparer.OrdinalIgnoreCase));
        return host => Try(() => new HostStanding([.. deferrals![host]], [.. approvals![host]], new SightingHistory(store.Value.Sight(host, [], at))))
            ?? HostStanding.Unknown;
    }
}
