using NodaTime;
using PatchWindow.Core.Planning;
using PatchWindow.Core.Policies;

namespace PatchWindow.Core.Tests.Planning;

/// <summary>Where patches come to lie, case by case. The window of most is Saturday 22:00 to 23:00.</summary>
public sealed class PlannerTests
{
    private readonly Fleet fleet = new();

    [Fact]
    public void What_is_ready_goes_into_the_next_window_in_one_step_for_each_host()
    {
        _ = fleet.Host("web1", "", Fleet.Patch("openssl"), Fleet.Patch("curl"));
        _ = fleet.Host("web2", "", Fleet.Patch("curl"));

        Assert.Equal(["web1 12-12 22:00-22:07 curl,openssl", "web2 12-12 22:00-22:06 curl"], fleet.Steps());
    }

    [Fact]
    public void Of_an_open_window_what_is_left_is_used()
    {
        fleet.From = Fleet.Noon.AddDays(1).AddHours(10).AddMinutes(30);
        fleet.Add(1, "web");

        Assert.Equal(["web1 12-12 22:30-22:36 openssl"], fleet.Steps());
    }

    [Theory]
    [InlineData(35, "12-12", "22:35-22:41")]
    [InlineData(54, "12-12", "22:54-23:00")]
    [InlineData(55, "12-19", "22:00-22:06")]
    public void A_step_starts_only_where_it_ends_in_the_window(int minutes, string day, string time)
    {
        fleet.From = Fleet.Noon.AddDays(1).AddHours(10).AddMinutes(minutes);
        fleet.Add(1, "web");

        Assert.Equal([$"web1 {day} {time} openssl"], fleet.Steps());
    }

    [Fact]
    public void The_cutoff_and_the_reboot_reserve_are_kept_free()
    {
        fleet.Policy.Schedules[0].Cutoff = TimeSpan.FromMinutes(20);
        fleet.From = Fleet.Noon.AddDays(1).AddHours(10).AddMinutes(40);
        fleet.Add(1, "web");
        Assert.Equal(["web1 12-19 22:00-22:06 openssl"], fleet.Steps());

        fleet.Policy.Schedules[0].Cutoff = TimeSpan.Zero;
        Assert.Equal(["web1 12-12 22:40-22:46 openssl"], fleet.Steps());

        fleet.Policy.Reboot.Reserve = TimeSpan.FromMinutes(15);
        Assert.Equal(["web1 12-19 22:00-22:06 openssl"], fleet.Steps());
    }

    [Fact]
    public void Where_not_all_fit_the_nearest_deadline_comes_first_then_the_severity_then_the_name()
    {
        fleet.Policy.Schedules[0].Text = "Sat 22:00 for 7m";
        fleet.Policy.Deadlines = new DeadlineRule { Important = TimeSpan.FromDays(20) };
        _ = fleet.Host("web1", "", Fleet.Patch("b"), Fleet.Patch("a"), Fleet.Patch("low", PatchSeverity.Low),
            Fleet.Patch("first", PatchSeverity.Important, Fleet.Noon.AddDays(-2)), Fleet.Patch("second", PatchSeverity.Critical));

        Assert.Equal(["web1 12-12 22:00-22:07 first,second", "web1 12-19 22:00-22:07 low,a"], fleet.Steps());
        Assert.Equal(["b"], fleet.Plan().Misses.Select(m => m.Name));
    }

    [Fact]
    public void A_patch_that_becomes_ready_in_an_open_window_is_taken_in_its_later_part()
    {
        fleet.Policy.Approve = new ApprovalRule { AfterDays = 1 };
        _ = fleet.Host("web1", "", Fleet.Patch("late", seen: Fleet.Noon.AddHours(10).AddMinutes(30)));

        Assert.Equal(["web1 12-12 22:30-22:36 late"], fleet.Steps());
    }

    [Fact]
    public void A_host_has_one_step_in_a_window()
    {
        fleet.Policy.Approve = new ApprovalRule { AfterDays = 1 };
        _ = fleet.Host("web1", "", Fleet.Patch("early"), Fleet.Patch("late", seen: Fleet.Noon.AddHours(10).AddMinutes(30)));

        Assert.Equal(["web1 12-12 22:00-22:06 early", "web1 12-19 22:00-22:06 late"], fleet.Steps());
    }

    [Fact]
    public void A_budget_lets_so_many_be_worked_on_at_once()
    {
        fleet.Policy.Rollout = new Rollout { Budgets = [new Budget { Max = HostShare.OfCount(2) }] };
        fleet.Add(5, "web");

        Assert.Equal(
            ["web1 12-12 22:00-22:06 openssl", "web2 12-12 22:00-22:06 openssl", "web3 12-12 22:06-22:12 openssl", "web4 12-12 22:06-22:12 openssl", "web5 12-12 22:12-22:18 openssl"],
            fleet.Steps());
    }

    [Fact]
    public void Hosts_that_wait_for_another_budget_do_not_hold_up_those_that_need_not()
    {
        fleet.Policy.Rollout = new Rollout { Budgets = [new Budget { Max = HostShare.OfCount(2) }, new Budget { Per = "site", Max = HostShare.OfCount(1) }] };
        fleet.Add(2, "a", "site=osl");
        fleet.Add(2, "b", "site=lon");

        Assert.Equal(
            ["a1 12-12 22:00-22:06 openssl", "b1 12-12 22:00-22:06 openssl", "a2 12-12 22:06-22:12 openssl", "b2 12-12 22:06-22:12 openssl"],
            fleet.Steps());
    }

    [Fact]
    public void A_percentage_is_of_the_policys_hosts_also_of_those_that_nothing_is_planned_for()
    {
        fleet.Policy.Rollout = new Rollout { Budgets = [new Budget { Per = "site", Max = HostShare.OfPercent(20) }] };
        fleet.Add(2, "a", "site=osl");
        fleet.Others.AddRange(Enumerable.Range(0, 8).Select(i => Fleet.Tagged("other" + i, "site=osl")));

        Assert.Equal(["a1 12-12 22:00-22:06 openssl", "a2 12-12 22:00-22:06 openssl"], fleet.Steps());
    }

    [Fact]
    public void A_budget_that_comes_to_none_plans_nothing_and_says_what_would()
    {
        fleet.Policy.Rollout = new Rollout { Budgets = [new Budget { Per = "site", Max = HostShare.OfPercent(10) }] };
        fleet.Add(4, "a", "site=osl");

        var plan = fleet.Plan();

        Assert.Empty(plan.Steps);
        Assert.Equal(4, plan.Misses.Length);
        Assert.All(plan.Misses, m => Assert.Equal(
            "BudgetSpent: the budget of 10% for site osl lets none of 4 hosts be worked on. It would fit with max 25% instead of 10% per site (prod:rollout:budgets:0).",
            $"{m.Reason}: {m.Message}. {m.Suggestion}"));
    }

    [Fact]
    public void A_ring_starts_when_the_one_before_has_ended_and_soaked()
    {
        fleet.Policy.Schedules[0].Text = "Sat 22:00 for 4h";
        fleet.Policy.Rollout = new Rollout
        {
            Rings = [new Ring { Name = "canary", Targets = "role = canary", Soak = TimeSpan.FromHours(2) }, new Ring { Name = "rest" }],
            Budgets = [new Budget { Max = HostShare.OfCount(1) }],
        };
        fleet.Add(2, "z", "role=canary");
        fleet.Add(1, "a");

        Assert.Equal(["z1 12-12 22:00-22:06 openssl", "z2 12-12 22:06-22:12 openssl", "a1 12-13 00:12-00:18 openssl"], fleet.Steps());
        Assert.Equal(["canary", "canary", "rest"], fleet.Plan().Steps.Select(s => s.Ring));
    }

    [Theory]
    [InlineData(240, "a1 12-26 22:00-22:06 openssl")]
    [InlineData(168, "a1 12-19 22:06-22:12 openssl")]
    [InlineData(2, "a1 12-19 22:00-22:06 openssl")]
    public void A_soak_that_outlasts_its_window_goes_on_into_the_next_ones(int hours, string rest)
    {
        fleet.For = TimeSpan.FromDays(28);
        fleet.Policy.Rollout = new Rollout
        {
            Rings = [new Ring { Name = "canary", Targets = "role = canary", Soak = TimeSpan.FromHours(hours) }, new Ring { Name = "rest" }],
        };
        fleet.Add(1, "z", "role=canary");
        fleet.Add(1, "a");

        Assert.Equal(["z1 12-12 22:00-22:06 openssl", rest], fleet.Steps());
    }

    [Fact]
    public void A_host_that_no_ring_takes_waits()
    {
        fleet.Policy.Rollout = new Rollout { Rings = [new Ring { Name = "canary", Targets = "role = canary" }] };
        fleet.Add(1, "a");

        var wait = Assert.Single(fleet.Plan().Waits);

        Assert.Equal("a1 openssl 2.0: RingWaiting, no ring of the rollout takes the host; give it one, or add a last ring without targets", wait.ToString());
    }

    [Fact]
    public void Windows_that_overlap_never_have_two_steps_of_a_host_at_once()
    {
        fleet.Policy.Schedules.Add(new Schedule { Text = "Sat 22:01 for 1h" });
        fleet.Policy.Approve = new ApprovalRule { AfterDays = 1 };
        _ = fleet.Host("web1", "", Fleet.Patch("early"), Fleet.Patch("late", seen: Fleet.Noon.AddHours(10).AddMinutes(2)));

        Assert.Equal(["web1 12-12 22:00-22:06 early", "web1 12-12 22:06-22:12 late"], fleet.Steps());
    }

    [Fact]
    public void Each_zone_has_its_own_windows_and_all_share_the_budgets()
    {
        fleet.Policy.TimeZone = "host";
        fleet.Policy.Rollout = new Rollout { Budgets = [new Budget { Max = HostShare.OfCount(1) }] };
        _ = fleet.Host("a", h => h with { Zone = DateTimeZoneProviders.Tzdb["Europe/Oslo"] }, Fleet.Patch("openssl"));
        _ = fleet.Host("b", h => h with { Zone = DateTimeZoneProviders.Tzdb["Europe/Berlin"] }, Fleet.Patch("openssl"));
        _ = fleet.Host("c", h => h with { Zone = DateTimeZoneProviders.Tzdb["Europe/London"] }, Fleet.Patch("openssl"));

        Assert.Equal(["a 12-12 21:00-21:06 openssl", "b 12-12 21:06-21:12 openssl", "c 12-12 22:00-22:06 openssl"], fleet.Steps());
        Assert.Equal(["+01:00", "+01:00", "+00:00"], fleet.Plan().Steps.Select(s => s.Start.ToString("zzz", System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Fact]
    public void What_is_applied_at_once_starts_now_and_as_it_becomes_ready()
    {
        fleet.Policy.Schedules.Clear();
        fleet.Policy.Mode = PolicyMode.Immediate;
        fleet.Policy.Approve = new ApprovalRule { AfterDays = 3 };
        _ = fleet.Host("web1", "", Fleet.Patch("old", seen: Fleet.Noon.AddDays(-9)), Fleet.Patch("new", seen: Fleet.Noon.AddDays(-1)));

        Assert.Equal(["web1 12-11 12:00-12:06 old", "web1 12-13 12:00-12:06 new"], fleet.Steps());
    }

    [Fact]
    public void A_freeze_holds_up_what_is_applied_at_once_and_the_plan_shows_it()
    {
        fleet.Policy.Schedules.Clear();
        fleet.Policy.Mode = PolicyMode.Immediate;
        fleet.Policy.Freezes = [new Freeze { From = new(2026, 12, 11), To = new(2026, 12, 13), Reason = "audit" }];
        fleet.Add(1, "web");

        var plan = fleet.Plan();

        Assert.Equal(["web1 12-13 00:00-00:06 openssl"], plan.Steps.Select(Fleet.Line));
        Assert.Equal(["audit"], plan.Steps.Select(s => s.Freeze));
        Assert.Equal(["audit"], plan.Windows.Select(w => w.Freeze));
        Assert.Null(plan.Windows[0].Window);

        fleet.Policy.Freezes[0].Allow = FreezePass.Immediate;
        Assert.Equal(["web1 12-11 12:00-12:06 openssl"], fleet.Steps());
    }

    [Fact]
    public void Nothing_is_started_that_would_run_into_a_freeze()
    {
        fleet.Policy.Schedules.Clear();
        fleet.Policy.Mode = PolicyMode.Immediate;
        fleet.Policy.Freezes = [new Freeze { From = new(2026, 12, 11, 12, 5, 0), To = new(2026, 12, 13), Reason = "audit" }];
        fleet.Add(1, "web");

        Assert.Equal(["web1 12-13 00:00-00:06 openssl"], fleet.Steps());
    }

    [Theory]
    [InlineData(48, "web1 12-12 22:00-22:06 openssl")]
    [InlineData(24, "web1 12-11 12:00-12:06 openssl Emergency")]
    public void An_emergency_waits_for_a_window_that_opens_in_time_and_for_no_other(int hours, string step)
    {
        fleet.Policy.Emergency = new EmergencyRule { When = "severity = Critical", Within = TimeSpan.FromHours(hours) };
        _ = fleet.Host("web1", "", Fleet.Patch("openssl", PatchSeverity.Critical, Fleet.Noon));

        Assert.Equal([step], fleet.Steps());
    }

    [Fact]
    public void An_emergency_that_its_window_does_not_take_is_applied_when_that_is_plain()
    {
        // The window has room for one of the two, and the next opens too late.
        fleet.Policy.Schedules[0].Text = "Sat 22:00 for 6m";
        fleet.Policy.Rollout = new Rollout { Budgets = [new Budget { Max = HostShare.OfCount(1) }] };
        fleet.Policy.Emergency = new EmergencyRule { When = "severity = Critical", Within = TimeSpan.FromHours(48) };
        _ = fleet.Host("web1", "", Fleet.Patch("openssl", PatchSeverity.Critical, Fleet.Noon));
        _ = fleet.Host("web2", "", Fleet.Patch("openssl", PatchSeverity.Critical, Fleet.Noon));

        Assert.Equal(["web1 12-12 22:00-22:06 openssl", "web2 12-12 22:06-22:12 openssl Emergency"], fleet.Steps());
    }

    [Fact]
    public void A_freeze_holds_emergencies_up_unless_it_lets_them_pass()
    {
        fleet.Policy.Emergency = new EmergencyRule { When = "severity = Critical", Within = TimeSpan.FromHours(1) };
        fleet.Policy.Freezes = [new Freeze { From = new(2026, 12, 11), To = new(2026, 12, 30), Reason = "year-end" }];
        _ = fleet.Host("web1", "", Fleet.Patch("openssl", PatchSeverity.Critical, Fleet.Noon));

        var plan = fleet.Plan();
        Assert.Empty(plan.Steps);
        var miss = Assert.Single(plan.Misses);
        Assert.Equal("Frozen: a freeze holds (year-end); its deadline is 2026-12-11 13:00 +00:00", $"{miss.Reason}: {miss.Message}");
        Assert.Equal("Let the freeze 'year-end' pass emergencies (\"allow\": [ \"emergency\" ]).", miss.Suggestion);

        fleet.Policy.Freezes[0].Allow = FreezePass.Emergency;
        Assert.Equal(["web1 12-11 12:00-12:06 openssl Emergency"], fleet.Steps());
    }

    [Fact]
    public void A_deferral_ends_by_itself_and_a_deadline_before_its_end_counts()
    {
        fleet.Policy.Deadlines = new DeadlineRule { Critical = TimeSpan.FromDays(3), Important = TimeSpan.FromDays(60) };
        _ = fleet.Host("web1", h => h with { Deferrals = Deferred("a", 3, "b", 10, "c", 60) },
            Fleet.Patch("a", PatchSeverity.Important), Fleet.Patch("b", PatchSeverity.Critical), Fleet.Patch("c", PatchSeverity.Important));

        var plan = fleet.Plan();

        Assert.Equal(["web1 12-19 22:00-22:07 b,a DeadlinePassed"], plan.Steps.Select(Fleet.Line));
        Assert.Equal([ReasonCode.DeadlinePassed, ReasonCode.Apply], plan.Steps[0].Patches.Select(p => p.Reason));
        Assert.Equal(["web1 c 2.0: Deferred, deferred by kari until 2027-02-09 12:00 +00:00, but no longer than its deadline 2027-02-08 12:00 +00:00: test"], plan.Waits.Select(w => w.ToString()));
        var miss = Assert.Single(plan.Misses);
        Assert.Equal("b Deferred End the deferral (Resume-PendingPatch) before 2026-12-12 22:54 +00:00.", $"{miss.Name} {miss.Reason} {miss.Suggestion}");
    }

    [Fact]
    public void What_the_policy_does_not_approve_has_no_deadline_to_miss_and_what_a_person_denied_has()
    {
        fleet.Policy.Approve = new ApprovalRule { MinimumSeverity = PatchSeverity.Important, Exclude = ["x"] };
        fleet.Policy.Deadlines = new DeadlineRule { Moderate = TimeSpan.FromDays(3), Important = TimeSpan.FromDays(3) };
        _ = fleet.Host("web1", h => h with { Approvals = [new Approval { Name = "b", Version = "2.0", Verdict = ApprovalVerdict.Denied, By = "kari", Reason = "test" }] },
            Fleet.Patch("a", PatchSeverity.Moderate), Fleet.Patch("b", PatchSeverity.Important), Fleet.Patch("x", PatchSeverity.Important));

        var plan = fleet.Plan();

        Assert.Empty(plan.Steps);
        Assert.Equal(["a NotApproved", "x Excluded"], plan.Waits.Select(w => $"{w.Name} {w.Reason}"));
        Assert.Equal(["b Denied Take the denial back, or approve it (Approve-PendingPatch)."], plan.Misses.Select(m => $"{m.Name} {m.Reason} {m.Suggestion}"));
    }

    [Fact]
    public void Of_two_words_about_a_patch_that_hold_the_last_counts()
    {
        _ = fleet.Host("web1", h => h with { Approvals = [Said("a", ApprovalVerdict.Approved, 90), Said("a", ApprovalVerdict.Denied, 90)] }, Fleet.Patch("a"));
        Assert.Empty(fleet.Steps());
        Assert.Equal(ReasonCode.Denied, Assert.Single(fleet.Plan().Waits).Reason);

        fleet.Hosts.Clear();
        _ = fleet.Host("web1", h => h with { Deferrals = Deferred("a", 3, "a", 60) }, Fleet.Patch("a"));
        Assert.Empty(fleet.Steps());
    }

    [Fact]
    public void An_approval_holds_until_its_end_and_a_denial_too()
    {
        fleet.Policy.Approve = new ApprovalRule { Include = ["nothing"] };
        _ = fleet.Host("web1", h => h with { Approvals = [Said("a", ApprovalVerdict.Approved, 30), Said("b", ApprovalVerdict.Approved, 1)] }, Fleet.Patch("a"), Fleet.Patch("b"));
        Assert.Equal(["web1 12-12 22:00-22:06 a"], fleet.Steps());

        fleet.Policy.Approve = null;
        fleet.Hosts.Clear();
        _ = fleet.Host("web1", h => h with { Approvals = [Said("a", ApprovalVerdict.Denied, 30), Said("b", ApprovalVerdict.Denied, 3)] }, Fleet.Patch("a"), Fleet.Patch("b"));
        var plan = fleet.Plan();
        Assert.Equal(["web1 12-19 22:00-22:06 b"], plan.Steps.Select(Fleet.Line));
        Assert.Equal(["web1 a 2.0: Denied, denied by kari until 2027-01-10 12:00 +00:00: test"], plan.Waits.Select(w => w.ToString()));
    }

    [Fact]
    public void Where_the_store_could_not_be_read_every_patch_counts_as_deferred()
    {
        _ = fleet.Host("web1", h => h with { DeferralUnknown = true }, Fleet.Patch("a"));

        Assert.Equal(ReasonCode.Deferred, Assert.Single(fleet.Plan().Waits).Reason);
        Assert.Empty(fleet.Plan().Steps);
    }

    [Fact]
    public void Hosts_without_one_policy_and_those_that_could_not_be_asked_wait_as_hosts()
    {
        fleet.Add(1, "web");
        _ = fleet.Host("gone", h => h with { Unreachable = "no route to host" });
        var request = fleet.Request();
        var alone = new PlanHost(new ManagedHost { Name = "alone" }, new HostPolicy([], []), DateTimeZone.Utc, [Fleet.Patch("a")]);

        var plan = Planner.Make(request with { Hosts = [alone, .. request.Hosts] });

        Assert.Equal(
            ["alone: HostUnknown, no policy's targets match the host 'alone'", "gone: Unreachable, it is not known what is pending on it: no route to host"],
            plan.Waits.Select(w => w.ToString()));
        Assert.Single(plan.Steps);
    }

    [Fact]
    public void A_policy_that_opens_no_window_in_the_time_leaves_its_patches_waiting_for_the_next()
    {
        fleet.For = TimeSpan.FromDays(1);
        fleet.Add(1, "web");

        var wait = Assert.Single(fleet.Plan().Waits);

        Assert.Equal("OutsideWindow: the next window opens 2026-12-12 22:00 +00:00", $"{wait.Reason}: {wait.Message}");
        Assert.Equal(Fleet.Noon.AddHours(34), wait.ChangesAt);
    }

    [Fact]
    public void A_step_that_ends_after_the_deadline_is_a_miss_and_planned_all_the_same()
    {
        fleet.Policy.Deadlines = new DeadlineRule { Any = TimeSpan.FromHours(58) };
        _ = fleet.Host("web1", "", Fleet.Patch("late", seen: Fleet.Noon.AddDays(-1).AddMinutes(5)), Fleet.Patch("right", seen: Fleet.Noon.AddDays(-1).AddMinutes(7)));

        var plan = fleet.Plan();

        Assert.Equal(["web1 12-12 22:00-22:07 late,right"], plan.Steps.Select(Fleet.Line));
        Assert.Equal(["late"], plan.Misses.Select(m => m.Name));
        Assert.Equal(Fleet.Noon.AddHours(34), plan.Misses[0].PlannedStart);
    }

    [Fact]
    public void A_deadline_that_passed_already_is_a_miss_with_the_time_at_which_it_is_planned()
    {
        fleet.Policy.Deadlines = new DeadlineRule { Any = TimeSpan.FromHours(1) };
        fleet.Add(1, "web");

        var miss = Assert.Single(fleet.Plan().Misses);

        Assert.Equal("DeadlinePassed: its deadline passed 2026-12-10 13:00 +00:00; it is planned for 2026-12-12 22:00 +00:00", $"{miss.Reason}: {miss.Message}");
    }

    private static Approval Said(string name, ApprovalVerdict verdict, int days) => new()
    {
        Name = name, Version = "2.0", Verdict = verdict, By = "kari", Reason = "test", Until = Fleet.Noon.AddDays(days),
    };

    private static Deferral[] Deferred(params object[] namesAndDays) =>
    [
        .. Enumerable.Range(0, namesAndDays.Length / 2).Select(i => new Deferral
        {
            Name = (string)namesAndDays[2 * i], Version = "2.0", By = "kari", Reason = "test", Until = Fleet.Noon.AddDays((int)namesAndDays[(2 * i) + 1]),
        }),
    ];
}
