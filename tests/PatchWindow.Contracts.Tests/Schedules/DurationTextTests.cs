namespace PatchWindow.Tests.Schedules;

public sealed class DurationTextTests
{
    [Theory]
    [InlineData("00:00:00", "0m")]
    [InlineData("04:00:00", "4h")]
    [InlineData("01:30:00", "1h30m")]
    [InlineData("00:30:00", "30m")]
    [InlineData("00:00:45", "45s")]
    [InlineData("3.00:00:00", "3d")]
    [InlineData("31.00:00:00", "31d")]
    [InlineData("1.02:03:04", "1d2h3m4s")]
    [InlineData("1.00:00:04", "1d4s")]
    [InlineData("00:00:01.5000000", "1s")]
    [InlineData("00:00:00.5000000", "<1s")]
    [InlineData("-01:30:00", "-1h30m")]
    [InlineData("-10675199.02:48:05.4775808", "-10675199d2h48m5s")]
    [InlineData("10675199.02:48:05.4775807", "10675199d2h48m5s")]
    public void A_duration_is_written_largest_unit_first_without_zeros(string duration, string text) =>
        Assert.Equal(text, DurationText.Format(TimeSpan.Parse(duration, null)));

    [Theory]
    [InlineData("00:00:00", "0m")]
    [InlineData("00:00:59", "<1m")]
    [InlineData("00:01:59", "1m")]
    [InlineData("23:59:59", "23h59m")]
    [InlineData("1.00:59:59", "1d")]
    [InlineData("13.22:45:00", "13d22h")]
    [InlineData("100.23:00:00", "100d")]
    [InlineData("-01:30:30", "-1h30m")]
    public void What_is_left_is_written_to_the_minute_and_of_a_day_or_more_to_the_hour(string duration, string text) =>
        Assert.Equal(text, DurationText.FormatRough(TimeSpan.Parse(duration, null)));
}
