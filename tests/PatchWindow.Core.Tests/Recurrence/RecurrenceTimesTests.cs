using System.Diagnostics;
using NodaTime;

namespace PatchWindow.Core.Tests.Recurrence;

public sealed class RecurrenceTimesTests
{
    [Theory]

    // The set starts at the beginning of the week, not at DTSTART (RECURRENCE.md: Ical.Net right). 2026-01-01 is a Thursday.
    [InlineData("FREQ=WEEKLY;BYDAY=MO,WE,FR;BYSETPOS=1", "2026-01-01 09:00", "2026-01 5,12,19")]
    [InlineData("FREQ=WEEKLY;BYDAY=MO,WE,FR;BYSETPOS=-1", "2026-01-01 09:00", "2026-01 2,9,16")]
    [InlineData("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "2026-01-01 09:00", "2026-01 30; 2026-02 27; 2026-03 31")]
    [InlineData("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1,-1", "2026-01-02 09:00", "2026-01 30; 2026-02 2,27")]
    [InlineData("FREQ=MONTHLY;BYDAY=MO;BYSETPOS=5", "2026-01-01 09:00", "2026-03 30; 2026-06 29; 2026-08 31")]
    [InlineData("FREQ=MONTHLY;BYDAY=MO;BYSETPOS=1,-4", "2026-02-01 09:00", "2026-02 2; 2026-03 2,9")]
    [InlineData("FREQ=YEARLY;BYMONTH=3,6,9,12;BYDAY=SU;BYSETPOS=2", "2026-01-01 09:00", "2026-03 8; 2027-03 14; 2028-03 12")]
    [InlineData("FREQ=DAILY;BYMONTHDAY=-1;BYSETPOS=1", "2026-01-01 09:00", "2026-01 31; 2026-02 28; 2026-03 31")]
    public void BYSETPOS_chooses_from_the_whole_period(string rule, string start, string dates) =>
        Assert.Equal(DateList.Read(dates), Times.Dates(rule, start, 3));

    [Theory]

    // DTSTART's weekday where nothing names a day (RECURRENCE.md: Ical.Net right).
    [InlineData("FREQ=YEARLY;BYWEEKNO=20", "1997-05-12 09:00", "1997-05 12; 1998-05 11; 1999-05 17")]
    [InlineData("FREQ=YEARLY;BYWEEKNO=1;BYDAY=MO", "2024-01-01 09:00", "2024-01 1; 2024-12 30; 2025-12 29")]
    [InlineData("FREQ=YEARLY;BYWEEKNO=53;BYDAY=SU", "2015-01-01 09:00", "2016-01 3; 2021-01 3; 2027-01 3")]
    [InlineData("FREQ=YEARLY;BYWEEKNO=-1;BYDAY=TH", "2019-01-01 09:00", "2019-12 26; 2020-12 31; 2021-12 30")]
    [InlineData("FREQ=YEARLY;BYWEEKNO=-53;BYDAY=TH", "2019-01-01 09:00", "2020-01 2; 2026-01 1; 2032-01 1")]
    [InlineData("FREQ=YEARLY;BYWEEKNO=1;BYDAY=SU;WKST=SU", "2026-01-01 09:00", "2026-01 4; 2027-01 3; 2028-01 2")]
    [InlineData("FREQ=YEARLY;BYWEEKNO=53;BYMONTH=1;BYDAY=FR,SA", "2015-01-01 09:00", "2016-01 1,2; 2021-01 1")]

    // A start in the last week of the week-year before: its week counts.
    [InlineData("FREQ=YEARLY;BYWEEKNO=53;BYDAY=SA,SU", "2021-01-01 09:00", "2021-01 2,3; 2027-01 2")]
    [InlineData("FREQ=YEARLY;INTERVAL=2;BYWEEKNO=1;BYDAY=TU", "2024-12-30 09:00", "2024-12 31; 2027-01 5; 2029-01 2")]

    // Where another part names the day, DTSTART's weekday does not stand in.
    [InlineData("FREQ=YEARLY;BYWEEKNO=20;BYMONTHDAY=15", "1997-05-12 09:00", "1997-05 15; 1998-05 15; 2000-05 15")]
    [InlineData("FREQ=YEARLY;BYWEEKNO=1;BYYEARDAY=1", "2024-01-01 09:00", "2024-01 1; 2025-01 1; 2026-01 1")]
    public void BYWEEKNO_counts_the_weeks_of_the_week_year(string rule, string start, string dates) =>
        Assert.Equal(DateList.Read(dates), Times.Dates(rule, start, 3));

    [Theory]
    [InlineData("2024-12-30", "2024-12-30")]
    [InlineData("2024-12-29", null)]
    [InlineData("2024-12-31", "2024-12-30")]
    public void A_week_year_that_begins_in_December_is_found_in_December(string to, string? date)
    {
        var times = Times.Rule("FREQ=YEARLY;BYWEEKNO=1;BYDAY=MO", "2020-01-01 09:00").Between(Times.Local("2024-12-01 00:00"), Times.Local(to + " 23:59"));
        Assert.Equal(date is null ? [] : [date], times.Select(t => Times.Date(t.Date)));
    }

    [Theory]
    [InlineData("FREQ=YEARLY;BYMONTHDAY=31", "2026-01-01 09:00", "2026-01 31; 2026-03 31; 2026-05 31")]
    [InlineData("FREQ=YEARLY;BYMONTHDAY=-31", "2026-01-01 09:00", "2026-01 1; 2026-03 1; 2026-05 1")]
    [InlineData("FREQ=YEARLY;BYYEARDAY=-1,60", "2027-06-01 09:00", "2027-12 31; 2028-02 29; 2028-12 31")]
    [InlineData("FREQ=YEARLY;BYYEARDAY=1,200;BYMONTH=7", "2026-01-01 09:00", "2026-07 19; 2027-07 19; 2028-07 18")]
    [InlineData("FREQ=YEARLY", "2024-02-29 09:00", "2024-02 29; 2028-02 29; 2032-02 29")]
    [InlineData("FREQ=MONTHLY", "2026-01-31 09:00", "2026-01 31; 2026-03 31; 2026-05 31")]
    [InlineData("FREQ=YEARLY;BYDAY=-1MO", "2026-01-01 09:00", "2026-12 28; 2027-12 27; 2028-12 25")]
    [InlineData("FREQ=YEARLY;BYMONTH=1,2;BYDAY=-1MO", "2026-01-01 09:00", "2026-01 26; 2026-02 23; 2027-01 25")]
    [InlineData("FREQ=YEARLY;BYDAY=53TH", "2026-01-01 09:00", "2026-12 31; 2032-12 30; 2037-12 31")]
    [InlineData("FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=-1", "2026-01-01 09:00", "2026-02 28; 2027-02 28; 2028-02 29")]
    [InlineData("FREQ=MONTHLY;BYDAY=5SA", "2026-01-01 09:00", "2026-01 31; 2026-05 30; 2026-08 29")]
    [InlineData("FREQ=WEEKLY;BYMONTH=2;BYDAY=SA,SU", "2026-01-01 09:00", "2026-02 1,7,8")]
    [InlineData("FREQ=DAILY;BYMONTHDAY=-1", "2026-01-01 09:00", "2026-01 31; 2026-02 28; 2026-03 31")]
    [InlineData("FREQ=DAILY;BYDAY=TU;BYMONTHDAY=13", "2026-01-01 09:00", "2026-01 13; 2026-10 13; 2027-04 13")]
    [InlineData("FREQ=DAILY;INTERVAL=4;BYMONTH=3", "2026-02-26 09:00", "2026-03 2,6,10")]
    public void Each_part_expands_or_limits_as_the_RFCs_table_says(string rule, string start, string dates) =>
        Assert.Equal(DateList.Read(dates), Times.Dates(rule, start, 3));

    [Theory]
    [InlineData("20260103T090000", "2026-01 1-3")]
    [InlineData("20260103T085959", "2026-01 1-2")]
    [InlineData("20260103", "2026-01 1-3")]
    [InlineData("20260103T140000Z", "2026-01 1-3")]
    [InlineData("20260103T135959Z", "2026-01 1-2")]
    [InlineData("20260104T040000Z", "2026-01 1-3")]
    public void UNTIL_is_inclusive_and_tested_by_occurrence_in_its_zone(string until, string dates) =>
        Assert.Equal(DateList.Read(dates), Times.Dates("FREQ=DAILY;UNTIL=" + until, "2026-01-01 09:00", 10));

    [Theory]
    [InlineData("FREQ=YEARLY;BYYEARDAY=365;UNTIL=20281231", "2026-06-01 09:00", "2026-12 31; 2027-12 31; 2028-12 30")]
    [InlineData("FREQ=YEARLY;BYDAY=-1MO;UNTIL=20270101", "2026-06-01 09:00", "2026-12 28")]
    [InlineData("FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=1;UNTIL=20280201", "2026-06-01 09:00", "2027-01 1; 2028-01 1")]
    public void The_last_year_counts_also_where_UNTIL_precedes_the_anniversary_of_the_start(string rule, string start, string dates) =>
        Assert.Equal(DateList.Read(dates), Times.Dates(rule, start, 10));

    [Fact]
    public void An_UNTIL_before_the_start_gives_nothing() =>
        Assert.Empty(Times.Dates("FREQ=DAILY;UNTIL=20251231", "2026-01-01 09:00", 10));

    [Fact]
    public void A_start_that_the_rule_does_not_give_does_not_occur() =>
        Assert.Equal(["2026-01-03"], Times.Dates("FREQ=WEEKLY;BYDAY=SA", "2026-01-01 09:00", 1));

    [Theory]
    [InlineData("2026-01-01 00:00", 5)]
    [InlineData("2026-01-03 09:00", 3)]
    [InlineData("2026-01-03 09:01", 2)]
    [InlineData("2026-01-05 00:00", 1)]
    [InlineData("2026-01-06 00:00", 0)]
    public void COUNT_counts_from_the_start_wherever_the_search_begins(string from, int left) =>
        Assert.Equal(left, Times.Dates("FREQ=DAILY;COUNT=5", "2026-01-01 09:00", 99, from).Length);

    // A thousand million seconds are 11574 days, 1 hour, 46 minutes and 40 seconds.
    [Theory]
    [InlineData("FREQ=SECONDLY;COUNT=1000000000", "2057-09-09 01:46", 40)]
    [InlineData("FREQ=MINUTELY;BYSECOND=0,30;COUNT=33333333", "2057-09-09 01:46", 1)]
    [InlineData("FREQ=DAILY;BYHOUR=0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23;COUNT=277777", "2057-09-08 23:00", 2)]
    [InlineData("FREQ=SECONDLY;COUNT=2147483647", "2094-01-19 03:14", 7)]
    public void A_COUNT_of_thousands_of_millions_ends_where_it_should(string rule, string from, int left) =>
        Assert.Equal(left, Times.Of(rule, "2026-01-01 00:00", 99, from).Length);

    [Fact]
    public void COUNT_counts_what_BYSETPOS_leaves() =>
        Assert.Equal(
            ["2026-01-30", "2026-02-27"],
            Times.Dates("FREQ=MONTHLY;COUNT=2;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "2026-01-05 09:00", 99));

    [Theory]
    [InlineData("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30")]
    [InlineData("FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30")]
    [InlineData("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30")]
    [InlineData("FREQ=YEARLY;BYMONTH=4,6,9,11;BYMONTHDAY=31")]
    [InlineData("FREQ=MONTHLY;BYDAY=6MO")]
    [InlineData("FREQ=MONTHLY;BYDAY=1MO;BYMONTHDAY=8")]
    [InlineData("FREQ=MONTHLY;BYDAY=MO;BYSETPOS=6")]
    [InlineData("FREQ=WEEKLY;BYDAY=MO;BYSETPOS=2")]
    [InlineData("FREQ=YEARLY;BYWEEKNO=1;BYMONTH=7")]
    [InlineData("FREQ=YEARLY;INTERVAL=2;BYMONTH=2;BYMONTHDAY=29")]
    [InlineData("FREQ=MONTHLY;INTERVAL=2147483647;BYMONTH=2")]
    [InlineData("FREQ=MONTHLY;COUNT=3;BYMONTH=2;BYMONTHDAY=30")]
    public void A_rule_that_never_occurs_ends_its_search_quickly(string rule)
    {
        var clock = Stopwatch.StartNew();
        Assert.Empty(Times.Dates(rule, "2001-01-01 09:00", 1));
        Assert.InRange(clock.ElapsedMilliseconds, 0, 2000);
    }

    [Theory]

    // 29 February on a Monday: 40 years across 2100, and longer where INTERVAL steps over it.
    [InlineData("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29;BYDAY=MO", "2073-01-01 09:00", "2112-02-29")]
    [InlineData("FREQ=YEARLY;INTERVAL=31;BYMONTH=2;BYMONTHDAY=29;BYDAY=WE", "2014-01-01 09:00", "8896-02-29")]
    [InlineData("FREQ=MONTHLY;INTERVAL=31;BYMONTH=2;BYMONTHDAY=29;BYDAY=SA", "2007-01-01 09:00", "8876-02-29")]
    public void A_rule_with_a_long_gap_is_not_taken_for_an_empty_one(string rule, string start, string first) =>
        Assert.Equal([first], Times.Dates(rule, start, 1));

    [Theory]
    [InlineData("FREQ=DAILY;BYHOUR=22,2;BYMINUTE=0,30", "2026-01-01 10:15", "2026-01-01 22:00|2026-01-01 22:30|2026-01-02 02:00|2026-01-02 02:30")]
    [InlineData("FREQ=WEEKLY;BYDAY=SA;BYHOUR=1", "2026-01-01 10:15", "2026-01-03 01:15|2026-01-10 01:15")]
    [InlineData("FREQ=DAILY;BYMINUTE=5", "2026-01-01 10:15", "2026-01-02 10:05|2026-01-03 10:05")]
    [InlineData("FREQ=HOURLY;INTERVAL=7", "2026-01-01 10:15", "2026-01-01 10:15|2026-01-01 17:15|2026-01-02 00:15")]
    [InlineData("FREQ=HOURLY;BYMINUTE=50,10", "2026-01-01 10:15", "2026-01-01 10:50|2026-01-01 11:10|2026-01-01 11:50")]
    [InlineData("FREQ=HOURLY;BYHOUR=22,23;BYDAY=FR", "2026-01-01 10:00", "2026-01-02 22:00|2026-01-02 23:00|2026-01-09 22:00")]
    [InlineData("FREQ=HOURLY;INTERVAL=5;BYHOUR=3", "2026-01-01 00:00", "2026-01-04 03:00|2026-01-09 03:00|2026-01-14 03:00")]
    [InlineData("FREQ=MINUTELY;INTERVAL=1439;BYHOUR=3;BYMINUTE=7", "2026-01-01 03:08", "2026-01-02 03:07|2029-12-11 03:07")]
    [InlineData("FREQ=MINUTELY;INTERVAL=90", "2026-01-01 23:00", "2026-01-01 23:00|2026-01-02 00:30|2026-01-02 02:00")]
    [InlineData("FREQ=MINUTELY;BYSECOND=0,60", "2026-01-01 23:00", "2026-01-01 23:00|2026-01-01 23:00:59|2026-01-01 23:01")]
    [InlineData("FREQ=SECONDLY;INTERVAL=45;BYMINUTE=1", "2026-01-01 00:00", "2026-01-01 00:01:30|2026-01-01 01:01:30|2026-01-01 02:01:30")]
    [InlineData("FREQ=HOURLY;BYYEARDAY=-1;BYHOUR=12", "2026-01-01 00:00", "2026-12-31 12:00|2027-12-31 12:00|2028-12-31 12:00")]
    [InlineData("FREQ=HOURLY;BYMONTHDAY=-1;BYMONTH=2;BYHOUR=12", "2026-01-01 00:00", "2026-02-28 12:00|2027-02-28 12:00|2028-02-29 12:00")]
    public void The_parts_of_the_clock_expand_and_limit_as_the_RFCs_table_says(string rule, string start, string times) =>
        Assert.Equal(times.Split('|'), Times.Of(rule, start, times.Split('|').Length));

    [Theory]

    // The set holds the times of every day of the period, in order (RECURRENCE.md: libical leaves them out).
    [InlineData("FREQ=DAILY;BYHOUR=1,2,3;BYSETPOS=2", "2026-01-01 00:00", "2026-01-01 02:00|2026-01-02 02:00")]
    [InlineData("FREQ=DAILY;BYHOUR=1,2,3;BYSETPOS=-1,-4", "2026-01-01 00:00", "2026-01-01 03:00|2026-01-02 03:00")]
    [InlineData("FREQ=MONTHLY;BYDAY=MO,TU;BYHOUR=1,23;BYSETPOS=2,3", "2026-01-01 00:00", "2026-01-05 23:00|2026-01-06 01:00|2026-02-02 23:00|2026-02-03 01:00")]
    [InlineData("FREQ=MONTHLY;BYMONTHDAY=31;BYHOUR=1,23;BYSETPOS=-1", "2026-01-01 00:00", "2026-01-31 23:00|2026-03-31 23:00")]
    [InlineData("FREQ=WEEKLY;BYDAY=MO,FR;BYHOUR=6,18;BYSETPOS=-2", "2026-01-01 00:00", "2026-01-02 06:00|2026-01-09 06:00")]
    [InlineData("FREQ=YEARLY;BYDAY=MO;BYHOUR=6,18;BYSETPOS=-1,1", "2026-01-01 00:00", "2026-01-05 06:00|2026-12-28 18:00|2027-01-04 06:00")]
    [InlineData("FREQ=HOURLY;BYMINUTE=0,20,40;BYSETPOS=-1", "2026-01-01 00:00", "2026-01-01 00:40|2026-01-01 01:40")]
    [InlineData("FREQ=YEARLY;BYWEEKNO=10,20;BYSETPOS=-1", "2004-05-30 12:00", "2005-05-22 12:00|2006-05-21 12:00")]
    public void BYSETPOS_counts_days_and_times_together(string rule, string start, string times) =>
        Assert.Equal(times.Split('|'), Times.Of(rule, start, times.Split('|').Length));

    [Theory]
    [InlineData("FREQ=HOURLY;INTERVAL=24;BYHOUR=3")]
    [InlineData("FREQ=HOURLY;INTERVAL=168;BYDAY=TU")]
    [InlineData("FREQ=MINUTELY;INTERVAL=90;BYMINUTE=7")]
    [InlineData("FREQ=SECONDLY;INTERVAL=86400;BYHOUR=3")]
    [InlineData("FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30")]
    [InlineData("FREQ=DAILY;BYHOUR=1;BYSETPOS=2")]
    [InlineData("FREQ=SECONDLY;BYSECOND=0;BYSETPOS=2")]
    [InlineData("FREQ=DAILY;INTERVAL=2147483647;BYMONTH=2")]
    public void A_rule_of_the_clock_that_never_occurs_says_so_quickly(string rule)
    {
        var clock = Stopwatch.StartNew();
        Assert.True(Times.Rule(rule, "2001-01-01 00:00").IsEmpty);
        Assert.InRange(clock.ElapsedMilliseconds, 0, 2000);
    }

    [Fact]
    public void A_question_is_answered_to_the_tick()
    {
        var times = Times.Rule("FREQ=DAILY", "2026-01-01 10:00");
        var tenth = Times.Local("2026-01-10 10:00");

        Assert.Equal(tenth, times.Next(tenth));
        Assert.Equal(tenth, times.Next(tenth.PlusTicks(-1)));
        Assert.Equal(tenth.PlusDays(1), times.Next(tenth.PlusTicks(1)));
        Assert.Null(times.Next(new NodaTime.LocalDateTime(9999, 12, 31, 12, 0)));
    }

    [Fact]
    public void Every_day_of_the_calendar_comes_once_and_in_order()
    {
        var day = Times.Local("0001-01-01 22:00");
        foreach (var time in Times.Rule("FREQ=DAILY", "0001-01-01 22:00").Between(day, new LocalDateTime(9999, 1, 1, 0, 0)))
        {
            if (time != day) Assert.Fail($"{Times.Text(time)} comes where {Times.Text(day)} should");
            day = day.PlusDays(1);
        }

        Assert.Equal("9999-01-01 22:00", Times.Text(day));
    }

    [Fact]
    public void Every_year_of_the_calendar_has_its_first_day_and_its_last()
    {
        var year = 1;
        foreach (var day in Times.Dates("FREQ=YEARLY;BYYEARDAY=1,-1", "0001-01-01 22:00", int.MaxValue).Take(2 * 9998).Select((date, i) => (date, i)))
        {
            Assert.Equal(day.i % 2 == 0 ? $"{year:D4}-01-01" : $"{year:D4}-12-31", day.date);
            if (day.i % 2 == 1) year++;
        }

        Assert.Equal(9999, year);
    }
}
