using PatchWindow.Core.Windows;

namespace PatchWindow.Core.Tests.Windows;

public sealed class OutlookTests
{
    private const string First = "2026-09-12 22:00 +00:00 for 4h";
    private const string Second = "2026-09-19 22:00 +00:00 for 4h";

    [Theory]
    [InlineData("2026-09-12 21:59Z", null, First)]
    [InlineData("2026-09-12 22:00Z", First, Second)]
    [InlineData("2026-09-13 01:59Z", First, Second)]
    [InlineData("2026-09-13 02:00Z", null, Second)]
    public void What_is_open_and_what_is_next_are_different_windows(string now, string? open, string? next)
    {
        var outlook = Given.Outlook(Given.Policy(Given.Text("Sat 22:00 for 4h")), now);
        Assert.Equal((open, null, next), (Line(outlook.Open), Line(outlook.Frozen), Line(outlook.Next)));
    }

    [Theory]
    [InlineData("00:00", "01:00", "2026-09-12 22:00 +00:00 for 6h")]
    [InlineData("03:00", "00:30", "2026-09-12 23:00 +00:00 for 4h")]
    public void Of_several_open_windows_the_one_in_which_work_could_start_latest_is_told(string longCutoff, string shortCutoff, string open)
    {
        var (longer, shorter) = (Given.Text("Sat 22:00 for 6h"), Given.Text("Sat 23:00 for 4h"));
        (longer.Cutoff, shorter.Cutoff) = (TimeSpan.Parse(longCutoff, null), TimeSpan.Parse(shortCutoff, null));
        Assert.Equal(open, Line(Given.Outlook(Given.Policy(shorter, longer), "2026-09-12 23:30Z").Open));
    }

    // At 02:50, one window until 04:00 with its cutoff at 03:30, and one until 06:00 with its cutoff at 03:00.
    [Theory]
    [InlineData("00:00", "00:00", "2026-09-12 00:00 +00:00 for 4h")]
    [InlineData("00:45", "00:00", "2026-09-12 00:00 +00:00 for 4h")]
    [InlineData("02:00", "00:00", "2026-09-12 00:00 +00:00 for 6h")]
    [InlineData("00:00", "02:00", "2026-09-12 00:00 +00:00 for 6h")]
    [InlineData("00:45", "00:30", "2026-09-12 00:00 +00:00 for 6h")]
    [InlineData("10675199.02:48:05.4775807", "10675199.02:48:05.4775807", "2026-09-12 00:00 +00:00 for 6h")]
    public void What_the_work_and_the_reserve_need_counts_when_a_window_is_chosen(string room, string reserve, string open)
    {
        var (shorter, longer) = (Given.Text("Sat 00:00 for 4h"), Given.Text("Sat 00:00 for 6h"));
        (shorter.Cutoff, longer.Cutoff) = (TimeSpan.FromMinutes(30), TimeSpan.FromHours(3));
        foreach (var policy in new[] { Given.Policy(shorter, longer), Given.Policy(longer, shorter) })
        {
            policy.Source.Reboot.Reserve = TimeSpan.Parse(reserve, null);
            var query = Given.Query("2026-09-12 02:50Z", null);
            Assert.Equal(open, Line(WindowFinder.Outlook(policy, query, TimeSpan.Parse(room, null)).Open));
        }
    }

    [Fact]
    public void A_frozen_window_is_neither_open_nor_next()
    {
        var policy = Given.Policy("UTC", [Given.Freeze("2026-09-12", "2026-09-21", "audit")], Given.Text("Sat 22:00 for 4h"));
        var before = Given.Outlook(policy, "2026-09-12 12:00Z");
        Assert.Equal((null, null, "2026-09-26 22:00 +00:00 for 4h"), (Line(before.Open), Line(before.Frozen), Line(before.Next)));
        var during = Given.Outlook(policy, "2026-09-12 22:00Z");
        Assert.Equal(
            (null, First + " Frozen (audit)", "2026-09-26 22:00 +00:00 for 4h"), (Line(during.Open), Line(during.Frozen), Line(during.Next)));
        Assert.Null(Given.Outlook(policy, "2026-09-13 02:00Z").Frozen);
    }

    [Theory]
    [InlineData("2026-09-12 22:30Z", "2026-09-12 22:00 +00:00 for 1h (release)", null, "2026-09-13 00:00 +00:00 for 2h (audit)")]
    [InlineData("2026-09-12 23:15Z", null, First + " Frozen (release)", "2026-09-13 00:00 +00:00 for 2h (audit)")]
    [InlineData("2026-09-12 23:45Z", null, First + " Frozen (audit)", "2026-09-13 00:00 +00:00 for 2h (audit)")]
    [InlineData("2026-09-13 00:00Z", "2026-09-13 00:00 +00:00 for 2h (audit)", null, Second)]
    public void While_a_freeze_interrupts_a_window_it_is_frozen_by_that_freeze(string now, string? open, string? frozen, string? next)
    {
        var policy = Given.Policy(
            "UTC",
            [Given.Freeze("2026-09-12 23:00", "2026-09-12 23:30", "release"), Given.Freeze("2026-09-12 23:30", "2026-09-13 00:00", "audit")],
            Given.Text("Sat 22:00 for 4h"));
        var outlook = Given.Outlook(policy, now);
        Assert.Equal((open, frozen, next), (Line(outlook.Open), Line(outlook.Frozen), Line(outlook.Next)));
    }

    [Fact]
    public void A_freeze_of_one_schedule_does_not_hide_anothers_open_window()
    {
        var policy = Given.Policy(
            "UTC", [Given.Freeze("2026-09-12 20:00", "2026-09-12 23:00", "audit", FreezeMode.Cancel)],
            Given.Text("Sat 22:00 for 4h"), Given.Text("Sat 23:00 for 1h"));
        var outlook = Given.Outlook(policy, "2026-09-12 23:30Z");
        Assert.Equal(
            ("2026-09-12 23:00 +00:00 for 1h", First + " Frozen (audit)"), (Line(outlook.Open), Line(outlook.Frozen)));
    }

    private static string? Line(Window? window) => window is null ? null : Given.Line(window);
}
