namespace PatchWindow.Console.Tests;

public sealed class LineLayoutTests
{
    [Theory]
    [InlineData("abc", 3, "> abc", 0, 5)]
    [InlineData("abc", 0, "> abc", 0, 2)]
    [InlineData("abcdefgh", 8, "> abcdefgh", 1, 0)]
    [InlineData("abcdefghi", 9, "> abcdefgh\ni", 1, 1)]
    [InlineData("abcdefghi", 8, "> abcdefgh\ni", 1, 0)]
    [InlineData("abcdefghi", 7, "> abcdefgh\ni", 0, 9)]
    [InlineData("abcdefg漢", 8, "> abcdefg\n漢", 1, 2)]
    [InlineData("{\n}", 3, "> {\n>> }", 1, 4)]
    [InlineData("abcdefgh\nx", 0, "> abcdefgh\n>> x", 0, 2)]
    [InlineData("abcdefgh\nx", 8, "> abcdefgh\n>> x", 0, 9)]
    [InlineData("a\tb", 3, "> a·b", 0, 5)]
    public void A_line_wraps_as_the_terminal_wraps_it(string text, int cursor, string shown, int row, int column)
    {
        var screen = new TerminalScreen(width: 10, height: 10);
        // The terminal driver makes the line ends: programs write \n only.
        screen.Write(LineLayout.Of("> ", new EditLine(text, cursor), 10).Draw(0).Replace("\n", "\r\n", StringComparison.Ordinal));
        Assert.Equal((shown, (row, column)), (screen.Text, screen.Cursor));
    }

    [Fact]
    public void Drawing_again_leaves_nothing_of_what_was_there()
    {
        var screen = new TerminalScreen(width: 10, height: 10);
        screen.Write("before\n");
        var row = 0;
        foreach (var line in new[] { "abcdefghijklmnopqrstuvwxyz", "abcdefgh", "x", "" })
        {
            var layout = LineLayout.Of("> ", EditLine.AtEnd(line), 10);
            screen.Write(layout.Draw(row));
            row = layout.CursorRow;
        }

        Assert.Equal("before\n>", screen.Text);
    }
}
