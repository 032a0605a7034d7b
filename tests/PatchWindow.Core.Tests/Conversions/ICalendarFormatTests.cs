using PatchWindow.Core.Conversions;

namespace PatchWindow.Core.Tests.Conversions;

public sealed class ICalendarFormatTests
{
    private const string Oslo = "DTSTART;TZID=Europe/Oslo:20260113T220000\n";

    [Theory]
    [InlineData(Oslo + "DURATION:PT4H\nRRULE:FREQ=MONTHLY;BYDAY=2TU", "FREQ=MONTHLY;BYDAY=2TU | 22:00 | for 4h | from 2026-01-13 22:00 | Europe/Oslo")]
    [InlineData("RRULE:FREQ=MONTHLY;BYDAY=2TU\nDURATION:PT4H\n" + Oslo, "FREQ=MONTHLY;BYDAY=2TU | 22:00 | for 4h | from 2026-01-13 22:00 | Europe/Oslo")]
    [InlineData("DTSTART;TZID=\"W. Europe Standard Time\":20260113T220000\nDTEND;TZID=\"W. Europe Standard Time\":20260114T010000\nRRULE:FREQ=DAILY", "FREQ=DAILY | 22:00 | for 3h | from 2026-01-13 22:00 | Europe/Berlin")]
    [InlineData("DTSTART:20260113T220000Z\nDURATION:PT4H\nRRULE:FREQ=WEEKLY", "FREQ=WEEKLY | 22:00 | for 4h | from 2026-01-13 22:00 | UTC")]
    [InlineData("DTSTART:20260113T220000\nDURATION:P1D\nRRULE:FREQ=WEEKLY", "FREQ=WEEKLY | 22:00 | for 1d by the clock | from 2026-01-13 22:00 | host")]
    [InlineData("DTSTART;VALUE=DATE:20260113\nRRULE:FREQ=WEEKLY", "FREQ=WEEKLY | 00:00 | for 1d by the clock | from 2026-01-13 00:00 | host")]
    [InlineData(Oslo + "DURATION:PT4H", "22:00 | for 4h | on 2026-01-13 22:00 | Europe/Oslo")]
    [InlineData(Oslo + "DURATION:PT4H\nRDATE;TZID=Europe/Oslo:20260201T010000,20260301T220000", "22:00 | for 4h | on 2026-01-13 22:00,2026-02-01 01:00,2026-03-01 22:00 | Europe/Oslo")]
    [InlineData(Oslo + "DURATION:PT4H\nRDATE:20260201T210000Z", "22:00 | for 4h | on 2026-01-13 22:00,2026-02-01 22:00 | Europe/Oslo")]
    [InlineData(Oslo + "DURATION:PT4H\nRRULE:FREQ=DAILY\nRDATE;TZID=Europe/Oslo:20260201T000000", "FREQ=DAILY;BYHOUR=22;BYMINUTE=0 | 00:00 | for 4h | from 2026-01-13 22:00 | on 2026-02-01 00:00 | Europe/Oslo")]
    [InlineData(Oslo + "DURATION:PT4H\nRRULE:FREQ=DAILY\nEXDATE;TZID=Europe/Oslo:20260201T220000\nEXDATE:20260202T210000Z", "FREQ=DAILY | 22:00 | for 4h | from 2026-01-13 22:00 | except 2026-02-01,2026-02-02 | Europe/Oslo")]
    [InlineData(Oslo + "DURATION:PT4H\nRRULE:FREQ=DAILY\nEXDATE;VALUE=DATE:20260201\nEXDATE;TZID=Europe/Oslo:20260202T230000", "FREQ=DAILY | 22:00 | for 4h | from 2026-01-13 22:00 | except 2026-02-01 | Europe/Oslo")]
    [InlineData(Oslo + "DURATION:PT4H\nRRULE:FREQ=WEEK\n LY;BYDAY=TU", "FREQ=WEEKLY;BYDAY=TU | 22:00 | for 4h | from 2026-01-13 22:00 | Europe/Oslo")]
    public void An_event_is_a_schedule(string text, string schedule)
    {
        Assert.Equal(schedule, Converted.Line(Converted.Read("ICalendar", text)));
        Assert.Equal(schedule, Converted.Line(Converted.Read("ICalendar", text.Replace("\n", "\r\n"))));
    }

    // RFC 5545 §3.8.5.3: "The DTSTART property value … counts as the first occurrence".
    [Fact]
    public void DTSTART_is_a_time_of_the_event_even_where_the_rule_does_not_give_it() =>
        Assert.Equal(
            "FREQ=WEEKLY;BYDAY=SA | 22:00 | for 4h | from 2026-01-13 22:00 | on 2026-01-13 22:00 | Europe/Oslo",
            Converted.Line(Converted.Read("ICalendar", Oslo + "DURATION:PT4H\nRRULE:FREQ=WEEKLY;BYDAY=SA")));

    [Fact]
    public void A_calendar_around_the_event_and_what_stands_in_it_besides_are_read_past()
    {
        var read = Converted.Read("ICalendar", """
            BEGIN:VCALENDAR
            VERSION:2.0
            BEGIN:VTIMEZONE
            TZID:Europe/Oslo
            BEGIN:STANDARD
            DTSTART:19701025T030000
            RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
            END:STANDARD
            END:VTIMEZONE
            BEGIN:VEVENT
            UID:1
            DTSTAMP:20260101T000000Z
            SUMMARY:Patches\, web\; ring 1
            DTSTART;TZID=Europe/Oslo:20260113T220000
            DURATION:PT4H
            RRULE:FREQ=MONTHLY;BYDAY=2TU
            BEGIN:VALARM
            TRIGGER:-PT15M
            DURATION:PT5M
            END:VALARM
            END:VEVENT
            END:VCALENDAR
            """);

        Assert.Equal("FREQ=MONTHLY;BYDAY=2TU | 22:00 | for 4h | from 2026-01-13 22:00 | Europe/Oslo", Converted.Line(read));
        Assert.Equal("Patches, web; ring 1", read.Name);
    }

    [Theory]
    [InlineData("Sat 22:00 for 4h Europe/Oslo", "DTSTART;TZID=Europe/Oslo:20010106T220000|DURATION:PT4H|RRULE:FREQ=WEEKLY;BYDAY=SA")]
    [InlineData("Sat 22:00 for 1h30m UTC", "DTSTART:20010106T220000Z|DURATION:PT1H30M|RRULE:FREQ=WEEKLY;BYDAY=SA")]
    [InlineData("Sat 00:00-24:00 host", "DTSTART:20010106T000000|DURATION:P1D|RRULE:FREQ=WEEKLY;BYDAY=SA")]
    [InlineData("2nd Tue +3d 22:00 for 4h", "DTSTART:20010112T220000|DURATION:PT4H|RRULE:FREQ=MONTHLY;BYMONTHDAY=11,12,13,14,15,16,17;BYDAY=FR")]
    [InlineData("daily 22:00 for 4h UTC except 2026-12-24", "DTSTART:20010101T220000Z|DURATION:PT4H|RRULE:FREQ=DAILY|EXDATE:20261224T220000Z")]
    [InlineData("2026-12-05 22:00 for 4h Europe/Oslo", "DTSTART;TZID=Europe/Oslo:20261205T220000|DURATION:PT4H")]
    public void A_schedule_is_an_event(string text, string lines) => Assert.Equal(lines, Event(Converted.Text(text)));

    [Fact]
    public void An_end_is_in_UTC_where_the_start_has_a_zone()
    {
        var schedule = Converted.Rule("FREQ=DAILY");
        schedule.TimeZone = "Europe/Oslo";
        schedule.Start = new DateTime(2026, 1, 13);
        schedule.Until = new DateTime(2026, 7, 1);
        schedule.Include = [new DateTime(2026, 9, 1), new DateTime(2026, 6, 1, 4, 0, 0)];

        Assert.Equal(
            "DTSTART;TZID=Europe/Oslo:20260113T220000|DURATION:PT4H|RRULE:FREQ=DAILY;UNTIL=20260701T215959Z|RDATE;TZID=Europe/Oslo:20260601T040000",
            Event(schedule));
    }

    [Fact]
    public void Lines_are_folded_at_75_octets_and_text_is_escaped_and_both_are_undone()
    {
        var schedule = Converted.Text("daily 22:00 for 4h");
        schedule.Name = string.Concat(Enumerable.Repeat("Ærlig talt, 😀; C:\\temp\n", 9));

        var text = ScheduleFormats.Find("ICalendar").Value.Write(schedule).Value.Value;

        Assert.All(text.Split(["\r\n"], StringSplitOptions.None), line => Assert.InRange(System.Text.Encoding.UTF8.GetByteCount(line), 0, 75));
        Assert.DoesNotContain('\uFFFD', System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(text)));
        Assert.Contains("Ærlig talt\\, 😀\\; C:\\\\temp\\n", text.Replace("\r\n ", ""));
        Assert.Equal(schedule.Name.Trim(), Converted.Read("ICalendar", text).Name!.Trim());
        Assert.EndsWith("END:VEVENT\r\nEND:VCALENDAR\r\n", text);
    }

    [Fact]
    public void One_time_left_out_of_a_day_with_several_is_a_loss()
    {
        var read = ScheduleFormats.Find("ICalendar").Value.Read(Oslo + "DURATION:PT1H\nRRULE:FREQ=DAILY;BYHOUR=2,22\nEXDATE;TZID=Europe/Oslo:20260201T020000").Value;

        Assert.Equal("Exclude", Assert.Single(read.Losses).Path);
    }

    [Fact]
    public void A_first_time_that_the_clock_skips_is_counted_from_as_it_is_written() => Assert.Equal(
        "FREQ=DAILY | 02:00 | for 1h | from 2025-03-09 02:00 | America/New_York",
        Converted.Line(Converted.Read("ICalendar", "DTSTART;TZID=America/New_York:20250309T020000\nDURATION:PT1H\nRRULE:FREQ=DAILY")));

    [Fact]
    public void Positions_keep_the_time_that_they_choose_from()
    {
        var rule = Converted.Rule("FREQ=DAILY;INTERVAL=4;BYHOUR=16;BYSETPOS=-1");
        Assert.Equal("DTSTART:20010105T160000|DURATION:PT4H|RRULE:FREQ=DAILY;INTERVAL=4;BYHOUR=16;BYMINUTE=0;BYSETPOS=-1", Event(rule));
    }

    [Fact]
    public void A_date_at_midnight_beside_a_rule_that_counts_hours_is_a_loss_and_moves_none_of_them()
    {
        var read = ScheduleFormats.Find("ICalendar").Value.Read(Oslo + "DURATION:PT1H\nRRULE:FREQ=HOURLY;INTERVAL=42\nRDATE;TZID=Europe/Oslo:20260201T000000").Value;

        Assert.Equal("Include", Assert.Single(read.Losses).Path);
        Assert.Equal("FREQ=HOURLY;INTERVAL=42 | 22:00 | for 1h | from 2026-01-13 22:00 | Europe/Oslo", Converted.Line(read.Value));
    }

    [Fact]
    public void Nothing_is_written_of_what_opens_only_at_the_end_of_the_calendar()
    {
        var schedule = Converted.Rule("FREQ=DAILY");
        (schedule.Start, schedule.Until, schedule.Offset) = (new DateTime(9999, 12, 30), DateTime.MaxValue, "P9D");

        Assert.Contains("it never opens", Converted.Unwritten("ICalendar", schedule).Message);
        schedule.Start = null;
        Assert.Equal("DTSTART:20010110T220000|DURATION:PT4H|RRULE:FREQ=DAILY", Event(schedule));
    }

    [Theory]
    [InlineData("FREQ=DAILY;INTERVAL=3;BYMONTH=2 + FREQ=DAILY;INTERVAL=2;BYMONTH=3")]
    [InlineData("FREQ=DAILY;BYYEARDAY=100")]
    public void Rules_that_count_from_different_days_or_are_none_are_refused(string rules) => Assert.NotNull(Converted.Unwritten("ICalendar", Converted.Rule(rules)));

    [Theory]
    [InlineData("RRULE:FREQ=DAILY", "it has no DTSTART.")]
    [InlineData("BEGIN:VCALENDAR", "'BEGIN:VCALENDAR' has no end.")]
    [InlineData("END:VEVENT", "'END:VEVENT' ends nothing.")]
    [InlineData(Oslo + Oslo, "it has two DTSTART.")]
    [InlineData(Oslo + "DTEND;TZID=Europe/Oslo:20260113T210000", "DTEND is before DTSTART.")]
    [InlineData("DTSTART:00000101T000000", "DTSTART '00000101T000000' is no date or time.")]
    [InlineData(Oslo + "RRUEL:FREQ=DAILY", "'RRUEL' is not understood. Did you mean 'RRULE'?")]
    [InlineData(Oslo + "Sat 22 for 4h", "'Sat 22 for 4h' is no line of a calendar.")]
    [InlineData(Oslo + "DURATION:4h", "DURATION '4h' is no duration.")]
    [InlineData(Oslo + "EXDATE:2026-02-01", "EXDATE '2026-02-01' is no date or time.")]
    [InlineData("DTSTART;TZID=Europe/Olso:20260113T220000", "'Europe/Olso' is no time zone. Did you mean 'Europe/Oslo'?")]
    [InlineData("BEGIN:VEVENT\nEND:VEVENT\nBEGIN:VEVENT\nEND:VEVENT", "it has several events, and each is a schedule.")]
    public void A_text_that_cannot_be_read_names_the_word_and_the_nearest_right_one(string text, string reason)
    {
        var problem = Converted.Unread("ICalendar", text);
        Assert.Equal("ICalendarInvalid", problem.Code);
        Assert.EndsWith("cannot be read: " + reason, problem.Message);
    }

    private static string Event(Schedule schedule)
    {
        var lines = Converted.Write("ICalendar", schedule).Replace("\r", "").Replace(" +  ", "").Split([" + "], StringSplitOptions.RemoveEmptyEntries);
        return string.Join("|", lines.Where(l => !l.StartsWith("BEGIN", StringComparison.Ordinal) && !l.StartsWith("END", StringComparison.Ordinal)
            && l.Split(':')[0] is not ("VERSION" or "PRODID" or "UID" or "DTSTAMP")));
    }
}
