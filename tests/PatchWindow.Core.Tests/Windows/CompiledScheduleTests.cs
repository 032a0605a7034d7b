namespace PatchWindow.Core.Tests.Windows;

public sealed class CompiledScheduleTests
{
    [Theory]
    [InlineData("Sat 22:00 for 4h", "2026-01-31 22:00 +00:00 for 4h")]
    [InlineData("last Sat 22:00 for 4h", "2026-01-31 22:00 +00:00 for 4h")]
    [InlineData("Thu 22:00 for 4h", "2026-01-01 22:00 +00:00 for 4h", "2026-01-08 22:00 +00:00 for 4h")]
    public void A_window_that_crosses_midnight_keeps_the_weekday_of_its_start(string text, params string[] windows) =>
        Assert.Equal(windows, Given.From(Given.Policy(Given.Text(text)), windows[0].Replace("22:00", "12:00")[..16] + "Z", windows.Length));

    [Fact]
    public void A_window_may_cross_a_year() =>
        Assert.Equal(
            ["2026-12-31 22:00 +00:00 for 1d8h"],
            Given.Between(Given.Policy(Given.Text("2026-12-31 22:00 for 32h")), "2027-01-02 05:59Z", "2027-02-01 00:00Z"));

    [Theory]

    // The second Tuesday of September 2026 is the 8th; October's is the 13th, November's the 10th.
    [InlineData("P3D", "2026-09-11", "2026-10-16", "2026-11-13")]
    [InlineData("-P6D", "2026-09-02", "2026-10-07", "2026-11-04")]
    [InlineData("P1W", "2026-09-15", "2026-10-20", "2026-11-17")]
    [InlineData("P25D", "2026-09-05", "2026-10-03", "2026-11-07")]
    [InlineData("-P10D", "2026-10-03", "2026-10-31", "2026-11-28")]
    [InlineData("P100D", "2026-09-17", "2026-10-22", "2026-11-19")]
    [InlineData("P1M", "2026-09-11", "2026-10-08", "2026-11-13")]
    [InlineData("P1Y", "2026-09-09", "2026-10-14", "2026-11-11")]
    [InlineData("P366D", "2026-09-10", "2026-10-15", "2026-11-12")]
    [InlineData("-P366D", "2026-09-13", "2026-10-11", "2026-11-08")]
    [InlineData("P2DT25H", "2026-09-11", "2026-10-16", "2026-11-13")]
    [InlineData("PT72H", "2026-09-11", "2026-10-16", "2026-11-13")]
    [InlineData("PT600H", "2026-09-05", "2026-10-03", "2026-11-07")]
    [InlineData("-PT14400M", "2026-10-03", "2026-10-31", "2026-11-28")]
    public void An_offset_moves_each_occurrence_and_every_moved_start_is_found(string offset, params string[] days)
    {
        var policy = Given.Policy(new Schedule
        {
            RRule = "FREQ=MONTHLY;BYDAY=2TU", At = TimeSpan.FromHours(12), Duration = TimeSpan.FromHours(1), Offset = offset,
        });
        Assert.Equal(days, Given.From(policy, days[0] + " 00:00Z", 3).Select(line => line[..10]));
        Assert.All(days, day => Assert.Single(Given.Between(policy, day + " 00:00Z", day + " 23:59Z")));
    }

    [Fact]
    public void An_offset_may_carry_hours_over_midnight()
    {
        var policy = Given.Policy(new Schedule
        {
            RRule = "FREQ=MONTHLY;BYDAY=2TU", At = TimeSpan.FromHours(23), Duration = TimeSpan.FromHours(1), Offset = "P3DT2H",
        });
        Assert.Equal(["2026-09-12 01:00 +00:00 for 1h"], Given.From(policy, "2026-09-01 00:00Z", 1));
    }

    [Theory]
    [InlineData("2026-09-12 02:00Z", 1)]
    [InlineData("2026-09-12 01:59Z", 2)]
    [InlineData("2026-09-11 21:59Z", 2)]
    public void A_window_that_already_runs_at_From_is_found_until_its_end(string from, int found) =>
        Assert.Equal(found, Given.Between(Given.Policy(Given.Text("Fri 22:00 for 4h")), from, "2026-09-18 22:01Z").Length);

    [Fact]
    public void A_window_of_31_days_is_found_on_its_last_day() =>
        Assert.Equal(
            ["2026-09-01 00:00 +00:00 for 31d"],
            Given.Between(Given.Policy(Given.Text("2026-09-01 00:00 for 31d")), "2026-10-01 23:59Z", "2026-10-03 00:00Z"));

    [Theory]
    [InlineData("2026-09-11 22:00Z", 0)]
    [InlineData("2026-09-11 22:01Z", 1)]
    public void A_range_is_half_open(string to, int found) =>
        Assert.Equal(found, Given.Between(Given.Policy(Given.Text("Fri 22:00 for 4h")), "2026-09-11 12:00Z", to).Length);

    [Theory]

    // Kiritimati is 14 hours ahead of UTC, Pago Pago 11 behind: the range is in instants, the weekday in the zone.
    [InlineData("Pacific/Kiritimati", "2026-09-12 00:30 +14:00 for 1h")]
    [InlineData("Pacific/Pago_Pago", "2026-09-12 00:30 -11:00 for 1h")]
    [InlineData("W. Europe Standard Time", "2026-09-12 00:30 +02:00 for 1h")]
    [InlineData("UTC", "2026-09-12 00:30 +00:00 for 1h")]
    [InlineData("asia/kolkata", "2026-09-12 00:30 +05:30 for 1h")]
    public void The_weekday_is_that_of_the_start_in_the_schedules_own_zone(string zone, string window)
    {
        var schedule = Given.Text("Sat 00:30 for 1h");
        schedule.TimeZone = zone;
        Assert.Equal([window], Given.Between(Given.Policy(schedule), window[..23], "2026-09-14 00:00Z"));
    }

    [Theory]
    [InlineData("Europe/Oslo", "2026-09-12 22:00 +02:00 for 4h")]
    [InlineData("America/New_York", "2026-09-12 22:00 -04:00 for 4h")]
    public void The_zone_host_is_each_hosts_own(string hostZone, string window) =>
        Assert.Equal([window], Given.From(Given.Policy(Given.Text("Sat 22:00 for 4h host")), "2026-09-12 12:00Z", 1, hostZone));

    [Fact]
    public void A_schedule_that_names_no_zone_takes_the_policys_and_one_that_does_keeps_it() =>
        Assert.Equal(
            ["2026-09-12 22:00 +02:00 for 1h", "2026-09-12 22:00 +00:00 for 1h"],
            Given.From(
                Given.Policy("Europe/Oslo", [], Given.Text("Sat 22:00 for 1h"), Given.Text("Sat 22:00 for 1h UTC")), "2026-09-12 12:00Z", 2));

    [Fact]
    public void Included_dates_open_as_well_and_midnight_stands_for_the_schedules_time()
    {
        var schedule = Given.Text("Sat 22:00 for 1h");
        schedule.Include = [Given.Local("2026-09-09"), Given.Local("2026-09-10 06:15"), Given.Local("2026-09-12")];
        Assert.Equal(
            ["2026-09-09 22:00 +00:00 for 1h", "2026-09-10 06:15 +00:00 for 1h", "2026-09-12 22:00 +00:00 for 1h"],
            Given.Between(Given.Policy(schedule), "2026-09-07 00:00Z", "2026-09-14 00:00Z"));
    }

    [Fact]
    public void Excluded_dates_are_judged_after_the_offset_and_win_over_included_ones()
    {
        var schedule = Given.Text("Sat +1d 22:00 for 1h");
        schedule.Include = [Given.Local("2026-09-08")];
        schedule.Exclude = [Given.Local("2026-09-08"), Given.Local("2026-09-12"), Given.Local("2026-09-13 13:37")];
        Assert.Equal(
            ["2026-09-20 22:00 +00:00 for 1h"],
            Given.Between(Given.Policy(schedule), "2026-09-07 00:00Z", "2026-09-21 00:00Z"));
    }

    [Theory]
    [InlineData("2026-09-19 22:00", 2)]
    [InlineData("2026-09-19 21:59", 1)]
    public void Until_is_the_last_moment_at_which_a_window_may_start(string until, int windows)
    {
        var schedule = Given.Text("Sat 22:00 for 1h");
        schedule.Until = Given.Local(until);
        Assert.Equal(windows, Given.Between(Given.Policy(schedule), "2026-09-07 00:00Z", "2026-12-01 00:00Z").Length);
    }

    [Fact]
    public void An_UNTIL_in_UTC_is_read_in_the_schedules_zone()
    {
        var schedule = new Schedule
        {
            RRule = "FREQ=DAILY;UNTIL=20260102T210000Z", Start = Given.Local("2026-01-01 22:00"), Duration = TimeSpan.FromHours(1), TimeZone = "Europe/Oslo",
        };
        Assert.Equal(2, Given.From(Given.Policy(schedule), "2026-01-01 00:00Z", 9).Length);
    }

    [Fact]
    public void Start_is_DTSTART_and_At_wins_over_its_time()
    {
        var schedule = new Schedule
        {
            RRule = "FREQ=WEEKLY;INTERVAL=2;COUNT=2", Start = Given.Local("2026-09-09 22:00"), At = TimeSpan.FromHours(6), Duration = TimeSpan.FromHours(1),
        };
        Assert.Equal(
            ["2026-09-09 06:00 +00:00 for 1h", "2026-09-23 06:00 +00:00 for 1h"],
            Given.From(Given.Policy(schedule), "2026-01-01 00:00Z", 9));
    }

    [Fact]
    public void An_interval_without_a_start_counts_from_Monday_2001_01_01() =>
        Assert.Equal(
            ["2001-01-03 22:00 +00:00 for 1h", "2001-01-17 22:00 +00:00 for 1h"],
            Given.From(Given.Policy(Given.Text("every 2 weeks Wed 22:00 for 1h")), "2000-01-01 00:00Z", 2));
}
