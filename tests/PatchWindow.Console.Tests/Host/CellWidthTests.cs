namespace PatchWindow.Console.Tests;

public sealed class CellWidthTests
{
    [Theory]
    [InlineData("abc", 3)]
    [InlineData("漢字", 4)]
    [InlineData("e\u0301", 1)]
    [InlineData("😀", 2)]
    [InlineData("👩‍💻", 2)]
    [InlineData("", 0)]
    public void Width_is_counted_in_columns(string text, int width) => Assert.Equal(width, CellWidth.Of(text));

    [Theory]
    [InlineData("abcdef", 6, "abcdef")]
    [InlineData("abcdef", 5, "abcd…")]
    [InlineData("漢字漢字", 5, "漢字…")]
    [InlineData("漢字漢字", 4, "漢…")]
    [InlineData("abc", 1, "…")]
    [InlineData("abc", 0, "")]
    public void What_does_not_fit_is_cut_with_an_ellipsis(string text, int width, string cut) =>
        Assert.Equal(cut, CellWidth.Cut(text, width));
}
