namespace PatchWindow.Core.Tests.Conversions;

public sealed class CronFormatTests
{
    [Theory]
    [InlineData("0 22 * * 6", "FREQ=WEEKLY;BYDAY=SA | 22:00")]
    [InlineData("30 1 * * sat,SUN", "FREQ=WEEKLY;BYDAY=SA,SU | 01:30")]
    [InlineData("0 22 * * 0", "FREQ=WEEKLY;BYDAY=SU | 22:00")]
    [InlineData("0 22 * * 5-7", "FREQ=WEEKLY;BYDAY=FR,SA,SU | 22:00")]
    [InlineData("0 22 * * mon-fri", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR | 22:00")]
    [InlineData("5 4 * * *", "FREQ=DAILY | 04:05")]
    [InlineData("0 3 1,15 * *", "FREQ=MONTHLY;BYMONTHDAY=1,15 | 03:00")]
    [InlineData("0 3 1 jan,Jul *", "FREQ=MONTHLY;BYMONTH=1,7;BYMONTHDAY=1 | 03:00")]
    [InlineData("0 3 * 1-3 *", "FREQ=DAILY;BYMONTH=1,2,3 | 03:00")]
    [InlineData("*/15 2 * * 6", "FREQ=WEEKLY;BYDAY=SA;BYHOUR=2;BYMINUTE=0,15,30,45")]
    [InlineData("0 0-6/3,22 * * *", "FREQ=DAILY;BYHOUR=0,3,6,22;BYMINUTE=0")]
    [InlineData("0 * * * *", "FREQ=HOURLY;BYMINUTE=0")]
    [InlineData("* 4 * * 7", "FREQ=MINUTELY;BYDAY=SU;BYHOUR=4")]
    [InlineData("@daily", "FREQ=DAILY | 00:00")]
    [InlineData("@Weekly", "FREQ=WEEKLY;BYDAY=SU | 00:00")]
    [InlineData("@yearly", "FREQ=MONTHLY;BYMONTH=1;BYMONTHDAY=1 | 00:00")]
    [InlineData("# nightly\n\n CRON_TZ=Europe/Oslo\n0 22 * * 6\n0 22 1 * *", "FREQ=WEEKLY;BYDAY=SA + FREQ=MONTHLY;BYMONTHDAY=1 | 22:00 | Europe/Oslo")]
    [InlineData("0 22 * * 6\n0 23 * * 7", "FREQ=WEEKLY;BYDAY=SA;BYHOUR=22;BYMINUTE=0 + FREQ=WEEKLY;BYDAY=SU;BYHOUR=23;BYMINUTE=0")]
    public void A_line_is_a_rule_and_a_time(string text, string schedule) => Assert.Equal(schedule, Converted.Line(Converted.Read("Cron", text)));

    // crontab(5): "if both fields are restricted …, the command will be run when either field matches"; a field that begins with
    // an asterisk is not restricted, and then both must match.
    [Theory]
    [InlineData("0 22 13 * 5", "FREQ=MONTHLY;BYMONTHDAY=13 + FREQ=WEEKLY;BYDAY=FR | 22:00")]
    [InlineData("0 22 1-7 6 mon", "FREQ=MONTHLY;BYMONTH=6;BYMONTHDAY=1,2,3,4,5,6,7 + FREQ=WEEKLY;BYMONTH=6;BYDAY=MO | 22:00")]
    [InlineData("0 22 */10 * 5", "FREQ=MONTHLY;BYMONTHDAY=1,11,21,31;BYDAY=FR | 22:00")]
    [InlineData("0 22 8-14 * */7", "FREQ=MONTHLY;BYDAY=2SU | 22:00")]
    public void A_day_of_the_month_or_a_weekday_is_enough_unless_one_of_them_begins_with_an_asterisk(string text, string schedule) =>
        Assert.Equal(schedule, Converted.Line(Converted.Read("Cron", text)));

    [Theory]
    [InlineData("Sat 22:00 for 4h", "0 22 * * 6 | Duration")]
    [InlineData("weekdays 01:30 for 4h Europe/Oslo", "30 1 * * 1-5 | Duration,TimeZone")]
    [InlineData("Sat,Sun 01:00-05:00 host", "0 1 * * 0,6 | Duration,DurationMode")]
    [InlineData("daily 02:00 for 1h except 2026-12-24", "0 2 * * * | Duration,Exclude")]
    public void A_schedule_is_a_line_and_what_it_lacks_is_lost_by_name(string text, string line) =>
        Assert.Equal(line, Converted.Write("Cron", Converted.Text(text)));

    [Theory]
    [InlineData("FREQ=MONTHLY;BYMONTHDAY=1,15", "0 22 1,15 * *")]
    [InlineData("FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=1", "0 22 1 1,4,7,10 *")]
    [InlineData("FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=1", "0 22 1 6 *")]
    [InlineData("FREQ=HOURLY;INTERVAL=6", "0 4,10,16,22 * * *")]
    [InlineData("FREQ=MINUTELY;INTERVAL=20;BYHOUR=3", "0,20,40 3 * * *")]
    [InlineData("FREQ=MONTHLY;BYMONTHDAY=13 + FREQ=WEEKLY;BYDAY=FR", "0 22 13 * * + 0 22 * * 5")]
    public void A_rule_is_fields(string rule, string line) => Assert.Equal(line + " | Duration", Converted.Write("Cron", Converted.Rule(rule)));

    [Theory]
    [InlineData("FREQ=MONTHLY;BYDAY=2TU", "wants a day of the month and a weekday at once")]
    [InlineData("FREQ=WEEKLY;INTERVAL=2;BYDAY=WE", "same each year")]
    [InlineData("FREQ=YEARLY;INTERVAL=2;BYMONTH=1;BYMONTHDAY=1", "same each year")]
    [InlineData("FREQ=HOURLY;INTERVAL=5", "same each year")]
    [InlineData("FREQ=MONTHLY;BYMONTHDAY=-1", "counts from the month's end")]
    [InlineData("FREQ=YEARLY;BYYEARDAY=100", "same each year")]
    public void What_five_fields_cannot_say_is_refused_with_the_reason(string rule, string reason)
    {
        var problem = Converted.Unwritten("Cron", Converted.Rule(rule));
        Assert.Equal("ConversionImpossible", problem.Code);
        Assert.Contains(reason, problem.Message);
    }

    [Theory]
    [InlineData("", "it is empty.")]
    [InlineData("0 22 * * funday", "'funday' is no day of the week (0-7 or sun-sat).")]
    [InlineData("0 22 * * sut", "'sut' is no day of the week (0-7 or sun-sat). Did you mean 'sun'?")]
    [InlineData("0 22 1 janu *", "'janu' is no month (1-12 or jan-dec). Did you mean 'jan'?")]
    [InlineData("60 22 * * *", "'60' is no minute (0-59).")]
    [InlineData("0 24 * * *", "'24' is no hour (0-23).")]
    [InlineData("0 22 0 * *", "'0' is no day of the month (1-31).")]
    [InlineData("0 22 * * fri-mon", "'fri-mon' runs backwards.")]
    [InlineData("0/15 22 * * *", "'0/15' has a step and no range.")]
    [InlineData("*/0 22 * * *", "'*/0' has a step of nothing.")]
    [InlineData("0 22 ? * TUE#2", "'?' is no day of the month (1-31).")]
    [InlineData("0 22 * *", "it has 4 fields and needs five.")]
    [InlineData("0 22 * * 6 /usr/bin/apt-get", "'/usr/bin/apt-get' is one word too many after the five fields.")]
    [InlineData("@reboot", "'@reboot' is no time.")]
    [InlineData("@weakly", "'@weakly' is no nickname. Did you mean '@weekly'?")]
    public void A_line_that_cannot_be_read_names_the_word_and_the_nearest_right_one(string text, string reason)
    {
        var problem = Converted.Unread("Cron", text);
        Assert.Equal("CronInvalid", problem.Code);
        Assert.Equal($"The Cron text '{text}' cannot be read: {reason}", problem.Message);
    }

    [Fact]
    public void A_zone_that_is_none_names_the_nearest() => Assert.Contains("Europe/Oslo", Converted.Unread("Cron", "CRON_TZ=Europe/Olso\n0 22 * * 6").Message);
}
