using PatchWindow.Tests.Session;

namespace PatchWindow.Tests.Cmdlets;

/// <summary>ConvertTo-PatchSchedule and ConvertFrom-PatchSchedule.</summary>
public sealed class ConvertPatchScheduleTests : SessionTest
{
    public ConvertPatchScheduleTests(Engine engine)
        : base(engine) => ClockShows("2026-01-01T00:00Z");

    [Theory]
    [InlineData("-Format Cron '0 22 * * 6' -Duration 4h -TimeZone Europe/Oslo", "2026-01-03 22:00 +01:00,2026-01-10 22:00 +01:00")]
    [InlineData("cron '0 22 13 * 5' -Duration 4h -TimeZone UTC", "2026-01-02 22:00 +00:00,2026-01-09 22:00 +00:00,2026-01-13 22:00 +00:00")]
    [InlineData("-Format OnCalendar 'Fri *-*-11..17 22:00 Europe/Oslo' -Duration PT4H", "2026-01-16 22:00 +01:00,2026-02-13 22:00 +01:00")]
    [InlineData("-Format OnCalendar 'Fri 22:00 Europe/Oslo' -Duration 4h -TimeZone UTC", "2026-01-02 22:00 +00:00,2026-01-09 22:00 +00:00")]
    [InlineData("-Format Text '2nd Tue +3d 22:00 for 4h Europe/Oslo'", "2026-01-16 22:00 +01:00,2026-02-13 22:00 +01:00")]
    [InlineData("-Format Text 'Sat 02:00,14:00 for 1h UTC' -Duration 4h -At 23:00", "2026-01-03 23:00 +00:00,2026-01-10 23:00 +00:00")]
    [InlineData("-Format RRule 'FREQ=WEEKLY;BYDAY=SA' -At 22:00 -Duration 4h -TimeZone UTC", "2026-01-03 22:00 +00:00,2026-01-10 22:00 +00:00")]
    [InlineData("-Format RRule 'FREQ=DAILY;COUNT=2' -Start 2026-01-14T22:00 -Duration 4h -TimeZone UTC", "2026-01-14 22:00 +00:00,2026-01-15 22:00 +00:00")]
    [InlineData("-Format ICalendar \"DTSTART;TZID=Europe/Oslo:20260113T220000`nDURATION:PT4H`nRRULE:FREQ=MONTHLY;BYDAY=2TU\"", "2026-01-13 22:00 +01:00,2026-02-10 22:00 +01:00")]
    [InlineData("-Format AwsSsm 'cron(0 22 ? * SAT#1 *)' -Duration 4h -TimeZone Europe/Oslo", "2026-01-03 22:00 +01:00,2026-02-07 22:00 +01:00")]
    [InlineData("-Format AwsSsm 'rate(7 days)' -Start 2026-01-14T22:00 -Duration 4h", "2026-01-14 22:00 +00:00,2026-01-21 22:00 +00:00")]
    [InlineData("-Format AwsSsm '{ \"Schedule\": \"cron(0 22 ? * 3#2 *)\", \"ScheduleOffset\": 3, \"ScheduleTimezone\": \"Europe/Oslo\", \"Duration\": 4 }'", "2026-01-16 22:00 +01:00,2026-02-13 22:00 +01:00")]
    [InlineData("-Format AzureMaintenance '{ \"startDateTime\": \"2026-01-01 22:00\", \"duration\": \"03:55\", \"timeZone\": \"W. Europe Standard Time\", \"recurEvery\": \"Month Second Tuesday Offset3\" }' -Duration 4h", "2026-01-16 22:00 +01:00,2026-02-13 22:00 +01:00")]
    [InlineData("-Format GcpOsConfig '{ \"recurringSchedule\": { \"timeZone\": { \"id\": \"Europe/Oslo\" }, \"timeOfDay\": { \"hours\": 22 }, \"monthly\": { \"monthDay\": -1 } } }' -Duration 4h", "2025-12-31 22:00 +01:00,2026-01-31 22:00 +01:00")]
    [InlineData("-Format Gke '{ \"window\": { \"startTime\": \"2026-01-03T22:00:00Z\", \"endTime\": \"2026-01-04T02:00:00Z\" }, \"recurrence\": \"FREQ=WEEKLY;BYDAY=SA\" }'", "2026-01-03 22:00 +00:00,2026-01-10 22:00 +00:00")]
    [InlineData("-Format ConfigMgr 02C159C0381A2000 -Duration 4h -TimeZone Europe/Oslo", "2026-01-05 22:00 +01:00,2026-01-12 22:00 +01:00")]
    [InlineData("-Format Zincati \"[[updates.periodic.window]]`ndays = [ 'Sat' ]`nstart_time = '22:00'`nlength_minutes = 240\"", "2026-01-03 22:00 +00:00,2026-01-10 22:00 +00:00")]
    public void A_text_opens_the_windows_that_it_means(string arguments, string starts)
    {
        var result = Run($"ConvertTo-PatchSchedule {arguments} | Get-PatchWindow -First {starts.Split(',').Length}").MustSucceed();

        Assert.Equal(starts, string.Join(",", result.Texts("Start")));
        Assert.All(result.Output, window => Assert.Equal("04:00:00", window.Text("Duration")));
        Assert.Empty(Run($"ConvertTo-PatchSchedule {arguments}").Warnings);
    }

    [Theory]
    [InlineData("'Sat 22:00 for 4h Europe/Oslo'", "OnCalendar", "Sat *-*-* 22:00:00 Europe/Oslo", "OnCalendar cannot say how long a window lasts (4h).")]
    [InlineData("'Sat 22:00 for 4h'", "Cron", "0 22 * * 6", "Cron cannot say how long a window lasts (4h).")]
    [InlineData("'Mon 22:00 for 7h host' -Start 2009-05-01 -Cutoff 30m", "ConfigMgr", "02C159C0381A2000", "ConfigMgr has no cutoff: new work starts until a window's end, also in its last 30m.")]
    [InlineData("'Mon 22:00 for 7h' -Start 2009-05-01", "ConfigMgr", "02C159C0381A2001", "TimeZone: The schedule has no time zone of its own and takes its policy's: to ConfigMgr it goes as UTC.")]
    [InlineData("'Sat 22:00 for 30h' -DurationMode WallClock", "Text", "Sat 22:00 for 1d6h", "Text cannot say that a window ends when the clock shows it")]
    public void A_loss_is_a_warning_that_names_it_and_under_Strict_an_error(string schedule, string format, string text, string loss)
    {
        var result = Run($"New-PatchSchedule {schedule} | ConvertFrom-PatchSchedule -Format {format}").MustSucceed();
        var strict = Run($"New-PatchSchedule {schedule} | ConvertFrom-PatchSchedule -Format {format} -Strict");

        Assert.Equal(text, result.Single.ToString());
        Assert.Contains(loss, Assert.Single(result.Warnings));
        Assert.Empty(strict.Output);
        Assert.Empty(strict.Warnings);
        Assert.Equal("ConversionLoss", strict.SingleError.Id());
        Assert.Contains(loss, strict.SingleError.ToString());
    }

    [Fact]
    public void What_loses_nothing_is_written_under_Strict()
    {
        var result = Run("New-PatchSchedule 'Sat 22:00 for 4h Europe/Oslo' | ConvertFrom-PatchSchedule ICalendar -Strict").MustSucceed();

        Assert.Contains("RRULE:FREQ=WEEKLY;BYDAY=SA\r\n", result.Single.ToString());
    }

    [Fact]
    public void What_is_given_beside_the_text_is_not_lost()
    {
        Assert.Contains("Give a Start", Assert.Single(Run("ConvertTo-PatchSchedule AwsSsm 'rate(12 hours)' -Duration 4h").MustSucceed().Warnings));
        Assert.Empty(Run("ConvertTo-PatchSchedule AwsSsm 'rate(12 hours)' -Duration 4h -Start 2026-01-14T22:00 -Strict").MustSucceed().Warnings);
    }

    [Theory]
    [InlineData("AwsSsm", "2nd Tue +3d 22:00 for 4h Europe/Oslo")]
    [InlineData("AzureMaintenance", "2nd Tue +3d 22:00 for 3h Europe/Berlin")]
    [InlineData("GcpOsConfig", "2nd Tue -1d 22:00 for 4h Europe/Oslo")]
    [InlineData("Gke", "Sat 22:00 for 16h UTC")]
    [InlineData("ConfigMgr", "last Fri 22:00 for 4h host")]
    [InlineData("Zincati", "Sat,Sun 01:00-05:00 UTC")]
    public void What_a_vendor_can_say_goes_there_and_back(string format, string text)
    {
        var windows = "| Get-PatchWindow -First 5";
        var schedule = $"New-PatchSchedule '{text}' -Start 2026-01-01";
        var strict = format == "Zincati" ? schedule.Replace(" -Start 2026-01-01", "") + " -WhenSkipped GapEnd" : schedule;
        var back = Run($"{strict} | ConvertFrom-PatchSchedule {format} -Strict | ConvertTo-PatchSchedule {format} -Strict {windows}").MustSucceed();

        Assert.Equal(Run($"{schedule} {windows}").MustSucceed().Texts("Start"), back.Texts("Start"));
    }

    [Fact]
    public void A_loss_in_reading_is_one_too()
    {
        const string text = "\"DTSTART:20260113T220000`nDURATION:PT1H`nRRULE:FREQ=DAILY;BYHOUR=2,22`nEXDATE:20260201T020000\"";

        Assert.Contains("2026-02-01", Assert.Single(Run($"ConvertTo-PatchSchedule ICalendar {text}").MustSucceed().Warnings));
        Assert.Equal("ConversionLoss", Run($"ConvertTo-PatchSchedule ICalendar {text} -Strict").SingleError.Id());
    }

    [Fact]
    public void Texts_can_be_piped_in_and_one_bad_one_hides_none()
    {
        var result = Run("'0 22 * * sat', '0 22 * * funday', '0 22 * * sun' | ConvertTo-PatchSchedule -Format Cron -Duration 4h | ConvertFrom-PatchSchedule -Format Text");

        Assert.Equal(["Sat 22:00 for 4h", "Sun 22:00 for 4h"], result.Output.Select(t => t.ToString()));
        Assert.Equal("CronInvalid", result.SingleError.Id());
        Assert.Contains("'funday'", result.SingleError.ToString());
    }

    [Theory]
    [InlineData("ConvertTo-PatchSchedule Cron '0 22 * * 6'", "DurationMissing", "Give it beside the text: -Duration 4h.")]
    [InlineData("ConvertTo-PatchSchedule AwsSsm 'cron(0 22 ? * 7 *)'", "DurationMissing", "Give it beside the text: -Duration 4h.")]
    [InlineData("ConvertTo-PatchSchedule AwsSsm 'cron(0 22 ? * TUX *)' -Duration 4h", "AwsSsmInvalid", "Did you mean 'TUE'?")]
    [InlineData("ConvertTo-PatchSchedule Gke '{'", "GkeInvalid", "Get-Content -Raw")]
    [InlineData("ConvertTo-PatchSchedule ConfigMgr 02C159C0381A20", "ConfigMgrInvalid", "such as 02C159C0381A2000")]
    [InlineData("New-PatchSchedule '2nd Tue 22:00 for 4h' | ConvertFrom-PatchSchedule Zincati", "ConversionImpossible", "The nearest is FREQ=WEEKLY;BYDAY=TU.")]
    [InlineData("ConvertTo-PatchSchedule RRule 'FREQ=DAILY' -Duration 4h", "StartTimeMissing", "Give At")]
    [InlineData("ConvertTo-PatchSchedule Cron '0 22 * * 6' -Duration 4h -TimeZone Europe/Olso", "TimeZoneNotFound", "Europe/Oslo")]
    [InlineData("ConvertTo-PatchSchedule ICalendar 'BEGIN:VCALENDAR'", "ICalendarInvalid", "Get-Content -Raw")]
    [InlineData("New-PatchSchedule '2nd Tue 22:00 for 4h' | ConvertFrom-PatchSchedule Cron", "ConversionImpossible", "OnCalendar can say it.")]
    public void What_is_wrong_is_an_error_that_says_what_to_do(string script, string id, string hint)
    {
        var result = Run(script);

        Assert.Empty(result.Output);
        Assert.Equal(id, result.SingleError.Id());
        Assert.Contains(hint, result.SingleError.ToString());
    }

    [Theory]
    [InlineData("ConvertTo-PatchSchedule -Format Crom '0 22 * * 6'")]
    [InlineData("New-PatchSchedule 'Sat 22:00 for 4h' | ConvertFrom-PatchSchedule -Format Crom")]
    public void A_format_that_is_none_ends_it_and_names_the_nearest(string script)
    {
        var stopped = Run(script).Stopped!;

        Assert.Equal("ScheduleFormatNotFound", stopped.Id());
        Assert.Contains("Did you mean 'Cron'?", stopped.ToString());
    }
}
