using PatchWindow.Core.Text;

namespace PatchWindow.Core.Tests.Text;

public sealed class DurationParserTests
{
    [Theory]
    [InlineData("4h", "04:00:00")]
    [InlineData("4H", "04:00:00")]
    [InlineData(" 30m ", "00:30:00")]
    [InlineData("90min", "01:30:00")]
    [InlineData("45s", "00:00:45")]
    [InlineData("1h30m", "01:30:00")]
    [InlineData("3d", "3.00:00:00")]
    [InlineData("2w", "14.00:00:00")]
    [InlineData("1w1d1h1m1s", "8.01:01:01")]
    [InlineData("0m", "00:00:00")]
    [InlineData("01:30", "01:30:00")]
    [InlineData("1:30:15", "01:30:15")]
    [InlineData("36:00", "1.12:00:00")]
    [InlineData("1.12:00", "1.12:00:00")]
    [InlineData("PT4H", "04:00:00")]
    [InlineData("pt1h30m", "01:30:00")]
    [InlineData("P1DT12H", "1.12:00:00")]
    [InlineData("P3D", "3.00:00:00")]
    [InlineData("P2W", "14.00:00:00")]
    [InlineData("PT90S", "00:01:30")]
    public void A_duration_is_read_as_people_write_it(string text, string duration)
    {
        Assert.Equal(TimeSpan.Parse(duration, null), DurationParser.Parse(text).Value);
    }

    [Theory]
    [InlineData("", "'' is not a duration.")]
    [InlineData("h", "'h' is not a duration.")]
    [InlineData("4x", "'4x' is not a duration.")]
    [InlineData("4 parsecs", "'4 parsecs' is not a duration.")]
    [InlineData("01:60", "'01:60' is not a duration.")]
    [InlineData("٤h", "'٤h' is not a duration.")]
    [InlineData("٠١:٣٠", "'٠١:٣٠' is not a duration.")]
    [InlineData("P", "'P' is not a duration.")]
    [InlineData("PT", "'PT' is not a duration.")]
    [InlineData("P1DT", "'P1DT' is not a duration.")]
    [InlineData("P1M", "'P1M' is not a duration.")]
    [InlineData("P1Y", "'P1Y' is not a duration.")]
    [InlineData("P٤D", "'P٤D' is not a duration.")]
    [InlineData("99999999999999h", "'99999999999999h' is too long.")]
    [InlineData("999999d", "'999999d' is too long.")]
    [InlineData("P999999D", "'P999999D' is too long.")]
    [InlineData("1w99999w", "'1w99999w' is too long.")]
    [InlineData("0.5s", "'0.5s' is not a duration.")]
    public void What_is_no_duration_is_refused_with_examples(string text, string message)
    {
        var problem = DurationParser.Parse(text).Problem!;
        Assert.Equal((message, "Write 30m, 4h, 1h30m, 3d, 01:30 or PT4H."), (problem.Message, problem.Suggestion));
        Assert.Equal(("DurationInvalid", FindingKind.InvalidArgument), (problem.Code, problem.Kind));
    }

    [Theory]
    [InlineData("4 hours", "4h")]
    [InlineData("4 h", "4h")]
    [InlineData("90 m", "90m")]
    [InlineData("90 min.", "90m")]
    [InlineData("1 hour and 30 minutes", "1h30m")]
    [InlineData("30m4h", "4h30m")]
    [InlineData("2 huors", "2h")]
    [InlineData("3 dyas", "3d")]
    [InlineData("1.5h", "1h30m")]
    [InlineData("1,5h", "1h30m")]
    [InlineData("0.5 d", "12h")]
    [InlineData("-4h", "4h")]
    [InlineData("- 4h", "4h")]
    [InlineData("-PT4H", "PT4H")]
    [InlineData("-01:30", "01:30")]
    [InlineData("P4H", "PT4H")]
    [InlineData("4", "4m, 4h or 4d")]
    public void What_was_probably_meant_is_the_suggestion_and_can_be_read(string text, string meant)
    {
        var problem = DurationParser.Parse(text).Problem!;
        Assert.Equal($"Write {meant}.", problem.Suggestion);
        Assert.Contains($"'{text}'", problem.Message);
        Assert.All(meant.Replace(" or ", ", ").Split(new[] { ", " }, StringSplitOptions.None), m => Assert.True(DurationParser.Parse(m).IsSuccess, m));
    }

    [Fact]
    public void A_number_alone_is_said_to_lack_its_unit() => Assert.Equal("'4' is a number without a unit.", DurationParser.Parse("4").Problem!.Message);
}
