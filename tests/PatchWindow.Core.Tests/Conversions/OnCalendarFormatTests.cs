namespace PatchWindow.Core.Tests.Conversions;

public sealed class OnCalendarFormatTests
{
    [Theory]
    [InlineData("Sat 22:00", "FREQ=WEEKLY;BYDAY=SA | 22:00")]
    [InlineData("Sat,Thu,Mon..Wed,Sat..Sun 22:00", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,SA,SU | 22:00")]
    [InlineData("monday, 17:48", "FREQ=WEEKLY;BYDAY=MO | 17:48")]
    [InlineData("Mon-Wed *-*-* 22:00:30", "FREQ=WEEKLY;BYDAY=MO,TU,WE | 22:00:30")]
    [InlineData("*-*-* 22:00:00", "FREQ=DAILY | 22:00")]
    [InlineData("22:00 Europe/Oslo", "FREQ=DAILY | 22:00 | Europe/Oslo")]
    [InlineData("OnCalendar=Tue *-*-08..14 22:00 UTC", "FREQ=MONTHLY;BYDAY=2TU | 22:00 | UTC")]
    [InlineData("Fri *-*-11..17 22:00", "FREQ=MONTHLY;BYMONTHDAY=11,12,13,14,15,16,17;BYDAY=FR | 22:00")]
    [InlineData("Fri *-*~07/1 20:00", "FREQ=MONTHLY;BYDAY=-1FR | 20:00")]
    [InlineData("*-*~01 20:00", "FREQ=MONTHLY;BYMONTHDAY=-1 | 20:00")]
    [InlineData("*-*~03..10/3 20:00", "FREQ=MONTHLY;BYMONTHDAY=-9,-6,-3 | 20:00")]
    [InlineData("*-02~03", "FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=-3 | 00:00")]
    [InlineData("*-*-01..07 3:5", "FREQ=MONTHLY;BYMONTHDAY=1,2,3,4,5,6,7 | 03:05")]
    [InlineData("10-15", "FREQ=MONTHLY;BYMONTH=10;BYMONTHDAY=15 | 00:00")]
    [InlineData("*-1/3-1 02:00", "FREQ=MONTHLY;BYMONTH=1,4,7,10;BYMONTHDAY=1 | 02:00")]
    [InlineData("Sat 02:0/15", "FREQ=WEEKLY;BYDAY=SA;BYHOUR=2;BYMINUTE=0,15,30,45")]
    [InlineData("*:0/30", "FREQ=HOURLY;BYMINUTE=0,30")]
    [InlineData("minutely", "FREQ=MINUTELY")]
    [InlineData("hourly", "FREQ=HOURLY;BYMINUTE=0")]
    [InlineData("daily UTC", "FREQ=DAILY | 00:00 | UTC")]
    [InlineData("Weekly", "FREQ=WEEKLY;BYDAY=MO | 00:00")]
    [InlineData("monthly", "FREQ=MONTHLY;BYMONTHDAY=1 | 00:00")]
    [InlineData("quarterly", "FREQ=MONTHLY;BYMONTH=1,4,7,10;BYMONTHDAY=1 | 00:00")]
    [InlineData("semiannually", "FREQ=MONTHLY;BYMONTH=1,7;BYMONTHDAY=1 | 00:00")]
    [InlineData("yearly", "FREQ=MONTHLY;BYMONTH=1;BYMONTHDAY=1 | 00:00")]
    [InlineData("2026-12-05 22:00 UTC", "22:00 | on 2026-12-05 22:00 | UTC")]
    [InlineData("2026-*-01 22:00", "FREQ=MONTHLY;BYMONTHDAY=1;UNTIL=20261231T235959 | 22:00 | from 2026-01-01 00:00")]
    [InlineData("2026/1-*-01 22:00", "FREQ=MONTHLY;BYMONTHDAY=1 | 22:00 | from 2026-01-01 00:00")]
    [InlineData("26..28-6-01 22:00", "FREQ=MONTHLY;BYMONTH=6;BYMONTHDAY=1;UNTIL=20281231T235959 | 22:00 | from 2026-01-01 00:00")]
    [InlineData("2026/2-06-01 22:00", "FREQ=YEARLY;INTERVAL=2;BYMONTH=6;BYMONTHDAY=1 | 22:00 | from 2026-01-01 00:00")]
    [InlineData("Sat 22:00\nOnCalendar=2026-12-24 22:00", "FREQ=WEEKLY;BYDAY=SA | 22:00 | on 2026-12-24 22:00")]
    [InlineData("Sat 22:00\n2026-12-24", "FREQ=WEEKLY;BYDAY=SA;BYHOUR=22;BYMINUTE=0 | 00:00 | on 2026-12-24 00:00")]
    public void An_expression_is_a_rule_a_time_and_a_zone(string text, string schedule) =>
        Assert.Equal(schedule, Normal(Converted.Line(Converted.Read("OnCalendar", text))));

    [Theory]
    [InlineData("Sat 22:00 for 4h", "Sat *-*-* 22:00:00 | Duration")]
    [InlineData("weekdays 22:00 for 4h Europe/Oslo", "Mon..Fri *-*-* 22:00:00 Europe/Oslo | Duration")]
    [InlineData("2nd Tue 22:00 for 4h UTC", "Tue *-*-08..14 22:00:00 UTC | Duration")]
    [InlineData("2nd Tue +3d 22:00 for 4h UTC", "Fri *-*-11..17 22:00:00 UTC | Duration")]
    [InlineData("last Fri 20:00 for 3h", "Fri *-*~01..07 20:00:00 | Duration")]
    [InlineData("last Fri -2d 20:00 for 3h", "Wed *-*~03..09 20:00:00 | Duration")]
    [InlineData("1st,last Sun 20:00 for 3h", "Sun *-*-01..07 20:00:00 + Sun *-*~01..07 20:00:00 | Duration")]
    [InlineData("2026-12-05 22:00 for 6h", "2026-12-05 22:00:00 | Duration")]
    public void A_schedule_is_written_as_systemd_normalizes_it(string text, string expression) =>
        Assert.Equal(expression, Converted.Write("OnCalendar", Converted.Text(text)));

    [Theory]
    [InlineData("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "Mon..Thu *-*~01 22:00:00 + Fri *-*~01..03 22:00:00")]
    [InlineData("FREQ=MONTHLY;BYDAY=TU;BYSETPOS=2", "Tue *-*-08..14 22:00:00")]
    [InlineData("FREQ=MONTHLY;INTERVAL=6;BYDAY=1SU", "Sun *-01,07-01..07 22:00:00")]
    [InlineData("FREQ=YEARLY;INTERVAL=2;BYMONTH=6;BYMONTHDAY=1", "2001/2-06-01 22:00:00")]
    [InlineData("FREQ=MONTHLY;BYMONTHDAY=-1,-15,-16", "*-*~15..16 22:00:00 + *-*~01 22:00:00")]
    [InlineData("FREQ=HOURLY;INTERVAL=8", "*-*-* 06,14,22:00:00")]
    [InlineData("FREQ=YEARLY;BYMONTH=6,7;BYDAY=2SA,15TU", "Sat *-06,07-08..14 22:00:00")]
    public void A_rule_is_as_many_lines_as_it_takes(string rule, string lines) => Assert.Equal(lines + " | Duration", Converted.Write("OnCalendar", Converted.Rule(rule)));

    [Theory]
    [InlineData("FREQ=WEEKLY;INTERVAL=2;BYDAY=WE")]
    [InlineData("FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO")]
    [InlineData("FREQ=YEARLY;BYDAY=20MO")]
    [InlineData("FREQ=MONTHLY;BYMONTHDAY=-30")]
    [InlineData("FREQ=YEARLY;INTERVAL=2;BYMONTHDAY=1 + FREQ=WEEKLY")]
    public void What_sets_of_days_and_times_cannot_say_is_refused(string rule) =>
        Assert.Equal("ConversionImpossible", Converted.Unwritten("OnCalendar", Converted.Rule(rule)).Code);

    [Theory]
    [InlineData("", "it is empty.")]
    [InlineData("Funday 22:00", "'Funday' is neither a weekday nor a shorthand. Did you mean 'Sunday'?")]
    [InlineData("wekly", "'wekly' is neither a weekday nor a shorthand. Did you mean 'weekly'?")]
    [InlineData("Fri..Mon 22:00", "'Fri..Mon' runs backwards.")]
    [InlineData("*-*-32 22:00", "'32' is not in 1 to 31, as the day must be.")]
    [InlineData("*-13-01", "'13' is not in 1 to 12, as the month must be.")]
    [InlineData("24:00", "'24' is not in 0 to 23, as the hour must be.")]
    [InlineData("*-*-* 22:0/0", "'0/0' has a step of nothing.")]
    [InlineData("*-11/3-1", "'11/3' has a step that leads past 12.")]
    [InlineData("*-*~3/7", "'3/7' has a step that leads past the month's end.")]
    [InlineData("*-*~29", "'29' counts more than 28 days from the month's end.")]
    [InlineData("*-*~07..1", "'07..1' is no day from the month's end.")]
    [InlineData("*-*-7..1", "'7..1' runs backwards.")]
    [InlineData("Sat 22", "'22' is no date or time.")]
    [InlineData("*-*-* 10:00:00.5", "'00.5' is no second.")]
    [InlineData("2026,2027,2030-1-1", "'2026,2027,2030' has years at unequal distances.")]
    [InlineData("Sat 22:00 Europe/Olso", "'Europe/Olso' is no time zone. Did you mean 'Europe/Oslo'?")]
    [InlineData("@1767225600", "'@1767225600' is seconds since 1970, which a schedule does not count.")]
    public void An_expression_that_cannot_be_read_names_the_word_and_the_nearest_right_one(string text, string reason)
    {
        var problem = Converted.Unread("OnCalendar", text);
        Assert.Equal("OnCalendarInvalid", problem.Code);
        Assert.Equal($"The OnCalendar text '{text}' cannot be read: {reason}", problem.Message);
    }

    private static string Normal(string line) => line.Replace("UNTIL=20261231 ", "UNTIL=20261231T235959 ").Replace("UNTIL=20281231 ", "UNTIL=20281231T235959 ");
}
