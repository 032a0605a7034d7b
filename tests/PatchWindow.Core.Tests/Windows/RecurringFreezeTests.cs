using NodaTime;
using PatchWindow.Core.Policies;
using PatchWindow.Core.Windows;

namespace PatchWindow.Core.Tests.Windows;

public sealed class RecurringFreezeTests
{
    [Fact]
    public void Every_occurrence_of_its_schedule_is_frozen_time() =>
        Assert.Equal(
            ["2026-12-03 20:00 +00:00 for 4h (no Fridays)", "2026-12-10 20:00 +00:00 for 4h (no Fridays)"],
            Windows("Thu 20:00 for 8h", "2026-12-01", "2026-12-11", Every("Fri 00:00 for 24h")));

    [Theory]
    [InlineData("Fri")]
    [InlineData("last Fri")]
    [InlineData("2026-12-25")]
    [InlineData("last Fri in Dec from 2026-01-01 except 2027-01-01 UTC")]
    public void A_text_without_a_time_freezes_whole_days(string text) =>
        Assert.Equal(
            ["2026-12-24 20:00 +00:00 for 4h (no Fridays)"],
            Windows("daily 20:00 for 8h", "2026-12-24 12:00Z", "2026-12-25 12:00Z", Every(text)));

    [Fact]
    public void A_rule_without_a_time_freezes_whole_days() =>
        Assert.Equal(
            ["2026-12-31 20:00 +00:00 for 4h Frozen (month end)", "2027-01-01 20:00 +00:00 for 4h"],
            Windows("daily 20:00 for 4h", "2026-12-31", "2027-01-02", Recurring(new Schedule { RRule = "FREQ=MONTHLY;BYMONTHDAY=-1" }, "month end")));

    // Oslo's 2026-03-29 has 23 hours, its 2026-10-25 has 25.
    [Theory]
    [InlineData("2026-03-28 22:00 +01:00", "2026-03-30 04:00 +02:00", "2026-03-28 22:00 +01:00 for 2h (no Sundays)", "2026-03-30 00:00 +02:00 for 5h (no Sundays)")]
    [InlineData("2026-10-24 22:00 +02:00", "2026-10-26 02:00 +01:00", "2026-10-24 22:00 +02:00 for 2h (no Sundays)", "2026-10-26 00:00 +01:00 for 3h (no Sundays)")]
    public void A_whole_day_ends_when_the_clock_shows_the_next(string from, string to, params string[] windows)
    {
        var policy = Given.Policy("Europe/Oslo", [Recurring(new Schedule { Text = "Sun" }, "no Sundays")], Given.Text("Sat 22:00 for 30h"));
        Assert.Equal(windows, Given.Between(policy, from, to));
    }

    [Fact]
    public void It_holds_only_between_its_dates()
    {
        var freeze = Every("daily 22:00 for 2h");
        (freeze.From, freeze.To) = (Given.Local("2026-12-02"), Given.Local("2026-12-03 23:00"));
        Assert.Equal(
            [
                "2026-12-01 21:00 +00:00 for 2h", "2026-12-02 21:00 +00:00 for 1h (no Fridays)", "2026-12-03 21:00 +00:00 for 1h (no Fridays)",
                "2026-12-04 21:00 +00:00 for 2h",
            ],
            Windows("daily 21:00 for 2h", "2026-12-01", "2026-12-05", freeze));
    }

    [Fact]
    public void It_can_begin_with_a_date_and_never_end()
    {
        var freeze = Every("Fri");
        freeze.From = Given.Local("2026-12-05");
        Assert.Equal(
            ["2026-12-04 20:00 +00:00 for 1h", "2026-12-11 20:00 +00:00 for 1h Frozen (no Fridays)"],
            Windows("Fri 20:00 for 1h", "2026-12-01", "2026-12-12", freeze));
    }

    [Theory]
    [InlineData("02:59", 2)]
    [InlineData("03:01", 0)]
    public void Rests_between_several_of_its_times_last_the_minimum(string minimum, int rests)
    {
        var freeze = Every("daily 01:00 for 1h");
        freeze.Minimum = TimeSpan.Parse(minimum, null);
        var policy = Given.Policy("UTC", [freeze, Given.Freeze("2026-12-01 05:00", "2026-12-01 06:00")], Given.Text("2026-11-30 22:00 for 10h"));
        Assert.Equal(rests, Given.Between(policy, "2026-11-30 12:00Z", "2026-12-01 12:00Z").Count(w => !w.Contains("Frozen") && !w.Contains("for 2h")));
    }

    [Fact]
    public void Each_day_of_a_window_that_lasts_for_days_is_cut()
    {
        var windows = Windows("Mon 00:00 for 4d", "2026-12-07", "2026-12-12", Every("daily 08:00-17:00"));
        Assert.Equal(
            [
                "2026-12-07 00:00 +00:00 for 8h (no Fridays)", "2026-12-07 17:00 +00:00 for 15h (no Fridays)", "2026-12-08 17:00 +00:00 for 15h (no Fridays)",
                "2026-12-09 17:00 +00:00 for 15h (no Fridays)", "2026-12-10 17:00 +00:00 for 7h (no Fridays)",
            ],
            windows);
    }

    [Fact]
    public void One_that_cancels_takes_a_window_whose_frozen_part_has_passed()
    {
        var freeze = Every("Sat 20:00 for 1h");
        freeze.Mode = FreezeMode.Cancel;
        var policy = Given.Policy("UTC", [freeze], Given.Text("Sat 20:00 for 12h"), Given.Text("Sat 23:00 for 2h"));
        Assert.Equal("2026-12-05 20:00 +00:00 for 12h Frozen (no Fridays)", Given.Line(Given.Outlook(policy, "2026-12-06 04:00Z").Frozen!));
        Assert.Null(Given.Outlook(policy, "2026-12-06 04:00Z").Open);
        Assert.Equal("2026-12-05 23:00 +00:00 for 2h", Given.Line(Given.Outlook(policy, "2026-12-06 00:00Z").Open!));
    }

    [Theory]
    [InlineData("Europe/Oslo", "2026-12-03 22:00 +00:00 for 1h (no Fridays)")]
    [InlineData("America/New_York", "2026-12-03 22:00 +00:00 for 4h")]
    public void A_host_zone_freeze_is_on_each_hosts_clock(string hostZone, string window)
    {
        var policy = Given.Policy("host", [Every("Fri")], Given.Text("Thu 22:00 for 4h UTC"));
        Assert.Equal([window], Given.Between(policy, "2026-12-03 12:00Z", "2026-12-04 12:00Z", hostZone));
    }

    [Fact]
    public void The_name_of_a_schedule_is_the_reason_where_the_freeze_has_none()
    {
        var schedules = new[] { "board meeting", "audit", null }.Select((name, i) => new Schedule { Name = name, Text = $"2026-12-0{i + 1}" });
        var freeze = new Freeze { Schedules = [.. schedules], Calendar = "/srv/cab.ics" };
        Assert.Equal(
            [
                "2026-12-01 20:00 +00:00 for 1h Frozen (board meeting)", "2026-12-02 20:00 +00:00 for 1h Frozen (audit)",
                "2026-12-03 20:00 +00:00 for 1h Frozen (freeze)",
            ],
            Windows("daily 20:00 for 1h", "2026-12-01", "2026-12-04", freeze));
    }

    [Fact]
    public void A_calendar_without_an_event_freezes_nothing() =>
        Assert.Equal(
            ["2026-12-01 20:00 +00:00 for 1h"],
            Windows("daily 20:00 for 1h", "2026-12-01", "2026-12-02", new Freeze { Calendar = "cab.ics" }));

    [Fact]
    public void A_calendar_without_an_event_is_a_warning()
    {
        var findings = new List<Finding>();
        Assert.NotNull(PolicyCompiler.Compile(new Policy { Name = "p", Schedules = [Given.Text("Sat 22:00 for 4h")], Freezes = [new Freeze { Calendar = "/srv/cab.ics" }] }, findings));
        var finding = Assert.Single(findings);
        Assert.Equal(("FreezeNeverFreezes", FindingSeverity.Warning, "policies:p:freezes:0:calendar"), (finding.Code, finding.Severity, finding.Path));
        Assert.Contains("'cab.ics' has no event", finding.Message);
    }

    [Theory]
    [InlineData("FREQ=WEEKLY;BYDAY=FR;BYHOUR=18")]
    [InlineData("FREQ=HOURLY")]
    public void A_rule_with_a_time_needs_to_say_how_long(string rule) =>
        Assert.Equal(["DurationMissing"], Refusals(Recurring(new Schedule { RRule = rule }, "x")).Select(f => f.Code));

    [Fact]
    public void What_is_frozen_far_in_the_future_is_found_without_a_walk() =>
        Assert.Equal(
            ["2900-01-01 20:00 +00:00 for 4h (no Fridays)"],
            Windows("daily 20:00 for 8h", "2900-01-01 12:00Z", "2900-01-02 12:00Z", Every("daily 00:00-12:00")));

    [Theory]
    [InlineData(null, null, "FreezeIncomplete freezes:0:from")]
    [InlineData("2026-12-01", null, "FreezeIncomplete freezes:0:to")]
    [InlineData("2026-12-01", "2026-12-01", "FreezeEmpty freezes:0:to")]
    public void A_freeze_that_says_no_time_is_refused(string? from, string? to, string finding)
    {
        var freeze = new Freeze { From = from is null ? null : Given.Local(from), To = to is null ? null : Given.Local(to), Reason = "x" };
        Assert.Equal([finding], Refusals(freeze).Select(f => $"{f.Code} {f.Path!.Substring("policies:p:".Length)}"));
    }

    [Fact]
    public void A_fault_of_a_calendars_event_names_the_event()
    {
        var freeze = new Freeze { Calendar = "/srv/cab.ics", Schedules = [new Schedule { Name = "CAB", RRule = "FREQ=DALY" }, Every("Fri").Schedules[0]] };
        var finding = Assert.Single(Refusals(freeze));
        Assert.Equal("policies:p:freezes:0:calendar", finding.Path);
        Assert.StartsWith("The event 'CAB' of 'cab.ics' cannot be used: ", finding.Message);
    }

    // Any freeze is the same as the freezes of its single times.
    [Theory]
    [InlineData("daily 22:30 for 3h")]
    [InlineData("Sat,Sun 01:00-05:00 Europe/Oslo")]
    [InlineData("2nd Tue +3d 22:00 for 4h")]
    [InlineData("Fri")]
    public void It_cuts_as_dated_freezes_of_its_times_would(string text)
    {
        var (from, to) = (Given.Moment("2026-10-01 00:00Z"), Given.Moment("2026-12-01 00:00Z"));
        var schedules = new[] { Given.Text("daily 00:15 for 9h"), Given.Text("every 2 weeks Fri 20:00 for 40h Europe/Oslo"), Given.Text("3rd Sat 00:00 for 6d") };
        var times = WindowFinder.Between(
            Given.Policy(schedules: Given.Text(text.EndsWith("Fri", StringComparison.Ordinal) ? text + " 00:00-24:00" : text)), from - Duration.FromDays(9), to + Duration.FromDays(9), Given.Query("2026-10-01 00:00Z", null));
        var dated = times.Select(w => new Freeze { From = w.Start.UtcDateTime, To = w.End.UtcDateTime, Reason = "no Fridays" }).ToArray();
        var expected = Lines(Given.Policy("UTC", dated, schedules));
        Assert.Contains(expected, l => l.Contains("(no Fridays)"));
        Assert.Equal(expected, Lines(Given.Policy("UTC", [Every(text)], schedules)));
        string[] Lines(CompiledPolicy policy) => [.. WindowFinder.Between(policy, from, to, Given.Query("2026-10-01 00:00Z", null)).Select(Given.Line)];
    }

    private static List<Finding> Refusals(Freeze freeze)
    {
        var findings = new List<Finding>();
        Assert.Null(PolicyCompiler.Compile(new Policy { Name = "p", Schedules = [Given.Text("Sat 22:00 for 4h")], Freezes = [freeze] }, findings));
        return findings;
    }

    private static Freeze Every(string text) => Recurring(Given.Text(text), "no Fridays");

    private static Freeze Recurring(Schedule schedule, string reason) => new() { Schedules = [schedule], Reason = reason };

    private static string[] Windows(string schedule, string from, string to, params Freeze[] freezes) =>
        Given.Between(Given.Policy("UTC", freezes, Given.Text(schedule)), At(from), At(to));

    private static string At(string moment) => moment.EndsWith("Z", StringComparison.Ordinal) ? moment : moment + " 00:00Z";
}
