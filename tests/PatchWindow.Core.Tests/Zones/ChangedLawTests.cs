using PatchWindow.Core.Tests.Windows;

namespace PatchWindow.Core.Tests.Zones;

/// <summary>Zones whose law was changed, and days that never were: each window in the offset that held on its day.</summary>
public sealed class ChangedLawTests
{
    [Theory]

    // Summer time for good from March 2011, an hour back for good in October 2014.
    [InlineData("Europe/Moscow", "2011-03-27 02:30", "2011-03-27 03:30 +04:00 for 2h Shifted")]
    [InlineData("Europe/Moscow", "2011-10-30 02:30", "2011-10-30 02:30 +04:00 for 2h")]
    [InlineData("Europe/Moscow", "2014-10-26 01:30", "2014-10-26 01:30 +04:00 for 2h Ambiguous")]
    [InlineData("Europe/Moscow", "2015-03-29 02:30", "2015-03-29 02:30 +03:00 for 2h")]

    // The autumn of 2015 came two weeks late, for an election; that of 2016 never.
    [InlineData("Europe/Istanbul", "2015-10-25 03:30", "2015-10-25 03:30 +03:00 for 2h")]
    [InlineData("Europe/Istanbul", "2015-11-08 03:30", "2015-11-08 03:30 +03:00 for 2h Ambiguous")]
    [InlineData("Europe/Istanbul", "2016-10-30 03:30", "2016-10-30 03:30 +03:00 for 2h")]
    [InlineData("Europe/Istanbul", "2017-03-26 03:30", "2017-03-26 03:30 +03:00 for 2h")]

    // No summer time any more: Brazil since 2019, Samoa since 2021.
    [InlineData("America/Sao_Paulo", "2018-11-04 00:30", "2018-11-04 01:30 -02:00 for 2h Shifted")]
    [InlineData("America/Sao_Paulo", "2019-11-03 00:30", "2019-11-03 00:30 -03:00 for 2h")]
    [InlineData("Pacific/Apia", "2020-09-27 03:30", "2020-09-27 04:30 +14:00 for 2h Shifted")]
    [InlineData("Pacific/Apia", "2021-09-26 03:30", "2021-09-26 03:30 +13:00 for 2h")]

    // Half an hour: Venezuela back in 2007 and forth in 2016, North Korea back in 2015 and forth in 2018.
    [InlineData("America/Caracas", "2007-12-09 02:45", "2007-12-09 02:45 -04:00 for 2h Ambiguous")]
    [InlineData("America/Caracas", "2016-05-01 02:45", "2016-05-01 03:15 -04:00 for 2h Shifted")]
    [InlineData("Asia/Pyongyang", "2015-08-14 23:45", "2015-08-14 23:45 +09:00 for 2h Ambiguous")]
    [InlineData("Asia/Pyongyang", "2018-05-04 23:45", "2018-05-05 00:15 +09:00 for 2h Shifted")]
    public void A_start_is_read_by_the_law_of_its_day(string zone, string start, string window) =>
        Assert.Equal([window], Given.Between(Given.Policy(Once(zone, start)), "1990-01-01 00:00Z", "2038-01-01 00:00Z"));

    // Kwajalein crossed the date line from the other side: there was no 21 August 1993. Nor was there a 30 December 2011 in Samoa.
    [Theory]
    [InlineData("Pacific/Kwajalein", "1993-08-20 00:00 -12:00", SkippedTime.Shift, "1993-08-20 09:00 -12:00 for 4h|1993-08-22 09:00 +12:00 for 4h")]
    [InlineData("Pacific/Kwajalein", "1993-08-20 00:00 -12:00", SkippedTime.GapEnd, "1993-08-20 09:00 -12:00 for 4h|1993-08-22 00:00 +12:00 for 4h Shifted|1993-08-22 09:00 +12:00 for 4h")]
    [InlineData("Pacific/Kwajalein", "1993-08-20 00:00 -12:00", SkippedTime.Skip, "1993-08-20 09:00 -12:00 for 4h|1993-08-22 00:00 +12:00 for 0m Skipped|1993-08-22 09:00 +12:00 for 4h")]
    [InlineData("Pacific/Apia", "2011-12-29 00:00 -10:00", SkippedTime.Shift, "2011-12-29 09:00 -10:00 for 4h|2011-12-31 09:00 +14:00 for 4h")]
    [InlineData("Pacific/Apia", "2011-12-29 00:00 -10:00", SkippedTime.GapEnd, "2011-12-29 09:00 -10:00 for 4h|2011-12-31 00:00 +14:00 for 4h Shifted|2011-12-31 09:00 +14:00 for 4h")]
    [InlineData("Pacific/Apia", "2011-12-29 00:00 -10:00", SkippedTime.Skip, "2011-12-29 09:00 -10:00 for 4h|2011-12-31 00:00 +14:00 for 0m Skipped|2011-12-31 09:00 +14:00 for 4h")]
    public void On_a_day_that_never_was_a_daily_window_is_moved_onto_the_next_or_left_out(string zone, string from, SkippedTime whenSkipped, string windows)
    {
        var schedule = Given.Text("daily 09:00 for 4h " + zone);
        schedule.WhenSkipped = whenSkipped;
        schedule.Start = Given.Local("1990-01-01");
        var to = Given.Moment(from).Plus(NodaTime.Duration.FromHours(40)).ToString();
        Assert.Equal(windows.Split('|'), Given.WithSkipped(Given.Policy(schedule), from, to));
    }

    [Fact]
    public void Of_two_schedules_each_window_moved_onto_a_lost_days_morrow_keeps_its_own()
    {
        var policy = Given.Policy(Given.Text("daily 09:00 for 4h Pacific/Apia"), Once("Pacific/Apia", "2011-12-30 09:00"), Once("Pacific/Apia", "2011-12-30 15:00"));
        Assert.Equal(
            ["2011-12-31 09:00 +14:00 for 2h Shifted", "2011-12-31 09:00 +14:00 for 4h", "2011-12-31 15:00 +14:00 for 2h Shifted"],
            Given.Between(policy, "2011-12-31 00:00 +14:00", "2012-01-01 00:00 +14:00"));
    }

    // The clock's 00:30 to 02:30 and 00:50 to 02:50 both open at 01:00: until 02:50 there is an open window.
    [Fact]
    public void Several_starts_moved_to_the_end_of_one_gap_are_one_window_the_longest()
    {
        var schedule = new Schedule
        {
            RRule = "FREQ=DAILY;BYHOUR=0;BYMINUTE=10,50", Duration = TimeSpan.FromHours(2), TimeZone = "America/Sao_Paulo",
            WhenSkipped = SkippedTime.GapEnd, DurationMode = DurationMode.WallClock,
        };
        Assert.Equal(
            ["2018-11-04 01:00 -02:00 for 1h50m Shifted, Shortened"],
            Given.Between(Given.Policy(schedule), "2018-11-04 03:00Z", "2018-11-04 12:00Z"));
    }

    // A schedule whose every start is in a gap: the next one is found without reading all there will ever be.
    [Fact]
    public void A_start_in_the_gap_of_every_year_is_moved_every_year()
    {
        var policy = Given.Policy(new Schedule
        {
            RRule = "FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU", At = new TimeSpan(2, 30, 0), Duration = TimeSpan.FromHours(1), TimeZone = "Europe/Oslo",
        });
        Assert.Equal(
            ["2026-03-29 03:30 +02:00 for 1h Shifted", "2027-03-28 03:30 +02:00 for 1h Shifted"],
            Given.From(policy, "2026-01-01 00:00Z", 2));
    }

    private static Schedule Once(string zone, string start) => new()
    {
        Include = [Given.Local(start)], At = Given.Local(start).TimeOfDay, Duration = TimeSpan.FromHours(2), TimeZone = zone,
    };
}
