using NodaTime;
using PatchWindow.Core.Policies;
using PatchWindow.Core.Windows;

namespace PatchWindow.Core.Tests.Windows;

public sealed class WindowFinderTests
{
    [Fact]
    public void Windows_of_several_schedules_come_in_order_of_start_then_end_and_keep_their_own_schedule()
    {
        var policy = Given.Policy(Given.Text("Sat 22:00 for 4h"), Given.Text("daily 22:00 for 1h"), Given.Text("Sat 06:00 for 2h"));
        var windows = WindowFinder.Between(
            policy, Given.Moment("2026-09-11 12:00Z"), Given.Moment("2026-09-13 12:00Z"), Given.Query("2026-09-11 12:00Z", null));
        Assert.Equal(
            [
                "daily 22:00 for 1h: 2026-09-11 22:00 +00:00 for 1h", "Sat 06:00 for 2h: 2026-09-12 06:00 +00:00 for 2h",
                "daily 22:00 for 1h: 2026-09-12 22:00 +00:00 for 1h", "Sat 22:00 for 4h: 2026-09-12 22:00 +00:00 for 4h",
            ],
            windows.Select(w => w.Schedule + ": " + Given.Line(w)));
    }

    [Theory]
    [InlineData("2026-09-12 21:59Z", WindowState.Upcoming)]
    [InlineData("2026-09-12 22:00Z", WindowState.Open)]
    [InlineData("2026-09-13 01:59Z", WindowState.Open)]
    [InlineData("2026-09-13 02:00Z", WindowState.Closed)]
    public void A_windows_state_is_told_for_the_moment_asked_and_its_end_is_exclusive(string now, WindowState state)
    {
        var policy = Given.Policy(Given.Text("Sat 22:00 for 4h"));
        var window = Assert.Single(WindowFinder.Between(
            policy, Given.Moment("2026-09-12 00:00Z"), Given.Moment("2026-09-14 00:00Z"), Given.Query(now, null)));
        Assert.Equal(state, window.State);
    }

    [Fact]
    public void A_window_carries_all_that_its_reader_needs()
    {
        var schedule = Given.Text("Sat 22:00 for 6h");
        schedule.Cutoff = TimeSpan.FromMinutes(45);
        var policy = Given.Policy("Europe/Oslo", [], schedule);
        var query = new WindowQuery(Given.Moment("2026-10-24 12:00Z"), Given.Utc, "web01");
        var window = WindowFinder.From(policy, query.Now, query).First();
        Assert.Equal(
            "p|Sat 22:00 for 6h cutoff 45m|web01|2026-10-24 22:00 +02:00|2026-10-25 02:15 +01:00|2026-10-25 03:00 +01:00|Europe/Oslo|" + TimeZones.Version,
            $"{window.Policy}|{window.Schedule}|{window.HostName}|{window.Start:yyyy-MM-dd HH:mm zzz}|{window.Cutoff:yyyy-MM-dd HH:mm zzz}"
            + $"|{window.End:yyyy-MM-dd HH:mm zzz}|{window.TimeZone}|{window.TimeZoneVersion}");
    }

    [Fact]
    public void A_window_of_a_bare_schedule_has_no_policy()
    {
        var schedule = ScheduleCompiler.Compile(Given.Text("Sat 22:00 for 4h"), null, [])!;
        var window = WindowFinder.From(CompiledPolicy.Of(schedule), Given.Moment("2026-09-12 12:00Z"), Given.Query("2026-09-12 12:00Z", null)).First();
        Assert.Null(window.Policy);
        Assert.Null(window.HostName);
        Assert.Equal(window.End, window.Cutoff);
    }

    [Fact]
    public void A_window_that_starts_where_one_stretch_of_the_search_ends_is_given_once()
    {
        // The search looks 32 days ahead first: a daily window at the hour of From starts on that very border.
        var days = Given.From(Given.Policy(Given.Text("daily 12:00 for 1h")), "2026-09-01 12:00Z", 400).Select(line => line[..10]);
        Assert.Equal(Enumerable.Range(0, 400).Select(i => new DateTime(2026, 9, 1).AddDays(i).ToString("yyyy-MM-dd", null)), days);
    }

    [Fact]
    public void A_policy_without_a_schedule_never_opens()
    {
        Assert.Empty(Given.From(Given.Policy(), "2026-09-12 12:00Z", 1));
        Assert.Equal(new WindowOutlook(null, null, null), Given.Outlook(Given.Policy(), "2026-09-12 12:00Z"));
    }

    [Theory]
    [InlineData("2026-09-12 00:00Z", "2026-09-12 00:00Z")]
    [InlineData("2026-09-13 00:00Z", "2026-09-12 23:00Z")]
    public void A_range_that_holds_no_time_holds_no_window(string from, string to) =>
        Assert.Empty(Given.Between(Given.Policy(Given.Text("Fri 22:00 for 31d")), from, to));

    [Theory]
    [InlineData("2026-09-12 00:00Z", "2026-09-12 22:00Z", 0)]
    [InlineData("2026-09-12 00:00Z", "2026-09-12 22:01Z", 1)]
    [InlineData("2026-09-13 01:59Z", "2026-09-13 12:00Z", 1)]
    [InlineData("2026-09-13 02:00Z", "2026-09-13 12:00Z", 0)]
    public void A_range_holds_frozen_windows_by_the_same_half_open_rule(string from, string to, int found)
    {
        var policy = Given.Policy(null, [Given.Freeze("2026-09-01", "2026-10-01")], Given.Text("Sat 22:00 for 4h"));
        Assert.Equal(found, Given.Between(policy, from, to).Length);
    }

    [Theory]
    [InlineData("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30")]
    [InlineData("FREQ=DAILY;UNTIL=20200101")]
    public void A_rule_that_does_not_occur_again_gives_no_window_and_ends(string rule)
    {
        var policy = Given.Policy(new Schedule { RRule = rule, At = TimeSpan.FromHours(1), Duration = TimeSpan.FromHours(1) });
        Assert.Empty(Given.From(policy, "2026-09-12 12:00Z", 1));
    }

    [Fact]
    public void A_search_begins_and_ends_anywhere_in_the_calendar()
    {
        var policy = Given.Policy(Given.Text("Sat 22:00 for 4h"));
        var query = Given.Query("2026-09-12 12:00Z", null);
        var (first, last) = (Instant.FromDateTimeOffset(DateTimeOffset.MinValue), Instant.FromDateTimeOffset(DateTimeOffset.MaxValue));
        Assert.Equal("2001-01-06 22:00 +00:00 for 4h", Given.Line(WindowFinder.From(policy, first, query).First()));
        Assert.Empty(WindowFinder.From(policy, last, query));
        Assert.Empty(WindowFinder.Between(policy, last.Minus(Duration.FromDays(7)), last, query));
        Assert.Equal("2001-01-06 22:00 +00:00 for 4h", Given.Line(WindowFinder.Between(policy, first, last, query).First()));
        Assert.Equal(new WindowOutlook(null, null, null), WindowFinder.Outlook(policy, query with { Now = last }));
    }

    [Theory]
    [InlineData("9000-01-01 00:00Z", "9000-01-04 22:00 +00:00 for 4h")]
    [InlineData("2999-12-31 00:00Z", "3000-01-04 22:00 +00:00 for 4h")]
    public void A_far_future_search_finds_the_next_window(string from, string window) =>
        Assert.Equal([window], Given.From(Given.Policy(Given.Text("Sat 22:00 for 4h")), from, 1));
}
