namespace PatchWindow.Core.Tests.Recurrence;

/// <summary>The examples of RFC 5545 §3.8.5.3 with the dates, or the times, that the RFC lists.</summary>
public sealed class RfcExampleTests
{
    public static TheoryData<string, string, string> Ending => new()
    {
        // Daily for 10 occurrences; until 24 December; every 10 days, 5 times; every day in January for 3 years, twice.
        { "1997-09-02 09:00", "FREQ=DAILY;COUNT=10", "1997-09 2-11" },
        { "1997-09-02 09:00", "FREQ=DAILY;UNTIL=19971224T000000Z", "1997-09 2-30; 1997-10 1-31; 1997-11 1-30; 1997-12 1-23" },
        { "1997-09-02 09:00", "FREQ=DAILY;INTERVAL=10;COUNT=5", "1997-09 2,12,22; 1997-10 2,12" },
        { "1998-01-01 09:00", "FREQ=YEARLY;UNTIL=20000131T140000Z;BYMONTH=1;BYDAY=SU,MO,TU,WE,TH,FR,SA", "1998-01 1-31; 1999-01 1-31; 2000-01 1-31" },
        { "1998-01-01 09:00", "FREQ=DAILY;UNTIL=20000131T140000Z;BYMONTH=1", "1998-01 1-31; 1999-01 1-31; 2000-01 1-31" },

        // Weekly for 10 occurrences; until 24 December; Tuesday and Thursday for five weeks, twice; every other week.
        { "1997-09-02 09:00", "FREQ=WEEKLY;COUNT=10", "1997-09 2,9,16,23,30; 1997-10 7,14,21,28; 1997-11 4" },
        { "1997-09-02 09:00", "FREQ=WEEKLY;UNTIL=19971224T000000Z", "1997-09 2,9,16,23,30; 1997-10 7,14,21,28; 1997-11 4,11,18,25; 1997-12 2,9,16,23" },
        { "1997-09-02 09:00", "FREQ=WEEKLY;UNTIL=19971007T000000Z;WKST=SU;BYDAY=TU,TH", "1997-09 2,4,9,11,16,18,23,25,30; 1997-10 2" },
        { "1997-09-02 09:00", "FREQ=WEEKLY;COUNT=10;WKST=SU;BYDAY=TU,TH", "1997-09 2,4,9,11,16,18,23,25,30; 1997-10 2" },
        { "1997-09-01 09:00", "FREQ=WEEKLY;INTERVAL=2;UNTIL=19971224T000000Z;WKST=SU;BYDAY=MO,WE,FR", "1997-09 1,3,5,15,17,19,29; 1997-10 1,3,13,15,17,27,29,31; 1997-11 10,12,14,24,26,28; 1997-12 8,10,12,22" },
        { "1997-09-02 09:00", "FREQ=WEEKLY;INTERVAL=2;COUNT=8;WKST=SU;BYDAY=TU,TH", "1997-09 2,4,16,18,30; 1997-10 2,14,16" },

        // Monthly by weekday.
        { "1997-09-05 09:00", "FREQ=MONTHLY;COUNT=10;BYDAY=1FR", "1997-09 5; 1997-10 3; 1997-11 7; 1997-12 5; 1998-01 2; 1998-02 6; 1998-03 6; 1998-04 3; 1998-05 1; 1998-06 5" },
        { "1997-09-05 09:00", "FREQ=MONTHLY;UNTIL=19971224T000000Z;BYDAY=1FR", "1997-09 5; 1997-10 3; 1997-11 7; 1997-12 5" },
        { "1997-09-07 09:00", "FREQ=MONTHLY;INTERVAL=2;COUNT=10;BYDAY=1SU,-1SU", "1997-09 7,28; 1997-11 2,30; 1998-01 4,25; 1998-03 1,29; 1998-05 3,31" },
        { "1997-09-22 09:00", "FREQ=MONTHLY;COUNT=6;BYDAY=-2MO", "1997-09 22; 1997-10 20; 1997-11 17; 1997-12 22; 1998-01 19; 1998-02 16" },

        // Monthly by day.
        { "1997-09-02 09:00", "FREQ=MONTHLY;COUNT=10;BYMONTHDAY=2,15", "1997-09 2,15; 1997-10 2,15; 1997-11 2,15; 1997-12 2,15; 1998-01 2,15" },
        { "1997-09-30 09:00", "FREQ=MONTHLY;COUNT=10;BYMONTHDAY=1,-1", "1997-09 30; 1997-10 1,31; 1997-11 1,30; 1997-12 1,31; 1998-01 1,31; 1998-02 1" },
        { "1997-09-10 09:00", "FREQ=MONTHLY;INTERVAL=18;COUNT=10;BYMONTHDAY=10,11,12,13,14,15", "1997-09 10-15; 1999-03 10-13" },
        { "2007-01-15 09:00", "FREQ=MONTHLY;BYMONTHDAY=15,30;COUNT=5", "2007-01 15,30; 2007-02 15; 2007-03 15,30" },

        // Yearly.
        { "1997-06-10 09:00", "FREQ=YEARLY;COUNT=10;BYMONTH=6,7", "1997-06 10; 1997-07 10; 1998-06 10; 1998-07 10; 1999-06 10; 1999-07 10; 2000-06 10; 2000-07 10; 2001-06 10; 2001-07 10" },
        { "1997-03-10 09:00", "FREQ=YEARLY;INTERVAL=2;COUNT=10;BYMONTH=1,2,3", "1997-03 10; 1999-01 10; 1999-02 10; 1999-03 10; 2001-01 10; 2001-02 10; 2001-03 10; 2003-01 10; 2003-02 10; 2003-03 10" },
        { "1997-01-01 09:00", "FREQ=YEARLY;INTERVAL=3;COUNT=10;BYYEARDAY=1,100,200", "1997-01 1; 1997-04 10; 1997-07 19; 2000-01 1; 2000-04 9; 2000-07 18; 2003-01 1; 2003-04 10; 2003-07 19; 2006-01 1" },

        // BYSETPOS, and the week's first day that makes a difference.
        { "1997-09-04 09:00", "FREQ=MONTHLY;COUNT=3;BYDAY=TU,WE,TH;BYSETPOS=3", "1997-09 4; 1997-10 7; 1997-11 6" },
        { "1997-08-05 09:00", "FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO", "1997-08 5,10,19,24" },
        { "1997-08-05 09:00", "FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU", "1997-08 5,17,19,31" },
    };

    public static TheoryData<string, string, string> Endless => new()
    {
        { "1997-09-02 09:00", "FREQ=DAILY;INTERVAL=2", "1997-09 2,4,6,8,10,12,14,16,18,20,22,24,26,28,30; 1997-10 2,4,6,8,10,12,14,16,18,20,22,24,26,28,30; 1997-11 1,3,5,7" },
        { "1997-09-02 09:00", "FREQ=WEEKLY;INTERVAL=2;WKST=SU", "1997-09 2,16,30; 1997-10 14,28; 1997-11 11,25; 1997-12 9,23; 1998-01 6,20; 1998-02 3,17" },
        { "1997-09-28 09:00", "FREQ=MONTHLY;BYMONTHDAY=-3", "1997-09 28; 1997-10 29; 1997-11 28; 1997-12 29; 1998-01 29; 1998-02 26" },
        { "1997-09-02 09:00", "FREQ=MONTHLY;INTERVAL=2;BYDAY=TU", "1997-09 2,9,16,23,30; 1997-11 4,11,18,25; 1998-01 6,13,20,27; 1998-03 3,10,17,24,31" },
        { "1997-05-19 09:00", "FREQ=YEARLY;BYDAY=20MO", "1997-05 19; 1998-05 18; 1999-05 17" },
        { "1997-05-12 09:00", "FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO", "1997-05 12; 1998-05 11; 1999-05 17" },
        { "1997-03-13 09:00", "FREQ=YEARLY;BYMONTH=3;BYDAY=TH", "1997-03 13,20,27; 1998-03 5,12,19,26; 1999-03 4,11,18,25" },
        { "1997-06-05 09:00", "FREQ=YEARLY;BYDAY=TH;BYMONTH=6,7,8", "1997-06 5,12,19,26; 1997-07 3,10,17,24,31; 1997-08 7,14,21,28; 1998-06 4,11,18,25; 1998-07 2,9,16,23,30; 1998-08 6,13,20,27; 1999-06 3,10,17,24; 1999-07 1,8,15,22,29; 1999-08 5,12,19,26" },
        { "1997-09-02 09:00", "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13", "1998-02 13; 1998-03 13; 1998-11 13; 1999-08 13; 2000-10 13" },
        { "1997-09-13 09:00", "FREQ=MONTHLY;BYDAY=SA;BYMONTHDAY=7,8,9,10,11,12,13", "1997-09 13; 1997-10 11; 1997-11 8; 1997-12 13; 1998-01 10; 1998-02 7; 1998-03 7; 1998-04 11; 1998-05 9; 1998-06 13" },
        { "1996-11-05 09:00", "FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8", "1996-11 5; 2000-11 7; 2004-11 2" },
        { "1997-09-29 09:00", "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-2", "1997-09 29; 1997-10 30; 1997-11 27; 1997-12 30; 1998-01 29; 1998-02 26; 1998-03 30" },
    };

    [Theory, MemberData(nameof(Ending))]
    public void A_rule_with_an_end_gives_the_dates_the_RFC_lists_and_no_more(string start, string rule, string dates)
    {
        var expected = DateList.Read(dates);
        Assert.Equal(expected, Times.Dates(rule, start, expected.Length + 1));
    }

    [Theory, MemberData(nameof(Endless))]
    public void A_rule_without_end_begins_with_the_dates_the_RFC_lists(string start, string rule, string dates)
    {
        var expected = DateList.Read(dates);
        Assert.Equal(expected, Times.Dates(rule, start, expected.Length));
    }

    public static TheoryData<string, string, string> BelowTheDay => new()
    {
        { "1997-09-02 09:00", "FREQ=HOURLY;INTERVAL=3;UNTIL=19970902T210000Z", "09:00,12:00,15:00" },
        { "1997-09-02 09:00", "FREQ=MINUTELY;INTERVAL=15;COUNT=6", "09:00,09:15,09:30,09:45,10:00,10:15" },
        { "1997-09-02 09:00", "FREQ=MINUTELY;INTERVAL=90;COUNT=4", "09:00,10:30,12:00,13:30" },
    };

    // The first example says 17:00 EDT in words and lists three times; its UNTIL of 21:00Z is 17:00 EDT.
    [Theory, MemberData(nameof(BelowTheDay))]
    public void A_rule_below_the_day_gives_the_times_the_RFC_lists_and_no_more(string start, string rule, string times) =>
        Assert.Equal(times.Split(',').Select(t => "1997-09-02 " + t), Times.Of(rule, start, 99));

    [Theory]
    [InlineData("FREQ=DAILY;BYHOUR=9,10,11,12,13,14,15,16;BYMINUTE=0,20,40")]
    [InlineData("FREQ=MINUTELY;INTERVAL=20;BYHOUR=9,10,11,12,13,14,15,16")]
    public void Every_20_minutes_from_nine_to_five_is_the_same_in_both_of_the_RFCs_ways(string rule)
    {
        var expected = Enumerable.Range(0, 48).Select(i => new NodaTime.LocalDateTime(1997, 9, 2 + (i / 24), 9 + (i % 24 / 3), i % 3 * 20, 0));
        Assert.Equal(expected.Select(Times.Text), Times.Of(rule, "1997-09-02 09:00", 48));
    }
}
