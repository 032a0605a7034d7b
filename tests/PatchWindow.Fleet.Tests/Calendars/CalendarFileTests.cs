using NodaTime;
using PatchWindow.Core.Policies;
using PatchWindow.Core.Windows;
using PatchWindow.Fleet.Calendars;

namespace PatchWindow.Fleet.Tests.Calendars;

/// <summary>Calendars against a policy that is open all the time, in Oslo: what is not open is what they freeze.</summary>
public sealed class CalendarFileTests : IDisposable
{
    private readonly string path = Path.GetTempFileName();

    public void Dispose() => File.Delete(path);

    [Theory]
    [InlineData("DTSTART;VALUE=DATE:20261218|DTEND;VALUE=DATE:20270105", "2026-12-18 00:00 to 2027-01-05 00:00")]
    [InlineData("DTSTART;VALUE=DATE:20261218", "2026-12-18 00:00 to 2026-12-19 00:00")]
    [InlineData("DTSTART;VALUE=DATE:20261024|DURATION:P2D", "2026-10-24 00:00 to 2026-10-26 00:00")]
    [InlineData("DTSTART:20261218T200000Z|DTEND:20261218T230000Z", "2026-12-18 21:00 to 2026-12-19 00:00")]
    [InlineData("DTSTART:20261218T200000|DURATION:PT3H", "2026-12-18 20:00 to 2026-12-18 23:00")]
    [InlineData("DTSTART;TZID=America/New_York:20261218T200000|DTEND;TZID=America/New_York:20261218T230000", "2026-12-19 02:00 to 2026-12-19 05:00")]
    [InlineData("DTSTART;TZID=W. Europe Standard Time:20261218T200000|DTEND;TZID=W. Europe Standard Time:20261218T230000", "2026-12-18 20:00 to 2026-12-18 23:00")]
    [InlineData("DTSTART;TZID=/citadel.org/20210210_1/America/New_York:20261218T200000|DURATION:PT3H", "2026-12-19 02:00 to 2026-12-19 05:00")]
    [InlineData("DTSTART;TZID=Europe/Oslo:20261218T200000|DTEND;TZID=America/New_York:20261218T200000", "2026-12-18 20:00 to 2026-12-19 02:00")]
    [InlineData("DTSTART:20261001T000000Z|DTEND:20261118T000000Z", "2026-10-01 02:00 to 2026-11-18 01:00")]

    // A date that ends on itself is that day.
    [InlineData("DTSTART;VALUE=DATE:20261218|DTEND;VALUE=DATE:20261218", "2026-12-18 00:00 to 2026-12-19 00:00")]

    // The night of 2026-10-25 is an hour longer: three days of the clock, three hours that pass.
    [InlineData("DTSTART;TZID=Europe/Oslo:20261024T200000|DURATION:P1D", "2026-10-24 20:00 to 2026-10-25 20:00")]
    [InlineData("DTSTART;TZID=Europe/Oslo:20261025T010000|DURATION:PT3H", "2026-10-25 01:00 to 2026-10-25 03:00")]
    public void An_event_freezes_the_time_it_lasts(string lines, string frozen) => Assert.Equal([frozen], Frozen(Event(lines)));

    [Theory]
    [InlineData(
        "DTSTART;VALUE=DATE:20261204|RRULE:FREQ=WEEKLY;BYDAY=FR;COUNT=3|EXDATE;VALUE=DATE:20261211",
        "2026-12-04 00:00 to 2026-12-05 00:00", "2026-12-18 00:00 to 2026-12-19 00:00")]
    [InlineData(
        "DTSTART;TZID=Europe/Oslo:20261204T200000|DURATION:PT1H|RRULE:FREQ=WEEKLY;UNTIL=20261218T190000Z|EXDATE:20261211T190000Z",
        "2026-12-04 20:00 to 2026-12-04 21:00", "2026-12-18 20:00 to 2026-12-18 21:00")]
    [InlineData(
        "DTSTART;TZID=Europe/Oslo:20261204T200000|DURATION:PT1H|RDATE;TZID=Europe/Oslo:20261206T200000,20261207T090000",
        "2026-12-04 20:00 to 2026-12-04 21:00", "2026-12-06 20:00 to 2026-12-06 21:00", "2026-12-07 09:00 to 2026-12-07 10:00")]
    [InlineData(
        "DTSTART;TZID=Europe/Oslo:20261204T200000|DURATION:PT1H|RDATE;VALUE=PERIOD:20261206T190000Z/PT5H,20261207T090000Z/20261207T093000Z",
        "2026-12-04 20:00 to 2026-12-04 21:00", "2026-12-06 20:00 to 2026-12-07 01:00", "2026-12-07 10:00 to 2026-12-07 10:30")]
    [InlineData(
        "DTSTART;TZID=Europe/Oslo:20261204T200000|DURATION:PT1H|RRULE:FREQ=WEEKLY;COUNT=2|EXDATE;TZID=Europe/Oslo:20261211T200000|RDATE;TZID=Europe/Oslo:20261211T080000",
        "2026-12-04 20:00 to 2026-12-04 21:00", "2026-12-11 08:00 to 2026-12-11 09:00")]
    [InlineData(
        "DTSTART;TZID=Europe/Oslo:20261204T200000|DURATION:PT1H|RDATE;TZID=Europe/Oslo:20261211T000000,20261212T090000|EXDATE;TZID=Europe/Oslo:20261212T090000",
        "2026-12-04 20:00 to 2026-12-04 21:00", "2026-12-11 00:00 to 2026-12-11 01:00")]

    // RFC 5545 §3.8.5.3: DTSTART counts even where the rule does not give it.
    [InlineData(
        "DTSTART;VALUE=DATE:20261203|RRULE:FREQ=WEEKLY;BYDAY=FR;UNTIL=20261204",
        "2026-12-03 00:00 to 2026-12-05 00:00")]
    public void A_recurring_event_freezes_each_of_its_times(string lines, params string[] frozen) => Assert.Equal(frozen, Frozen(Event(lines)));

    [Fact]
    public void An_instance_that_was_moved_is_frozen_where_it_is_now() =>
        Assert.Equal(
            ["2026-12-04 20:00 to 2026-12-04 21:00", "2026-12-12 08:00 to 2026-12-12 10:00", "2026-12-18 20:00 to 2026-12-18 21:00"],
            Frozen(
                Event("UID:1|DTSTART;TZID=Europe/Oslo:20261204T200000|DURATION:PT1H|RRULE:FREQ=WEEKLY;COUNT=3")
                + Event("UID:1|RECURRENCE-ID;TZID=Europe/Oslo:20261211T200000|DTSTART;TZID=Europe/Oslo:20261212T080000|DURATION:PT2H")));

    [Fact]
    public void An_instance_at_a_time_of_its_own_that_was_moved_is_frozen_where_it_is_now() =>
        Assert.Equal(
            ["2026-12-04 20:00 to 2026-12-04 21:00", "2026-12-06 12:00 to 2026-12-06 13:00", "2026-12-07 12:00 to 2026-12-07 13:00"],
            Frozen(
                Event("UID:1|DTSTART;TZID=Europe/Oslo:20261204T200000|DURATION:PT1H|RDATE;TZID=Europe/Oslo:20261206T090000|RDATE;VALUE=PERIOD:20261207T090000Z/PT5H")
                + Event("UID:1|RECURRENCE-ID;TZID=Europe/Oslo:20261206T090000|DTSTART;TZID=Europe/Oslo:20261206T120000|DURATION:PT1H")
                + Event("UID:1|RECURRENCE-ID:20261207T090000Z|DTSTART;TZID=Europe/Oslo:20261207T120000|DURATION:PT1H")));

    [Fact]
    public void An_instance_that_was_cancelled_is_not_frozen() =>
        Assert.Equal(
            ["2026-12-04 20:00 to 2026-12-04 21:00"],
            Frozen(
                Event("UID:1|DTSTART;TZID=Europe/Oslo:20261204T200000|DURATION:PT1H|RRULE:FREQ=WEEKLY;COUNT=2")
                + Event("UID:1|RECURRENCE-ID:20261211T190000Z|DTSTART;TZID=Europe/Oslo:20261211T200000|DURATION:PT1H|STATUS:CANCELLED")
                + Event("UID:2|DTSTART;VALUE=DATE:20261220|STATUS:CANCELLED")));

    // Outlook marks whole days as free time unless told otherwise.
    [Fact]
    public void An_event_that_is_marked_as_free_time_freezes_all_the_same() =>
        Assert.Equal(["2026-12-18 00:00 to 2026-12-19 00:00"], Frozen(Event("DTSTART;VALUE=DATE:20261218|TRANSP:TRANSPARENT")));

    [Fact]
    public void The_reason_is_the_events_summary() =>
        Assert.Equal("Change Advisory Board, no changes", Read(Event("DTSTART;VALUE=DATE:20261218|SUMMARY:Change Advisory Board\\, no chan|\tges".Replace("|\t", "\r\n ")))[0].Name);

    // The library makes up a UID where there is none, another at each reading.
    [Fact]
    public void The_reason_of_an_event_without_a_summary_is_its_date() =>
        Assert.Equal("event of 2026-12-18", Read(Event("DTSTART;VALUE=DATE:20261218"))[0].Name);

    [Theory]
    [InlineData("DTSTART;VALUE=DATE:20261218|RRULE:FREQ=DALY", "cannot be read")]
    [InlineData("DTSTART;VALUE=DATE:20261218|DTEND;VALUE=DATE:20261219|DTEND;VALUE=DATE:20270105", "its DTEND is given twice")]
    [InlineData("DTSTART;VALUE=DATE:20261218|DTEND;VALUE=DATE:20261219|DURATION:P9D", "it has both DTEND and DURATION")]
    [InlineData("DTSTART;VALUE=DATE:20261204|RDATE;VALUE=DATE:20261211, 20261213", "in its RDATE, ' 20261213' is no date")]
    [InlineData("DTSTART;VALUE=DATE:20261204|RRULE:FREQ=DAILY|EXDATE;VALUE=DATE:20261205,soon", "in its EXDATE, 'soon' is no date")]
    [InlineData("DTSTART:2026x", "its DTSTART cannot be read")]
    [InlineData("SUMMARY:x", "it has no DTSTART")]
    [InlineData("DTSTART:20261218T000000Z|DURATION:PX", "its DURATION cannot be read")]
    [InlineData("DTSTART:20261218T000000Z|DURATION:PT1H|EXDATE:soon", "in its EXDATE, 'soon' is no date")]
    [InlineData("DTSTART:20261218T000000Z|DTEND:20261217T000000Z", "it ends before it begins")]
    [InlineData("DTSTART:20261218T000000Z|DTEND;VALUE=DATE:20261219", "one of DTSTART and DTEND is a date, the other a time")]
    [InlineData("DTSTART:20261218T000000Z|DURATION:PT1H|RRULE:FREQ=DAILY|EXRULE:FREQ=WEEKLY", "EXRULE is deprecated and not read")]
    [InlineData("DTSTART:20261218T000000Z|DURATION:PT1H|RRULE:FREQ=HOURLY;INTERVAL=6|EXDATE:20261218T060000Z", "recurs several times a day")]
    [InlineData("DTSTART:20261218T000000Z|DURATION:PT1H|RECURRENCE-ID;RANGE=THISANDFUTURE:20261218T000000Z", "RANGE=THISANDFUTURE is not read")]
    public void An_event_that_cannot_be_read_is_a_fault_that_names_it(string lines, string reason)
    {
        var findings = Findings(Calendar(Event(lines + "|SUMMARY:CAB") + Event("DTSTART;VALUE=DATE:20261220")));
        var finding = Assert.Single(findings);
        Assert.Equal(("CalendarInvalid", FindingSeverity.Error), (finding.Code, finding.Severity));
        Assert.Contains(reason, finding.Message);
    }

    [Theory]
    [InlineData("DTSTART:20261218T000000Z", "lasts no time and freezes nothing")]
    [InlineData("DTSTART:20261218T000000Z|DURATION:PT1H|RRULE:FREQ=DAILY|EXDATE:20261220T010000Z", "leaves out 2026-12-20 01:00, at which it does not occur")]
    public void What_freezes_less_or_more_than_it_seems_to_is_a_warning(string lines, string what)
    {
        var finding = Assert.Single(Findings(Calendar(Event(lines + "|SUMMARY:CAB"))));
        Assert.Equal(FindingSeverity.Warning, finding.Severity);
        Assert.StartsWith("The event 'CAB' of 2026-12-18 in '", finding.Message);
        Assert.Contains(what, finding.Message);
    }

    [Theory]
    [InlineData("", "is no iCalendar file")]
    [InlineData("<html><body>Sign in</body></html>", "is no iCalendar file")]
    [InlineData("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20261218\r\nEND:VEVENT\r\n", "is cut short")]
    [InlineData("BEGIN:VCALENDAR\r\n\u0001\r\nEND:VCALENDAR", "cannot be read")]
    [InlineData("BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20261218\r\nEND:VCALENDAR", "cannot be read")]
    [InlineData("BEGIN:VCALENDAR\r\nBEGIN:VTODO\r\nBEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20261218\r\nEND:VEVENT\r\nEND:VTODO\r\nEND:VCALENDAR", "of its 1 events, 1 lie within another component")]
    [InlineData("BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20261218\r\nBEGIN:VEV\r\n ENT\r\nDTSTART;VALUE=DATE:20261220\r\nEND:VEVENT\r\nEND:VEVENT\r\nEND:VCALENDAR", "of its 2 events, 1 lie within another component")]
    public void A_file_that_is_no_whole_calendar_is_refused(string text, string reason)
    {
        var finding = Assert.Single(Findings(text));
        Assert.Equal("CalendarInvalid", finding.Code);
        Assert.Contains(path, finding.Message);
        Assert.Contains(reason, finding.Message);
    }

    [Fact]
    public void A_calendar_without_events_is_whole() => Assert.Empty(Findings(Calendar("")));

    [Fact]
    public void A_folder_is_no_calendar()
    {
        var findings = new List<Finding>();
        Assert.Empty(CalendarFile.Read(Path.GetTempPath(), findings));
        Assert.Equal("CalendarUnreadable", Assert.Single(findings).Code);
    }

    private static string Event(string lines) =>
        "BEGIN:VEVENT\r\n" + lines.Replace("|", "\r\n") + "\r\nEND:VEVENT\r\n";

    private static string Calendar(string events) => "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//test//EN\r\n" + events + "END:VCALENDAR\r\n";

    private IReadOnlyList<Schedule> Read(string events)
    {
        File.WriteAllText(path, Calendar(events));
        var findings = new List<Finding>();
        var schedules = CalendarFile.Read(path, findings);
        Assert.Empty(findings);
        return schedules;
    }

    private List<Finding> Findings(string text)
    {
        File.WriteAllText(path, text);
        var findings = new List<Finding>();
        _ = CalendarFile.Read(path, findings);
        return findings;
    }

    // What is not open of two months that are open without a break, on Oslo's clock.
    private string[] Frozen(string events)
    {
        var policy = new Policy
        {
            Name = "p", TimeZone = "Europe/Oslo",
            Schedules = [.. Enumerable.Range(0, 5).Select(i => new Schedule { Include = [new DateTime(2026, 9, 25).AddDays(30 * i)], At = TimeSpan.Zero, Duration = TimeSpan.FromDays(30), DurationMode = DurationMode.WallClock })],
            Freezes = [new Freeze { Calendar = path, Schedules = [.. Read(events)] }],
        };
        var findings = new List<Finding>();
        var compiled = PolicyCompiler.Compile(policy, findings);
        Assert.Empty(findings);
        var (from, to) = (Instant.FromUtc(2026, 9, 26, 0, 0), Instant.FromUtc(2027, 2, 15, 0, 0));
        var open = WindowFinder.Between(compiled!, from, to, new WindowQuery(from, DateTimeZone.Utc)).Where(w => w.State != WindowState.Frozen);
        var frozen = new List<string>();
        DateTimeOffset? end = null;
        foreach (var window in open)
        {
            if (end < window.Start) frozen.Add($"{MomentText.Format(end.Value.DateTime)} to {MomentText.Format(window.Start.DateTime)}");
            end = end > window.End ? end : window.End;
        }

        return [.. frozen];
    }
}
