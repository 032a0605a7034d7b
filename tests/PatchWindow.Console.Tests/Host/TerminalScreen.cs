using System.Text;

namespace PatchWindow.Console.Tests;

/// <summary>
/// Enough of a terminal to see what a person would see: text with its wrapping, cursor movements, erasing. Colours go by.
/// </summary>
internal sealed class TerminalScreen(int width, int height)
{
    private readonly List<string[]> _rows = [NewRow(width)];
    private readonly StringBuilder _sequence = new();
    private int _row;
    private int _column;
    private int _top;
    private bool _wrapIsDue;

    /// <summary>Everything that was ever on it, without blank ends.</summary>
    public string Text =>
        string.Join('\n', _rows.Select(r => string.Concat(r.Select(c => c ?? " ")).TrimEnd())).TrimEnd('\n');

    public (int Row, int Column) Cursor => (_row, _column);

    public void Write(string text)
    {
        foreach (var rune in text.EnumerateRunes())
            Write(rune);
    }

    private void Write(Rune rune)
    {
        if (_sequence.Length > 0)
        {
            _sequence.Append(rune);
            Sequence(_sequence.ToString());
            return;
        }

        switch (rune.Value)
        {
            case '\e':
                _sequence.Append('\e');
                break;
            case '\r':
                (_column, _wrapIsDue) = (0, false);
                break;
            case '\n':
                Down();
                _wrapIsDue = false;
                break;
            case '\b':
                (_column, _wrapIsDue) = (Math.Max(_column - 1, 0), false);
                break;
            case >= ' ':
                Put(rune);
                break;
        }
    }

    private void Put(Rune rune)
    {
        var cells = CellWidth.Of(rune.ToString());
        if (_wrapIsDue || _column + cells > width)
        {
            Down();
            (_column, _wrapIsDue) = (0, false);
        }

        _rows[_row][_column] = rune.ToString();
        if (cells == 2)
            _rows[_row][_column + 1] = "";
        _column += cells;
        if (_column == width)
            (_column, _wrapIsDue) = (width - 1, true);
    }

    private void Sequence(string s)
    {
        // ESC [ parameters letter, ESC ] text BEL, or ESC and one character (two for character sets).
        var ends = s[1] switch
        {
            '[' => s.Length > 2 && char.IsBetween(s[^1], '@', '~'),
            ']' => s[^1] is '\a',
            '(' or ')' => s.Length == 3,
            _ => true,
        };
        if (!ends)
            return;
        _sequence.Clear();
        if (s[1] != '[')
            return;

        var n = int.TryParse(s[2..^1], out var number) ? number : 1;
        (_wrapIsDue, _) = (false, 0);
        switch (s[^1])
        {
            case 'A':
                _row = Math.Max(_row - n, _top);
                break;
            case 'B':
                _row = Math.Min(_row + n, _rows.Count - 1);
                break;
            case 'C':
                _column = Math.Min(_column + n, width - 1);
                break;
            case 'D':
                _column = Math.Max(_column - n, 0);
                break;
            case 'H':
                (_row, _column) = (_top, 0);
                break;
            case 'J' when s == "\e[2J":
                _rows.RemoveRange(_top, _rows.Count - _top);
                _rows.Add(NewRow(width));
                _row = _top;
                break;
            case 'J':
                Array.Fill(_rows[_row], " ", _column, width - _column);
                _rows.RemoveRange(_row + 1, _rows.Count - _row - 1);
                break;
            case 'K':
                Array.Fill(_rows[_row], " ", _column, width - _column);
                break;
        }
    }

    private void Down()
    {
        if (++_row == _rows.Count)
            _rows.Add(NewRow(width));
        _top = Math.Max(_top, _row - height + 1);
    }

    private static string[] NewRow(int width)
    {
        var row = new string[width];
        Array.Fill(row, " ");
        return row;
    }
}
