using PatchWindow.Core.Tests.Windows;

namespace PatchWindow.Core.Tests.Policies.Checks;

/// <summary>Schedules and freezes that are right by themselves and open less than was meant.</summary>
public sealed class WindowChecksTests
{
    [Theory]
    [InlineData("Sat 22:00 for 4h until 2026-12-05", "the last one has been.")]
    [InlineData("2029-06-01 22:00 for 4h", "the next is that of Fri 2029-06-01 22:00.")]
    [InlineData("Sat 22:00 for 4h from 2029-01-01", "the next is that of Sat 2029-01-06 22:00.")]
    public void A_schedule_without_a_window_in_sight_says_whether_one_follows(string schedule, string why)
    {
        var finding = Tested.The("NoWindowAhead", Tested.Policy(schedule));

        Assert.Equal("Warning policies:p:schedules:0:text", Tested.Place(finding));
        Assert.EndsWith(why, finding.Message);
        Assert.Contains("between 2026-12-09 and 2028-12-08", finding.Message);
    }

    [Fact]
    public void One_window_in_sight_is_enough() => Assert.Empty(Tested.Find(Tested.Policy("2028-12-07 22:00 for 4h")));

    [Fact]
    public void A_window_that_runs_now_is_in_sight() => Assert.Empty(Tested.Find(Tested.Policy("2026-12-09 12:00 for 4h")));

    [Fact]
    public void Windows_that_the_clock_skips_are_none()
    {
        var policy = Tested.Policy("2027-03-28 02:30 for 1h", "Europe/Oslo");
        policy.Schedules[0].WhenSkipped = SkippedTime.Skip;

        Assert.Contains("the clock skips the start of each", Tested.The("NoWindowAhead", policy).Message);
    }

    [Fact]
    public void A_schedule_that_opens_under_a_freeze_only_says_which_and_since_when()
    {
        var policy = Tested.Policy("yearly 24 Dec 22:00 for 4h", null, Given.Freeze("2020-01-01", "2020-01-02"), new Freeze
        {
            Schedules = [new Schedule { Text = "yearly 24 Dec" }, new Schedule { Text = "yearly 25 Dec" }], Reason = "Christmas",
        });
        policy.Schedules.Add(new Schedule { Text = "Sat 22:00 for 4h" });

        var finding = Tested.The("WindowOnlyFrozen", policy);

        Assert.Equal("Warning policies:p:schedules:0:text", Tested.Place(finding));
        Assert.Equal(
            "Each of the 2 windows of 'yearly 24 Dec 22:00 for 4h' between 2026-12-09 and 2028-12-08 is frozen, first that of Thu 2026-12-24 22:00 by 'Christmas'.",
            finding.Message);
        Assert.StartsWith("Give freezes[1] an earlier \"to\"", finding.Suggestion);
    }

    [Fact]
    public void A_freeze_that_leaves_an_hour_of_one_window_leaves_enough() =>
        Assert.Empty(Tested.Find(Tested.Policy("Sat 22:00 for 4h", null, Given.Freeze("2020-01-01", "2028-12-03T01:00"))));

    [Fact]
    public void A_freeze_that_cancels_what_it_touches_could_trim() => Assert.Contains("\"mode\": \"Trim\" in freezes[0]",
        Tested.The("WindowOnlyFrozen", Tested.Policy(freezes: new Freeze { Schedules = [new Schedule { Text = "Sun" }], Mode = FreezeMode.Cancel, Reason = "no Sundays" })).Suggestion);

    [Theory]
    [InlineData("Sun 02:30 for 1h", "Information", "touches 4 of 104 windows of 'Sun 02:30 for 1h' between 2026-12-09 and 2028-12-08: the window of Sun 2027-03-28 02:30 is Shifted to 03:30.")]
    [InlineData("last Sun in Oct 02:30 for 1h", "Information", "the window of Sun 2027-10-31 02:30 is Ambiguous, because the clock shows that time twice, and the earlier is meant.")]
    [InlineData("Sun 01:00-05:00", "Information", "the window of Sun 2027-03-28 01:00 is Shortened to 3h.")]
    [InlineData("last Sun in Oct 01:00-05:00", "Information", "the window of Sun 2027-10-31 01:00 is Lengthened to 5h.")]
    [InlineData("Sun 01:58-03:02", "Warning", "the window of Sun 2027-03-28 01:58 is Shortened to 4m.")]
    public void A_change_of_the_clock_is_a_warning_where_it_takes_a_window_away(string schedule, string severity, string message)
    {
        var finding = Tested.The("ClockChangeTouchesWindow", Tested.Policy(schedule, "Europe/Oslo"));

        Assert.Equal(severity + " policies:p:schedules:0:text", Tested.Place(finding));
        Assert.StartsWith("A change of the clock (Europe/Oslo) touches ", finding.Message);
        Assert.EndsWith(message, finding.Message);
    }

    [Fact]
    public void A_window_that_is_skipped_is_a_warning_although_others_are_only_touched()
    {
        var policy = Tested.Policy("Sun 02:30 for 1h", "Europe/Oslo");
        policy.Schedules[0].WhenSkipped = SkippedTime.Skip;

        var finding = Tested.The("ClockChangeTouchesWindow", policy);

        Assert.Equal(FindingSeverity.Warning, finding.Severity);
        Assert.EndsWith("the window of Sun 2027-03-28 02:30 is Skipped, because that time does not exist.", finding.Message);
        Assert.Contains("\"whenSkipped\": \"Shift\"", finding.Suggestion);
    }

    [Theory]
    [InlineData("Sun 04:00 for 4h", "Europe/Oslo")]
    [InlineData("Sun 02:30 for 1h", "UTC")]
    public void No_change_of_the_clock_touches_a_window_beside_it(string schedule, string zone) => Assert.Empty(Tested.Find(Tested.Policy(schedule, zone)));

    [Fact]
    public void What_a_freeze_takes_away_no_clock_touches() => Assert.Equal("WindowOnlyFrozen", Tested.Codes(Tested.Policy(
        "last Sun in Mar 02:30 for 1h until 2027-12-31", "Europe/Oslo", Given.Freeze("2027-03-01", "2027-04-01"))));

    [Fact]
    public void On_the_hosts_own_clocks_it_is_the_clock_of_the_hosts()
    {
        var policy = Tested.Policy("Sun 02:30 for 1h", "host");

        Assert.Empty(Tested.Find(policy, [Tested.HostIn("Asia/Tokyo", "t1"), Tested.HostIn("UTC", "u1")]));
        var finding = Tested.The("ClockChangeTouchesWindow", policy, [Tested.HostIn("Asia/Tokyo", "t1"), Tested.HostIn("Europe/Oslo", "o1"), Tested.HostIn("Asia/Tokyo", "t2")]);
        Assert.StartsWith("A change of the clock (Europe/Oslo and 1 other zone) touches 4 of 104 windows", finding.Message);
    }

    [Theory]
    [InlineData("Sat 22:00 for 15m", "10m", "Warning", "lasts 15m, of which 10m are kept for a reboot; a step with one patch is estimated at 5m30s, and does not fit.")]
    [InlineData("Sat 22:00 for 5m", "0m", "Warning", "lasts 5m; a step with one patch is estimated at 5m30s, and does not fit.")]
    [InlineData("Sat 22:00 for 15m", "15m", "Error", "lasts 15m, and 15m are kept for a reboot: nothing can ever start in it.")]
    [InlineData("Sat 22:00 for 15m", "1h", "Error", "lasts 15m, and 1h are kept for a reboot: nothing can ever start in it.")]
    [InlineData("Sat 22:00 for 15m cutoff 14m", "15m", "Error", "nothing can ever start in it.")]
    public void A_window_that_is_too_short_for_a_step_says_by_what(string schedule, string reserve, string severity, string message)
    {
        var policy = Tested.Policy(schedule);
        policy.Reboot.Reserve = Time(reserve);

        var finding = Tested.The("WindowTooShort", policy);

        Assert.Equal(severity + " policies:p:schedules:0:text", Tested.Place(finding));
        Assert.EndsWith(message, finding.Message);
    }

    [Theory]
    [InlineData("Sat 22:00 for 16m", "10m")]
    [InlineData("Sat 22:00 for 5m30s", "0m")]
    [InlineData("Sat 22:00 for 16m cutoff 10m", "10m")]
    public void A_window_in_which_one_step_fits_to_the_second_is_long_enough(string schedule, string reserve)
    {
        var policy = Tested.Policy(schedule);
        policy.Reboot.Reserve = Time(reserve);
        if (schedule.Contains("16m")) policy.Estimate.Host = TimeSpan.FromSeconds(330);

        Assert.Empty(Tested.Find(policy));
    }

    [Fact]
    public void A_freeze_that_has_been_is_told_and_one_that_lasts_is_not()
    {
        var policy = Tested.Policy(
            "Sat 22:00 for 4h", null, Given.Freeze("2026-11-01", "2026-12-09T13:00", "quarter"), Given.Freeze("2026-11-01", "2026-12-09T13:01"),
            new Freeze { Schedules = [new Schedule { Text = "2026-06-01" }], Calendar = "cab.ics" },
            new Freeze { Schedules = [new Schedule { Text = "2026-06-01" }, new Schedule { Text = "2027-06-01" }], Calendar = "cab.ics" },
            new Freeze { Schedules = [new Schedule { Text = "Fri" }], To = Given.Local("2026-12-01") });

        var findings = Tested.Find(policy);

        Assert.Equal(["Information policies:p:freezes:0", "Information policies:p:freezes:2", "Information policies:p:freezes:4"], findings.Select(Tested.Place));
        Assert.All(findings, f => Assert.Equal("FreezeOver", f.Code));
        Assert.Equal("The freeze 'quarter (2026-11-01 00:00 to 2026-12-09 13:00)' is over: it freezes nothing after 2026-12-09.", findings[0].Message);
    }

    [Theory]
    [InlineData(FreezePass.Emergency, PolicyMode.Scheduled, false, 1)]
    [InlineData(FreezePass.Emergency, PolicyMode.Scheduled, true, 0)]
    [InlineData(FreezePass.Immediate, PolicyMode.Scheduled, true, 1)]
    [InlineData(FreezePass.Immediate, PolicyMode.Immediate, false, 0)]
    [InlineData(FreezePass.Immediate | FreezePass.Emergency, PolicyMode.Scheduled, false, 2)]
    [InlineData(FreezePass.None, PolicyMode.Scheduled, false, 0)]
    public void A_freeze_lets_pass_only_what_its_policy_has(FreezePass allow, PolicyMode mode, bool emergency, int findings)
    {
        var policy = Tested.Policy("Sat 22:00 for 4h", null, new Freeze { From = Given.Local("2027-01-01"), To = Given.Local("2027-01-02"), Allow = allow });
        policy.Mode = mode;
        if (emergency) policy.Emergency = new() { When = "exploited", Within = TimeSpan.FromHours(24) };

        Assert.Equal(Enumerable.Repeat("Warning policies:p:freezes:0:allow FreezeAllowsNothing", findings), Tested.Find(policy).Select(f => $"{Tested.Place(f)} {f.Code}"));
    }

    private static TimeSpan Time(string text) => PatchWindow.Core.Text.DurationParser.Parse(text).Value;
}
