using PatchWindow.Tests.Session;

namespace PatchWindow.Tests.Cmdlets;

public sealed class NewPatchScheduleTests : SessionTest
{
    public NewPatchScheduleTests(Engine engine)
        : base(engine) => ClockShows("2026-01-01T00:00Z");

    [Theory]
    [InlineData("'2nd Tue +3d 22:00 for 4h Europe/Oslo'", "2026-01-16 22:00 +01:00/4h,2026-02-13 22:00 +01:00/4h")]
    [InlineData("'Sat,Sun 01:00-05:00 UTC'", "2026-01-03 01:00 +00:00/4h,2026-01-04 01:00 +00:00/4h")]
    [InlineData("'daily 02:00 for 1h' -TimeZone UTC", "2026-01-01 02:00 +00:00/1h,2026-01-02 02:00 +00:00/1h")]
    [InlineData("-Text 'Sat 22:00 for 4h UTC' -Cutoff 30m", "2026-01-03 22:00 +00:00/4h,2026-01-10 22:00 +00:00/4h")]
    [InlineData("-RRule 'FREQ=MONTHLY;BYDAY=-1FR' -At 22:00 -Duration 4h -TimeZone America/New_York", "2026-01-30 22:00 -05:00/4h,2026-02-27 22:00 -05:00/4h")]
    [InlineData("-RRule 'FREQ=WEEKLY;BYDAY=TU' -Start '2026-01-13T22:00:00' -Duration PT2H -TimeZone UTC", "2026-01-13 22:00 +00:00/2h,2026-01-20 22:00 +00:00/2h")]
    [InlineData("-RRule 'FREQ=DAILY;COUNT=2' -Start ([DateTime]'2026-01-13T22:00:00') -Duration 01:30 -TimeZone UTC", "2026-01-13 22:00 +00:00/1h30m,2026-01-14 22:00 +00:00/1h30m")]
    [InlineData("-RRule 'FREQ=MONTHLY;BYDAY=2TU' -Offset P3D -At 22:00 -Duration 4h -TimeZone UTC", "2026-01-16 22:00 +00:00/4h,2026-02-13 22:00 +00:00/4h")]
    [InlineData("-RRule 'FREQ=MONTHLY;BYDAY=2TU' -Offset -P6D -At 22:00 -Duration 4h -TimeZone UTC", "2026-01-07 22:00 +00:00/4h,2026-02-04 22:00 +00:00/4h")]
    [InlineData("-Daily -At 03:00 -Duration 45m -TimeZone UTC", "2026-01-01 03:00 +00:00/45m,2026-01-02 03:00 +00:00/45m")]
    [InlineData("-Daily -At 03:00 -Duration 1h -TimeZone UTC -Exclude 2026-01-01, 2026-01-03", "2026-01-02 03:00 +00:00/1h,2026-01-04 03:00 +00:00/1h")]
    [InlineData("-Daily -At 7:30 -Duration 1h -TimeZone UTC", "2026-01-01 07:30 +00:00/1h,2026-01-02 07:30 +00:00/1h")]
    [InlineData("-Daily -At ([TimeSpan]'07:30') -Duration 1h -TimeZone UTC", "2026-01-01 07:30 +00:00/1h,2026-01-02 07:30 +00:00/1h")]
    [InlineData("-Daily -Start 2026-01-13T22:00 -Duration 1h -TimeZone UTC", "2026-01-13 22:00 +00:00/1h,2026-01-14 22:00 +00:00/1h")]
    [InlineData("-Weekly -Day Friday -Start 2026-01-13T22:00 -Duration 1h -TimeZone UTC", "2026-01-16 22:00 +00:00/1h,2026-01-23 22:00 +00:00/1h")]
    [InlineData("-Monthly -Week 2 -Day Friday -Start 2026-01-13T22:00 -Duration 1h -TimeZone UTC", "2026-02-13 22:00 +00:00/1h,2026-03-13 22:00 +00:00/1h")]
    [InlineData("-Weekly -Day Saturday -Include 2026-01-01 -At 22:00 -Duration 1h -TimeZone UTC", "2026-01-01 22:00 +00:00/1h,2026-01-03 22:00 +00:00/1h")]
    [InlineData("-Monthly -Week 2 -Day Friday -Include 2026-01-01, 2026-01-03T12:00 -At 22:00 -Duration 1h -TimeZone UTC", "2026-01-01 22:00 +00:00/1h,2026-01-03 12:00 +00:00/1h")]
    [InlineData("-Daily -Start 2026-02-01 -Include 2026-01-05 -At 12:00 -Duration 1h -TimeZone UTC", "2026-01-05 12:00 +00:00/1h,2026-02-01 12:00 +00:00/1h")]
    [InlineData("'Sat 22:00 for 1h UTC' -Include 2026-01-01", "2026-01-01 22:00 +00:00/1h,2026-01-03 22:00 +00:00/1h")]
    [InlineData("-Weekly -Day Mon, Thursday -At 20:00 -Duration 2h -TimeZone UTC", "2026-01-01 20:00 +00:00/2h,2026-01-05 20:00 +00:00/2h")]
    [InlineData("-Monthly -Week 2 -Day Wednesday -At 20:00 -Duration 2h -TimeZone UTC", "2026-01-14 20:00 +00:00/2h,2026-02-11 20:00 +00:00/2h")]
    [InlineData("-Monthly -Week 1, -1 -Day Sunday -At 20:00 -Duration 2h -TimeZone UTC", "2026-01-04 20:00 +00:00/2h,2026-01-25 20:00 +00:00/2h")]
    [InlineData("-Weekly -Day Saturday -At 01:00 -Duration 1d -TimeZone UTC", "2026-01-03 01:00 +00:00/24h,2026-01-10 01:00 +00:00/24h")]
    [InlineData("-Daily -At 03:00 -Duration 30s -TimeZone UTC", "2026-01-01 03:00 +00:00/30s,2026-01-02 03:00 +00:00/30s")]
    [InlineData("-RRule 'FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=1' -Include 2026-01-05 -At 22:00 -Duration 1h -TimeZone UTC", "2026-01-05 22:00 +00:00/1h,2026-06-01 22:00 +00:00/1h")]
    [InlineData("-Daily -At 03:00 -Duration 1h -TimeZone UTC -Until 2026-01-01T12:00", "2026-01-01 03:00 +00:00/1h")]
    [InlineData("-Daily -At 22:00 -Duration 1h -TimeZone UTC -Until 2026-01-01", "2026-01-01 22:00 +00:00/1h")]
    [InlineData("-Daily -At 22:00 -Duration 1h -TimeZone UTC -Until ([DateTime]'2026-01-01')", "2026-01-01 22:00 +00:00/1h")]
    [InlineData("'Sat 22:00 for 4h UTC' -Exclude $null", "2026-01-03 22:00 +00:00/4h,2026-01-10 22:00 +00:00/4h")]
    [InlineData("-RRule 'FREQ=DAILY' -Start 2026-01-13 -At 00:00 -Duration 1h -Include $null -TimeZone UTC", "2026-01-13 00:00 +00:00/1h,2026-01-14 00:00 +00:00/1h")]
    [InlineData("-Daily -At 03:00 -Duration 1h -TimeZone 'W. Europe Standard Time'", "2026-01-01 03:00 +01:00/1h,2026-01-02 03:00 +01:00/1h")]
    public void Each_way_to_say_it_gives_the_windows_it_means(string arguments, string windows)
    {
        var result = Run($"New-PatchSchedule {arguments} | Get-PatchWindow -First 2").MustSucceed();

        Assert.Equal(windows, string.Join(",", result.Output.Select(w => $"{w.Text("Start")}/{Lasts((TimeSpan)w.Get("Duration")!)}")));
    }

    [Theory]
    [InlineData("-Cutoff 30m", "00:30:00")]
    [InlineData("-Cutoff 45s", "00:00:45")]
    [InlineData("-Cutoff PT1H", "01:00:00")]
    [InlineData("-Cutoff 00:10", "00:10:00")]
    [InlineData("-Cutoff ([TimeSpan]::FromMinutes(5))", "00:05:00")]
    [InlineData("", "00:00:00")]
    public void A_cutoff_is_a_TimeSpan_or_text(string argument, string cutoff) =>
        Assert.Equal(cutoff, Run($"New-PatchSchedule 'Sat 22:00 for 4h UTC' {argument}").Single.Text("Cutoff"));

    [Fact]
    public void Changes_of_the_clock_are_answered_as_asked()
    {
        ClockShows("2026-03-29T00:00+01:00");
        const string gap = "New-PatchSchedule 'Sun 02:30 for 1h Europe/Oslo' -WhenSkipped {0} | Get-PatchWindow -First 1";
        const string twice = "New-PatchSchedule 'Sun 02:30 for 1h Europe/Oslo' -WhenAmbiguous {0} | Get-PatchWindow -From 2026-10-25T00:00+02:00 -First 1";

        Assert.Equal("2026-03-29 03:30 +02:00", Run(string.Format(null, gap, "Shift")).Single.Text("Start"));
        Assert.Equal("2026-03-29 03:00 +02:00", Run(string.Format(null, gap, "GapEnd")).Single.Text("Start"));
        Assert.Equal("2026-04-05 02:30 +02:00", Run(string.Format(null, gap, "Skip")).Single.Text("Start"));
        Assert.Equal("2026-10-25 02:30 +02:00", Run(string.Format(null, twice, "Earlier")).Single.Text("Start"));
        Assert.Equal("2026-10-25 02:30 +01:00", Run(string.Format(null, twice, "Later")).Single.Text("Start"));
    }

    [Theory]
    [InlineData("-Daily -At 01:00 -Duration 4h", "2026-03-29 06:00 +02:00")]
    [InlineData("-Daily -At 01:00 -Duration 4h -DurationMode Elapsed", "2026-03-29 06:00 +02:00")]
    [InlineData("-Daily -At 01:00 -Duration 4h -DurationMode WallClock", "2026-03-29 05:00 +02:00")]
    [InlineData("'Sun 01:00-05:00'", "2026-03-29 05:00 +02:00")]
    [InlineData("'Sun 01:00-05:00' -DurationMode Elapsed", "2026-03-29 06:00 +02:00")]
    [InlineData("'Sun 01:00 for 4h' -DurationMode WallClock", "2026-03-29 05:00 +02:00")]
    public void A_duration_is_time_that_passes_or_time_that_the_clock_shows(string arguments, string end)
    {
        ClockShows("2026-03-28T12:00Z");

        Assert.Equal(end, Run($"New-PatchSchedule {arguments} -TimeZone Europe/Oslo | Get-PatchWindow -First 1").Single.Text("End"));
    }

    [Fact]
    public void Texts_can_be_piped_in_and_one_bad_one_hides_none()
    {
        var result = Run("'Sat 22:00 for 4h', 'Funday 22:00 for 4h', 'Sun 22:00 for 4h' | New-PatchSchedule");

        Assert.Equal(["Sat 22:00 for 4h", "Sun 22:00 for 4h"], result.Output.Select(s => s.ToString()));
        Assert.Contains("Funday", result.SingleError.ToString());
        Assert.Equal("PatchWindow.Schedule", result.Output[0].BaseObject.GetType().FullName);
    }

    [Theory]
    [InlineData("'Sat 22:00'", "InvalidArgument", "for 4h")]
    [InlineData("'Sat 22:00 for 4h Oslo'", "InvalidArgument", "Europe/Oslo")]
    [InlineData("-Daily -At ([TimeSpan]'1.01:00') -Duration 1h", "InvalidArgument", "00:00 to 23:59")]
    [InlineData("-Daily -Duration 1h", "InvalidArgument", "Give At")]
    [InlineData("-Weekly -Day Mon -Duration 1h", "InvalidArgument", "Give At")]
    [InlineData("-Monthly -Week 2 -Day Mon -Duration 1h", "InvalidArgument", "Give At")]
    [InlineData("-RRule 'FREQ=WEEKLY;BYDAY=SA' -Duration 1h", "InvalidArgument", "Give At")]
    [InlineData("-RRule 'FREQ=DAILY' -Start 2026-01-13 -Duration 1h", "InvalidArgument", "Give At")]
    [InlineData("-RRule 'FREQ=DAILY;COUNT=3' -At 22:00 -Duration 1h", "InvalidArgument", "Give Start")]
    [InlineData("-RRule 'FREQ=SOMETIMES' -At 22:00 -Duration 1h", "InvalidArgument", "FREQ")]
    [InlineData("-Daily -At 22:00 -Duration 0m", "InvalidArgument", "4h")]
    [InlineData("-Daily -At 22:00 -Duration 1h -Cutoff 1h", "InvalidArgument", "shorter")]
    [InlineData("-Daily -At 22:00 -Duration 1h -Offset 3", "InvalidArgument", "P3D")]
    public void What_is_wrong_is_an_error_that_says_what_to_write(string arguments, string category, string hint)
    {
        var result = Run("New-PatchSchedule " + arguments);

        Assert.Empty(result.Output);
        Assert.Equal(category, result.SingleError.CategoryInfo.Category.ToString());
        Assert.Contains(hint, result.SingleError.ToString());
        Assert.Equal("PatchWindow.Finding", result.SingleError.TargetObject.GetType().FullName);
    }

    [Theory]
    [InlineData("'Sat 22:00 for 4h cutoff 30m' -Cutoff 0m", "Sat 22:00 for 4h")]
    [InlineData("'Sat 22:00 for 4h when skipped skip' -WhenSkipped Shift", "Sat 22:00 for 4h")]
    [InlineData("'Sat 22:00 for 4h when ambiguous later' -WhenAmbiguous Earlier -Cutoff 10m", "Sat 22:00 for 4h cutoff 10m")]
    [InlineData("'SAT 22:00 for 4h' -Cutoff 0m", "SAT 22:00 for 4h")]
    public void A_default_that_is_given_beside_a_text_wins_over_it_too(string arguments, string schedule) =>
        Assert.Equal(schedule, Run("New-PatchSchedule " + arguments).MustSucceed().Single.ToString());

    [Fact]
    public void Every_fault_is_reported_at_once() =>
        Assert.Equal(3, Run("New-PatchSchedule -Daily -At ([TimeSpan]'1.01:00') -Duration 1h -Cutoff 2h -TimeZone Nowhere").Errors.Count);

    [Theory]
    [InlineData("22", "'22' is no time of day. Write 22:00")]
    [InlineData("10pm", "'10pm' is no time of day. Write 22:00")]
    [InlineData("25:00", "'25:00' is no time of day. Write 22:00")]
    [InlineData("22.30", "'22.30' is no time of day. Write 22:30")]
    [InlineData("4h", "'4h' is no time of day. Write 04:00")]
    [InlineData("''", "'' is no time of day. Write 22:00")]
    public void A_time_of_day_that_cannot_be_read_is_refused_with_how_to_write_it(string at, string message) =>
        Assert.Contains(message, Run($"New-PatchSchedule -Daily -At {at} -Duration 1h").Stopped!.ToString());

    [Theory]
    [InlineData("-Daily -Weekly -Day Mon -At 22:00 -Duration 1h")]
    [InlineData("-Text 'Sat 22:00 for 4h' -RRule 'FREQ=DAILY'")]
    [InlineData("-Monthly -Week 6 -Day Mon -At 22:00 -Duration 1h")]
    [InlineData("''")]
    public void Ways_that_exclude_each_other_are_refused(string arguments) => Assert.NotNull(Run("New-PatchSchedule " + arguments).Stopped);

    private static string Lasts(TimeSpan time) => time switch
    {
        { TotalHours: >= 1, Minutes: 0 } => $"{(int)time.TotalHours}h",
        { TotalHours: >= 1 } => $"{(int)time.TotalHours}h{time.Minutes}m",
        { TotalMinutes: >= 1 } => $"{time.Minutes}m",
        _ => $"{time.Seconds}s",
    };
}
