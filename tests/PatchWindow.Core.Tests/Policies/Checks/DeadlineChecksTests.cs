using PatchWindow.Core.Tests.Windows;

namespace PatchWindow.Core.Tests.Policies.Checks;

/// <summary>Deadlines beside windows, ages and deferrals that do not go with them.</summary>
public sealed class DeadlineChecksTests
{
    [Fact]
    public void A_deadline_that_passes_between_two_windows_names_both_and_the_freeze_between()
    {
        var policy = Tested.Policy("Sat 22:00 for 4h", "Europe/Oslo", Given.Freeze("2026-12-18", "2027-01-05", "year-end"));
        policy.Deadlines = new() { Critical = Days(7), Important = Days(30) };

        var finding = Tested.The("DeadlineShorterThanGap", policy);

        Assert.Equal("Warning policies:p:deadlines:critical", Tested.Place(finding));
        Assert.Equal(
            "The deadline of Critical (7d) is shorter than the longest time without a window, 27d20h: after the window of Sat 2026-12-12 22:00 "
            + "the next is that of Sat 2027-01-09 22:00, in the freeze 'year-end'.",
            finding.Message);
        Assert.Contains("\"critical\": \"28d\"", finding.Suggestion);
    }

    // From the last moment at which a step of 5m30s could start, 01:54:30 on Sunday, to 22:00 on Saturday.
    [Theory]
    [InlineData("6d20h5m30s", 0)]
    [InlineData("6d20h5m29s", 1)]
    public void A_deadline_as_long_as_the_gap_is_long_enough(string deadline, int findings)
    {
        var policy = Tested.Policy();
        policy.Deadlines = new() { Any = PatchWindow.Core.Text.DurationParser.Parse(deadline).Value };

        Assert.Equal(findings, Tested.Find(policy).Length);
    }

    [Fact]
    public void The_cutoff_and_the_reserve_make_the_gap_longer()
    {
        var policy = Tested.Policy("Sat 22:00 for 4h cutoff 2h");
        policy.Deadlines = new() { Any = Days(7) - TimeSpan.FromHours(2) };
        Assert.Empty(Tested.Find(policy));

        policy.Reboot.Reserve = TimeSpan.FromHours(2);
        Assert.Equal("DeadlineShorterThanGap", Tested.Codes(policy));
    }

    [Fact]
    public void A_grace_puts_a_deadline_off()
    {
        var policy = Tested.Policy();
        policy.Deadlines = new() { Any = Days(1), Grace = Days(7) };

        Assert.Empty(Tested.Find(policy));
    }

    [Fact]
    public void Where_no_window_follows_the_gap_lasts_until_the_end_of_what_is_looked_at()
    {
        var policy = Tested.Policy("daily 22:00 for 4h until 2027-01-31");
        policy.Deadlines = new() { Low = Days(90) };

        Assert.EndsWith("after the window of Sun 2027-01-31 22:00 there is none until 2028-12-08.", Tested.The("DeadlineShorterThanGap", policy).Message);
    }

    [Fact]
    public void Windows_of_several_schedules_fill_each_others_gaps_and_one_that_is_too_short_fills_none()
    {
        var policy = Tested.Policy();
        policy.Schedules.Add(new Schedule { Text = "Wed 22:00 for 4h" });
        policy.Deadlines = new() { Any = Days(4) };
        Assert.Empty(Tested.Find(policy));

        policy.Schedules[1].Text = "Wed 22:00 for 5m";
        Assert.Equal("WindowTooShort,DeadlineShorterThanGap", Tested.Codes(policy));
    }

    [Fact]
    public void A_policy_with_no_window_at_all_has_another_finding() =>
        Assert.Equal("NoWindowAhead", Tested.Codes(With("2025-12-06 22:00 for 4h", p => p.Deadlines = new() { Any = Days(1) })));

    [Theory]
    [InlineData(6, 0)]
    [InlineData(7, 1)]
    public void An_age_must_be_over_before_the_deadline_is(int afterDays, int findings)
    {
        var found = Tested.Find(With("daily 22:00 for 4h", p => (p.Approve, p.Deadlines) = (new() { AfterDays = afterDays }, new() { Critical = Days(7), Low = Days(8) })));

        Assert.Equal(findings, found.Length);
        Assert.All(found, f =>
        {
            Assert.Equal("Warning policies:p:approve:afterDays", Tested.Place(f));
            Assert.Equal("A patch is approved 7 days after its release, no sooner than the deadline of Critical (7d) passes.", f.Message);
            Assert.Equal("Write \"afterDays\": 6, or a longer deadline.", f.Suggestion);
        });
    }

    [Theory]
    [InlineData(7, "")]
    [InlineData(8, "Information")]
    [InlineData(30, "Information")]
    [InlineData(31, "Warning")]
    public void A_deferral_limit_past_every_deadline_is_a_warning_and_past_some_worth_knowing(int maxDays, string severity)
    {
        var found = Tested.Find(With("daily 22:00 for 4h", p => (p.Defer, p.Deadlines) = (new() { MaxDays = maxDays }, new() { Critical = Days(7), Low = Days(30) })));

        Assert.Equal(severity, string.Join(",", found.Select(f => f.Severity.ToString())));
        Assert.All(found, f => Assert.Equal(("DeferralPastDeadline", "policies:p:defer:maxDays"), (f.Code, f.Path)));
    }

    [Fact]
    public void A_deferral_limit_past_the_deadlines_of_all_that_is_approved_is_past_every_one() => Assert.Equal(
        "Warning policies:p:defer:maxDays", Tested.Place(Tested.The("DeferralPastDeadline", With("daily 22:00 for 4h", p =>
        {
            p.Defer = new() { MaxDays = 31 };
            p.Deadlines = new() { Critical = Days(7), Important = Days(30) };
            p.Approve = new() { MinimumSeverity = PatchSeverity.Important };
        }))));

    [Theory]
    [InlineData(0, true, 1)]
    [InlineData(0, false, 0)]
    [InlineData(1, true, 0)]
    public void A_host_may_be_one_version_behind_at_least_where_anything_may_be_put_off(int maxBehind, bool limits, int findings)
    {
        var found = Tested.Find(With("daily 22:00 for 4h", p => p.Defer = new() { MaxBehind = maxBehind, MaxDays = limits ? 3 : null, MaxTimes = limits ? 1 : null }));

        Assert.Equal(findings, found.Length);
        Assert.All(found, f => Assert.Equal("A host may be 0 versions behind, and with a pending patch it is 1: \"maxDays\" and \"maxTimes\" never hold.", f.Message));
    }

    [Theory]
    [InlineData(7, 7, 30, "")]
    [InlineData(8, 7, 30, "policies:p:deadlines:critical")]
    [InlineData(8, 31, 30, "policies:p:deadlines:important")]
    [InlineData(32, 31, 30, "policies:p:deadlines:critical,policies:p:deadlines:important")]
    public void A_worse_patch_waits_no_longer_than_a_lesser_one(int critical, int important, int low, string places)
    {
        var found = Tested.Find(With("daily 22:00 for 4h", p => p.Deadlines = new() { Critical = Days(critical), Important = Days(important), Low = Days(low) }));

        Assert.Equal(places, string.Join(",", found.Select(f => f.Path)));
        Assert.All(found, f => Assert.Equal(("DeadlinesOutOfOrder", FindingSeverity.Warning), (f.Code, f.Severity)));
    }

    [Theory]
    [InlineData(PatchSeverity.Important, true, true, "", "policies:p:deadlines:low")]
    [InlineData(PatchSeverity.Important, false, true, "", "")]
    [InlineData(PatchSeverity.Low, true, true, "", "")]
    [InlineData(PatchSeverity.Important, true, true, "DSA-*", "")]
    public void A_deadline_is_never_used_where_a_worse_one_covers_all_that_is_approved(
        PatchSeverity minimum, bool important, bool low, string advisory, string places)
    {
        var found = Tested.Find(With("daily 22:00 for 4h", p =>
        {
            p.Approve = new() { MinimumSeverity = minimum, Advisories = advisory.Length > 0 ? [advisory] : [] };
            p.Deadlines = new() { Critical = Days(7), Important = important ? Days(30) : null, Low = low ? Days(90) : null };
        }));

        Assert.Equal(places, string.Join(",", found.Select(f => f.Path)));
        Assert.All(found, f => Assert.Equal(("DeadlineNeverApproved", FindingSeverity.Information), (f.Code, f.Severity)));
    }

    [Fact]
    public void A_deadline_of_security_patches_goes_with_a_classification() => Assert.Contains("\"classification\" is without Security",
        Tested.The("DeadlineNeverApproved", With("daily 22:00 for 4h", p =>
        {
            p.Approve = new() { Classification = [PatchClassification.Bugfix] };
            p.Deadlines = new() { Security = Days(30) };
        })).Message);

    [Theory]
    [InlineData("0m", "EmergencyNeverWaits")]
    [InlineData("24h", "")]
    [InlineData("6d20h5m29s", "")]
    [InlineData("6d20h5m30s", "EmergencyAlwaysWaits")]
    public void An_emergency_that_never_or_always_waits_for_a_window_is_worth_knowing(string within, string code)
    {
        var found = Tested.Find(With("Sat 22:00 for 4h", p => p.Emergency = new() { When = "exploited", Within = PatchWindow.Core.Text.DurationParser.Parse(within).Value }));

        Assert.Equal(code, string.Join(",", found.Select(f => f.Code)));
        Assert.All(found, f => Assert.Equal(FindingSeverity.Information, f.Severity));
    }

    private static TimeSpan Days(int days) => TimeSpan.FromDays(days);

    private static Policy With(string schedule, Action<Policy> change)
    {
        var policy = Tested.Policy(schedule);
        change(policy);
        return policy;
    }
}
