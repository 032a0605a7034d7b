namespace PatchWindow.Core.Tests.Windows;

/// <summary>Gaps and overlaps of the local clock, through the windows they make.</summary>
public sealed class LocalTimesTests
{
    [Theory]

    // Oslo 2026-03-29: 02:00 becomes 03:00. Lord Howe 2026-10-04: 02:00 becomes 02:30. Sao Paulo 2018-11-04: no midnight.
    [InlineData("Europe/Oslo", "2026-03-29 02:30", SkippedTime.Shift, "2026-03-29 03:30 +02:00 for 2h Shifted")]
    [InlineData("Europe/Oslo", "2026-03-29 02:30", SkippedTime.GapEnd, "2026-03-29 03:00 +02:00 for 2h Shifted")]
    [InlineData("Europe/Oslo", "2026-03-29 02:30", SkippedTime.Skip, null)]
    [InlineData("Europe/Oslo", "2026-03-29 02:00", SkippedTime.Shift, "2026-03-29 03:00 +02:00 for 2h Shifted")]
    [InlineData("Europe/Oslo", "2026-03-29 01:59", SkippedTime.Skip, "2026-03-29 01:59 +01:00 for 2h")]
    [InlineData("Europe/Oslo", "2026-03-29 03:00", SkippedTime.Skip, "2026-03-29 03:00 +02:00 for 2h")]
    [InlineData("Australia/Lord_Howe", "2026-10-04 02:15", SkippedTime.Shift, "2026-10-04 02:45 +11:00 for 2h Shifted")]
    [InlineData("Australia/Lord_Howe", "2026-10-04 02:15", SkippedTime.GapEnd, "2026-10-04 02:30 +11:00 for 2h Shifted")]
    [InlineData("Australia/Lord_Howe", "2026-10-04 02:15", SkippedTime.Skip, null)]
    [InlineData("America/Sao_Paulo", "2018-11-04 00:00", SkippedTime.Shift, "2018-11-04 01:00 -02:00 for 2h Shifted")]

    // Apia crossed the date line: 2011-12-30 does not exist at all.
    [InlineData("Pacific/Apia", "2011-12-30 22:00", SkippedTime.Shift, "2011-12-31 22:00 +14:00 for 2h Shifted")]
    [InlineData("Pacific/Apia", "2011-12-30 22:00", SkippedTime.GapEnd, "2011-12-31 00:00 +14:00 for 2h Shifted")]
    [InlineData("Pacific/Apia", "2011-12-30 22:00", SkippedTime.Skip, null)]
    public void A_start_that_the_clock_skips_is_moved_or_left_out_as_the_schedule_says(
        string zone, string start, SkippedTime whenSkipped, string? window)
    {
        var schedule = Once(zone, start, "02:00");
        schedule.WhenSkipped = whenSkipped;
        Assert.Equal(window is null ? [] : [window], Windows(schedule));
    }

    [Theory]

    // Oslo 2026-10-25: 03:00 becomes 02:00. Lord Howe 2026-04-05: 02:00 becomes 01:30.
    [InlineData("Europe/Oslo", "2026-10-25 02:30", AmbiguousTime.Earlier, "2026-10-25 02:30 +02:00 for 2h Ambiguous")]
    [InlineData("Europe/Oslo", "2026-10-25 02:30", AmbiguousTime.Later, "2026-10-25 02:30 +01:00 for 2h Ambiguous")]
    [InlineData("Europe/Oslo", "2026-10-25 02:00", AmbiguousTime.Later, "2026-10-25 02:00 +01:00 for 2h Ambiguous")]
    [InlineData("Europe/Oslo", "2026-10-25 03:00", AmbiguousTime.Earlier, "2026-10-25 03:00 +01:00 for 2h")]
    [InlineData("Australia/Lord_Howe", "2026-04-05 01:45", AmbiguousTime.Earlier, "2026-04-05 01:45 +11:00 for 2h Ambiguous")]
    [InlineData("Australia/Lord_Howe", "2026-04-05 01:45", AmbiguousTime.Later, "2026-04-05 01:45 +10:30 for 2h Ambiguous")]
    public void A_start_that_the_clock_shows_twice_is_the_earlier_or_the_later(
        string zone, string start, AmbiguousTime whenAmbiguous, string window)
    {
        var schedule = Once(zone, start, "02:00");
        schedule.WhenAmbiguous = whenAmbiguous;
        Assert.Equal([window], Windows(schedule));
    }

    [Theory]
    [InlineData("Europe/Oslo", "2026-03-28 22:00", "08:00", DurationMode.Elapsed, "2026-03-28 22:00 +01:00 for 8h")]
    [InlineData("Europe/Oslo", "2026-03-28 22:00", "08:00", DurationMode.WallClock, "2026-03-28 22:00 +01:00 for 7h Shortened")]
    [InlineData("Europe/Oslo", "2026-10-24 22:00", "08:00", DurationMode.Elapsed, "2026-10-24 22:00 +02:00 for 8h")]
    [InlineData("Europe/Oslo", "2026-10-24 22:00", "08:00", DurationMode.WallClock, "2026-10-24 22:00 +02:00 for 9h Lengthened")]
    [InlineData("Europe/Oslo", "2026-06-06 22:00", "08:00", DurationMode.WallClock, "2026-06-06 22:00 +02:00 for 8h")]
    [InlineData("Australia/Lord_Howe", "2026-10-04 01:00", "03:00", DurationMode.WallClock, "2026-10-04 01:00 +10:30 for 2h30m Shortened")]
    [InlineData("Pacific/Apia", "2011-12-29 22:00", "04:00", DurationMode.WallClock, "2011-12-29 22:00 -10:00 for 2h Shortened")]
    [InlineData("Pacific/Apia", "2011-12-29 22:00", "04:00", DurationMode.Elapsed, "2011-12-29 22:00 -10:00 for 4h")]

    // An end that the clock skips is the end of the gap; one that it shows twice is the first after the start.
    [InlineData("Europe/Oslo", "2026-03-29 00:30", "02:00", DurationMode.WallClock, "2026-03-29 00:30 +01:00 for 1h30m Shortened")]
    [InlineData("Europe/Oslo", "2026-10-25 00:30", "02:00", DurationMode.WallClock, "2026-10-25 00:30 +02:00 for 2h")]
    [InlineData("Europe/Oslo", "2026-10-25 02:15", "00:30", DurationMode.WallClock, "2026-10-25 02:15 +02:00 for 30m Ambiguous")]
    [InlineData("Europe/Oslo", "2026-10-25 02:15", "00:45", DurationMode.WallClock, "2026-10-25 02:15 +02:00 for 1h45m Ambiguous, Lengthened")]

    // Also where the start itself was moved, the clock's end holds; past it, the duration counts from the opening.
    [InlineData("Europe/Oslo", "2026-03-29 02:30", "02:30", DurationMode.WallClock, "2026-03-29 03:30 +02:00 for 1h30m Shifted, Shortened")]
    [InlineData("Europe/Oslo", "2026-03-29 02:30", "00:45", DurationMode.WallClock, "2026-03-29 03:30 +02:00 for 45m Shifted")]
    [InlineData("Europe/Oslo", "2026-03-29 02:30", "01:00", DurationMode.WallClock, "2026-03-29 03:30 +02:00 for 1h Shifted")]
    [InlineData("Pacific/Apia", "2011-12-30 22:00", "04:00", DurationMode.WallClock, "2011-12-31 22:00 +14:00 for 4h Shifted")]
    public void A_duration_is_time_that_passes_or_what_the_clock_shows(
        string zone, string start, string duration, DurationMode mode, string window)
    {
        var schedule = Once(zone, start, duration);
        schedule.DurationMode = mode;
        Assert.Equal([window], Windows(schedule));
    }

    [Fact]
    public void A_later_start_that_is_shown_twice_ends_by_the_later_clock()
    {
        var schedule = Once("Europe/Oslo", "2026-10-25 02:15", "00:30");
        schedule.DurationMode = DurationMode.WallClock;
        schedule.WhenAmbiguous = AmbiguousTime.Later;
        Assert.Equal(["2026-10-25 02:15 +01:00 for 30m Ambiguous"], Windows(schedule));
    }

    [Theory]
    [InlineData(SkippedTime.Shift, "2011-12-29 22:00 -10:00 for 4h", "2011-12-31 22:00 +14:00 for 4h")]
    [InlineData(SkippedTime.Skip, "2011-12-29 22:00 -10:00 for 4h", "2011-12-31 22:00 +14:00 for 4h")]
    [InlineData(SkippedTime.GapEnd, "2011-12-29 22:00 -10:00 for 4h", "2011-12-31 00:00 +14:00 for 4h Shifted", "2011-12-31 22:00 +14:00 for 4h")]
    public void A_start_that_is_moved_onto_another_is_the_same_window(SkippedTime whenSkipped, params string[] windows)
    {
        var schedule = Given.Text("daily 22:00 for 4h Pacific/Apia");
        schedule.WhenSkipped = whenSkipped;
        Assert.Equal(windows, Given.Between(Given.Policy(schedule), "2011-12-29 12:00 -10:00", "2012-01-01 12:00 +14:00"));
    }

    private static Schedule Once(string zone, string start, string duration) => new()
    {
        Include = [Given.Local(start)], At = Given.Local(start).TimeOfDay, Duration = TimeSpan.Parse(duration, null), TimeZone = zone,
    };

    private static string[] Windows(Schedule schedule) =>
        Given.Between(Given.Policy(schedule), "2011-01-01 00:00Z", "2027-01-01 00:00Z");
}
