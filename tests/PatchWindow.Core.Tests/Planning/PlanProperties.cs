using NodaTime;
using PatchWindow.Core.Decisions;
using PatchWindow.Core.Planning;
using PatchWindow.Core.Policies;
using PatchWindow.Core.Windows;

namespace PatchWindow.Core.Tests.Planning;

/// <summary>What is true of every plan, checked from its steps alone. A failure shows the seed.</summary>
public sealed class PlanProperties
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 6)];

    private const int PerSeed = 70;

    [Theory, MemberData(nameof(Seeds))]
    public void A_decision_at_a_steps_start_is_the_same_and_what_is_not_planned_has_something_against_it(int seed)
    {
        var (steps, left) = (0, 0);
        Each(seed, (fleet, plan, story) =>
        {
            foreach (var step in plan.Steps)
            {
                var host = fleet.Request.Hosts.First(h => h.Host.Name == step.Host);
                Assert.True(step.Start >= fleet.From && step.Start < fleet.To, story + step);
                foreach (var patch in step.Patches)
                {
                    var decision = Decide(fleet, host, patch.Patch, step.Start, step.End - step.Start);
                    Assert.True(decision.Reason == patch.Reason, $"{story}{step} {patch.Name} is planned as {patch.Reason}, and decided:\n{string.Join("\n", decision.Trace)}");
                    steps++;
                }
            }

            if (fleet.Policy.Rollout is null) left += NothingIsLeftOut(fleet, plan, story);
        });
        Assert.True(steps > 150 && left > 20, $"{steps} {left}");
    }

    [Theory, MemberData(nameof(Seeds))]
    public void A_host_has_one_step_at_a_time_and_no_budget_is_exceeded_for_an_instant(int seed) => Each(seed, (fleet, plan, story) =>
    {
        foreach (var its in plan.Steps.GroupBy(s => s.Host)) Assert.True(MostAtOnce(its) <= 1, $"{story}{its.Key}");
        var rollout = fleet.Compiled!.Rollout;
        var hosts = fleet.Request.Hosts.Where(h => rollout.RingOf(h.Host) >= 0).ToDictionary(h => h.Host.Name, h => h.Host);
        foreach (var budget in rollout.Source.Budgets)
        {
            string Cell(ManagedHost host) => budget.Per == "ring" ? rollout.Rings[rollout.RingOf(host)].Source.Name
                : budget.Per is { } tag ? host.Tags.TryGetValue(tag, out var value) ? value : "" : "";
            foreach (var shared in plan.Steps.GroupBy(s => Cell(hosts[s.Host])))
                Assert.True(MostAtOnce(shared) <= budget.Max.Of(hosts.Values.Count(h => Cell(h) == shared.Key)), $"{story}{budget} {shared.Key}");
        }
    });

    [Theory, MemberData(nameof(Seeds))]
    public void In_a_window_a_ring_starts_after_all_steps_of_those_before_it_and_their_soak(int seed) => Each(seed, (fleet, plan, story) =>
    {
        var rings = fleet.Compiled!.Rollout.Rings.ToList();
        var places = rings.Select((r, i) => (r.Source.Name, i)).ToDictionary(r => r.Name, r => r.i);
        int Ring(PlannedStep step) => step.Ring is { } name ? places[name] : 0;
        foreach (var window in plan.Steps.Where(s => s.Window is not null).GroupBy(s => s.Window!))
        {
            foreach (var step in window)
            {
                Assert.DoesNotContain(window, s => Ring(s) < Ring(step) && s.End + rings[Ring(s)].Source.Soak > step.Start);

                // What ended in a window before still soaks.
                Assert.DoesNotContain(plan.Steps, s => s.Window is not null && Ring(s) < Ring(step) && s.End <= step.Start && s.End + rings[Ring(s)].Source.Soak > step.Start);
            }
        }

        // Where steps follow one another for days, what began before counts.
        foreach (var step in plan.Steps.Where(s => s.Window is null))
        {
            Assert.False(
                plan.Steps.Any(s => s.Window is null && s.Reason == ReasonCode.Emergency == (step.Reason == ReasonCode.Emergency)
                    && Ring(s) < Ring(step) && s.Start <= step.Start && s.End + rings[Ring(s)].Source.Soak > step.Start), story + step);
        }
    });

    [Theory, MemberData(nameof(Seeds))]
    public void Nothing_runs_in_a_freeze_that_does_not_let_it_pass(int seed) => Each(seed, (fleet, plan, story) =>
    {
        foreach (var step in plan.Steps)
        {
            var (start, end) = (Instant.FromDateTimeOffset(step.Start), Instant.FromDateTimeOffset(step.End));
            var zone = fleet.Request.Hosts.First(h => h.Host.Name == step.Host).Zone;
            var pass = step.Window is not null ? FreezePass.None : step.Reason == ReasonCode.Emergency ? FreezePass.Emergency : FreezePass.Immediate;
            foreach (var freeze in fleet.Compiled!.Freezes.Where(f => (f.Source.Allow & pass) == 0))
            {
                foreach (var (frozenFrom, frozenTo) in Frozen(freeze, zone, start, end))
                    Assert.False(frozenFrom < end && frozenTo > start, $"{story}{step} ({pass}) is in {freeze.Source}");
            }
        }
    });

    [Theory, MemberData(nameof(Seeds))]
    public void Every_patch_is_in_a_step_or_waits_or_is_missed(int seed) => Each(seed, (fleet, plan, story) =>
    {
        var planned = plan.Steps.SelectMany(s => s.Patches.Select(p => (s.Host, p.Name))).ToList();
        var waits = plan.Waits.Select(w => (w.Host, Name: w.Name!)).ToList();
        var missed = plan.Misses.Select(m => (m.Host, m.Name)).ToList();
        var all = fleet.Request.Hosts.SelectMany(h => h.Patches.Select(p => (h.Host.Name, p.Name))).ToList();
        Assert.True(planned.Concat(waits).Distinct().Count() == planned.Count + waits.Count, story);
        Assert.True(!missed.Intersect(waits).Any() && missed.Distinct().Count() == missed.Count, story);
        Assert.True(all.ToHashSet().SetEquals(planned.Concat(waits).Concat(missed)), story);
        Assert.All(plan.Misses.Where(m => m.PlannedStart is null), m => Assert.DoesNotContain((m.Host, m.Name), planned));
        foreach (var step in plan.Steps) Assert.True(step.Window is null || (step.Start >= step.Window.Start && step.End <= step.Window.End), story + step);
        Assert.Equal(plan.Steps.Sum(s => s.Patches.Length), plan.Windows.Sum(w => w.Patches));
    });

    [Theory, MemberData(nameof(Seeds))]
    public void The_order_in_which_hosts_and_patches_are_given_changes_nothing(int seed) => Each(seed, (fleet, plan, story) =>
        Assert.Equal(story + PlanJson.Write(plan), story + PlanJson.Write(Planner.Make(fleet.Shuffled()))));

    private static void Each(int seed, Action<RandomFleets, Plan, string> check)
    {
        var planned = 0;
        for (var i = 0; i < PerSeed; i++)
        {
            var fleet = new RandomFleets((seed * 1000) + i);
            if (fleet.Compiled is null) continue;
            var plan = Planner.Make(fleet.Request);
            planned += plan.Steps.Length;
            check(fleet, plan, $"seed {(seed * 1000) + i}: ");
        }

        Assert.True(planned > 100, $"{planned} steps");
    }

    // Whatever is in no step by the end of a window: at the window's first moment, or at the one at which it becomes ready, something
    // is decided against it, or its host has its step in that window or is busy.
    private static int NothingIsLeftOut(RandomFleets fleet, Plan plan, string story)
    {
        var left = 0;
        foreach (var host in fleet.Request.Hosts)
        {
            var query = new WindowQuery(Instant.FromDateTimeOffset(fleet.From), host.Zone);
            var windows = WindowFinder.Between(fleet.Compiled!, query.Now, Instant.FromDateTimeOffset(fleet.To), query)
                .Where(w => w.State != WindowState.Frozen).Take(30).ToList();
            foreach (var patch in host.Patches)
            {
                var step = plan.Steps.FirstOrDefault(s => s.Host == host.Host.Name && s.Patches.Any(p => p.Patch == patch));
                foreach (var window in windows.Where(w => step is null || w.End <= step.Start))
                {
                    if (plan.Steps.Any(s => s.Host == host.Host.Name && s.Start < window.End && s.End >= window.Start)) continue;
                    var moment = window.Start > fleet.From ? window.Start : fleet.From;
                    var decision = Decide(fleet, host, patch, moment, PolicyEstimates.Instance.For(fleet.Compiled!, host.Host, 1));
                    Assert.False(decision.Applies, $"{story}{patch} is not planned in {window}, and decided: {decision}\nit is planned: {step}");
                    left++;
                }
            }
        }

        return left;
    }

    // What holds at a moment: deferrals, approvals and denials that have ended by then do not.
    private static Decision Decide(RandomFleets fleet, PlanHost host, PendingPatch patch, DateTimeOffset at, TimeSpan room)
    {
        var outlook = WindowFinder.Outlook(fleet.Compiled!, new WindowQuery(Instant.FromDateTimeOffset(at), host.Zone), room);
        return DecisionMaker.Decide(new DecisionFacts(
            host.Host, host.HostPolicy, patch, outlook, host.Deferrals.FirstOrDefault(d => d.Name == patch.Name && d.Until > at), at)
        {
            Approval = host.Approvals.FirstOrDefault(a => a.Name == patch.Name && !(a.Until <= at)),
            Earlier = host.Earlier(patch),
            Room = room,
        });
    }

    private static IEnumerable<(Instant Start, Instant End)> Frozen(CompiledFreeze freeze, DateTimeZone zone, Instant from, Instant to)
    {
        Instant Bound(DateTime? local, Instant none) => local is { } given ? LocalDateTime.FromDateTime(given).InUtc().ToInstant() : none;
        var (first, last) = (Bound(freeze.Source.From, Instant.MinValue), Bound(freeze.Source.To, Instant.MaxValue));
        if (freeze.Schedule is not { } schedule) return [(first, last)];
        return WindowFinder.Between(CompiledPolicy.Of(schedule), from, to + Duration.Epsilon, new WindowQuery(from, zone))
            .Select(w => (Start: Instant.Max(first, Instant.FromDateTimeOffset(w.Start)), End: Instant.Min(last, Instant.FromDateTimeOffset(w.End))));
    }

    private static int MostAtOnce(IEnumerable<PlannedStep> steps)
    {
        var (most, running) = (0, 0);
        foreach (var (_, change) in steps.Where(s => s.End > s.Start).SelectMany(s => new[] { (s.Start, 1), (s.End, -1) }).OrderBy(e => e.Item1).ThenBy(e => e.Item2))
            most = Math.Max(most, running += change);
        return most;
    }
}
