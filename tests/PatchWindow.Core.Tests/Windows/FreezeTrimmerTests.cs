namespace PatchWindow.Core.Tests.Windows;

/// <summary>Freezes against the window of Friday 2026-12-18 20:00 to Saturday 04:00 UTC.</summary>
public sealed class FreezeTrimmerTests
{
    private const string Whole = "2026-12-18 20:00 +00:00 for 8h";

    [Theory]
    [InlineData("2026-12-18 12:00", "2026-12-18 22:00", "2026-12-18 22:00 +00:00 for 6h (frozen)")]
    [InlineData("2026-12-19 00:00", "2027-01-04 00:00", "2026-12-18 20:00 +00:00 for 4h (frozen)")]
    [InlineData("2026-12-18 23:00", "2026-12-19 01:00", "2026-12-18 20:00 +00:00 for 3h (frozen)", "2026-12-19 01:00 +00:00 for 3h (frozen)")]
    [InlineData("2026-12-18 20:00", "2026-12-19 04:00", Whole + " Frozen (frozen)")]
    [InlineData("2026-12-01 00:00", "2027-01-01 00:00", Whole + " Frozen (frozen)")]
    [InlineData("2026-12-18 20:00", "2026-12-19 03:59", "2026-12-19 03:59 +00:00 for 1m (frozen)")]
    [InlineData("2026-12-19 04:00", "2026-12-20 00:00", Whole)]
    [InlineData("2026-12-18 00:00", "2026-12-18 20:00", Whole)]
    public void A_freeze_takes_away_the_time_it_shares_with_a_window(string from, string to, params string[] windows) =>
        Assert.Equal(windows, Windows(Given.Freeze(from, to)));

    [Theory]
    [InlineData("03:00", 2)]
    [InlineData("03:01", 1)]
    public void A_rest_shorter_than_the_minimum_is_cancelled(string minimum, int windows) =>
        Assert.Equal(windows, Windows(Given.Freeze("2026-12-18 23:00", "2026-12-19 00:59", minimum: minimum)).Length);

    [Fact]
    public void A_window_with_no_rest_of_the_minimum_is_listed_whole_as_frozen() =>
        Assert.Equal(
            [Whole + " Frozen (frozen)"],
            Windows(Given.Freeze("2026-12-18 23:00", "2026-12-19 01:00", minimum: "03:01")));

    [Theory]
    [InlineData("2026-12-19 03:59", "2026-12-20 00:00", Whole + " Frozen (frozen)")]
    [InlineData("2026-12-19 04:00", "2026-12-20 00:00", Whole)]
    public void A_cancelling_freeze_takes_every_window_it_touches(string from, string to, string window) =>
        Assert.Equal([window], Windows(Given.Freeze(from, to, mode: FreezeMode.Cancel)));

    [Fact]
    public void Each_rest_names_the_freeze_that_cut_it()
    {
        var windows = Windows(
            Given.Freeze("2026-12-18 21:00", "2026-12-18 22:00", "release"), Given.Freeze("2026-12-19 02:00", "2026-12-19 03:00", "audit"));
        Assert.Equal(
            [
                "2026-12-18 20:00 +00:00 for 1h (release)", "2026-12-18 22:00 +00:00 for 4h (audit)",
                "2026-12-19 03:00 +00:00 for 1h (audit)",
            ],
            windows);
    }

    [Fact]
    public void The_order_in_which_freezes_are_written_does_not_matter()
    {
        var short0 = Given.Freeze("2026-12-18 21:00", "2026-12-18 23:00");
        var long2 = Given.Freeze("2026-12-18 22:00", "2026-12-19 01:00", minimum: "02:00");
        Assert.Equal(["2026-12-19 01:00 +00:00 for 3h (frozen)"], Windows(short0, long2));
        Assert.Equal(["2026-12-19 01:00 +00:00 for 3h (frozen)"], Windows(long2, short0));
    }

    [Fact]
    public void A_cancelling_freeze_is_named_before_one_that_only_trims() =>
        Assert.Equal(
            [Whole + " Frozen (cancelled)"],
            Windows(
                Given.Freeze("2026-12-18 20:00", "2026-12-19 04:00", "trimmed"),
                Given.Freeze("2026-12-18 20:00", "2026-12-18 21:00", "cancelled", FreezeMode.Cancel),
                Given.Freeze("2026-12-18 20:00", "2026-12-19 04:00", "trimmed too")));

    [Theory]

    // 23:00 in Oslo is 22:00 in UTC in winter.
    [InlineData("Europe/Oslo", null, "2026-12-18 20:00 +00:00 for 2h (frozen)")]
    [InlineData("host", "Europe/Oslo", "2026-12-18 20:00 +00:00 for 2h (frozen)")]
    [InlineData("host", "UTC", "2026-12-18 20:00 +00:00 for 3h (frozen)")]
    public void A_freeze_is_in_the_policys_zone(string policyZone, string? hostZone, string window)
    {
        var policy = Given.Policy(policyZone, [Given.Freeze("2026-12-18 23:00", "2027-01-01")], Given.Text("Fri 20:00 for 8h UTC"));
        Assert.Equal([window], Given.Between(policy, "2026-12-18 12:00Z", "2026-12-19 12:00Z", hostZone));
    }

    [Theory]

    // Oslo has no 02:00 to 03:00 on 2026-03-29 and has it twice on 2026-10-25. A freeze that lies in a gap freezes nothing.
    [InlineData("2026-03-29 00:00", "2026-03-29 02:30", "2026-03-29 12:00", "2026-03-29 00:00 +01:00 for 2h (frozen)")]
    [InlineData("2026-03-29 00:00", "2026-03-29 00:00", "2026-03-29 02:30", "2026-03-29 03:00 +02:00 for 4h (frozen)")]
    [InlineData("2026-03-29 00:00", "2026-03-29 02:30", "2026-03-29 03:00", "2026-03-29 00:00 +01:00 for 6h")]
    [InlineData("2026-10-25 00:00", "2026-10-25 02:30", "2026-10-26 00:00", "2026-10-25 00:00 +02:00 for 2h30m (frozen)")]
    public void A_freeze_holds_from_the_first_moment_its_clock_shows(string start, string from, string to, string window)
    {
        var policy = Given.Policy("Europe/Oslo", [Given.Freeze(from, to)], Given.Text(start + " for 6h"));
        Assert.Equal([window], Given.Between(policy, start + " +00:00", start[..10] + " 23:00Z"));
    }

    [Theory]
    [InlineData("America/New_York", "2026-12-18", "9999-12-31 23:59")]
    [InlineData("America/New_York", "2026-12-18", "9999-12-31")]
    [InlineData("Pacific/Kiritimati", "0001-01-01", "9999-12-31 23:59:59")]
    [InlineData("America/New_York", "9999-12-31 22:00", "9999-12-31 23:00")]
    public void A_freeze_may_last_to_the_end_of_the_calendar(string zone, string from, string to)
    {
        var policy = Given.Policy(zone, [Given.Freeze(from, to)], Given.Text("Fri 20:00 for 8h"));
        var frozen = from.StartsWith("9999", StringComparison.Ordinal) ? WindowState.Upcoming : WindowState.Frozen;
        Assert.Equal(frozen, PatchWindow.Core.Windows.WindowFinder.From(policy, Given.Moment("2027-01-01 00:00Z"), Given.Query("2027-01-01 00:00Z", null)).First().State);
        Assert.Equal(frozen != WindowState.Frozen, Given.Outlook(policy, "2027-01-01 00:00Z").Next is not null);
    }

    [Fact]
    public void A_rest_has_a_cutoff_of_its_own()
    {
        var schedule = Given.Text("Fri 20:00 for 8h");
        schedule.Cutoff = TimeSpan.FromMinutes(30);
        var policy = Given.Policy(null, [Given.Freeze("2026-12-18 22:00", "2026-12-19 03:45")], schedule);
        var cutoffs = PatchWindow.Core.Windows.WindowFinder
            .Between(policy, Given.Moment("2026-12-18 12:00Z"), Given.Moment("2026-12-20 00:00Z"), Given.Query("2026-12-18 12:00Z", null))
            .Select(w => w.Cutoff.ToString("dd HH:mm", null));
        Assert.Equal(["18 21:30", "19 03:45"], cutoffs);
    }

    private static string[] Windows(params Freeze[] freezes) =>
        Given.Between(Given.Policy("UTC", freezes, Given.Text("Fri 20:00 for 8h")), "2026-12-18 00:00Z", "2026-12-20 00:00Z");
}
