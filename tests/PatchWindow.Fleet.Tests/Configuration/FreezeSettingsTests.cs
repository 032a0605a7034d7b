using NodaTime;
using PatchWindow.Core.Windows;
using PatchWindow.Fleet.Configuration;

namespace PatchWindow.Fleet.Tests.Configuration;

[Collection(nameof(ProcessEnvironment))]
public sealed class FreezeSettingsTests : IDisposable
{
    private const string Cab = "BEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:VEVENT\nUID:1\nDTSTART;VALUE=DATE:20261204\nRRULE:FREQ=WEEKLY\nSUMMARY:CAB\nEND:VEVENT\nEND:VCALENDAR\n";
    private readonly ConfigurationFile file = new();

    public void Dispose()
    {
        Environment.SetEnvironmentVariable("PATCHWINDOW__policies__p__freezes__0__calendar", null);
        file.Dispose();
    }

    [Theory]
    [InlineData("\"text\": \"Fri\"", "freeze")]
    [InlineData("\"text\": \"Fri 00:00-24:00 Europe/Oslo\", \"reason\": \"no Fridays\"", "no Fridays")]
    [InlineData("\"rrule\": \"FREQ=WEEKLY;BYDAY=FR\", \"at\": \"20:00\", \"duration\": \"4h\"", "freeze")]
    [InlineData("\"rrule\": \"FREQ=WEEKLY;BYDAY=FR\", \"from\": \"2026-12-01\", \"to\": \"2026-12-04\"", "freeze")]
    public void A_freeze_can_recur(string inside, string reason) =>
        Assert.Equal(["4 Frozen " + reason, "5 Upcoming "], Windows($"{{ {inside} }}"));

    [Fact]
    public void A_recurring_freeze_holds_within_its_dates_alone() =>
        Assert.Equal(["4 Upcoming ", "5 Upcoming "], Windows("{ \"text\": \"Fri\", \"from\": \"2026-12-05\" }"));

    [Fact]
    public void A_calendar_is_looked_for_beside_the_file_that_names_it()
    {
        File.WriteAllText(Path.Combine(Path.GetDirectoryName(file.Path)!, "cab.ics"), Cab);
        Assert.Equal(["4 Frozen CAB", "5 Upcoming "], Windows("{ \"calendar\": \"cab.ics\" }"));
        Assert.Equal(["4 Frozen board", "5 Upcoming "], Windows("{ \"calendar\": \"./cab.ics\", \"reason\": \"board\" }"));
    }

    [Fact]
    public void A_calendar_in_an_environment_variable_needs_an_absolute_path()
    {
        var cab = Path.Combine(Path.GetDirectoryName(file.Path)!, "cab.ics");
        File.WriteAllText(cab, Cab);
        Environment.SetEnvironmentVariable("PATCHWINDOW__policies__p__freezes__0__calendar", "cab.ics");
        var finding = Assert.Single(Read("").Findings);
        Assert.Equal("PathRelative", finding.Code);
        Assert.Equal("the environment variable PATCHWINDOW__policies__p__freezes__0__calendar: policies.p.freezes[0].calendar", finding.Path);

        Environment.SetEnvironmentVariable("PATCHWINDOW__policies__p__freezes__0__calendar", cab);
        Assert.Equal(["4 Frozen CAB", "5 Upcoming "], Windows(""));
    }

    [Fact]
    public void Every_event_that_cannot_be_used_is_named_and_the_policy_is_faulty()
    {
        File.WriteAllText(Path.Combine(Path.GetDirectoryName(file.Path)!, "cab.ics"), """
            BEGIN:VCALENDAR
            BEGIN:VEVENT
            UID:1
            DTSTART;TZID=Europe/Olso:20261204T200000
            DURATION:PT1H
            SUMMARY:first
            END:VEVENT
            BEGIN:VEVENT
            UID:2
            DTSTART;TZID=Customized Time Zone:20261204T200000
            DURATION:PT1H
            SUMMARY:second
            END:VEVENT
            END:VCALENDAR
            """.Replace("\r", "").Replace("\n", "\r\n"));
        var (configuration, findings) = Read("{ \"calendar\": \"cab.ics\" }");
        Assert.Empty(configuration.Policies);
        Assert.Equal("p", Assert.Single(configuration.FaultyPolicies).Name);
        Assert.Equal(["policies.p.freezes[0].calendar TimeZoneNotFound", "policies.p.freezes[0].calendar TimeZoneNotFound"], ConfigurationFile.Lines(findings));
        Assert.Contains("'first' of 'cab.ics'", findings[0].Message);
        Assert.Contains("Europe/Oslo", findings[0].Message);
        Assert.Contains("'second' of 'cab.ics'", findings[1].Message);
    }

    [Fact]
    public void An_event_that_is_odd_does_not_hide_one_that_cannot_be_used()
    {
        File.WriteAllText(
            Path.Combine(Path.GetDirectoryName(file.Path)!, "cab.ics"),
            "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nDTSTART:20261204T200000Z\nEND:VEVENT\nBEGIN:VEVENT\nUID:2\nDTSTART;TZID=Europe/Olso:20261204T200000\nDURATION:PT1H\nEND:VEVENT\nEND:VCALENDAR\n");
        var (configuration, findings) = Read("{ \"calendar\": \"cab.ics\" }");
        Assert.Empty(configuration.Policies);
        Assert.Equal(["policies.p.freezes[0].calendar CalendarEventOdd", "policies.p.freezes[0].calendar TimeZoneNotFound"], ConfigurationFile.Lines(findings));
    }

    private (PatchConfiguration Configuration, Finding[] Findings) Read(string freeze)
    {
        File.WriteAllText(file.Path, $$"""
            { "policies": { "p": { "targets": "*", "schedules": [ { "text": "daily 20:00 for 1h" } ], "freezes": [ {{freeze}} ] } } }
            """);
        return file.Read();
    }

    private string[] Windows(string freeze)
    {
        var (configuration, findings) = Read(freeze);
        Assert.Empty(findings);
        var from = Instant.FromUtc(2026, 12, 4, 12, 0);
        return
        [
            .. WindowFinder.From(configuration.Policies[0], from, new WindowQuery(from, DateTimeZone.Utc)).Take(2)
                .Select(w => $"{w.Start.Day} {w.State} {w.Freeze}"),
        ];
    }
}
