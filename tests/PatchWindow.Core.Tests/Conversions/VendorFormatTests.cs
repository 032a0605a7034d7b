using PatchWindow.Core.Tests.Windows;

namespace PatchWindow.Core.Tests.Conversions;

/// <summary>What holds for every format that a vendor made.</summary>
public sealed class VendorFormatTests
{
    public static TheoryData<string> Formats => [.. SayableSchedules.Formats];

    [Theory, MemberData(nameof(Formats))]
    public void A_schedule_without_a_zone_of_its_own_goes_as_UTC_and_that_is_a_loss(string format)
    {
        var schedule = new SayableSchedules(1).For(format)!;
        schedule.TimeZone = "UTC";
        var named = Converting.Write(format, schedule);
        schedule.TimeZone = null;
        var nameless = Converting.Write(format, schedule);

        Assert.Empty(named.Losses);
        Assert.Equal(named.Value, nameless.Value);
        var loss = Assert.Single(nameless.Losses);
        Assert.Equal(("ConversionLoss", FindingSeverity.Warning, "TimeZone"), (loss.Code, loss.Severity, loss.Path));
        Assert.Equal($"TimeZone: The schedule has no time zone of its own and takes its policy's: to {format} it goes as UTC.", loss.ToString());
    }

    [Theory, MemberData(nameof(Formats))]
    public void What_ends_before_it_opens_is_refused(string format)
    {
        var schedule = new Schedule { Text = "Sat 22:00 for 3h UTC", Start = Given.Local("2027-01-01"), Until = Given.Local("2026-01-01") };
        Assert.EndsWith("ends before it ever opens.", Converting.Impossible(format, schedule).Message, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Formats))]
    public void The_calendar_ends_somewhere_and_that_is_no_exception(string format)
    {
        Schedule At(string start, string? offset) => new()
        {
            RRule = "FREQ=WEEKLY;BYDAY=SA", Start = Given.Local(start), Until = DateTime.MaxValue, Offset = offset, Duration = TimeSpan.FromHours(3), TimeZone = "Pacific/Honolulu",
        };
        string?[] offsets = [null, "P9D", "-P9D", "P9DT5H", "-P9DT5H"];
        foreach (var start in new[] { "9999-12-25T22:00", "9997-12-25T22:00", "0001-01-01T22:00", "2026-12-05T22:00" })
        {
            Assert.All(offsets, offset => Assert.True(
                Converting.Format(format).Write(At(start, offset)) is { IsSuccess: true } or { Problem.Code: "ConversionImpossible" }));
        }

        Assert.All(offsets, offset => Assert.Contains("FREQ=WEEKLY;BYDAY=SA", Converting.Impossible(format, At("9999-12-25T22:00", offset)).Message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("AwsSsm", "at(0000-01-01T00:00:00)")]
    [InlineData("AwsSsm", "at(9999-12-31T23:00:00)")]
    [InlineData("AwsSsm", """{ "Schedule": "cron(0 8 1 1 ? *)", "Duration": 2, "StartDate": "9999-12-31T23:59:59-12:00" }""")]
    [InlineData("AwsSsm", """{ "Schedule": "rate(7 days)", "Duration": 2, "StartDate": "0001-01-01T00:00+12:00" }""")]
    [InlineData("AzureMaintenance", """{ "startDateTime": "0001-01-01 00:00", "duration": "02:00", "timeZone": "UTC", "recurEvery": "Month First Monday Offset6" }""")]
    [InlineData("AzureMaintenance", """{ "startDateTime": "9999-12-31 00:00", "duration": "02:00", "timeZone": "UTC", "recurEvery": "Month First Monday Offset-6" }""")]
    [InlineData("AzureMaintenance", """{ "startDateTime": "-0100-12-31 00:00", "duration": "02:00", "timeZone": "UTC", "recurEvery": "Day" }""")]
    [InlineData("GcpOsConfig", """{ "duration": "60s", "oneTimeSchedule": { "executeTime": "9999-12-31T23:59:59-12:00" } }""")]
    [InlineData("Gke", """{ "window": { "startTime": "0000-12-05T01:00:00Z", "endTime": "2026-12-05T07:00:00Z" }, "recurrence": "FREQ=DAILY" }""")]
    [InlineData("Gke", """{ "recurringMaintenanceWindow": { "delayUntil": { "year": 9999, "month": 12, "day": 31 }, "windowStartTime": {}, "windowDuration": "60s", "recurrence": "FREQ=DAILY" } }""")]
    public void A_date_without_room_around_it_is_no_date(string format, string text) => Converting.Unreadable(format, text);

    [Theory]
    [InlineData("GcpOsConfig")]
    [InlineData("Zincati")]
    public void Every_minute_moved_by_hours_is_not_once_a_day(string format) => Converting.Impossible(
        format, new Schedule { RRule = "FREQ=MINUTELY", Offset = "P8DT5H", At = new TimeSpan(17, 23, 0), Duration = TimeSpan.FromHours(1), TimeZone = "UTC" });

    [Theory]
    [InlineData("daily 01:15 for 1h host")]
    [InlineData("daily 02:15 for 1h host")]
    [InlineData("daily 23:15 for 1h host")]
    public void The_clock_of_a_host_may_change_at_any_of_these_hours(string text) => Assert.Contains(
        Converting.Write("ConfigMgr", new Schedule { Text = text, WhenAmbiguous = AmbiguousTime.Later }).Losses, l => l.Path == nameof(Schedule.WhenAmbiguous));

    [Theory, MemberData(nameof(Formats))]
    public void A_zone_that_the_text_of_a_schedule_names_is_its_own(string format) =>
        Assert.DoesNotContain(
        Converting.Write(format, new Schedule { Text = "daily 22:00-01:55 UTC", Start = Given.Local("2026-12-01") }).Losses, l => l.Path == "TimeZone");
}
