using PatchWindow.Core.Planning;

namespace PatchWindow.Core.Tests.Planning;

/// <summary>What a plan says would make missed patches fit, tried out.</summary>
public sealed class RemedyTests
{
    private readonly Fleet fleet = new();

    [Fact]
    public void A_window_that_is_too_short_says_how_long_it_must_be_and_that_is_enough()
    {
        fleet.Policy.Estimate.Host = TimeSpan.FromMinutes(80);
        fleet.Policy.Reboot.Reserve = TimeSpan.FromMinutes(10);
        fleet.Add(3, "web");

        var plan = fleet.Plan();

        Assert.Empty(plan.Steps);
        Assert.All(plan.Misses, m => Assert.Equal(
            "DoesNotFit: it takes 1h21m and 10m for a reboot, and the window of 2026-12-19 22:00 +00:00 is too short for it (1h). It would fit with a window of 1h35m instead of 1h.",
            $"{m.Reason}: {m.Message}. {m.Suggestion}"));

        fleet.Policy.Schedules[0].Text = "Sat 22:00 for 1h30m";
        Assert.Empty(fleet.Plan().Steps);
        fleet.Policy.Schedules[0].Text = "Sat 22:00 for 1h35m";
        Assert.Empty(fleet.Plan().Misses);
    }

    [Fact]
    public void A_budget_that_is_too_small_says_how_large_it_must_be_and_that_is_enough()
    {
        // Ten steps of six minutes fit one after the other.
        fleet.For = TimeSpan.FromDays(7);
        fleet.Policy.Rollout = new Rollout { Budgets = [new Budget { Max = HostShare.OfCount(4) }, new Budget { Per = "site", Max = HostShare.OfCount(50) }] };
        fleet.Add(61, "web", "site=osl");

        var plan = fleet.Plan();

        Assert.Equal(40, plan.Steps.Length);
        Assert.Equal(21, plan.Misses.Length);
        Assert.All(plan.Misses, m => Assert.Equal(ReasonCode.BudgetSpent, m.Reason));
        Assert.All(plan.Misses, m => Assert.Equal("It would fit with a window of 1h40m instead of 1h, or max 7 instead of 4 (prod:rollout:budgets:0).", m.Suggestion));

        fleet.Policy.Rollout.Budgets[0].Max = HostShare.OfCount(6);
        Assert.Single(fleet.Plan().Misses);
        fleet.Policy.Rollout.Budgets[0].Max = HostShare.OfCount(7);
        Assert.Empty(fleet.Plan().Misses);
        fleet.Policy.Rollout.Budgets[0].Max = HostShare.OfCount(4);
        fleet.Policy.Schedules[0].Text = "Sat 22:00 for 1h35m";
        Assert.NotEmpty(fleet.Plan().Misses);
        fleet.Policy.Schedules[0].Text = "Sat 22:00 for 1h40m";
        Assert.Empty(fleet.Plan().Misses);
    }

    [Fact]
    public void A_ring_that_comes_too_late_says_how_long_a_window_would_be_enough()
    {
        fleet.Policy.Rollout = new Rollout
        {
            Rings = [new Ring { Name = "canary", Targets = "role = canary", Soak = TimeSpan.FromHours(2) }, new Ring { Name = "rest" }],
        };
        fleet.Policy.Deadlines = new DeadlineRule { Any = TimeSpan.FromDays(4) };
        fleet.Add(1, "c", "role=canary");
        fleet.Add(1, "web");

        var miss = Assert.Single(fleet.Plan().Misses);

        Assert.Equal(
            "web1 RingWaiting: its ring 'rest' comes too late in the window of 2026-12-12 22:00 +00:00, after those before it and their soak; its deadline is 2026-12-14 12:00 +00:00; it is planned for 2026-12-19 22:00 +00:00",
            $"{miss.Host} {miss.Reason}: {miss.Message}");
        Assert.Equal("It would fit with a window of 2h15m instead of 1h.", miss.Suggestion);
        fleet.Policy.Schedules[0].Text = "Sat 22:00 for 2h15m";
        Assert.Empty(fleet.Plan().Misses);
    }

    [Fact]
    public void What_nothing_of_this_would_mend_says_so()
    {
        fleet.Policy.Estimate.Host = TimeSpan.FromDays(3);
        fleet.Add(1, "web");

        Assert.Equal("Neither windows longer by a day nor one larger budget alone would make it fit.", Assert.Single(fleet.Plan().Misses).Suggestion);
    }
}
