using System.Globalization;
using PatchWindow.Core.Windows;

namespace PatchWindow.Core.Tests.Windows;

public sealed class ScheduleTextTests
{
    [Theory]
    [InlineData("daily 22:00 for 4h", "FREQ=DAILY | 22:00 | 4h")]
    [InlineData("every day 22:00 for 4h", "FREQ=DAILY | 22:00 | 4h")]
    [InlineData("every 3 days 2:05 for 90m", "FREQ=DAILY;INTERVAL=3 | 02:05 | 1h30m")]
    [InlineData("every 1 day 22:00 for 4h", "FREQ=DAILY;INTERVAL=1 | 22:00 | 4h")]
    [InlineData("Sat 22:00 for 4h", "FREQ=WEEKLY;BYDAY=SA | 22:00 | 4h")]
    [InlineData("saturday AT 22:00 FOR 4H", "FREQ=WEEKLY;BYDAY=SA | 22:00 | 4h")]
    [InlineData("Mon, Wed ,Fri 22:00 for 4h", "FREQ=WEEKLY;BYDAY=MO,WE,FR | 22:00 | 4h")]
    [InlineData("Tues,Thurs,Thur 22:00 for 4h", "FREQ=WEEKLY;BYDAY=TU,TH | 22:00 | 4h")]
    [InlineData("every Sat,Sun 22:00 for 4h", "FREQ=WEEKLY;BYDAY=SA,SU | 22:00 | 4h")]
    [InlineData("weekdays 22:00 for 4h", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR | 22:00 | 4h")]
    [InlineData("every weekend,Fri,Sun 22:00 for 4h", "FREQ=WEEKLY;BYDAY=SA,SU,FR | 22:00 | 4h")]
    [InlineData("every 2 weeks Wed 22:00 for 4h", "FREQ=WEEKLY;INTERVAL=2;BYDAY=WE | 22:00 | 4h")]
    [InlineData("every 1 week Sat 22:00 for 4h", "FREQ=WEEKLY;INTERVAL=1;BYDAY=SA | 22:00 | 4h")]
    [InlineData("every 999 weeks Wed 22:00 for 4h", "FREQ=WEEKLY;INTERVAL=999;BYDAY=WE | 22:00 | 4h")]
    [InlineData("2nd Tue 22:00 for 4h", "FREQ=MONTHLY;BYDAY=2TU | 22:00 | 4h")]
    [InlineData("1st, third Sunday 22:00 for 4h", "FREQ=MONTHLY;BYDAY=1SU,3SU | 22:00 | 4h")]
    [InlineData("first,second,fourth,fifth,last Fri 22:00 for 4h", "FREQ=MONTHLY;BYDAY=1FR,2FR,4FR,5FR,-1FR | 22:00 | 4h")]
    [InlineData("2nd Tue +3d 22:00 for 4h Europe/Oslo", "FREQ=MONTHLY;BYDAY=2TU | 22:00 | 4h | P3D | Europe/Oslo")]
    [InlineData("2nd Tue - 1w 22:00 for 4h", "FREQ=MONTHLY;BYDAY=2TU | 22:00 | 4h | -P1W")]
    [InlineData("2nd Tue -6D 22:00 for 4h", "FREQ=MONTHLY;BYDAY=2TU | 22:00 | 4h | -P6D")]
    [InlineData("Sat 22:00-02:00", "FREQ=WEEKLY;BYDAY=SA | 22:00 | 4h | WallClock")]
    [InlineData("Sat 22:00 – 2:30", "FREQ=WEEKLY;BYDAY=SA | 22:00 | 4h30m | WallClock")]
    [InlineData("Sat 01:00 - 05:00 UTC", "FREQ=WEEKLY;BYDAY=SA | 01:00 | 4h | UTC | WallClock")]
    [InlineData("Sat 22:00-24:00", "FREQ=WEEKLY;BYDAY=SA | 22:00 | 2h | WallClock")]
    [InlineData("Sat 00:00-24:00", "FREQ=WEEKLY;BYDAY=SA | 00:00 | 1d | WallClock")]
    [InlineData("Sat 06:00-06:00", "FREQ=WEEKLY;BYDAY=SA | 06:00 | 1d | WallClock")]
    [InlineData("Sat 22:00 for 1h30m", "FREQ=WEEKLY;BYDAY=SA | 22:00 | 1h30m")]
    [InlineData("Sat 22:00 for 1h 30m host", "FREQ=WEEKLY;BYDAY=SA | 22:00 | 1h30m | host")]
    [InlineData("Sat 22:00 for 4 h Europe/Oslo", "FREQ=WEEKLY;BYDAY=SA | 22:00 | 4h | Europe/Oslo")]
    [InlineData("Sat 22:00 for 1 h 30 m", "FREQ=WEEKLY;BYDAY=SA | 22:00 | 1h30m")]
    [InlineData("Sat 22:00 for 1 d 2h 30 min UTC", "FREQ=WEEKLY;BYDAY=SA | 22:00 | 1d2h30m | UTC")]
    [InlineData("Sat 22:00 for PT4H", "FREQ=WEEKLY;BYDAY=SA | 22:00 | 4h")]
    [InlineData("Sat 22:00 for 01:30", "FREQ=WEEKLY;BYDAY=SA | 22:00 | 1h30m")]
    [InlineData("Sat 22:00 europe/oslo for 4h", "FREQ=WEEKLY;BYDAY=SA | 22:00 | 4h | Europe/Oslo")]
    [InlineData("Sat 22:00 for 4h W. Europe Standard Time", "FREQ=WEEKLY;BYDAY=SA | 22:00 | 4h | Europe/Berlin")]
    [InlineData("daily 22:00 for 4h W. Europe Standard Time except Fri", "FREQ=DAILY;BYDAY=MO,TU,WE,TH,SA,SU | 22:00 | 4h | Europe/Berlin")]
    [InlineData("daily 22:00 for 4h except weekends", "FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR | 22:00 | 4h")]
    [InlineData("daily 22:00 except Fri,Sat for 4h host", "FREQ=DAILY;BYDAY=MO,TU,WE,TH,SU | 22:00 | 4h | host")]
    [InlineData("Sat 22:00 for 4h except 2026-12-26,2027-01-02", "FREQ=WEEKLY;BYDAY=SA | 22:00 | 4h | except 2026-12-26,2027-01-02")]
    [InlineData("daily 22:00 for 4h except Fri except 2026-12-24 except 2026-12-25", "FREQ=DAILY;BYDAY=MO,TU,WE,TH,SA,SU | 22:00 | 4h | except 2026-12-24,2026-12-25")]
    [InlineData("2026-12-05 22:00 for 4h", "2026-12-05 | 22:00 | 4h")]
    [InlineData("\tSat\u00a022:00\n for  4h ", "FREQ=WEEKLY;BYDAY=SA | 22:00 | 4h")]
    public void A_text_becomes_a_rule_with_time_duration_offset_and_zone(string text, string schedule)
    {
        var read = ScheduleText.Parse(text).Value;
        Assert.Equal(schedule, Line(read));
        Assert.Equal(text.Trim(), read.Text);
        Assert.NotNull(ScheduleCompiler.Compile(read, null, []));
    }

    private static string Line(Schedule schedule) => string.Join(" | ", new[]
    {
        schedule.RRule ?? string.Join(",", schedule.Include.Select(i => MomentText.Format(i).Replace(" 00:00", ""))),
        schedule.At?.ToString("hh\\:mm", CultureInfo.InvariantCulture),
        DurationText.Format(schedule.Duration),
        schedule.Offset,
        schedule.TimeZone,
        schedule.DurationMode == DurationMode.Elapsed ? null : schedule.DurationMode.ToString(),
        schedule.Exclude.Length == 0 ? null : "except " + string.Join(",", schedule.Exclude.Select(MomentText.FormatDate)),
    }.Where(part => part is not null));
}
