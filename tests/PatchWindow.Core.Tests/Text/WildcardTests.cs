using PatchWindow.Core.Text;

namespace PatchWindow.Core.Tests.Text;

public sealed class WildcardTests
{
    [Theory]
    [InlineData("linux-image-*", "linux-image-6.1.0-28-amd64", true)]
    [InlineData("linux-image-*", "linux-image-", true)]
    [InlineData("linux-image-*", "linux-image", false)]
    [InlineData("linux-image-*", "my-linux-image-6", false)]
    [InlineData("*", "", true)]
    [InlineData("*", "anything", true)]
    [InlineData("", "", true)]
    [InlineData("", "a", false)]
    [InlineData("?", "a", true)]
    [InlineData("?", "", false)]
    [InlineData("?", "ab", false)]
    [InlineData("web??", "web01", true)]
    [InlineData("WEB*", "web01", true)]
    [InlineData("*01", "web0101", true)]
    [InlineData("*a*b*c*", "xxaxxbxxcxx", true)]
    [InlineData("*a*b*c*", "xxaxxcxxbxx", false)]
    [InlineData("a*b?d", "aXXbbcd", true)]
    [InlineData("**", "a", true)]
    [InlineData("a**", "a", true)]
    [InlineData("[ab]", "a", false)]
    [InlineData("[ab]", "[ab]", true)]
    [InlineData("libc6", "libc6", true)]
    [InlineData("libc6", "libc66", false)]
    [InlineData("libstdc++*", "libstdc++6", true)]
    [InlineData("a*?", "a", false)]
    [InlineData("*?*", "x", true)]
    [InlineData("a*", "*a", false)]
    public void A_pattern_matches_the_whole_text_with_star_and_question_mark(string pattern, string text, bool matches) =>
        Assert.Equal(matches, Wildcard.Matches(pattern, text));

    [Fact]
    public void Many_stars_against_a_long_text_are_no_burden() =>
        Assert.False(Wildcard.Matches(string.Concat(Enumerable.Repeat("*a", 50)) + "b", new string('a', 5000)));
}
