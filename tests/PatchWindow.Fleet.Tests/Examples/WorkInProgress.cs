using NodaTime;
using PatchWindow.Core.Decisions;
using PatchWindow.Core.Policies;

namespace PatchWindow.Fleet.Tests.Examples;

/// <summary>The work that goes on while a case is decided, and what a policy's rings and budgets make of it.</summary>
internal sealed record WorkInProgress
{
    /// <summary>Why the host cannot be reached.</summary>
    public string? Unreachable { get; init; }

    /// <summary>The step in progress on the host itself.</summary>
    public string? Step { get; init; }

    /// <summary>When the last host of the ring before the host's own succeeded; null where it has not, or there is no such ring.</summary>
    public string? RingBeforeDone { get; init; }

    /// <summary>Whether the ring before the host's own is still being worked on.</summary>
    public bool RingBeforeAtWork { get; init; }

    /// <summary>The hosts that are being worked on.</summary>
    public IReadOnlyList<string> Hosts { get; init; } = [];

    /// <summary>What it means for a host at a moment.</summary>
    public RunFacts For(ManagedHost host, CompiledPolicy? policy, Example example, DateTimeOffset now) => new()
    {
        Unreachable = Unreachable,
        Busy = Step,
        Ring = policy is null ? null : RingBefore(host, policy, now),
        Budget = policy is null ? null : Spent(host, policy, [.. example.HostsOf(policy)]),
    };

    /// <summary>One line for people; empty where no work is known.</summary>
    public override string ToString() => string.Join("; ", new[]
    {
        Unreachable is null ? "" : "unreachable: " + Unreachable,
        Step is null ? "" : "on the host itself: " + Step,
        RingBeforeAtWork ? "the ring before is being worked on" : "",
        RingBeforeDone is null ? "" : "the ring before was done " + RingBeforeDone,
        Hosts.Count == 0 ? "" : "being worked on: " + string.Join(", ", Hosts),
    }.Where(p => p.Length > 0));

    private RunWait? RingBefore(ManagedHost host, CompiledPolicy policy, DateTimeOffset now)
    {
        if (policy.Rollout.RingOf(host) is not (> 0 and var own)) return null;
        var (before, rule) = (policy.Rollout.Rings[own - 1].Source, $"rollout:rings:{own - 1}");
        if (RingBeforeAtWork) return new RunWait($"the ring '{before.Name}' has not succeeded yet", rule);
        if (RingBeforeDone is null) return null;
        var soaked = ClockText.Read(RingBeforeDone, Example.ZoneOf(policy, host)) + before.Soak;
        return now < soaked ? new RunWait($"the ring '{before.Name}' soaks for {DurationText.Format(before.Soak)}, until {MomentText.Format(soaked)}", rule, soaked) : null;
    }

    // The first budget in which no other host may be down. A host does not wait for itself.
    private RunWait? Spent(ManagedHost host, CompiledPolicy policy, List<ManagedHost> all)
    {
        var budgets = policy.Rollout.Source.Budgets;
        for (var i = 0; i < budgets.Count; i++)
        {
            var per = budgets[i].Per;
            var sharing = all.Where(h => per is null || Tag(h, per) == Tag(host, per)).ToList();
            var (max, busy) = (budgets[i].Max.Of(sharing.Count), sharing.Where(h => h != host && Hosts.Contains(h.Name)).Select(h => h.Name).ToList());
            if (busy.Count < max) continue;
            var where = per is null ? "" : $" of {per} '{Tag(host, per)}'";
            return new RunWait($"{max} of the {sharing.Count} hosts{where} may be down at once, and {string.Join(" and ", busy)} {(busy.Count == 1 ? "is" : "are")} being worked on", $"rollout:budgets:{i}");
        }

        return null;
    }

    private static string? Tag(ManagedHost host, string tag) => host.Tags.TryGetValue(tag, out var value) ? value : null;
}
