using PatchWindow.Core.Decisions;
using PatchWindow.Core.Windows;

namespace PatchWindow.Core.Planning;

/// <summary>
/// Lays patches into coming windows: a pure function of the request, which comes to the same plan in whatever order hosts and
/// patches are given.
/// </summary>
public static class Planner
{
    // How many hosts may be laid out again, besides four times their number, to find out what would make the missed ones fit.
    private const int LeastAgain = 100_000;

    public static Plan Make(PlanRequest request)
    {
        var hosts = Sorted(request.Hosts);
        var parts = new PlanParts();
        var allowance = new RemedyAllowance(LeastAgain + (4L * hosts.Length));
        var others = request.Others.ToLookup(o => o.Policy, o => o.Host);
        foreach (var policy in hosts.Where(h => h.HostPolicy.Policy is not null).GroupBy(h => h.HostPolicy.Policy!).OrderBy(g => g.Key.Name, StringComparer.Ordinal))
            new PolicyPlan(PolicyWork.Of(policy.Key, [.. policy], others[policy.Key], request), request, parts, allowance).Make();

        foreach (var host in hosts) AddHostThatWaits(host, parts);
        return new Plan
        {
            From = request.From,
            To = request.To,
            Hash = PlanHash.Of(hosts, request.Others),
            TimeZoneVersion = TimeZones.Version,
            Windows = [.. parts.Windows.OrderBy(w => w.Start).ThenBy(w => w.Policy, StringComparer.Ordinal).ThenBy(w => w.End).ThenBy(w => w.IsEmergency)],
            Steps = [.. parts.Steps.OrderBy(s => s.Start).ThenBy(s => s.Host, StringComparer.Ordinal)],
            Misses =
            [
                .. parts.Misses.OrderBy(m => m.Deadline ?? DateTimeOffset.MaxValue).ThenBy(m => m.Host, StringComparer.Ordinal)
                    .ThenBy(m => m.Name, StringComparer.Ordinal).ThenBy(m => m.Version, StringComparer.Ordinal),
            ],
            Waits =
            [
                .. parts.Waits.OrderBy(w => w.Host, StringComparer.Ordinal).ThenBy(w => w.Name, StringComparer.Ordinal)
                    .ThenBy(w => w.Version, StringComparer.Ordinal),
            ],
        };
    }

    private static PlanHost[] Sorted(IReadOnlyList<PlanHost> hosts) => [.. hosts.OrderBy(h => h.Host.Name, StringComparer.Ordinal)];

    private static void AddHostThatWaits(PlanHost host, PlanParts parts)
    {
        if (host.HostPolicy.Policy is { } policy)
        {
            if (host.Unreachable is { } why) Add(policy.Name, ReasonCode.Unreachable, $"it is not known what is pending on it: {why}");
        }
        else if (PolicyRule.Ask(host.Host, host.HostPolicy) is { } verdict && (host.Patches.Count > 0 || host.Unreachable is not null))
        {
            Add(null, verdict.Reason, verdict.Message);
        }

        void Add(string? name, ReasonCode reason, string message) =>
            parts.Waits.Add(new PlanWait { Host = host.Host.Name, Policy = name, Reason = reason, Message = message });
    }
}
