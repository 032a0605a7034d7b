using PatchWindow.Core.Tests.Windows;
using PatchWindow.Core.Windows;

namespace PatchWindow.Core.Tests.Zones;

/// <summary>Windows that the clock skips and that their schedule leaves out: nobody can use them, and an admin can see them.</summary>
public sealed class SkippedWindowTests
{
    [Theory]
    [InlineData("daily 02:30 for 1h Europe/Oslo", "2026-03-28 12:00Z", "2026-03-30 12:00Z", "2026-03-29 03:00 +02:00 for 0m Skipped|2026-03-30 02:30 +02:00 for 1h")]
    [InlineData("daily 02:15 for 1h Australia/Lord_Howe", "2026-10-03 00:00Z", "2026-10-05 00:00Z", "2026-10-04 02:30 +11:00 for 0m Skipped|2026-10-05 02:15 +11:00 for 1h")]
    [InlineData("daily 22:00 for 4h Pacific/Apia", "2011-12-30 00:00Z", "2012-01-01 00:00Z", "2011-12-29 22:00 -10:00 for 4h|2011-12-31 00:00 +14:00 for 0m Skipped|2011-12-31 22:00 +14:00 for 4h")]
    public void It_is_listed_where_the_clock_jumps_and_has_no_length(string text, string from, string to, string windows) =>
        Assert.Equal(windows.Split('|'), Given.WithSkipped(Given.Policy(Skipping(text)), from, to));

    [Fact]
    public void A_window_that_opens_when_the_gap_ends_is_another() =>
        Assert.Equal(
            ["2026-03-29 01:00 +01:00 for 1h", "2026-03-29 03:00 +02:00 for 0m Skipped", "2026-03-29 03:00 +02:00 for 1h"],
            Given.WithSkipped(
                Given.Policy(new Schedule { RRule = "FREQ=HOURLY", Duration = TimeSpan.FromHours(1), TimeZone = "Europe/Oslo", WhenSkipped = SkippedTime.Skip }),
                "2026-03-29 00:00Z",
                "2026-03-29 02:00Z"));

    [Fact]
    public void It_is_not_listed_unless_asked_for() =>
        Assert.Equal(
            ["2026-03-28 02:30 +01:00 for 1h", "2026-03-30 02:30 +02:00 for 1h"],
            Given.Between(Given.Policy(Skipping("daily 02:30 for 1h Europe/Oslo")), "2026-03-28 00:00Z", "2026-03-30 12:00Z"));

    [Fact]
    public void Its_state_is_Skipped_before_and_after_and_in_a_freeze()
    {
        var policy = Given.Policy("Europe/Oslo", [Given.Freeze("2026-03-28", "2026-04-05")], Skipping("daily 02:30 for 1h"));
        Assert.All(new[] { "2026-01-01 00:00Z", "2026-03-29 01:00Z", "2027-01-01 00:00Z" }, now =>
        {
            var (from, to) = (Given.Moment("2026-03-29 00:00Z"), Given.Moment("2026-03-29 12:00Z"));
            var window = Assert.Single(WindowFinder.Between(policy, from, to, Given.Query(now, null) with { WithSkipped = true }));
            Assert.Equal((WindowState.Skipped, WindowAdjustment.Skipped, null), (window.State, window.Adjustment, window.Freeze));
            Assert.Equal((window.Start, window.Start), (window.Cutoff, window.End));
        });
    }

    [Theory]
    [InlineData("2026-03-29 01:00Z", "2026-03-29 01:01Z", 1)]
    [InlineData("2026-03-29 00:59Z", "2026-03-29 01:00Z", 0)]
    [InlineData("2026-03-29 01:01Z", "2026-03-29 09:00Z", 0)]
    public void It_lies_in_the_range_that_holds_its_moment(string from, string to, int found) =>
        Assert.Equal(found, Given.WithSkipped(Given.Policy(Skipping("daily 02:30 for 1h Europe/Oslo")), from, to).Length);

    [Fact]
    public void Several_of_one_schedule_in_one_gap_are_listed_once() =>
        Assert.Equal(
            ["2026-03-29 03:00 +02:00 for 0m Skipped"],
            Given.WithSkipped(
                Given.Policy(new Schedule
                {
                    RRule = "FREQ=DAILY;BYHOUR=2;BYMINUTE=0,20,40", Duration = TimeSpan.FromMinutes(5), TimeZone = "Europe/Oslo", WhenSkipped = SkippedTime.Skip,
                }),
                "2026-03-29 00:00Z",
                "2026-03-29 12:00Z"));

    [Fact]
    public void It_is_never_what_opens_next()
    {
        var query = Given.Query("2026-03-28 12:00Z", null) with { WithSkipped = true };
        var outlook = WindowFinder.Outlook(Given.Policy(Skipping("daily 02:30 for 1h Europe/Oslo")), query);
        Assert.Equal("2026-03-30 02:30 +02:00 for 1h", Given.Line(outlook.Next!));
    }

    private static Schedule Skipping(string text) => new() { Text = text, WhenSkipped = SkippedTime.Skip };
}
