using PatchWindow.Core.Tests.Recurrence;

namespace PatchWindow.Core.Tests.Peers;

/// <summary>
/// The rules over which recurrence libraries differ, each with what RFC 5545 says and who reads it otherwise (python-dateutil
/// 2.8.2, libical 3.0.16, rrule.js 2.8.1, Ical.Net 5.2.4).
/// </summary>
public sealed class ContestedRuleTests
{
    // §3.3.10, BYSETPOS: it "operates on a set of recurrence instances in one interval of the recurrence rule", and "the
    // set … starts at the beginning of the interval". 2026-01-01 is a Thursday. libical ignores BYSETPOS here; dateutil and
    // rrule.js count the first week from DTSTART.
    [Theory]
    [InlineData("FREQ=WEEKLY;BYDAY=MO,WE,FR;BYSETPOS=1", "2026-01-01 09:00", "2026-01-05 09:00|2026-01-12 09:00")]
    [InlineData("FREQ=WEEKLY;BYDAY=MO,WE,FR;BYSETPOS=-1", "2026-01-01 09:00", "2026-01-02 09:00|2026-01-09 09:00")]
    [InlineData("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH,SU;BYSETPOS=2;WKST=SU", "2026-01-01 09:00", "2026-01-13 09:00|2026-01-27 09:00")]
    public void The_set_of_a_week_starts_with_the_week_and_not_with_DTSTART(string rule, string start, string times) => Gives(rule, start, times);

    // §3.3.10, BYSETPOS: the set of the interval holds what BYHOUR, BYMINUTE and BYSECOND expand to as well. libical refuses
    // some and is wrong on others.
    [Theory]
    [InlineData("FREQ=DAILY;BYHOUR=2,14,20;BYSETPOS=-1", "2026-01-01 09:00", "2026-01-01 20:00|2026-01-02 20:00")]
    [InlineData("FREQ=MONTHLY;BYDAY=MO;BYHOUR=2,14;BYSETPOS=2", "2026-01-01 09:00", "2026-01-05 14:00|2026-02-02 14:00")]
    public void The_set_of_BYSETPOS_holds_the_lists_of_times(string rule, string start, string times) => Gives(rule, start, times);

    // §3.3.10, table: BYMONTHDAY expands a YEARLY rule, so without BYMONTH it means that day of every month. libical and
    // Ical.Net keep to DTSTART's month.
    [Theory]
    [InlineData("FREQ=YEARLY;BYMONTHDAY=15", "2026-06-15 09:00", "2026-06-15 09:00|2026-07-15 09:00|2026-08-15 09:00")]
    [InlineData("FREQ=YEARLY;BYMONTHDAY=-1", "2026-01-31 09:00", "2026-01-31 09:00|2026-02-28 09:00|2026-03-31 09:00")]
    public void BYMONTHDAY_of_a_year_is_a_day_of_every_month(string rule, string start, string times) => Gives(rule, start, times);

    // §3.3.10, table: BYMONTH, BYDAY, BYHOUR … limit rules below the day. libical and, for MINUTELY with a large INTERVAL and
    // BYHOUR, rrule.js give times outside.
    [Theory]
    [InlineData("FREQ=MINUTELY;INTERVAL=100;BYHOUR=3", "2026-01-01 03:20", "2026-01-01 03:20|2026-01-03 03:40|2026-01-04 03:00")]
    [InlineData("FREQ=HOURLY;INTERVAL=5;BYDAY=SA;BYMONTH=2", "2026-02-07 01:00", "2026-02-07 01:00|2026-02-07 06:00|2026-02-07 11:00")]
    [InlineData("FREQ=SECONDLY;INTERVAL=40;BYMINUTE=30;BYHOUR=1", "2026-01-01 01:30", "2026-01-01 01:30|2026-01-01 01:30:40|2026-01-02 01:30")]
    public void Below_a_day_the_parts_limit(string rule, string start, string times) => Gives(rule, start, times);

    // §3.3.10: "Information, not contained in the rule, necessary to determine the various recurrence instance start times
    // and dates are derived from … DTSTART". A week number names no day: it is DTSTART's weekday. dateutil and rrule.js give
    // all seven days; libical crashes on one.
    [Theory]
    [InlineData("FREQ=YEARLY;BYWEEKNO=20", "2026-05-11 09:00", "2026-05-11 09:00|2027-05-17 09:00|2028-05-15 09:00")]
    [InlineData("FREQ=YEARLY;BYWEEKNO=-1", "2026-12-30 09:00", "2026-12-30 09:00|2027-12-29 09:00|2028-12-27 09:00")]
    public void A_week_number_without_a_day_is_DTSTARTs_weekday(string rule, string start, string times) => Gives(rule, start, times);

    // §3.3.10, WKST and BYWEEKNO: week 1 is the first with at least four days in the year, and weeks reach over its ends.
    [Theory]
    [InlineData("FREQ=YEARLY;BYWEEKNO=1;BYDAY=MO", "2024-01-01 09:00", "2024-01-01 09:00|2024-12-30 09:00|2025-12-29 09:00")]
    [InlineData("FREQ=YEARLY;BYWEEKNO=53;BYDAY=FR", "2021-01-01 09:00", "2021-01-01 09:00|2027-01-01 09:00|2032-12-31 09:00")]
    [InlineData("FREQ=YEARLY;BYWEEKNO=53;BYDAY=SA", "2021-01-02 09:00", "2021-01-02 09:00|2027-01-02 09:00|2033-01-01 09:00")]
    public void Numbered_weeks_reach_over_the_ends_of_the_year(string rule, string start, string times) => Gives(rule, start, times);

    // §3.3.10, table: BYMONTHDAY limits a DAILY rule, and negative values count from the month's end. libical gives nothing.
    [Theory]
    [InlineData("FREQ=DAILY;BYMONTHDAY=-1", "2026-01-31 09:00", "2026-01-31 09:00|2026-02-28 09:00|2026-03-31 09:00")]
    [InlineData("FREQ=DAILY;INTERVAL=2;BYMONTHDAY=-2,-3", "2026-01-29 09:00", "2026-01-29 09:00|2026-02-26 09:00|2026-03-30 09:00")]
    public void A_daily_rule_counts_days_from_the_months_end(string rule, string start, string times) => Gives(rule, start, times);

    // §3.8.5.3, the last but one example: with INTERVAL, WKST decides which week a day counts to. libical starts in the wrong one.
    [Theory]
    [InlineData("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU;WKST=MO", "1997-08-05 09:00", "1997-08-05 09:00|1997-08-10 09:00|1997-08-19 09:00|1997-08-24 09:00")]
    [InlineData("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU;WKST=SU", "1997-08-05 09:00", "1997-08-05 09:00|1997-08-17 09:00|1997-08-19 09:00|1997-08-31 09:00")]
    [InlineData("FREQ=WEEKLY;INTERVAL=3;BYDAY=SA,SU;WKST=SA", "2026-01-04 09:00", "2026-01-04 09:00|2026-01-24 09:00|2026-01-25 09:00")]
    public void WKST_decides_which_week_a_day_counts_to(string rule, string start, string times) => Gives(rule, start, times);

    // §3.3.10: BYMONTH is evaluated first, then BYYEARDAY within what is left. Ical.Net ignores BYMONTH; libical refuses.
    [Theory]
    [InlineData("FREQ=YEARLY;BYYEARDAY=1,100,200;BYMONTH=4", "2026-04-10 09:00", "2026-04-10 09:00|2027-04-10 09:00|2028-04-09 09:00")]
    public void A_day_of_the_year_counts_only_in_the_months_named(string rule, string start, string times) => Gives(rule, start, times);

    // §3.3.10, UNTIL "bounds the recurrence rule in an inclusive manner": it is tested by occurrence. Ical.Net loses the last
    // year when UNTIL precedes DTSTART's anniversary.
    [Theory]
    [InlineData("FREQ=YEARLY;BYYEARDAY=1;UNTIL=20280201T000000", "2026-01-01 09:00", "2026-01-01 09:00|2027-01-01 09:00|2028-01-01 09:00")]
    [InlineData("FREQ=YEARLY;BYDAY=1MO;UNTIL=20270110T000000", "2026-01-05 09:00", "2026-01-05 09:00|2027-01-04 09:00")]
    public void UNTIL_is_tested_by_occurrence_and_not_by_period(string rule, string start, string times) =>
        Assert.Equal(times.Split('|'), Times.Of(rule, start, 99));

    private static void Gives(string rule, string start, string times)
    {
        var expected = times.Split('|');
        Assert.Equal(expected, Times.Of(rule, start, expected.Length));
    }
}
