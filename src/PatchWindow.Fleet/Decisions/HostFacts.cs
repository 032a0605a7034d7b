using NodaTime;
using PatchWindow.Core.Decisions;
using PatchWindow.Core.Policies;
using PatchWindow.Core.Windows;
using PatchWindow.Fleet.Windows;

namespace PatchWindow.Fleet.Decisions;

/// <summary>
/// What a decision rests on that is the same of every patch of a host: its policy, where that stands in time, and the work that goes
/// on. Put together in one place, so that whatever decides about a host decides alike.
/// </summary>
internal static class HostFacts
{
    /// <summary>The facts of a host at a moment, about a patch that is still to be filled in.</summary>
    /// <param name="host">The host.</param>
    /// <param name="its">Which policy decides about it.</param>
    /// <param name="moment">The moment decided for.</param>
    /// <param name="run">Where the work on hosts stands.</param>
    public static DecisionFacts At(ManagedHost host, HostPolicy its, Instant moment, RunFacts run)
    {
        var now = moment.ToDateTimeOffset();
        if (its.Policy is not { } policy) return new DecisionFacts(host, its, new PendingPatch(), new WindowOutlook(null, null, null), null, now) { Run = run };
        var (query, room) = (new WindowQuery(moment, HostZone.Of(host), host.Name), policy.Source.Estimate.For(1));
        var windows = new Dictionary<DateTimeOffset, IReadOnlyList<Window>>();
        return new DecisionFacts(host, its, new PendingPatch(), WindowFinder.Outlook(policy, query, room), null, now)
        {
            Room = room,
            Run = run,

            // Patches that were released together have one deadline.
            WindowsUntil = deadline => windows.TryGetValue(deadline, out var known) ? known : windows[deadline] = Until(policy, query, deadline),
        };
    }

    private static List<Window> Until(CompiledPolicy policy, WindowQuery query, DateTimeOffset deadline) =>
        [.. WindowFinder.Between(policy, query.Now, Instant.FromDateTimeOffset(deadline), query).Where(w => w.State != WindowState.Frozen)];
}
