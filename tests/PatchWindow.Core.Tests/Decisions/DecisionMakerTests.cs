using PatchWindow.Core.Decisions;

namespace PatchWindow.Core.Tests.Decisions;

public sealed class DecisionMakerTests
{
    private static readonly DateTimeOffset Opens = Case.Opens;

    [Fact]
    public void What_nothing_objects_to_applies_until_the_cutoff()
    {
        var decision = new Case().Decide();
        Assert.Equal(
            (ReasonCode.Apply, true, "apply", "prod", "applies in the open window until 2026-09-13 02:00 +00:00"),
            (decision.Reason, decision.Applies, decision.Rule, decision.Policy, decision.Message));
        Assert.Equal((Opens.AddHours(1), (DateTimeOffset?)Opens.AddHours(4), Case.Window), (decision.At, decision.ChangesAt, decision.Window));
        Assert.Equal([.. DecisionMaker.RuleNames.Select(r => r + ": passed"), "apply: " + decision.Message], decision.Trace);
    }

    [Theory]
    [InlineData("00:00", "00:30", "03:30")]
    [InlineData("01:00", "00:30", "03:00")]
    [InlineData("00:30", "01:00", "03:00")]
    public void It_changes_at_the_cutoff_or_when_the_reserve_begins_whichever_is_first(string cutoff, string reserve, string changes)
    {
        var c = new Case { Open = Case.Window with { Cutoff = Case.Window.End - Span(cutoff) } };
        Objections.Reserve(c, Span(reserve));
        var decision = c.Decide();
        Assert.Equal((ReasonCode.Apply, Opens + Span(changes)), (decision.Reason, decision.ChangesAt));
        c.Now = decision.ChangesAt!.Value.AddTicks(-1);
        Assert.True(c.Decide().Applies);
        c.Now = decision.ChangesAt!.Value;
        Assert.False(c.Decide().Applies);
    }

    [Fact]
    public void A_host_in_no_policy_is_unknown()
    {
        var decision = new Case { Policy = null }.Decide();
        Assert.Equal(
            ("policy", "no policy's targets match the host 'web01'", null, null), (decision.Rule, decision.Message, decision.Policy, decision.ChangesAt));
    }

    [Fact]
    public void A_faulty_policy_that_claims_the_host_is_named_with_its_fault_whatever_the_others_say()
    {
        var c = new Case { Faulty = { Objections.Broken } };
        const string Message = "the policy 'strict' has a fault (a.json: policies.strict.aprove: 'aprove' is not known here. Did you mean 'approve'?); "
            + "it changes when the file is corrected";
        Assert.Equal(
            (ReasonCode.PolicyInvalid, "policy", "strict", Message, null),
            (c.Decide().Reason, c.Decide().Rule, c.Decide().Policy, c.Decide().Message, c.Decide().ChangesAt));
        c.Rivals.Add(new() { Name = "night" });
        Assert.Equal(ReasonCode.PolicyInvalid, c.Decide().Reason);
        c.Policy = null;
        c.Rivals.Clear();
        Assert.Equal(ReasonCode.PolicyInvalid, c.Decide().Reason);
    }

    [Fact]
    public void A_host_that_several_policies_claim_is_in_conflict_and_the_sentence_says_what_to_write()
    {
        var c = new Case { Rivals = { new() { Name = "night" } } };
        Assert.Equal(
            (ReasonCode.PolicyConflict, null, "the host 'web01' matches the targets of 'night' and 'prod', and one policy must decide: "
                + "write \"(…) and not name = web01\" in the targets of the others", null),
            (c.Decide().Reason, c.Decide().Policy, c.Decide().Message, c.Decide().ChangesAt));
        c.Rivals.Add(new() { Name = "audit" });
        Assert.Contains("'audit', 'night' and 'prod'", c.Decide().Message);
    }

    [Fact]
    public void What_is_not_certain_about_a_host_can_be_asked_without_a_patch()
    {
        Assert.Null(Uncertain(new Case()));
        Assert.Null(Uncertain(new Case { Policy = null }));
        foreach (var c in new[] { new Case { Faulty = { Objections.Broken } }, new Case { Rivals = { new() { Name = "night" } } } })
        {
            var (asked, decided) = (Uncertain(c)!, c.Decide());
            Assert.Equal(decided with { Window = null, Patch = null, Trace = asked.Trace }, asked);
            Assert.Equal(decided.Trace, asked.Trace);
        }

        static Decision? Uncertain(Case c) => DecisionMaker.DecideUncertain(c.Host, c.HostPolicy, c.Now);
    }

    [Theory]
    [InlineData("open*", "openssl", ReasonCode.Excluded)]
    [InlineData("OPENSSL", "openssl", ReasonCode.Excluded)]
    [InlineData("openssl", "openssl-doc", ReasonCode.Apply)]
    [InlineData("wine32", "wine32:i386", ReasonCode.Excluded)]
    [InlineData("wine32:i386", "wine32:i386", ReasonCode.Excluded)]
    [InlineData("*:i386", "wine32:i386", ReasonCode.Excluded)]
    [InlineData("wine32:armhf", "wine32:i386", ReasonCode.Apply)]
    [InlineData("wine", "wine32:i386", ReasonCode.Apply)]
    public void An_excluded_package_is_named_by_its_pattern(string pattern, string package, ReasonCode reason)
    {
        var c = new Case();
        c.Patch = c.Patch with { Name = package };
        Objections.Approve(c, a => a.Exclude = ["nginx", pattern]);
        var decision = c.Decide();
        Assert.Equal(reason, decision.Reason);
        if (reason == ReasonCode.Excluded)
            Assert.Equal(("prod:approve:exclude", $"the policy excludes '{pattern}'", null), (decision.Rule, decision.Message, decision.ChangesAt));
    }

    [Fact]
    public void What_the_package_manager_holds_back_says_why()
    {
        var c = new Case();
        c.Patch = c.Patch with { HeldBack = "marked as held" };
        Assert.Equal(("held", "the package manager holds it back: marked as held"), (c.Decide().Rule, c.Decide().Message));
    }

    [Theory]
    [InlineData(PatchClassification.Security, PatchSeverity.Important, "openssl", null, null)]
    [InlineData(PatchClassification.Security, PatchSeverity.Critical, "openssl", null, null)]
    [InlineData(PatchClassification.Bugfix, PatchSeverity.Unknown, "openssl", null, null)]
    [InlineData(PatchClassification.Other, PatchSeverity.Critical, "openssl", "classification", "the policy approves Security and Bugfix, and this is Other")]
    [InlineData(PatchClassification.Security, PatchSeverity.Moderate, "openssl", "minimumSeverity", "the policy approves Important and above, and this is Moderate")]
    [InlineData(PatchClassification.Security, PatchSeverity.Important, "libssl3:i386", null, null)]
    [InlineData(PatchClassification.Security, PatchSeverity.Important, "nginx", "include", "the policy approves only the packages it includes")]
    public void A_patch_must_be_of_an_approved_classification_severity_and_name(
        PatchClassification classification, PatchSeverity severity, string name, string? rule, string? message)
    {
        var c = new Case();
        c.Patch = c.Patch with { Classification = classification, Severity = severity, Name = name };
        Objections.Approve(c, a =>
        {
            a.Classification = [PatchClassification.Security, PatchClassification.Bugfix];
            a.MinimumSeverity = PatchSeverity.Important;
            a.Include = ["libssl3", "open*"];
        });
        var decision = c.Decide();
        Assert.Equal(rule is null ? ReasonCode.Apply : ReasonCode.NotApproved, decision.Reason);
        if (rule is not null) Assert.Equal(("prod:approve:" + rule, message, null), (decision.Rule, decision.Message, decision.ChangesAt));
    }

    [Fact]
    public void A_policy_without_an_approval_rule_approves_everything()
    {
        var c = new Case();
        c.Policy!.Approve = null;
        c.Patch = c.Patch with { Classification = PatchClassification.Other, Severity = PatchSeverity.Low };
        Assert.True(c.Decide().Applies);
    }

    [Theory]

    // Asked of a patch released or first seen so many days ago; eleven are wanted.
    [InlineData(11, null, true)]
    [InlineData(10, null, false)]
    [InlineData(10, 20, false)]
    [InlineData(20, 10, true)]
    [InlineData(null, 11, true)]
    [InlineData(null, 10, false)]
    public void A_patch_ages_from_its_release_or_else_from_the_first_time_it_was_seen(int? released, int? seen, bool applies)
    {
        var c = new Case();
        c.Patch = c.Patch with { Released = Opens.AddDays(-released ?? 0), FirstSeen = Opens.AddDays(-seen ?? 0) };
        if (released is null) c.Patch = c.Patch with { Released = null };
        if (seen is null) c.Patch = c.Patch with { FirstSeen = null };
        Objections.Approve(c, a => a.AfterDays = 11);
        var decision = c.Decide();
        Assert.Equal(applies, decision.Applies);
        if (!applies)
        {
            Assert.Equal(
                (ReasonCode.AwaitingAge, "prod:approve:afterDays", Opens.AddDays(1), "the policy waits 11 days; it is old enough on 2026-09-13 22:00 +00:00"),
                (decision.Reason, decision.Rule, decision.ChangesAt, decision.Message));
        }
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, false)]
    public void A_patch_is_old_enough_from_the_very_moment(int ticks, bool applies)
    {
        var c = new Case();
        Objections.Approve(c, a => a.AfterDays = 3);
        c.Patch = c.Patch with { Released = c.Now.AddDays(-3).AddTicks(ticks) };
        Assert.Equal(applies, c.Decide().Applies);
    }

    [Fact]
    public void A_patch_of_unknown_age_waits_for_a_person()
    {
        var c = new Case();
        c.Patch = c.Patch with { Released = null, FirstSeen = null };
        Objections.Approve(c, a => a.AfterDays = 3);
        Assert.Equal(
            ("the policy waits 3 days, and it is not known how old the patch is", null), (c.Decide().Message, c.Decide().ChangesAt));
    }

    [Fact]
    public void A_deferral_names_who_why_and_until_when()
    {
        var c = new Case { Deferral = new Deferral { By = "kari", Reason = "month end", Until = Opens.AddDays(3) } };
        var decision = c.Decide();
        Assert.Equal(
            ("deferral", "deferred by kari until 2026-09-15 22:00 +00:00: month end", Opens.AddDays(3)), (decision.Rule, decision.Message, decision.ChangesAt));
    }

    [Theory]
    [InlineData(false, true, ReasonCode.OutsideWindow, "the next window opens 2026-09-19 22:00 +00:00")]
    [InlineData(false, false, ReasonCode.OutsideWindow, "no window is in sight")]
    [InlineData(true, true, ReasonCode.Frozen, "the window is frozen (audit); the next window opens 2026-09-19 22:00 +00:00")]
    [InlineData(true, false, ReasonCode.Frozen, "the window is frozen (audit); no window is in sight")]
    public void Outside_a_window_it_changes_when_the_next_opens(bool frozen, bool next, ReasonCode reason, string message)
    {
        var c = new Case { Open = null, Frozen = frozen ? Case.Window with { Freeze = "audit", State = WindowState.Frozen } : null };
        if (!next) c.Next = null;
        var decision = c.Decide();
        Assert.Equal((reason, message, next ? Case.Following.Start : (DateTimeOffset?)null), (decision.Reason, decision.Message, decision.ChangesAt));
        Assert.Equal(c.Next, decision.Window);
    }

    [Fact]
    public void A_frozen_window_of_another_schedule_does_not_close_the_open_one() =>
        Assert.True(new Case { Frozen = Case.Window with { Freeze = "audit" } }.Decide().Applies);

    [Theory]
    [InlineData(-1, ReasonCode.Apply)]
    [InlineData(0, ReasonCode.CutoffReached)]
    public void At_the_cutoff_nothing_new_starts(int ticks, ReasonCode reason)
    {
        var c = new Case();
        c.Open = Case.Window with { Cutoff = Opens.AddHours(3) };
        c.Now = Opens.AddHours(3).AddTicks(ticks);
        var decision = c.Decide();
        Assert.Equal(reason, decision.Reason);
        if (reason == ReasonCode.CutoffReached)
        {
            Assert.Equal(
                ("nothing new starts since the cutoff at 2026-09-13 01:00 +00:00", Case.Following.Start), (decision.Message, decision.ChangesAt));
        }
    }

    [Theory]
    [InlineData(-1, ReasonCode.Apply)]
    [InlineData(0, ReasonCode.DoesNotFit)]
    public void Nothing_starts_in_the_time_kept_for_a_reboot(int ticks, ReasonCode reason)
    {
        var c = new Case { Now = Case.Window.End.AddMinutes(-10).AddTicks(ticks) };
        Objections.Reserve(c, TimeSpan.FromMinutes(10));
        var decision = c.Decide();
        Assert.Equal(reason, decision.Reason);
        if (reason == ReasonCode.DoesNotFit)
        {
            Assert.Equal(
                ("prod:reboot:reserve", "10m of the window is left; the work needs time and 10m is kept for a reboot", Case.Following.Start),
                (decision.Rule, decision.Message, decision.ChangesAt));
        }
    }

    [Theory]
    [InlineData("Europe/Oslo", "2026-09-13 04:00 +02:00")]
    [InlineData("America/New_York", "2026-09-12 22:00 -04:00")]
    [InlineData("", "2026-09-13 02:00 +00:00")]
    public void Moments_are_told_on_the_clock_of_the_window(string zone, string moment) =>
        Assert.EndsWith(moment, new Case { Open = Case.Window with { TimeZone = zone } }.Decide().Message);

    [Fact]
    public void The_same_facts_give_the_same_decision_and_are_left_as_they_were()
    {
        foreach (var (_, _, spoil) in Objections.All)
        {
            var c = new Case();
            spoil(c);
            var facts = c.Facts;
            var copy = facts with { };
            var (first, second) = (DecisionMaker.Decide(facts), DecisionMaker.Decide(facts));
            Assert.Equal(first with { Trace = second.Trace }, second);
            Assert.Equal(first.Trace, second.Trace);
            Assert.Equal(copy, facts);
        }
    }

    [Fact]
    public void Where_the_deferrals_are_not_known_a_patch_counts_as_deferred_until_a_person_mends_that()
    {
        var decision = DecisionMaker.Decide(new Case().Facts with { DeferralUnknown = true });
        Assert.Equal((ReasonCode.Deferred, false, "deferral", (DateTimeOffset?)null), (decision.Reason, decision.Applies, decision.Rule, decision.ChangesAt));
        Assert.Equal("it counts as deferred, because the store could not be read and someone may have put it off", decision.Message);
        Assert.Equal(ReasonCode.Excluded, DecisionMaker.Decide(Excluding().Facts with { DeferralUnknown = true }).Reason);

        static Case Excluding()
        {
            var c = new Case();
            Objections.Approve(c, a => a.Exclude = ["open*"]);
            return c;
        }
    }

    private static TimeSpan Span(string text) => TimeSpan.Parse(text, null);
}
