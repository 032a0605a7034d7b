using PatchWindow.Core.Text;

namespace PatchWindow.Core.Tests.Text;

public sealed class NearestWordTests
{
    private static readonly string[] Words = ["every", "daily", "Tuesday", "Thursday", "Sat", "Sun", "schedules"];

    [Theory]
    [InlineData("evry", "every")]
    [InlineData("everyy", "every")]
    [InlineData("evary", "every")]
    [InlineData("evrey", "every")]
    [InlineData("Teusday", "Tuesday")]
    [InlineData("TEUSDAY", "Tuesday")]
    [InlineData("Thrusdy", "Thursday")]
    [InlineData("schedlue", "schedules")]
    [InlineData("shcedlues", "schedules")]
    [InlineData("sta", "Sat")]
    [InlineData("tuesday", "Tuesday")]
    [InlineData("san", "Sat")]
    [InlineData("evr", null)]
    [InlineData("xyz", null)]
    [InlineData("dialyy", "daily")]
    [InlineData("scedlue", null)]
    [InlineData("", null)]
    public void The_nearest_is_the_first_with_the_fewest_edits_within_a_third_of_the_word(string word, string? nearest) =>
        Assert.Equal(nearest, NearestWord.To(word, Words));

    [Fact]
    public void A_question_asks_only_where_there_is_something_to_ask()
    {
        Assert.Equal(" Did you mean 'every'?", NearestWord.Question("every"));
        Assert.Equal("", NearestWord.Question(null));
    }
}
