using System.Globalization;

namespace PatchWindow.Console;

/// <summary>Text being typed and the cursor in it. Every edit makes a new one.</summary>
internal readonly record struct EditLine(string Text, int Cursor)
{
    public static readonly EditLine Empty = new("", 0);

    public static EditLine AtEnd(string text) => new(text, text.Length);

    public EditLine Insert(string text) => new(Text.Insert(Cursor, text), Cursor + text.Length);

    public EditLine Replace(int start, int length, string text) =>
        new(Text.Remove(start, length).Insert(start, text), start + text.Length);

    public EditLine Left() => this with { Cursor = Before(Cursor) };

    public EditLine Right() => this with { Cursor = After(Cursor) };

    public EditLine Home() => this with { Cursor = LineStart(Cursor) };

    public EditLine End() => this with { Cursor = LineEnd(Cursor) };

    public EditLine WordLeft() => this with { Cursor = WordStart(char.IsLetterOrDigit) };

    public EditLine WordRight() => this with { Cursor = WordEnd() };

    public EditLine Backspace() => Remove(Before(Cursor), Cursor);

    public EditLine Delete() => Remove(Cursor, After(Cursor));

    public EditLine KillToStart() => Remove(LineStart(Cursor), Cursor);

    public EditLine KillToEnd() => Remove(Cursor, LineEnd(Cursor));

    /// <summary>Back to the last blank, as in a Unix shell: a path is one word.</summary>
    public EditLine KillWordLeft() => Remove(WordStart(c => !char.IsWhiteSpace(c)), Cursor);

    public EditLine KillWordRight() => Remove(Cursor, WordEnd());

    /// <summary>The line above in text of several lines; nothing on the first.</summary>
    public EditLine? Up()
    {
        var start = LineStart(Cursor);
        if (start == 0)
            return null;
        var above = LineStart(start - 1);
        return this with { Cursor = Math.Min(above + (Cursor - start), start - 1) };
    }

    public EditLine? Down()
    {
        var end = LineEnd(Cursor);
        if (end == Text.Length)
            return null;
        return this with { Cursor = Math.Min(end + 1 + (Cursor - LineStart(Cursor)), LineEnd(end + 1)) };
    }

    private EditLine Remove(int start, int end) => new(Text.Remove(start, end - start), start);

    private int LineStart(int at) => at == 0 ? 0 : Text.LastIndexOf('\n', at - 1) + 1;

    private int LineEnd(int at) => Text.IndexOf('\n', at) is >= 0 and var end ? end : Text.Length;

    // The cursor steps over what a reader sees as one character, however many chars it is made of.
    private int After(int at) => at == Text.Length ? at : at + StringInfo.GetNextTextElementLength(Text, at);

    private int Before(int at)
    {
        var previous = 0;
        for (var i = 0; i < at; i = After(i))
            previous = i;
        return previous;
    }

    private int WordStart(Func<char, bool> inWord)
    {
        var at = Cursor;
        while (at > 0 && !inWord(Text[at - 1]))
            at--;
        while (at > 0 && inWord(Text[at - 1]))
            at--;
        return at;
    }

    private int WordEnd()
    {
        var at = Cursor;
        while (at < Text.Length && !char.IsLetterOrDigit(Text[at]))
            at++;
        while (at < Text.Length && char.IsLetterOrDigit(Text[at]))
            at++;
        return at;
    }
}
