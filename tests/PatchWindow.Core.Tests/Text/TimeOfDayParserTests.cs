using PatchWindow.Core.Text;

namespace PatchWindow.Core.Tests.Text;

public sealed class TimeOfDayParserTests
{
    [Theory]
    [InlineData("22:00", "22:00:00")]
    [InlineData("7:30", "07:30:00")]
    [InlineData("07:30", "07:30:00")]
    [InlineData("00:00", "00:00:00")]
    [InlineData("23:59", "23:59:00")]
    [InlineData("23:59:59", "23:59:59")]
    [InlineData(" 22:00 ", "22:00:00")]
    public void A_time_is_read_as_a_clock_shows_it(string text, string time) =>
        Assert.Equal(TimeSpan.Parse(time, null), TimeOfDayParser.Parse(text).Value);

    [Theory]
    [InlineData("22", "Write 22:00, from 00:00 to 23:59.")]
    [InlineData("7", "Write 07:00, from 00:00 to 23:59.")]
    [InlineData("2230", "Write 22:30, from 00:00 to 23:59.")]
    [InlineData("22.30", "Write 22:30, from 00:00 to 23:59.")]
    [InlineData("22h", "Write 22:00, from 00:00 to 23:59.")]
    [InlineData("10pm", "Write 22:00, from 00:00 to 23:59.")]
    [InlineData("10:15 PM", "Write 22:15, from 00:00 to 23:59.")]
    [InlineData("12 a.m.", "Write 00:00, from 00:00 to 23:59.")]
    [InlineData("12pm", "Write 12:00, from 00:00 to 23:59.")]
    [InlineData("24:00", "Write 00:00, from 00:00 to 23:59.")]
    [InlineData("25:00", "Write 22:00, from 00:00 to 23:59.")]
    [InlineData("22:60", "Write 22:00, from 00:00 to 23:59.")]
    [InlineData("4h30m", "Write 22:00, from 00:00 to 23:59.")]
    [InlineData("1.22:00", "Write 22:00, from 00:00 to 23:59.")]
    [InlineData("-1:00", "Write 22:00, from 00:00 to 23:59.")]
    [InlineData("22:00\n22:00", "Write 22:00, from 00:00 to 23:59.")]
    [InlineData("٢٢:٠٠", "Write 22:00, from 00:00 to 23:59.")]
    [InlineData("noon", "Write 22:00, from 00:00 to 23:59.")]
    [InlineData("", "Write 22:00, from 00:00 to 23:59.")]
    public void What_is_no_time_of_day_is_refused_with_how_to_write_what_was_meant(string text, string suggestion)
    {
        var problem = TimeOfDayParser.Parse(text).Problem!;

        Assert.Equal(("TimeOfDayInvalid", FindingKind.InvalidArgument), (problem.Code, problem.Kind));
        Assert.Equal(($"'{text}' is no time of day.", suggestion), (problem.Message, problem.Suggestion));
    }
}
