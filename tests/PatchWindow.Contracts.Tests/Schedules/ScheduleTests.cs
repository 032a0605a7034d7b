namespace PatchWindow.Tests.Schedules;

public sealed class ScheduleTests
{
    public static TheoryData<Schedule, string> Written => new()
    {
        { new() { Text = "Sat 22:00 for 4h", RRule = "FREQ=WEEKLY;BYDAY=SA" }, "Sat 22:00 for 4h" },
        { Rule("FREQ=DAILY"), "daily 22:00 for 4h" },
        { Rule("rrule:freq=daily;byday=mo,tu,we,th,sa,su"), "daily 22:00 for 4h except Fri" },
        { Rule("FREQ=DAILY;BYDAY=SU,MO"), "Mon,Sun 22:00 for 4h" },
        { Rule("FREQ=WEEKLY;BYDAY=SU,SA"), "Sat,Sun 22:00 for 4h" },
        { Rule("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"), "weekdays 22:00 for 4h" },
        { Rule("FREQ=WEEKLY;INTERVAL=2;BYDAY=WE;WKST=MO"), "every 2 weeks Wed 22:00 for 4h" },
        { Rule("FREQ=MONTHLY;BYDAY=-1FR,3TU,1TU"), "1st,3rd Tue,last Fri 22:00 for 4h" },
        { Rule("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1"), "last business day 22:00 for 4h" },
        { Rule("FREQ=MONTHLY;BYDAY=SA,SU;BYSETPOS=1,-2"), "1st,2nd-to-last of Sat,Sun 22:00 for 4h" },
        { Rule("FREQ=MONTHLY;BYMONTHDAY=15,1,2,3"), "day 1-3,15 22:00 for 4h" },
        { Rule("FREQ=MONTHLY;BYMONTHDAY=-1,22"), "22nd,last day 22:00 for 4h" },
        { Rule("FREQ=MONTHLY;INTERVAL=3;BYDAY=1SU;BYMONTH=1,7"), "every 3 months 1st Sun in Jan,Jul 22:00 for 4h" },
        { Rule("FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=24"), "yearly 24 Dec 22:00 for 4h" },
        { Rule("FREQ=DAILY;BYHOUR=14,2"), "daily 02:00,14:00 for 4h" },
        { new() { RRule = "FREQ=DAILY", Start = new(2026, 1, 13, 6, 5, 0), Duration = new(4, 0, 0) }, "daily 06:05 for 4h from 2026-01-13" },
        { new() { RRule = "FREQ=DAILY", Start = new(2026, 1, 13), Duration = new(4, 0, 0) }, "FREQ=DAILY for 4h from 2026-01-13" },
        { new() { RRule = "FREQ=DAILY", Start = new(2026, 1, 13, 6, 5, 0), At = new(22, 0, 0), Duration = new(4, 0, 0) }, "daily 22:00 for 4h from 2026-01-13" },
        { Rule("FREQ=DAILY\nFREQ=HOURLY"), "FREQ=DAILY + FREQ=HOURLY at 22:00 for 4h" },
        { Rule("FREQ=DAILY;COUNT=3"), "FREQ=DAILY;COUNT=3 at 22:00 for 4h" },
        { Rule("FREQ=WEEKLY;INTERVAL=2;BYDAY=WE;WKST=SU"), "FREQ=WEEKLY;INTERVAL=2;BYDAY=WE;WKST=SU at 22:00 for 4h" },
        { Rule("FREQ=YEARLY;BYDAY=2TU"), "FREQ=YEARLY;BYDAY=2TU at 22:00 for 4h" },
        { Rule("sometimes"), "sometimes at 22:00 for 4h" },
        {
            new()
            {
                RRule = "FREQ=MONTHLY;BYDAY=2TU", Offset = "P3D", At = new(22, 0, 0), Duration = new(4, 0, 0), TimeZone = "Europe/Oslo", Cutoff = new(0, 30, 0),
                Start = new(2026, 1, 13), Until = new(2027, 12, 31, 12, 0, 0), Exclude = [new(2026, 12, 25), new(2026, 12, 24)],
                Include = [new(2026, 12, 6, 4, 30, 0), new(2026, 12, 5)], WhenSkipped = SkippedTime.Skip, WhenAmbiguous = AmbiguousTime.Later,
            },
            "2nd Tue +3d 22:00 for 4h Europe/Oslo cutoff 30m from 2026-01-13 until 2027-12-31T12:00 except 2026-12-24,2026-12-25 "
                + "also 2026-12-05,2026-12-06T04:30 when skipped Skip when ambiguous Later"
        },
        { new() { RRule = "FREQ=DAILY", Offset = "-P1DT12H", At = new(22, 0, 0), Duration = new(4, 0, 0), TimeZone = "EST" }, "daily -1d12h 22:00 for 4h zone EST" },
        { new() { RRule = "FREQ=DAILY", Offset = "P1Y", At = new(22, 0, 0), Duration = new(4, 0, 0) }, "FREQ=DAILY offset P1Y at 22:00 for 4h" },
        { new() { RRule = "FREQ=DAILY", At = new(22, 0, 0), Duration = new(4, 0, 0), DurationMode = DurationMode.WallClock }, "daily 22:00-02:00" },
        { new() { RRule = "FREQ=DAILY", At = new(22, 0, 0), Duration = new(28, 0, 0), DurationMode = DurationMode.WallClock }, "FREQ=DAILY at 22:00 for 1d4h by the clock" },
        { new() { Include = [new(2026, 12, 5, 22, 0, 0), new(2026, 12, 6)], At = new(6, 0, 0), Duration = new(4, 0, 0) }, "2026-12-06 06:00 for 4h also 2026-12-05T22:00" },
        { new() { Include = [new(2026, 12, 5, 22, 0, 0), new(2026, 12, 6)], Duration = new(4, 0, 0) }, "on 2026-12-05T22:00,2026-12-06 for 4h" },
        { new(), "for 0m" },
    };

    [Theory, MemberData(nameof(Written))]
    public void A_schedule_is_shown_as_typed_or_in_words_or_as_its_rule_time_duration_and_zone(Schedule schedule, string text) =>
        Assert.Equal(text, schedule.ToString());

    [Theory]
    [InlineData(1, "1st")]
    [InlineData(2, "2nd")]
    [InlineData(3, "3rd")]
    [InlineData(11, "11th")]
    [InlineData(12, "12th")]
    [InlineData(13, "13th")]
    [InlineData(21, "21st")]
    [InlineData(-1, "last")]
    [InlineData(-3, "3rd-to-last")]
    public void An_ordinal_has_its_ending(int number, string text) => Assert.Equal(text, OrdinalText.Format(number));

    [Fact]
    public void A_new_schedule_shifts_takes_the_earlier_and_leaves_open_what_its_duration_measures()
    {
        var schedule = new Schedule();
        Assert.Equal(
            (SkippedTime.Shift, AmbiguousTime.Earlier, null), (schedule.WhenSkipped, schedule.WhenAmbiguous, schedule.DurationMode));
    }

    private static Schedule Rule(string rule) => new() { RRule = rule, At = new(22, 0, 0), Duration = new(4, 0, 0) };
}
