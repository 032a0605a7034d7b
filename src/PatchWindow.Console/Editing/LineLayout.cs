using System.Globalization;
using System.Text;

namespace PatchWindow.Console;

/// <summary>A prompt and a line as they lie on a terminal of some width.</summary>
/// <param name="Text">What to write, from the first column of the first row.</param>
/// <param name="CursorRow">Where the cursor belongs, counted from the first row.</param>
/// <param name="LastRow">Where writing ends.</param>
internal readonly record struct LineLayout(string Text, int CursorRow, int CursorColumn, int LastRow)
{
    public const string ContinuationPrompt = ">> ";

    public static LineLayout Of(string prompt, EditLine line, int width)
    {
        var text = new StringBuilder();
        // A column equal to the width is a full row: the terminal wraps only when the next character comes.
        var (row, column) = (0, 0);
        Put(prompt);
        var cursor = (Row: row, Column: column);

        for (var i = 0; i < line.Text.Length;)
        {
            var length = StringInfo.GetNextTextElementLength(line.Text, i);
            var endsLine = line.Text[i] == '\n';
            if (i == line.Cursor)
                cursor = column < width ? (row, column) : endsLine ? (row, width - 1) : (row + 1, 0);
            if (endsLine)
            {
                text.Append('\n');
                (row, column) = (row + 1, 0);
                Put(ContinuationPrompt);
            }
            else
            {
                // Pasted control characters are shown, never sent: each is one column wide.
                Put(char.IsControl(line.Text[i]) ? "·" : line.Text.Substring(i, length));
            }

            i += length;
        }

        if (column == width)
        {
            text.Append('\n');
            (row, column) = (row + 1, 0);
        }

        if (line.Cursor == line.Text.Length)
            cursor = (row, column);
        return new LineLayout(text.ToString(), cursor.Row, cursor.Column, row);

        void Put(string shown)
        {
            text.Append(shown);
            for (var i = 0; i < shown.Length;)
            {
                var length = StringInfo.GetNextTextElementLength(shown, i);
                var cells = CellWidth.OfElement(shown.AsSpan(i, length));
                if (column + cells > width)
                    (row, column) = (row + 1, 0);
                column += cells;
                i += length;
            }
        }
    }

    /// <summary>Draws this over what was drawn before, whose cursor stands in <paramref name="previousRow"/>.</summary>
    public string Draw(int previousRow)
    {
        var drawing = new StringBuilder("\r");
        if (previousRow > 0)
            drawing.Append(CultureInfo.InvariantCulture, $"\e[{previousRow}A");
        drawing.Append("\e[J").Append(Text).Append('\r');
        if (LastRow > CursorRow)
            drawing.Append(CultureInfo.InvariantCulture, $"\e[{LastRow - CursorRow}A");
        if (CursorColumn > 0)
            drawing.Append(CultureInfo.InvariantCulture, $"\e[{CursorColumn}C");
        return drawing.ToString();
    }
}
