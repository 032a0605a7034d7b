using System.Globalization;

namespace PatchWindow.Tests.Windows;

public sealed class WindowTests
{
    [Theory]
    [InlineData("2026-12-11 22:00 +01:00", "2026-12-12 02:00 +01:00", "prod-web 2026-12-11 22:00–02:00 +01:00 Europe/Oslo")]
    [InlineData("2026-12-11 00:00 +01:00", "2026-12-11 23:59 +01:00", "prod-web 2026-12-11 00:00–23:59 +01:00 Europe/Oslo")]
    [InlineData("2026-12-11 22:00 +01:00", "2026-12-12 22:00 +01:00", "prod-web 2026-12-11 22:00–2026-12-12 22:00 +01:00 Europe/Oslo")]
    [InlineData("2026-10-24 22:00 +02:00", "2026-10-25 03:00 +01:00", "prod-web 2026-10-24 22:00 +02:00–03:00 +01:00 Europe/Oslo")]
    [InlineData("2026-03-28 22:00 +01:00", "2026-03-29 06:00 +02:00", "prod-web 2026-03-28 22:00 +01:00–06:00 +02:00 Europe/Oslo")]
    public void A_window_is_shown_with_its_zone_and_with_both_offsets_where_the_clock_changes(string start, string end, string text) =>
        Assert.Equal(text, Window(start, end).ToString());

    [Fact]
    public void A_window_of_a_bare_schedule_is_shown_by_the_schedule() =>
        Assert.Equal(
            "Fri 22:00 for 4h 2026-12-11 22:00–02:00 +01:00 Europe/Oslo",
            (Window("2026-12-11 22:00 +01:00", "2026-12-12 02:00 +01:00") with { Policy = null }).ToString());

    [Fact]
    public void A_duration_is_the_time_that_passes() =>
        Assert.Equal(TimeSpan.FromHours(6), Window("2026-10-24 22:00 +02:00", "2026-10-25 03:00 +01:00").Duration);

    private static Window Window(string start, string end) => new()
    {
        Policy = "prod-web",
        Schedule = "Fri 22:00 for 4h",
        Start = DateTimeOffset.Parse(start, CultureInfo.InvariantCulture),
        End = DateTimeOffset.Parse(end, CultureInfo.InvariantCulture),
        TimeZone = "Europe/Oslo",
    };
}
