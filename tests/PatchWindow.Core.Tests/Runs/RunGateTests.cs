using PatchWindow.Core.Policies;
using PatchWindow.Core.Runs;
using Xunit;

namespace PatchWindow.Core.Tests.Runs;

public sealed class RunGateTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 27, 22, 0, 0, TimeSpan.Zero);

    [Fact]
    public void In_one_ring_without_budgets_everything_may_start()
    {
        var leave = Ask(new Rollout(), Standing(Ring(0, hosts: 4, open: 4)));

        Assert.Equal(0, leave.Ring);
        Assert.Null(leave.Wait);
        Assert.Null(leave.BudgetWait([]));
    }

    [Fact]
    public void A_ring_waits_for_the_one_before_and_says_how_many_are_left_there()
    {
        var leave = Ask(Rings(), Standing(Ring(0, hosts: 2, open: 1), Ring(1, hosts: 4, open: 4)));

        Assert.Equal(0, leave.Ring);
        Assert.Equal("the ring 'canary' comes first, and 1 host of it is not done", leave.Wait!.Message);
        Assert.Equal("rollout:rings:0", leave.Wait.Rule);
    }

    [Theory]
    [InlineData(119, 0)]
    [InlineData(120, 1)]
    public void A_ring_soaks_since_its_last_success(int minutes, int opens)
    {
        var leave = Ask(Rings(), Standing(
            Ring(0, hosts: 2, open: 0) with { LastSuccess = Now.AddMinutes(-minutes) }, Ring(1, hosts: 4, open: 4)));

        Assert.Equal(opens, leave.Ring);
        Assert.Equal(opens == 0 ? Now.AddMinutes(1) : null, leave.Wait?.Until);
    }

    [Fact]
    public void A_ring_in_which_nothing_was_to_be_done_does_not_soak() =>
        Assert.Equal(1, Ask(Rings(), Standing(Ring(0, hosts: 2, open: 0), Ring(1, hosts: 4, open: 4))).Ring);

    [Fact]
    public void A_ring_that_has_no_hosts_in_the_run_keeps_nobody_waiting() =>
        Assert.Equal(1, Ask(Rings(), Standing(Ring(1, hosts: 4, open: 4))).Ring);

    [Fact]
    public void A_failure_in_a_ring_stops_the_run_before_the_next_one_also_where_no_limit_is_written()
    {
        var leave = Ask(Rings(), Standing(Ring(0, hosts: 2, open: 0) with { Failures = 1 }, Ring(1, hosts: 4, open: 4)) with { Failures = 1 });

        Assert.False(leave.Any);
        Assert.Equal("the ring 'canary' has not succeeded: 1 host of 2 failed, and 0 may", leave.Stop!.Message);
    }

    [Fact]
    public void A_failure_in_the_last_ring_stops_nothing_where_no_limit_is_written()
    {
        var leave = Ask(Rings(), Standing(Ring(0, hosts: 2, open: 0), Ring(1, hosts: 4, open: 3) with { Failures = 1 }) with { Failures = 1 });

        Assert.Equal(1, leave.Ring);
        Assert.Null(leave.Stop);
    }

    [Fact]
    public void Failures_that_may_be_keep_the_next_ring_from_nothing()
    {
        var rollout = Rings();
        rollout.MaxFailures = HostShare.OfPercent(20);
        var leave = Ask(rollout, Standing(Ring(0, hosts: 10, open: 0) with { Failures = 2 }, Ring(1, hosts: 10, open: 10)) with { Failures = 2 }, Hosts(20, i => i < 10 ? "canary" : "web"));

        Assert.Equal(1, leave.Ring);
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(2, false)]
    public void More_failures_than_may_be_stop_the_run_and_say_so(int failures, bool goesOn)
    {
        var rollout = new Rollout { MaxFailures = HostShare.OfPercent(10) };
        var leave = Ask(rollout, Standing(Ring(0, hosts: 10, open: 5) with { Failures = failures }) with { Failures = failures }, Hosts(10));

        Assert.Equal(goesOn, leave.Any);
        Assert.Equal(goesOn ? null : "2 hosts failed or are unknown, and 1 of the policy's 10 may (10%)", leave.Stop?.Message);
        Assert.Equal(goesOn ? null : "rollout:maxFailures", leave.Stop?.Rule);
    }

    [Fact]
    public void A_budget_has_room_for_as_many_hosts_as_are_not_worked_on()
    {
        var rollout = new Rollout { Budgets = [new Budget { Max = HostShare.OfCount(3) }, new Budget { Per = "site", Max = HostShare.OfPercent(50) }] };
        var hosts = Hosts(8, site: i => i % 2 == 0 ? "Oslo" : "oslo");
        var terms = Terms(rollout, hosts);
        var leave = RunGate.Ask(terms, Standing(Ring(0, hosts: 8, open: 8)) with { InUse = new Dictionary<string, int> { ["all"] = 2, ["site=OSLO"] = 4 } });

        Assert.Equal(["all", "site=OSLO"], terms.KeysOf(hosts[0]));
        Assert.Equal(1, leave.Left("all"));
        Assert.Equal(0, leave.Left("site=OSLO"));
        Assert.Equal("4 of 4 hosts that may be down at once (site=OSLO) are being worked on or unknown", leave.BudgetWait(terms.KeysOf(hosts[0]))!.Message);
        Assert.Equal("rollout:budgets:1", leave.BudgetWait(terms.KeysOf(hosts[0]))!.Rule);
    }

    [Fact]
    public void Of_two_budgets_of_the_same_hosts_the_smaller_counts()
    {
        var terms = Terms(new Rollout { Budgets = [new Budget { Max = HostShare.OfCount(5) }, new Budget { Max = HostShare.OfPercent(25) }] }, Hosts(8));

        Assert.Equal(2, terms.CapacityOf("all"));
        Assert.Equal("rollout:budgets:1", terms.RuleOf("all"));
    }

    [Theory]
    [InlineData("22:30", "23:00", ReasonCode.RingWaiting, true)]
    [InlineData("22:00", "23:00", ReasonCode.CutoffReached, false)]
    [InlineData("21:30", "22:00", ReasonCode.OutsideWindow, false)]
    [InlineData("22:05", "22:10", ReasonCode.DoesNotFit, false)]
    public void Nothing_starts_at_the_cutoff_after_the_end_or_in_the_reserve(string cutoff, string end, ReasonCode reason, bool starts)
    {
        var standing = Standing(Ring(0, hosts: 2, open: 2)) with { Cutoff = At(cutoff), End = At(end) };
        var leave = Ask(new Rollout(), standing, reserve: TimeSpan.FromMinutes(10));

        Assert.Equal(starts, leave.Any);
        Assert.Equal(reason, leave.Reason);
        Assert.Equal(starts ? TimeSpan.FromMinutes(50) : null, leave.Room);
    }

    [Theory]
    [InlineData(RunState.Stopped)]
    [InlineData(RunState.Ended)]
    public void A_run_that_does_not_run_starts_nothing(RunState state) =>
        Assert.False(Ask(new Rollout(), Standing(Ring(0, hosts: 2, open: 2)) with { State = state }).Any);

    [Fact]
    public void A_run_of_more_rings_than_its_policy_has_now_goes_on_in_their_order()
    {
        var leave = Ask(new Rollout(), Standing(Ring(0, hosts: 2, open: 0) with { LastSuccess = Now }, Ring(1, hosts: 2, open: 1), Ring(2, hosts: 1, open: 1)));

        Assert.Equal(1, leave.Ring);
        Assert.Equal("the ring '2' comes first, and 1 host of it is not done", leave.Wait!.Message);
    }

    private static DateTimeOffset At(string time) => Now.Date.Add(TimeSpan.Parse(time, System.Globalization.CultureInfo.InvariantCulture)) is var moment
        ? new DateTimeOffset(DateTime.SpecifyKind(moment, DateTimeKind.Unspecified), TimeSpan.Zero) : default;

    private static RunLeave Ask(Rollout rollout, RunStanding standing, List<ManagedHost>? hosts = null, TimeSpan reserve = default) =>
        RunGate.Ask(Terms(rollout, hosts ?? Hosts(6, i => i < 2 ? "canary" : "web"), reserve), standing);

    private static RunTerms Terms(Rollout rollout, List<ManagedHost> hosts, TimeSpan reserve = default)
    {
        var findings = new List<Finding>();
        var policy = PolicyCompiler.Compile(
            new Policy { Name = "prod", Mode = PolicyMode.Immediate, Targets = "env = prod", Rollout = rollout, Reboot = new RebootRule { Reserve = reserve } }, findings);
        Assert.DoesNotContain(findings, f => f.Severity == FindingSeverity.Error);
        return new RunTerms(policy!, hosts);
    }

    private static Rollout Rings() => new()
    {
        Rings = [new Ring { Name = "canary", Targets = "role = canary", Soak = TimeSpan.FromHours(2) }, new Ring { Name = "rest" }],
    };

    private static RunStanding Standing(params RingStanding[] rings) => new() { Now = Now, State = RunState.Running, Rings = rings };

    private static RingStanding Ring(int ring, int hosts, int open) => new(ring, hosts, open, 0, null);

    private static List<ManagedHost> Hosts(int count, Func<int, string>? role = null, Func<int, string>? site = null) =>
    [
        .. Enumerable.Range(0, count).Select(i => new ManagedHost
        {
            Name = $"web{i:00}",
            Tags = new(StringComparer.OrdinalIgnoreCase) { ["env"] = "prod", ["role"] = role?.Invoke(i) ?? "web", ["site"] = site?.Invoke(i) ?? "osl" },
        }),
    ];
}
