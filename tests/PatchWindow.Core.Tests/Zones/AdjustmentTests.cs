using PatchWindow.Core.Tests.Windows;

namespace PatchWindow.Core.Tests.Zones;

/// <summary>What Adjustment says when the clock changes: everything that happened, also where two things did.</summary>
public sealed class AdjustmentTests
{
    [Theory]

    // Oslo 2026-10-25: 03:00 becomes 02:00. The clock's 02:15 to 03:00 lasts an hour more from the earlier 02:15 than from the later.
    [InlineData("Europe/Oslo", "2026-10-25 02:15", "00:45", AmbiguousTime.Earlier, "2026-10-25 02:15 +02:00 for 1h45m Ambiguous, Lengthened")]
    [InlineData("Europe/Oslo", "2026-10-25 02:15", "00:45", AmbiguousTime.Later, "2026-10-25 02:15 +01:00 for 45m Ambiguous")]
    [InlineData("Europe/Oslo", "2026-10-25 02:15", "00:15", AmbiguousTime.Earlier, "2026-10-25 02:15 +02:00 for 15m Ambiguous")]
    [InlineData("Australia/Lord_Howe", "2026-04-05 01:45", "01:00", AmbiguousTime.Earlier, "2026-04-05 01:45 +11:00 for 1h30m Ambiguous, Lengthened")]

    // Hebron 2011: an hour back for Ramadan on 1 August, forward again on the 30th.
    [InlineData("Asia/Hebron", "2011-07-31 23:30", "30.00:00", AmbiguousTime.Earlier, "2011-07-31 23:30 +03:00 for 30d Ambiguous")]
    [InlineData("Asia/Hebron", "2011-07-31 23:30", "30.00:00", AmbiguousTime.Later, "2011-07-31 23:30 +02:00 for 29d23h Ambiguous, Shortened")]
    public void A_start_shown_twice_and_a_length_by_the_clock_are_both_told(string zone, string start, string duration, AmbiguousTime which, string window) =>
        Assert.Equal([window], Windows(zone, start, duration, DurationMode.WallClock, SkippedTime.Shift, which));

    [Theory]
    [InlineData("Europe/Oslo", "2026-03-29 02:30", "02:30", SkippedTime.Shift, "2026-03-29 03:30 +02:00 for 1h30m Shifted, Shortened")]
    [InlineData("Europe/Oslo", "2026-03-29 02:30", "02:30", SkippedTime.GapEnd, "2026-03-29 03:00 +02:00 for 2h Shifted, Shortened")]
    [InlineData("Europe/Oslo", "2026-03-29 02:00", "02:30", SkippedTime.GapEnd, "2026-03-29 03:00 +02:00 for 1h30m Shifted, Shortened")]
    [InlineData("Europe/Oslo", "2026-03-29 02:30", "00:30", SkippedTime.GapEnd, "2026-03-29 03:00 +02:00 for 30m Shifted")]
    [InlineData("Australia/Lord_Howe", "2026-10-04 02:15", "01:00", SkippedTime.Shift, "2026-10-04 02:45 +11:00 for 30m Shifted, Shortened")]

    // Hebron 2011: 00:00 became 01:00 on 30 August, and 01:00 became 00:00 on 30 September.
    [InlineData("Asia/Hebron", "2011-08-30 00:30", "31.00:00", SkippedTime.Shift, "2011-08-30 01:30 +03:00 for 31d Shifted")]
    [InlineData("Asia/Hebron", "2011-08-30 00:30", "31.00:00", SkippedTime.GapEnd, "2011-08-30 01:00 +03:00 for 31d30m Shifted, Lengthened")]
    public void A_start_moved_and_a_length_by_the_clock_are_both_told(string zone, string start, string duration, SkippedTime whenSkipped, string window) =>
        Assert.Equal([window], Windows(zone, start, duration, DurationMode.WallClock, whenSkipped));

    [Theory]
    [InlineData("Europe/Oslo", "2026-03-29 02:30", "2026-03-29 03:30 +02:00 for 4h Shifted")]
    [InlineData("Europe/Oslo", "2026-10-25 02:30", "2026-10-25 02:30 +02:00 for 4h Ambiguous")]
    [InlineData("Europe/Oslo", "2026-03-28 23:00", "2026-03-28 23:00 +01:00 for 4h")]
    [InlineData("Europe/Oslo", "2026-10-24 23:00", "2026-10-24 23:00 +02:00 for 4h")]
    public void Time_that_passes_is_never_longer_or_shorter(string zone, string start, string window) =>
        Assert.Equal([window], Windows(zone, start, "04:00", DurationMode.Elapsed, SkippedTime.Shift));

    [Theory]

    // Midnight; a month's end; a year's end; then a change of the clock as well.
    [InlineData("Europe/Oslo", "2026-06-10 22:00", "04:00", "4h", "4h")]
    [InlineData("Europe/Oslo", "2026-06-30 22:00", "04:00", "4h", "4h")]
    [InlineData("Europe/Oslo", "2026-12-31 22:00", "1.04:00", "1d4h", "1d4h")]
    [InlineData("Europe/Oslo", "2026-03-28 22:00", "2.00:00", "2d", "1d23h Shortened")]
    [InlineData("Europe/Oslo", "2026-03-28 22:00", "31.00:00", "31d", "30d23h Shortened")]
    [InlineData("Europe/Oslo", "2026-10-24 22:00", "08:00", "8h", "9h Lengthened")]
    [InlineData("America/Asuncion", "2017-09-30 22:00", "04:00", "4h", "3h Shortened")]
    [InlineData("Australia/Lord_Howe", "2026-04-04 23:00", "04:00", "4h", "4h30m Lengthened")]
    [InlineData("Australia/Lord_Howe", "2026-10-03 23:00", "04:00", "4h", "3h30m Shortened")]
    [InlineData("Pacific/Apia", "2011-12-28 22:00", "5.00:00", "5d", "4d Shortened")]
    [InlineData("Asia/Pyongyang", "2015-08-14 22:00", "04:00", "4h", "4h30m Lengthened")]
    [InlineData("Asia/Dhaka", "2009-12-31 22:00", "04:00", "4h", "5h Lengthened")]
    [InlineData("Antarctica/Troll", "2026-10-24 22:00", "06:00", "6h", "8h Lengthened")]
    public void A_window_may_cross_midnight_month_year_and_a_change_of_the_clock_at_once(
        string zone, string start, string duration, string elapsed, string wallClock) => Assert.Equal(
        [elapsed, wallClock],
        new[] { DurationMode.Elapsed, DurationMode.WallClock }.Select(mode => Windows(zone, start, duration, mode, SkippedTime.Shift).Single().Substring("2026-03-28 22:00 +01:00 for ".Length)));

    private static string[] Windows(
        string zone, string start, string duration, DurationMode mode, SkippedTime whenSkipped, AmbiguousTime whenAmbiguous = AmbiguousTime.Earlier)
    {
        var schedule = new Schedule
        {
            Include = [Given.Local(start)], At = Given.Local(start).TimeOfDay, Duration = TimeSpan.Parse(duration, null), TimeZone = zone,
            DurationMode = mode, WhenSkipped = whenSkipped, WhenAmbiguous = whenAmbiguous,
        };
        return Given.Between(Given.Policy(schedule), "2000-01-01 00:00Z", "2038-01-01 00:00Z");
    }
}
