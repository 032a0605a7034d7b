using PatchWindow.Core.Decisions;
using PatchWindow.Fleet.Store;

namespace PatchWindow.Fleet.Decisions;

/// <summary>What the store knows of one host's patches at a moment: when they were seen, and what people said of them.</summary>
internal sealed class HostMemory
{
    private readonly List<Deferral> deferrals;
    private readonly List<Approval> approvals;

    private HostMemory(SightingHistory history, IEnumerable<Deferral> deferrals, IEnumerable<Approval> approvals)
    {
        History = history;
        this.deferrals = [.. deferrals];
        this.approvals = [.. approvals];
    }

    public SightingHistory History { get; }

    /// <summary>Remembers what a host offers, and recalls what is known of it.</summary>
    /// <param name="store">The store.</param>
    /// <param name="host">The host's name.</param>
    /// <param name="patches">What it offers now.</param>
    /// <param name="now">Now.</param>
    /// <param name="moment">The moment at which deferrals and approvals are to hold.</param>
    public static HostMemory Recall(
        IPatchStore store, string host, IReadOnlyCollection<PendingPatch> patches, DateTimeOffset now, DateTimeOffset moment)
    {
        var history = new SightingHistory(store.Sight(host, patches, now));
        return new HostMemory(
            history,
            store.Deferrals(moment).Where(d => d.State == DeferralState.Active && Same(d.Host, host)),
            store.Approvals(moment).Where(a => a.State == ApprovalState.Active && Same(a.Host, host)));
    }

    /// <summary>The deferral that holds for a patch; null for none.</summary>
    public Deferral? Deferral(PendingPatch patch) => LastWord.On(deferrals, patch);

    /// <summary>The approval or denial that holds for a patch; null for none.</summary>
    public Approval? Approval(PendingPatch patch) => LastWord.On(approvals, patch);

    private static bool Same(string a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);
}
