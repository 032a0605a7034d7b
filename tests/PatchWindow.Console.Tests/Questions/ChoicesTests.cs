using System.Management.Automation.Host;

namespace PatchWindow.Console.Tests;

public sealed class ChoicesTests
{
    private static readonly ChoiceDescription[] s_confirm =
        [new("&Yes", "Do it."), new("Yes to &All"), new("&No"), new("No to A&ll"), new("Later")];

    [Fact]
    public void The_question_shows_short_answers_and_the_default() => Assert.Equal(
        "[Y] Yes  [A] Yes to All  [N] No  [L] No to All  [Later] Later  [?] Help (default is \"Y\"): ",
        new Choices(s_confirm, 0).Line());

    [Theory]
    [InlineData("y", 0)]
    [InlineData("YES", 0)]
    [InlineData(" a ", 1)]
    [InlineData("no to all", 3)]
    [InlineData("later", 4)]
    [InlineData("", 2)]
    [InlineData("maybe", null)]
    [InlineData("ye", null)]
    public void An_answer_is_a_letter_or_the_whole_label(string answer, int? choice) =>
        Assert.Equal(choice, new Choices(s_confirm, 2).Find(answer));

    [Fact]
    public void Without_a_default_an_empty_answer_is_none()
    {
        var choices = new Choices(s_confirm, -1);
        Assert.Null(choices.Find(""));
        Assert.DoesNotContain("default", choices.Line());
    }

    [Fact]
    public void Help_says_what_each_choice_does() =>
        Assert.Equal(["Y - Do it.", "A - Yes to All"], new Choices(s_confirm, 0).Help().Take(2));
}
