using PatchWindow.Core.Tests.Windows;

namespace PatchWindow.Core.Tests.Conversions;

public sealed class ConfigMgrTests
{
    private const string Cm = "ConfigMgr";

    // The one that Microsoft's page of Convert-CMSchedule shows.
    private const string Weekdays = "02C159C0381A200002C159C0381B200002C159C0381C200002C159C0381D200002C159C0381E2000";

    [Theory]
    [InlineData("02C159C0381A2000", "FREQ=WEEKLY;BYDAY=MO | from 2009-05-01T22:00:00 | 22:00:00 | 7h | host")]
    [InlineData("02c159c0 381a2000", "FREQ=WEEKLY;BYDAY=MO | from 2009-05-01T22:00:00 | 22:00:00 | 7h | host")]
    [InlineData("02C159C0381A2001", "FREQ=WEEKLY;BYDAY=MO | from 2009-05-01T22:00:00 | 22:00:00 | 7h | UTC")]
    [InlineData(Weekdays, "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR | from 2009-05-01T22:00:00 | 22:00:00 | 7h | host")]
    [InlineData("1033BC7B10100010", "FREQ=DAILY;INTERVAL=2 | from 2019-11-19T01:04:00 | 01:04:00 | 2h59m | host")]
    [InlineData("0034394008100008", "FREQ=DAILY | from 2007-03-20T01:00:00 | 01:00:00 | 1h | host")]
    [InlineData("00343940081A2000", "FREQ=WEEKLY;BYDAY=MO | from 2007-03-20T01:00:00 | 01:00:00 | 1h | host")]
    [InlineData("0034394008284400", "FREQ=MONTHLY;BYMONTHDAY=1 | from 2007-03-20T01:00:00 | 01:00:00 | 1h | host")]
    [InlineData("02C159C038080000", "2009-05-01T22:00:00 | 22:00:00 | 7h | host")]
    public void A_token_is_read_as_its_bits_say(string token, string schedule) => Assert.Equal(schedule, Converting.Line(Converting.Read(Cm, token).Value));

    [Fact]
    public void The_first_weekly_token_opens_on_Mondays_from_the_fourth_of_May_2009() => Assert.Equal(
        ["2009-05-04 22:00 +02:00 for 7h", "2009-05-11 22:00 +02:00 for 7h", "2009-05-18 22:00 +02:00 for 7h"],
        Converting.Windows(Converting.Read(Cm, "02C159C0381A2000").Value, "2009-01-01 00:00 +00:00", 3, "Europe/Oslo"));

    [Theory]
    [InlineData("FREQ=WEEKLY;INTERVAL=2;BYDAY=SA", "02CA1E00201F4001", "2026-01-10 22:00, 2026-01-24 22:00, 2026-02-07 22:00")]
    [InlineData("FREQ=MONTHLY;BYDAY=2TU", "02C91E0020231401", "2026-01-13 22:00, 2026-02-10 22:00, 2026-03-10 22:00")]
    [InlineData("FREQ=MONTHLY;INTERVAL=3;BYDAY=-1FR", "02DE1E0020263001", "2026-01-30 22:00, 2026-04-24 22:00, 2026-07-31 22:00")]
    [InlineData("FREQ=MONTHLY;BYMONTHDAY=-1", "02C91E0020280401", "2026-01-31 22:00, 2026-02-28 22:00, 2026-03-31 22:00")]
    [InlineData("FREQ=MONTHLY;BYMONTHDAY=15", "02C91E00202BC401", "2026-01-15 22:00, 2026-02-15 22:00, 2026-03-15 22:00")]
    [InlineData("FREQ=DAILY;INTERVAL=3", "02C91E0020100019", "2026-01-09 22:00, 2026-01-12 22:00, 2026-01-15 22:00")]
    [InlineData("FREQ=HOURLY;INTERVAL=5", "02C91E0020100501", "2026-01-09 22:00, 2026-01-10 03:00, 2026-01-10 08:00")]
    [InlineData("FREQ=MINUTELY;INTERVAL=45", "02C91E002015A001", "2026-01-09 22:00, 2026-01-09 22:45, 2026-01-09 23:30")]
    public void A_rule_is_written_as_a_token_that_means_the_same_windows(string rule, string token, string windows)
    {
        var written = Converting.Write(Cm, new Schedule { RRule = rule, Start = Given.Local("2026-01-09T22:00:00"), Duration = TimeSpan.FromHours(4), TimeZone = "UTC" });
        Assert.Empty(written.Losses);
        Assert.Equal(token, written.Value);
        Assert.Equal(
            windows.Split(',').Select(w => w.Trim() + " +00:00 for 4h"), Converting.Windows(Converting.Read(Cm, written.Value).Value, "2026-01-01 00:00 +00:00", 3));
    }

    [Fact]
    public void What_Microsoft_shows_is_written_back_digit_by_digit()
    {
        var written = Converting.Write(Cm, Converting.Read(Cm, Weekdays).Value);
        Assert.Empty(written.Losses);
        Assert.Equal(Weekdays, written.Value);
    }

    [Theory]
    [InlineData("FREQ=YEARLY;BYMONTH=12;BYDAY=1TH\nFREQ=DAILY;INTERVAL=2", "FREQ=MONTHLY;BYMONTH=12;BYDAY=1TH | FREQ=DAILY;INTERVAL=2")]
    [InlineData("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU;WKST=WE\nFREQ=WEEKLY;INTERVAL=3;BYDAY=TU,FR", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU;WKST=WE | FREQ=WEEKLY;INTERVAL=3;BYDAY=TU,FR")]
    [InlineData("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO\nFREQ=MONTHLY;INTERVAL=5;BYMONTHDAY=3", "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO | FREQ=MONTHLY;INTERVAL=5;BYMONTHDAY=3")]
    public void Rules_beside_each_other_are_read_back_with_one_start(string rules, string read) => Assert.Equal(
        read,
        Converting.Read(Cm, Converting.Write(Cm, new Schedule
        {
            RRule = rules, Start = Given.Local("2026-01-07T22:00:00"), Duration = TimeSpan.FromHours(4), TimeZone = "UTC",
        }).Value).Value.RRule!.Replace("\n", " | "));

    [Fact]
    public void Mondays_at_22_00_for_seven_hours_from_2009_05_01_are_the_token_of_Microsoft() => Assert.Equal(
        "02C159C0381A2000", Converting.Write(Cm, new Schedule { Text = "Mon 22:00 for 7h host", Start = Given.Local("2009-05-01") }).Value);

    [Theory]
    [InlineData("02C159C0381A20", "'02C159C0381A20' has 14 digits, and a token has 16.")]
    [InlineData("02C159C0381A200002C159C0", "'02C159C0' has 8 digits, and a token has 16.")]
    [InlineData("02C159C0381A2O00", "'02C159C0381A2O00' has 'O', which is no hexadecimal digit.")]
    [InlineData("", "it is empty.")]
    [InlineData("02C159C038022000", "'02C159C038022000' has the recurrence 0, which goes from 1 to 5.")]
    [InlineData("02C159C038182000", "'02C159C038182000' has the weekday 0, which goes from 1 (Sunday) to 7.")]
    [InlineData("02C159C0381A0000", "'02C159C0381A0000' recurs every 0 weeks.")]
    [InlineData("02C159C038100000", "'02C159C038100000' recurs every 0 days, 0 hours and 0 minutes, and one of them alone must be given.")]
    [InlineData("02DE29C038080000", "'02DE29C038080000' begins at 2009-02-30 22:00, which is no time.")]
    [InlineData("F2C159C0381A2000", "'F2C159C0381A2000' begins at 2009-05-01 22:60, which is no time.")]
    [InlineData("02C159C0381A2100", "'02C159C0381A2100' has bits whose meaning is not documented, and may mean other days.")]
    [InlineData("02C159C0381A200002C159C0301B2000", "windows of 02C159C0381A2000 last 7h and those of 02C159C0301B2000 6h, which is more than one schedule.")]
    [InlineData("02C159C0381A200002C159C0381B2001", "windows of 02C159C0381A2000 go by the client's clock and those of 02C159C0381B2001 UTC, which is more than one schedule.")]
    [InlineData("02C159C0381A200002CD1E00381B2000", "its tokens count from starts that no one schedule has.")]
    public void A_string_that_cannot_be_read_names_the_token(string text, string reason) =>
        Assert.EndsWith(" cannot be read: " + reason, Converting.Unreadable(Cm, text).Message, StringComparison.Ordinal);

    [Fact]
    public void A_token_without_a_duration_leaves_it_open_as_a_crontab_does()
    {
        var read = Converting.Read(Cm, "0001200000100008");
        Assert.Empty(read.Losses);
        Assert.Equal("FREQ=DAILY | from 1970-02-01T00:00:00 | 00:00:00 | 0m | host", Converting.Line(read.Value));
    }

    [Theory]
    [InlineData("Sat 22:00 for 4h Europe/Oslo", "TimeZone: Configuration Manager goes by each client's own clock or by UTC: clients outside Europe/Oslo open at the same time of day of their own.")]
    [InlineData("Sat 22:00 for 4h UTC except 2026-12-26", "Exclude: ConfigMgr has no excluded dates: windows open on 2026-12-26 as well.")]
    public void What_a_token_cannot_say_is_a_loss(string text, string loss) =>
        Assert.Equal(loss, Assert.Single(Converting.Write(Cm, Given.Text(text)).Losses).ToString());

    [Fact]
    public void An_end_is_a_loss() => Assert.Equal(
        "Until: ConfigMgr has no end: windows open after 2026-01-31 22:00 as well.",
        Assert.Single(Converting.Write(Cm, new Schedule
        {
            RRule = "FREQ=WEEKLY;BYDAY=SA;COUNT=4", Start = Given.Local("2026-01-10T22:00:00"), Duration = TimeSpan.FromHours(4), TimeZone = "UTC",
        }).Losses).ToString());

    [Theory]
    [InlineData("2nd Tue +3d 22:00 for 4h", "its windows open 3 days after the days of FREQ=MONTHLY;BYDAY=2TU, and a token has the days themselves.")]
    [InlineData("every 5 weeks Sat 22:00 for 4h", "FREQ=WEEKLY;INTERVAL=5;BYDAY=SA recurs every 5 weeks, and a token every 1 to 4.")]
    [InlineData("5th Tue 22:00 for 4h", "FREQ=MONTHLY;BYDAY=5TU is none of the recurrences of a token.")]
    [InlineData("2036-12-05 22:00 for 4h", "its window on 2036-12-05 22:00 lies outside the years 1970 to 2033 that a token has.")]
    public void A_recurrence_that_a_token_cannot_say_is_refused_with_the_reason(string text, string reason) =>
        Assert.Equal("ConfigMgr cannot say this schedule: " + reason, Converting.Impossible(Cm, Given.Text(text)).Message);

    // They would open in Configuration Manager and never here.
    [Theory]
    [InlineData("2026-12-05,2027-01-05 22:00 for 4h UTC until 2026-12-31", "02C5CE0020080001")]
    [InlineData("Sat 22:00 for 4h UTC from 2026-11-01 until 2026-12-31 also 2027-01-02", "02C1BE00201F2001")]
    public void Dates_after_a_schedules_end_are_not_written(string text, string token) => Assert.Equal(token, Converting.Write(Cm, Given.Text(text)).Value);
}
