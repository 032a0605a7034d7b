using PatchWindow.Core.Decisions;

namespace PatchWindow.Core.Tests.Decisions;

/// <summary>Deadlines, limits and emergencies: what they override, and what the sentences say.</summary>
public sealed class UrgencyTests
{
    private static readonly DateTimeOffset Opens = Case.Opens;

    private static readonly DateTimeOffset Now = Opens.AddHours(1);

    [Fact]
    public void Past_its_deadline_a_deferred_patch_is_applied_in_the_window_and_says_why()
    {
        var c = Deferred(new DeadlineRule { Important = TimeSpan.FromDays(7) });
        var decision = c.Decide();
        Assert.Equal(
            (ReasonCode.DeadlinePassed, true, "prod:deadlines", Opens.AddDays(-3), DecisionFlags.Overdue),
            (decision.Reason, decision.Applies, decision.Rule, decision.Deadline, decision.Flags));
        Assert.Equal(
            "applies in the open window until 2026-09-13 02:00 +00:00, because its deadline passed 2026-09-09 22:00 +00:00", decision.Message);
        Assert.Contains("deferral: passed, deferred by kari, but its deadline passed 2026-09-09 22:00 +00:00", decision.Trace);
        c.Open = null;
        Assert.Equal(ReasonCode.OutsideWindow, c.Decide().Reason);
    }

    [Theory]
    [InlineData(0, ReasonCode.DeadlinePassed)]
    [InlineData(1, ReasonCode.Deferred)]
    public void A_deadline_passes_at_the_very_moment(int ticks, ReasonCode reason)
    {
        var c = Deferred(new DeadlineRule { Important = TimeSpan.FromDays(7) });
        c.Patch = c.Patch with { Released = Now.AddDays(-7).AddTicks(ticks) };
        var decision = c.Decide();
        Assert.Equal(reason, decision.Reason);
        if (reason == ReasonCode.Deferred) Assert.Equal(Now.AddTicks(1), decision.ChangesAt);
    }

    [Fact]
    public void A_deadline_counts_from_the_first_release_that_the_host_still_lacks_with_that_releases_severity()
    {
        var c = new Case();
        c.Policy!.Deadlines = new DeadlineRule { Critical = TimeSpan.FromDays(2), Low = TimeSpan.FromDays(30) };
        c.Patch = c.Patch with { Severity = PatchSeverity.Critical, Released = Now.AddDays(-1), FirstSeen = Now.AddDays(-1) };
        Assert.Equal(Now.AddDays(1), c.Decide().Deadline);
        c.Earlier.Add(new SeenRelease(Now.AddDays(-10), PatchSeverity.Low, PatchClassification.Bugfix));
        Assert.Equal(Now.AddDays(1), c.Decide().Deadline);
        c.Earlier.Add(new SeenRelease(Now.AddDays(-29.5), PatchSeverity.Low, PatchClassification.Bugfix));
        Assert.Equal(Now.AddDays(0.5), c.Decide().Deadline);
    }

    [Fact]
    public void A_host_that_was_away_has_its_grace_from_the_first_time_it_was_seen_with_the_patch()
    {
        var c = new Case();
        c.Policy!.Deadlines = new DeadlineRule { Important = TimeSpan.FromDays(7), Grace = TimeSpan.FromDays(2) };
        c.Patch = c.Patch with { Released = Now.AddDays(-300), FirstSeen = Now.AddDays(-1) };
        Assert.Equal(Now.AddDays(1), c.Decide().Deadline);
        c.Earlier.Add(new SeenRelease(Now.AddDays(-3), PatchSeverity.Low, PatchClassification.Bugfix));
        Assert.Equal(Now.AddDays(-1), c.Decide().Deadline);
    }

    [Fact]
    public void A_host_too_many_versions_behind_waits_neither_for_an_age_nor_for_a_deferral()
    {
        var c = Deferred(null);
        c.Policy!.Defer = new DeferralLimit { MaxBehind = 4 };
        c.Policy.Approve!.AfterDays = 30;
        c.Patch = c.Patch with { PatchesBehind = 4 };
        Assert.Equal((ReasonCode.AwaitingAge, DecisionFlags.None), (c.Decide().Reason, c.Decide().Flags));
        c.Patch = c.Patch with { PatchesBehind = 5 };
        var decision = c.Decide();
        Assert.Equal((ReasonCode.BehindLimit, "prod:defer:maxBehind", DecisionFlags.BehindLimit), (decision.Reason, decision.Rule, decision.Flags));
        Assert.EndsWith(", because the host is 5 released versions behind, and the policy allows 4", decision.Message);
        c.Open = null;
        Assert.Equal((ReasonCode.OutsideWindow, DecisionFlags.BehindLimit), (c.Decide().Reason, c.Decide().Flags));
    }

    [Fact]
    public void The_last_window_before_a_deadline_is_told_of_beforehand()
    {
        var c = new Case { Open = null, Now = Opens.AddHours(-1), Next = Case.Window };
        c.Policy!.Deadlines = new DeadlineRule { Important = TimeSpan.FromDays(20) };
        c.Windows.AddRange([Case.Window, Case.Following]);
        Assert.Equal((DecisionFlags.None, Case.Following), (c.Decide().Flags, c.Decide().LastWindow));
        c.Policy.Deadlines.Important = TimeSpan.FromDays(12);
        var decision = c.Decide();
        Assert.Equal((ReasonCode.OutsideWindow, DecisionFlags.LastWindow, Case.Window), (decision.Reason, decision.Flags, decision.LastWindow));
        Assert.Equal(
            "the next window opens 2026-09-12 22:00 +00:00; the last window before its deadline 2026-09-14 22:00 +00:00 opens 2026-09-12 22:00 +00:00", decision.Message);
    }

    [Fact]
    public void A_deferral_that_outlasts_the_last_window_misses_the_deadline_and_says_so_while_there_is_time()
    {
        var c = Deferred(new DeadlineRule { Important = TimeSpan.FromDays(12) });
        c.Windows.AddRange([Case.Window, Case.Following]);
        var decision = c.Decide();
        Assert.Equal((ReasonCode.Deferred, DecisionFlags.MissesDeadline, Case.Window), (decision.Reason, decision.Flags, decision.LastWindow));
        Assert.EndsWith("; as it stands it misses its deadline 2026-09-14 22:00 +00:00", decision.Message);
        Assert.Equal(Opens.AddDays(2), decision.ChangesAt);
    }

    [Fact]
    public void A_window_without_room_is_not_the_last()
    {
        var c = new Case { Open = null, Now = Opens.AddHours(-1), Next = Case.Window, Room = TimeSpan.FromHours(5) };
        c.Policy!.Deadlines = new DeadlineRule { Important = TimeSpan.FromDays(12) };
        c.Windows.Add(Case.Window);
        Assert.Equal((DecisionFlags.MissesDeadline, null), (c.Decide().Flags, c.Decide().LastWindow));
    }

    [Fact]
    public void What_someone_forbids_misses_its_deadline_and_what_the_policy_itself_does_not_apply_has_none()
    {
        var c = new Case();
        c.Policy!.Deadlines = new DeadlineRule { Important = TimeSpan.FromDays(20) };
        c.Windows.AddRange([Case.Window, Case.Following]);
        c.Approval = new Approval { Verdict = ApprovalVerdict.Denied, By = "kari", Reason = "breaks the cluster" };
        Assert.Equal((ReasonCode.Denied, DecisionFlags.MissesDeadline, Opens.AddDays(10)), (c.Decide().Reason, c.Decide().Flags, c.Decide().Deadline));
        Objections.Approve(c, a => a.Exclude = ["openssl"]);
        Assert.Equal((ReasonCode.Excluded, DecisionFlags.None, null), (c.Decide().Reason, c.Decide().Flags, c.Decide().Deadline));
        Objections.Approve(c, a => (a.Exclude, a.Classification) = ([], [PatchClassification.Bugfix]));
        c.Approval = null;
        Assert.Equal((ReasonCode.NotApproved, DecisionFlags.None, null), (c.Decide().Reason, c.Decide().Flags, c.Decide().Deadline));
    }

    [Fact]
    public void An_emergency_waits_for_a_window_that_opens_in_time_and_for_no_other()
    {
        var c = Emergency(within: TimeSpan.FromDays(9));
        c.Open = null;
        Assert.Equal((ReasonCode.OutsideWindow, Case.Following.Start), (c.Decide().Reason, c.Decide().ChangesAt));
        c.Policy!.Emergency!.Within = TimeSpan.FromDays(5);
        var decision = c.Decide();
        Assert.Equal((ReasonCode.Emergency, true, "prod:emergency"), (decision.Reason, decision.Applies, decision.Rule));
        Assert.Equal("applies at once, outside of any window, as an emergency that no window takes in time, until a window opens 2026-09-19 22:00 +00:00", decision.Message);
        Assert.Contains("window: passed, an emergency that no window takes in time", decision.Trace);
        c.Open = Case.Window;
        Assert.Equal(ReasonCode.Apply, c.Decide().Reason);
    }

    [Fact]
    public void A_deadline_that_has_passed_takes_no_emergency_out_of_the_window_that_its_own_time_allows()
    {
        var c = Emergency(within: TimeSpan.FromDays(9));
        c.Policy!.Deadlines = new DeadlineRule { Important = TimeSpan.FromDays(7) };
        c.Open = null;
        Assert.Equal((ReasonCode.OutsideWindow, Opens.AddDays(-1)), (c.Decide().Reason, c.Decide().Deadline));
        c.Deferral = new Deferral { By = "kari", Reason = "month end", Until = Opens.AddDays(8) };
        Assert.Equal(ReasonCode.OutsideWindow, c.Decide().Reason);
    }

    [Fact]
    public void An_emergency_waits_for_any_window_with_room_that_opens_in_time_and_not_for_the_next_alone()
    {
        var c = Emergency(within: TimeSpan.FromDays(9));
        var brief = Case.Following with { Start = Opens.AddDays(1), Cutoff = Opens.AddDays(1).AddMinutes(30), End = Opens.AddDays(1).AddMinutes(30) };
        (c.Open, c.Next, c.Room) = (null, brief, TimeSpan.FromHours(1));
        c.Windows.AddRange([brief, Case.Following]);
        Assert.Equal(ReasonCode.OutsideWindow, c.Decide().Reason);
        c.Windows.Remove(Case.Following);
        Assert.Equal(ReasonCode.Emergency, c.Decide().Reason);
    }

    [Fact]
    public void An_emergency_holds_still_in_a_freeze_until_its_end()
    {
        var c = Emergency(within: TimeSpan.Zero);
        c.Open = null;
        c.EmergencyFreeze = new("year-end", Opens.AddDays(2));
        Assert.Equal(
            (ReasonCode.Frozen, "a freeze holds (year-end); it ends 2026-09-14 22:00 +00:00", Opens.AddDays(2)),
            (c.Decide().Reason, c.Decide().Message, c.Decide().ChangesAt));
        c.EmergencyFreeze = new(null, Opens.AddDays(2));
        c.Room = TimeSpan.FromMinutes(10);
        Assert.Equal(Opens.AddDays(2).AddMinutes(-10), c.Decide().ChangesAt);
        Assert.EndsWith("in time, until 2026-09-14 21:50 +00:00: a freeze begins 2026-09-14 22:00 +00:00", c.Decide().Message);
        c.EmergencyFreeze = new(null, Opens.AddDays(9));
        Assert.Equal(Case.Following.Start, c.Decide().ChangesAt);
        c.Now = Opens.AddDays(9).AddMinutes(-9);
        (c.Next, c.Patch) = (null, c.Patch with { FirstSeen = c.Now });
        Assert.Equal((ReasonCode.DoesNotFit, "9m is left before a freeze begins 2026-09-21 22:00 +00:00; 10m is needed"), (c.Decide().Reason, c.Decide().Message));
    }

    [Fact]
    public void An_emergency_needs_no_approval_and_no_age_but_a_no_is_a_no()
    {
        var c = Emergency(within: TimeSpan.Zero);
        Objections.Approve(c, a => (a.Classification, a.AfterDays) = ([PatchClassification.Bugfix], 90));
        Assert.Equal(ReasonCode.Apply, c.Decide().Reason);
        Assert.Contains("approve: passed, it is an emergency (severity >= Important)", c.Decide().Trace);
        c.Approval = new Approval { Verdict = ApprovalVerdict.Denied, By = "kari", Reason = "breaks the cluster", Until = Opens.AddDays(2) };
        Assert.Equal(
            (ReasonCode.Denied, "denied by kari until 2026-09-14 22:00 +00:00: breaks the cluster", Opens.AddDays(2)),
            (c.Decide().Reason, c.Decide().Message, c.Decide().ChangesAt));
    }

    [Fact]
    public void What_a_freeze_holds_past_its_deadline_misses_it_and_is_told_of_beforehand()
    {
        var c = new Case { Open = null, Next = null, ImmediateFreeze = new("exams", Opens.AddDays(5)) };
        (c.Policy!.Mode, c.Policy.Deadlines) = (PolicyMode.Immediate, new DeadlineRule { Important = TimeSpan.FromDays(15) });
        Assert.Equal((ReasonCode.Frozen, DecisionFlags.MissesDeadline), (c.Decide().Reason, c.Decide().Flags));
        c.ImmediateFreeze = new("exams", Opens.AddDays(4));
        Assert.Equal(DecisionFlags.None, c.Decide().Flags);
    }

    [Fact]
    public void A_wait_that_the_deadline_ends_before_its_time_says_so()
    {
        var c = Deferred(new DeadlineRule { Important = TimeSpan.FromDays(20) });
        Assert.StartsWith("deferred by kari until 2026-10-12 22:00 +00:00, but no longer than its deadline 2026-09-22 22:00 +00:00: month end", c.Decide().Message);
        c.Deferral = null;
        Objections.Approve(c, a => a.AfterDays = 90);
        Assert.StartsWith("the policy waits 90 days; it is old enough on 2026-12-01 22:00 +00:00, or at its deadline 2026-09-22 22:00 +00:00", c.Decide().Message);
    }

    [Fact]
    public void A_policy_that_applies_at_once_needs_no_window_and_obeys_freezes()
    {
        var c = new Case { Open = null, Next = null };
        c.Policy!.Mode = PolicyMode.Immediate;
        var decision = c.Decide();
        Assert.Equal((ReasonCode.Apply, "applies at once", "prod:mode", null), (decision.Reason, decision.Message, decision.Rule, decision.ChangesAt));
        c.ImmediateFreeze = new("year-end", Opens.AddDays(2));
        Assert.Equal((ReasonCode.Frozen, Opens.AddDays(2)), (c.Decide().Reason, c.Decide().ChangesAt));
    }

    [Fact]
    public void A_person_who_approves_spares_the_patch_the_rule_and_the_age_but_not_the_window()
    {
        var c = new Case { Approval = new Approval { Verdict = ApprovalVerdict.Approved, By = "kari", Reason = "tested in the lab" } };
        Objections.Approve(c, a => (a.Classification, a.AfterDays) = ([PatchClassification.Bugfix], 90));
        Assert.Equal(ReasonCode.Apply, c.Decide().Reason);
        Assert.Contains("approve: passed, approved by kari: tested in the lab", c.Decide().Trace);
        c.Open = null;
        Assert.Equal(ReasonCode.OutsideWindow, c.Decide().Reason);
    }

    [Theory]
    [InlineData("DSA-*", "DSA-5678-1")]
    [InlineData("cve-2026-1234", "CVE-2026-1234")]
    [InlineData("DSA-1-1", null)]
    public void A_patch_is_approved_for_an_advisory_that_the_policy_names_whatever_else_it_says(string pattern, string? id)
    {
        var c = new Case();
        c.Patch = c.Patch with { Cves = ["CVE-2026-1234"], Advisories = ["DSA-5678-1"] };
        Objections.Approve(c, a => (a.Classification, a.AfterDays, a.Advisories) = ([PatchClassification.Bugfix], 90, [pattern]));
        Assert.Equal(id is null ? ReasonCode.NotApproved : ReasonCode.Apply, c.Decide().Reason);
        if (id is not null) Assert.Contains($"approve: passed, the policy approves {id}", c.Decide().Trace);
        Objections.Approve(c, a => a.Exclude = ["openssl"]);
        Assert.Equal(ReasonCode.Excluded, c.Decide().Reason);
    }

    private static Case Deferred(DeadlineRule? deadlines)
    {
        var c = new Case { Deferral = new Deferral { By = "kari", Reason = "month end", Until = Opens.AddDays(30) } };
        c.Policy!.Deadlines = deadlines;
        return c;
    }

    private static Case Emergency(TimeSpan within)
    {
        var c = new Case();
        c.Patch = c.Patch with { FirstSeen = Opens.AddDays(-1) };
        c.Policy!.Emergency = new EmergencyRule { When = "severity >= Important", Within = within };
        return c;
    }
}
