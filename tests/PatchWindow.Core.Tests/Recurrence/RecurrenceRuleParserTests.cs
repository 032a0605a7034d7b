using PatchWindow.Core.Recurrence;

namespace PatchWindow.Core.Tests.Recurrence;

public sealed class RecurrenceRuleParserTests
{
    [Theory]
    [InlineData("FREQ=WEEKLY;BYDAY=SA", "FREQ=WEEKLY;BYDAY=SA")]
    [InlineData("RRULE:FREQ=DAILY", "FREQ=DAILY")]
    [InlineData(" rrule:freq=daily;interval=3; ", "FREQ=DAILY;INTERVAL=3")]
    [InlineData("FREQ=DAILY;INTERVAL=1", "FREQ=DAILY")]
    [InlineData("FREQ=DAILY;COUNT=5", "FREQ=DAILY;COUNT=5")]
    [InlineData("FREQ=DAILY;UNTIL=20261231", "FREQ=DAILY;UNTIL=20261231T235959")]
    [InlineData("FREQ=DAILY;UNTIL=20261231T220000", "FREQ=DAILY;UNTIL=20261231T220000")]
    [InlineData("FREQ=DAILY;UNTIL=20261231t210000z", "FREQ=DAILY;UNTIL=20261231T210000Z")]
    [InlineData("FREQ=MONTHLY;BYDAY=+2TU,-1FR,2TU", "FREQ=MONTHLY;BYDAY=2TU,-1FR")]
    [InlineData("FREQ=MONTHLY;BYMONTHDAY=15,1,-1,15", "FREQ=MONTHLY;BYMONTHDAY=-1,1,15")]
    [InlineData("WKST=SU;INTERVAL=2;FREQ=WEEKLY", "FREQ=WEEKLY;INTERVAL=2;WKST=SU")]
    [InlineData("FREQ=WEEKLY;WKST=MO", "FREQ=WEEKLY")]
    [InlineData("FREQ=YEARLY;BYWEEKNO=1,53,-1", "FREQ=YEARLY;BYWEEKNO=-1,1,53")]
    [InlineData("FREQ=YEARLY;BYYEARDAY=366,-366", "FREQ=YEARLY;BYYEARDAY=-366,366")]
    [InlineData("FREQ=YEARLY;BYDAY=53MO,-53SU", "FREQ=YEARLY;BYDAY=53MO,-53SU")]
    [InlineData("FREQ=YEARLY;BYMONTH=12,1", "FREQ=YEARLY;BYMONTH=1,12")]
    [InlineData("FREQ=MONTHLY;BYDAY=MO;BYSETPOS=-1,366", "FREQ=MONTHLY;BYDAY=MO;BYSETPOS=-1,366")]
    [InlineData("FREQ=DAILY;BYHOUR=23,0;BYMINUTE=59;BYSECOND=60,0", "FREQ=DAILY;BYHOUR=0,23;BYMINUTE=59;BYSECOND=0,60")]
    [InlineData("FREQ=SECONDLY", "FREQ=SECONDLY")]
    [InlineData("FREQ=MINUTELY;INTERVAL=15", "FREQ=MINUTELY;INTERVAL=15")]
    [InlineData("FREQ=HOURLY;BYYEARDAY=1", "FREQ=HOURLY;BYYEARDAY=1")]
    public void A_rule_is_written_back_as_the_RFC_writes_it_and_read_back_as_an_equal_one(string text, string canonical)
    {
        var rule = RecurrenceRuleParser.Parse(text).Value;
        Assert.Equal(canonical, rule.ToString());
        var again = RecurrenceRuleParser.Parse(canonical).Value;
        Assert.Equal(rule, again);
        Assert.Equal(rule.GetHashCode(), again.GetHashCode());
    }

    [Theory]
    [InlineData("", "it is empty")]
    [InlineData("RRULE:", "it is empty")]
    [InlineData("INTERVAL=2", "FREQ is missing; every rule needs it")]
    [InlineData("FREQ=WEKLY", "FREQ is 'WEKLY', which is no frequency. Did you mean 'WEEKLY'?")]
    [InlineData("FREQ=3", "FREQ is '3', which is no frequency")]
    [InlineData("FREQ=+3", "FREQ is '+3', which is no frequency")]
    [InlineData("FREQ=DAILY,WEEKLY", "FREQ is 'DAILY,WEEKLY', which is no frequency")]
    [InlineData("FREQ=", "FREQ has no value")]
    [InlineData("FREQ", "FREQ has no value")]
    [InlineData("FREQ=DAILY;FREQ=WEEKLY", "FREQ is given twice")]
    [InlineData("FREQ=DAILY;;COUNT=2", "two semicolons have nothing between them")]
    [InlineData("FREQ=DAILY;BYDAYS=MO", "'BYDAYS' is not a part of a rule. Did you mean 'BYDAY'?")]
    [InlineData("FREQ=DAILY;RSCALE=HEBREW", "'RSCALE' is not a part of a rule")]
    [InlineData("FREQ=DAILY;INTERVAL=0", "INTERVAL is '0' and must be a whole number of 1 or more")]
    [InlineData("FREQ=DAILY;INTERVAL=1.5", "INTERVAL is '1.5' and must be a whole number of 1 or more")]
    [InlineData("FREQ=DAILY;COUNT=-1", "COUNT is '-1' and must be a whole number of 1 or more")]
    [InlineData("FREQ=DAILY;COUNT=3;UNTIL=20261231", "COUNT and UNTIL must not stand in the same rule")]
    [InlineData("FREQ=DAILY;UNTIL=2026-12-31", "UNTIL is '2026-12-31' and must be 20261231, 20261231T220000 or 20261231T210000Z")]
    [InlineData("FREQ=DAILY;UNTIL=20260231", "UNTIL is '20260231' and must be 20261231, 20261231T220000 or 20261231T210000Z")]
    [InlineData("FREQ=DAILY;UNTIL=20261231Z", "UNTIL is '20261231Z' and must be 20261231, 20261231T220000 or 20261231T210000Z")]
    [InlineData("FREQ=WEEKLY;WKST=MON", "WKST has 'MON', which is none of MO TU WE TH FR SA SU")]
    [InlineData("FREQ=WEEKLY;WKST=XX", "WKST has 'XX', which is none of MO TU WE TH FR SA SU")]
    [InlineData("FREQ=WEEKLY;BYDAY=XX", "BYDAY has 'XX', which is none of MO TU WE TH FR SA SU")]
    [InlineData("FREQ=WEEKLY;BYDAY=MON", "BYDAY has 'MON', which is no weekday such as TU, 2TU or -1FR")]
    [InlineData("FREQ=WEEKLY;BYDAY=MO,", "BYDAY has '', which is no weekday such as TU, 2TU or -1FR")]
    [InlineData("FREQ=MONTHLY;BYDAY=٢TU", "BYDAY has '٢TU', which is no weekday such as TU, 2TU or -1FR")]
    [InlineData("FREQ=MONTHLY;BYDAY=0TU", "BYDAY has '0TU', whose number is not in 1 to 53 or -53 to -1")]
    [InlineData("FREQ=YEARLY;BYDAY=54TU", "BYDAY has '54TU', whose number is not in 1 to 53 or -53 to -1")]
    [InlineData("FREQ=WEEKLY;BYDAY=2TU", "BYDAY may carry a number only when FREQ is MONTHLY or YEARLY, not WEEKLY")]
    [InlineData("FREQ=DAILY;BYDAY=-1FR", "BYDAY may carry a number only when FREQ is MONTHLY or YEARLY, not DAILY")]
    [InlineData("FREQ=YEARLY;BYWEEKNO=20;BYDAY=1MO", "BYDAY must not carry a number beside BYWEEKNO")]
    [InlineData("FREQ=MONTHLY;BYWEEKNO=20", "BYWEEKNO may stand only beside FREQ=YEARLY, not MONTHLY")]
    [InlineData("FREQ=DAILY;BYYEARDAY=1", "BYYEARDAY must not stand beside FREQ=DAILY")]
    [InlineData("FREQ=WEEKLY;BYYEARDAY=1", "BYYEARDAY must not stand beside FREQ=WEEKLY")]
    [InlineData("FREQ=MONTHLY;BYYEARDAY=1", "BYYEARDAY must not stand beside FREQ=MONTHLY")]
    [InlineData("FREQ=WEEKLY;BYMONTHDAY=1", "BYMONTHDAY must not stand beside FREQ=WEEKLY")]
    [InlineData("FREQ=MONTHLY;BYSETPOS=1", "BYSETPOS needs another BYxxx part to choose from")]
    [InlineData("FREQ=MONTHLY;BYDAY=MO;BYSETPOS=0", "BYSETPOS has '0', which is not in 1 to 366 or -366 to -1")]
    [InlineData("FREQ=MONTHLY;BYDAY=MO;BYSETPOS=367", "BYSETPOS has '367', which is not in 1 to 366 or -366 to -1")]
    [InlineData("FREQ=YEARLY;BYMONTH=0", "BYMONTH has '0', which is not in 1 to 12")]
    [InlineData("FREQ=YEARLY;BYMONTH=13", "BYMONTH has '13', which is not in 1 to 12")]
    [InlineData("FREQ=YEARLY;BYMONTH=-1", "BYMONTH has '-1', which is not in 1 to 12")]
    [InlineData("FREQ=MONTHLY;BYMONTHDAY=0", "BYMONTHDAY has '0', which is not in 1 to 31 or -31 to -1")]
    [InlineData("FREQ=MONTHLY;BYMONTHDAY=-32", "BYMONTHDAY has '-32', which is not in 1 to 31 or -31 to -1")]
    [InlineData("FREQ=YEARLY;BYYEARDAY=367", "BYYEARDAY has '367', which is not in 1 to 366 or -366 to -1")]
    [InlineData("FREQ=YEARLY;BYWEEKNO=54", "BYWEEKNO has '54', which is not in 1 to 53 or -53 to -1")]
    [InlineData("FREQ=DAILY;BYHOUR=24", "BYHOUR has '24', which is not in 0 to 23")]
    [InlineData("FREQ=DAILY;BYMINUTE=60", "BYMINUTE has '60', which is not in 0 to 59")]
    [InlineData("FREQ=DAILY;BYSECOND=61", "BYSECOND has '61', which is not in 0 to 60")]
    [InlineData("FREQ=DAILY;BYHOUR=TWO", "BYHOUR has 'TWO', which is not in 0 to 23")]
    public void A_rule_that_the_RFC_refuses_is_refused_with_the_part_the_reason_and_the_section(string text, string reason)
    {
        Assert.False(RecurrenceRuleParser.Parse(text).TryGet(out _, out var problem));
        Assert.Equal($"The recurrence rule '{text}' cannot be used: {reason} (RFC 5545 §3.3.10).", problem.Message);
        Assert.Equal("RecurrenceRuleInvalid", problem.Code);
        Assert.Equal(FindingKind.InvalidArgument, problem.Kind);
    }
}
