using PatchWindow.Core.Conversions;

namespace PatchWindow.Core.Tests.Conversions;

public sealed class TextAndRRuleFormatTests
{
    [Theory]
    [InlineData("daily 02:00 for 1h")]
    [InlineData("every 3 days 02:00 for 1h UTC")]
    [InlineData("Sat,Sun 01:00-05:00 Europe/Oslo")]
    [InlineData("weekdays 22:00-22:00")]
    [InlineData("every 2 weeks Wed 22:00 for 2h")]
    [InlineData("2nd Tue +3d 22:00 for 4h Europe/Oslo")]
    [InlineData("1st,3rd,last Fri -2d 20:00 for 3h host")]
    [InlineData("2026-12-05 22:00 for 6h")]
    [InlineData("Mon,Tue,Wed,Thu,Sat,Sun 02:00 for 1h30m except 2026-12-24,2026-12-25")]
    [InlineData("daily 02:00 for 1h except Fri")]
    [InlineData("last business day -36h 20:00 for 3h")]
    [InlineData("every 2 weeks Wed 22:00 for 2h cutoff 30m from 2026-01-13 until 2027-12-31 also 2026-12-05T04:30")]
    public void A_text_is_written_as_it_was_read(string text) => Assert.Equal(text, Converted.Write("Text", Converted.Text(text)));

    [Theory]
    [InlineData("FREQ=MONTHLY;BYDAY=TU;BYMONTHDAY=8,9,10,11,12,13,14", "2nd Tue 22:00 for 4h")]
    [InlineData("FREQ=MONTHLY;BYDAY=TU;BYSETPOS=-1", "last Tue 22:00 for 4h")]
    [InlineData("FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=11,12,13,14,15,16,17", "2nd Tue +3d 22:00 for 4h")]
    [InlineData("FREQ=DAILY;BYDAY=MO,SA", "Mon,Sat 22:00 for 4h")]
    [InlineData("FREQ=MONTHLY;BYMONTHDAY=15", "day 15 22:00 for 4h")]
    [InlineData("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "last business day 22:00 for 4h")]
    [InlineData("FREQ=DAILY;BYHOUR=2,14", "daily 02:00,14:00 for 4h")]
    [InlineData("FREQ=DAILY;BYHOUR=9;BYMINUTE=30", "daily 09:30 for 4h")]
    [InlineData("FREQ=DAILY;BYMONTH=2", "daily in Feb 22:00 for 4h")]
    [InlineData("FREQ=MONTHLY;INTERVAL=3;BYDAY=1SU", "every 3 months 1st Sun 22:00 for 4h")]
    [InlineData("FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=24", "yearly 24 Dec 22:00 for 4h")]
    [InlineData("FREQ=YEARLY;INTERVAL=2;BYMONTH=3,7", "every 2 years day 1 in Mar,Jul 22:00 for 4h")]
    [InlineData("FREQ=WEEKLY", "Mon 22:00 for 4h")]
    [InlineData("FREQ=DAILY;UNTIL=20260103T215959", "daily 22:00 for 4h until 2026-01-02")]
    [InlineData("FREQ=DAILY;UNTIL=20260103T220000", "daily 22:00 for 4h until 2026-01-03")]
    [InlineData("FREQ=DAILY;COUNT=3", "daily 22:00 for 4h from 2026-01-01 until 2026-01-03")]
    public void A_rule_has_the_words_of_the_text_that_means_it(string rule, string text)
    {
        var schedule = Converted.Rule(rule);
        if (rule.Contains("COUNT")) schedule.Start = new DateTime(2026, 1, 1);
        Assert.Equal(text, Converted.Write("Text", schedule));
    }

    [Theory]
    [InlineData("FREQ=HOURLY;INTERVAL=6", "has no words in it")]
    [InlineData("FREQ=DAILY;BYHOUR=2,14;BYMINUTE=0,30", "has no words in it")]
    [InlineData("FREQ=YEARLY;BYYEARDAY=100", "has no words in it")]
    [InlineData("FREQ=WEEKLY;INTERVAL=2;BYDAY=SU,MO;WKST=SU", "has no words in it")]
    [InlineData("FREQ=WEEKLY;BYDAY=SA + FREQ=MONTHLY;BYDAY=1MO", "several rules")]
    public void What_the_text_has_no_words_for_is_refused(string rule, string reason) => Assert.Contains(reason, Converted.Unwritten("Text", Converted.Rule(rule)).Message);

    // A schedule without a start counts from 1 January 2001, and 7 January 2026 is in the other week.
    [Theory]
    [InlineData("2026-01-07", "every 2 weeks Wed 22:00 for 4h from 2026-01-07")]
    [InlineData("2026-01-14", "every 2 weeks Wed 22:00 for 4h from 2026-01-14")]
    [InlineData(null, "every 2 weeks Wed 22:00 for 4h")]
    public void Every_second_week_is_written_with_the_day_it_counts_from(string? start, string text)
    {
        var schedule = Converted.Rule("FREQ=WEEKLY;INTERVAL=2;BYDAY=WE");
        schedule.Start = start is null ? null : DateTime.Parse(start, System.Globalization.CultureInfo.InvariantCulture);

        Assert.Equal(text, Converted.Write("Text", schedule));
    }

    // A text has its end in the same place for both, and these have it in different ones.
    [Fact]
    public void A_rule_that_ends_before_an_included_date_is_refused()
    {
        var schedule = Converted.Rule("FREQ=WEEKLY;BYDAY=SA;UNTIL=20260201T000000");
        schedule.Include = [new DateTime(2026, 3, 1)];

        Assert.Contains("has no words in it", Converted.Unwritten("Text", schedule).Message);
    }

    [Fact]
    public void Only_what_no_text_says_is_lost()
    {
        var schedule = Converted.Rule("FREQ=WEEKLY;BYDAY=SA");
        (schedule.WhenSkipped, schedule.Cutoff) = (SkippedTime.GapEnd, TimeSpan.FromMinutes(30));
        Assert.Equal("Sat 22:00 for 4h cutoff 30m when skipped GapEnd", Converted.Write("Text", schedule));
        (schedule.DurationMode, schedule.Duration) = (DurationMode.WallClock, TimeSpan.FromHours(30) + TimeSpan.FromTicks(1));
        Assert.Equal("Sat 22:00 for 1d6h cutoff 30m when skipped GapEnd | Duration,DurationMode", Converted.Write("Text", schedule));
    }

    [Theory]
    [InlineData("Sat 22:00 for 4h", "FREQ=WEEKLY;BYDAY=SA;BYHOUR=22;BYMINUTE=0 | Duration")]
    [InlineData("2nd Tue +3d 22:00 for 4h Europe/Oslo", "FREQ=MONTHLY;BYMONTHDAY=11,12,13,14,15,16,17;BYDAY=FR;BYHOUR=22;BYMINUTE=0 | Duration,TimeZone")]
    [InlineData("every 2 weeks Wed 22:00 for 2h", "FREQ=WEEKLY;INTERVAL=2;BYDAY=WE;BYHOUR=22;BYMINUTE=0 | Duration")]
    public void A_bare_rule_says_its_days_and_time_itself(string text, string rule) => Assert.Equal(rule, Converted.Write("RRule", Converted.Text(text)));

    [Fact]
    public void A_bare_rule_loses_its_start_and_a_count_becomes_the_day_of_the_last()
    {
        var schedule = Converted.Rule("FREQ=WEEKLY;COUNT=3");
        schedule.Start = new DateTime(2026, 1, 14);

        Assert.Equal("FREQ=WEEKLY;UNTIL=20260128T220000;BYDAY=WE;BYHOUR=22;BYMINUTE=0 | Duration,Start", Converted.Write("RRule", schedule));
    }

    [Theory]
    [InlineData("last Fri +3d 22:00 for 4h", "the offset P3D cannot be written into the rule FREQ=MONTHLY;BYDAY=-1FR")]
    [InlineData("5th Fri -3d 22:00 for 4h", "the offset -P3D cannot be written into the rule FREQ=MONTHLY;BYDAY=5FR")]
    public void An_offset_over_the_months_end_is_refused_where_a_rule_must_say_it(string text, string reason) =>
        Assert.Contains(reason, Converted.Unwritten("RRule", Converted.Text(text)).Message);

    [Theory]
    [InlineData("RRULE:FREQ=WEEKLY;BYDAY=SA\r\nRRULE:FREQ=MONTHLY;BYDAY=1MO", "FREQ=WEEKLY;BYDAY=SA + FREQ=MONTHLY;BYDAY=1MO")]
    public void Bare_rules_are_read_one_a_line(string text, string rules) => Assert.Equal(rules, Converted.Line(Converted.Read("RRule", text)));

    [Fact]
    public void A_format_that_is_none_names_the_nearest() =>
        Assert.Equal("'OnCalender' is no format of schedules. Did you mean 'OnCalendar'?", ScheduleFormats.Find("OnCalender").Problem!.Message);
}
