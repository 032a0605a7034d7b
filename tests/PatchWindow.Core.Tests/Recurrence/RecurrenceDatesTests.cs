using System.Diagnostics;

namespace PatchWindow.Core.Tests.Recurrence;

public sealed class RecurrenceDatesTests
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
        Assert.Equal(DateList.Read(dates), Dates.Of(rule, start, 3));

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
        Assert.Equal(DateList.Read(dates), Dates.Of(rule, start, 3));

    [Theory]
    [InlineData("2024-12-30", "2024-12-30")]
    [InlineData("2024-12-29", null)]
    [InlineData("2024-12-31", "2024-12-30")]
    public void A_week_year_that_begins_in_December_is_found_in_December(string to, string? date)
    {
        var dates = Dates.Rule("FREQ=YEARLY;BYWEEKNO=1;BYDAY=MO", "2020-01-01 09:00")
            .Between(new NodaTime.LocalDate(2024, 12, 1), NodaTime.Text.LocalDatePattern.Iso.Parse(to).Value);
        Assert.Equal(date is null ? [] : [date], dates.Select(Dates.Text));
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
        Assert.Equal(DateList.Read(dates), Dates.Of(rule, start, 3));

    [Theory]
    [InlineData("20260103T090000", "2026-01 1-3")]
    [InlineData("20260103T085959", "2026-01 1-2")]
    [InlineData("20260103", "2026-01 1-3")]
    [InlineData("20260103T140000Z", "2026-01 1-3")]
    [InlineData("20260103T135959Z", "2026-01 1-2")]
    [InlineData("20260104T040000Z", "2026-01 1-3")]
    public void UNTIL_is_inclusive_and_tested_by_occurrence_in_its_zone(string until, string dates) =>
        Assert.Equal(DateList.Read(dates), Dates.Of("FREQ=DAILY;UNTIL=" + until, "2026-01-01 09:00", 10));

    [Theory]
    [InlineData("FREQ=YEARLY;BYYEARDAY=365;UNTIL=20281231", "2026-06-01 09:00", "2026-12 31; 2027-12 31; 2028-12 30")]
    [InlineData("FREQ=YEARLY;BYDAY=-1MO;UNTIL=20270101", "2026-06-01 09:00", "2026-12 28")]
    [InlineData("FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=1;UNTIL=20280201", "2026-06-01 09:00", "2027-01 1; 2028-01 1")]
    public void The_last_year_counts_also_where_UNTIL_precedes_the_anniversary_of_the_start(string rule, string start, string dates) =>
        Assert.Equal(DateList.Read(dates), Dates.Of(rule, start, 10));

    [Fact]
    public void An_UNTIL_before_the_start_gives_nothing() =>
        Assert.Empty(Dates.Of("FREQ=DAILY;UNTIL=20251231", "2026-01-01 09:00", 10));

    [Fact]
    public void A_start_that_the_rule_does_not_give_does_not_occur() =>
        Assert.Equal(["2026-01-03"], Dates.Of("FREQ=WEEKLY;BYDAY=SA", "2026-01-01 09:00", 1));

    [Theory]
    [InlineData("2026-01-01", 5)]
    [InlineData("2026-01-03", 3)]
    [InlineData("2026-01-05", 1)]
    [InlineData("2026-01-06", 0)]
    public void COUNT_counts_from_the_start_wherever_the_search_begins(string from, int left) =>
        Assert.Equal(left, Dates.Of("FREQ=DAILY;COUNT=5", "2026-01-01 09:00", 99, from).Length);

    [Fact]
    public void COUNT_counts_what_BYSETPOS_leaves() =>
        Assert.Equal(
            ["2026-01-30", "2026-02-27"],
            Dates.Of("FREQ=MONTHLY;COUNT=2;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "2026-01-05 09:00", 99));

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
        Assert.Empty(Dates.Of(rule, "2001-01-01 09:00", 1));
        Assert.InRange(clock.ElapsedMilliseconds, 0, 2000);
    }

    [Theory]

    // 29 February on a Monday: 40 years across 2100, and longer where INTERVAL steps over it.
    [InlineData("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29;BYDAY=MO", "2073-01-01 09:00", "2112-02-29")]
    [InlineData("FREQ=YEARLY;INTERVAL=31;BYMONTH=2;BYMONTHDAY=29;BYDAY=WE", "2014-01-01 09:00", "8896-02-29")]
    [InlineData("FREQ=MONTHLY;INTERVAL=31;BYMONTH=2;BYMONTHDAY=29;BYDAY=SA", "2007-01-01 09:00", "8876-02-29")]
    public void A_rule_with_a_long_gap_is_not_taken_for_an_empty_one(string rule, string start, string first) =>
        Assert.Equal([first], Dates.Of(rule, start, 1));
}
