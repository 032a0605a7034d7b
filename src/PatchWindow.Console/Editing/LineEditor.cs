namespace PatchWindow.Console;

/// <summary>
/// Keys to text. It knows no terminal: a key goes in, and <see cref="Line"/> is what should be on the screen.
/// </summary>
/// <param name="history">Oldest first.</param>
/// <param name="complete">What could stand at the cursor.</param>
/// <param name="isComplete">Enter runs complete text, and begins a new line in text that is not.</param>
internal sealed class LineEditor(
    IReadOnlyList<string> history, Func<EditLine, Completion?> complete, Func<string, bool> isComplete)
{
    private readonly CompletionCycle _completions = new(complete);
    private int _historyPosition = history.Count;
    private EditLine _draft = EditLine.Empty;
    private string _killed = "";
    private HistorySearch? _search;

    public EditLine Line { get; private set; } = EditLine.Empty;

    /// <summary>What to show instead of the prompt, while history is searched.</summary>
    public string? SearchPrompt =>
        _search is null ? null : $"({(_search.Failed ? "nothing with" : "search")} '{_search.Pattern}'): ";

    public EditResult Press(ConsoleKeyInfo key)
    {
        if (_search is not null && PressInSearch(key))
            return EditResult.Editing;

        if (key.KeyChar is '\r' or '\n' || key.Key == ConsoleKey.Enter)
            return Enter();
        if (key.Modifiers.HasFlag(ConsoleModifiers.Control))
            return PressControl(key);
        if (key.Modifiers.HasFlag(ConsoleModifiers.Alt))
            PressAlt(key);
        else
            PressPlain(key);
        return EditResult.Editing;
    }

    private EditResult Enter()
    {
        if (isComplete(Line.Text))
            return EditResult.Accept;
        Line = Line.Insert("\n");
        return EditResult.Editing;
    }

    private void PressPlain(ConsoleKeyInfo key)
    {
        switch (key.Key)
        {
            case ConsoleKey.LeftArrow:
                Line = Line.Left();
                break;
            case ConsoleKey.RightArrow:
                Line = Line.Right();
                break;
            case ConsoleKey.Home:
                Line = Line.Home();
                break;
            case ConsoleKey.End:
                Line = Line.End();
                break;
            case ConsoleKey.UpArrow:
                Older();
                break;
            case ConsoleKey.DownArrow:
                Newer();
                break;
            case ConsoleKey.Backspace:
                Line = Line.Backspace();
                break;
            case ConsoleKey.Delete:
                Line = Line.Delete();
                break;
            case ConsoleKey.Tab:
                Line = _completions.Next(Line, key.Modifiers.HasFlag(ConsoleModifiers.Shift));
                break;
            default:
                if (!char.IsControl(key.KeyChar))
                    Line = Line.Insert(key.KeyChar.ToString());
                break;
        }
    }

    private EditResult PressControl(ConsoleKeyInfo key)
    {
        switch (key.Key)
        {
            case ConsoleKey.C:
                return EditResult.Abandon;
            case ConsoleKey.D when Line.Text.Length == 0:
                return EditResult.EndOfInput;
            case ConsoleKey.D:
                Line = Line.Delete();
                break;
            case ConsoleKey.L:
                return EditResult.ClearScreen;
            case ConsoleKey.A:
            case ConsoleKey.Home:
                Line = Line.Home();
                break;
            case ConsoleKey.E:
            case ConsoleKey.End:
                Line = Line.End();
                break;
            case ConsoleKey.B:
                Line = Line.Left();
                break;
            case ConsoleKey.F:
                Line = Line.Right();
                break;
            case ConsoleKey.LeftArrow:
                Line = Line.WordLeft();
                break;
            case ConsoleKey.RightArrow:
                Line = Line.WordRight();
                break;
            case ConsoleKey.H:
                Line = Line.Backspace();
                break;
            case ConsoleKey.K:
                Kill(Line.KillToEnd());
                break;
            case ConsoleKey.U:
                Kill(Line.KillToStart());
                break;
            case ConsoleKey.W:
            case ConsoleKey.Backspace:
                Kill(Line.KillWordLeft());
                break;
            case ConsoleKey.Y:
                Line = Line.Insert(_killed);
                break;
            case ConsoleKey.P:
                Older();
                break;
            case ConsoleKey.N:
                Newer();
                break;
            case ConsoleKey.R:
                _search = new HistorySearch(history, Line);
                break;
        }

        return EditResult.Editing;
    }

    private void PressAlt(ConsoleKeyInfo key)
    {
        switch (key.Key)
        {
            case ConsoleKey.B:
                Line = Line.WordLeft();
                break;
            case ConsoleKey.F:
                Line = Line.WordRight();
                break;
            case ConsoleKey.D:
                Kill(Line.KillWordRight());
                break;
            case ConsoleKey.Backspace:
                Kill(Line.KillWordLeft());
                break;
            default:
                // AltGr: the letters that some keyboards have only there.
                if (!char.IsControl(key.KeyChar))
                    Line = Line.Insert(key.KeyChar.ToString());
                break;
        }
    }

    /// <returns>Whether the key belonged to the search; any other ends it and then does what it always does.</returns>
    private bool PressInSearch(ConsoleKeyInfo key)
    {
        var control = key.Modifiers.HasFlag(ConsoleModifiers.Control);
        if (control && key.Key == ConsoleKey.R)
            _search!.Older();
        else if (control && key.Key == ConsoleKey.G || key.Key == ConsoleKey.Escape)
            return Leave(_search!.Before);
        else if (key.Key == ConsoleKey.Backspace || control && key.Key == ConsoleKey.H)
            _search!.Backspace();
        else if (!control && !char.IsControl(key.KeyChar))
            _search!.Type(key.KeyChar);
        else
            return !Leave(_search!.Line);
        Line = _search.Line;
        return true;
    }

    private bool Leave(EditLine line)
    {
        Line = line;
        _search = null;
        return true;
    }

    private void Kill(EditLine shorter)
    {
        var length = Line.Text.Length - shorter.Text.Length;
        if (length > 0)
            _killed = Line.Text.Substring(shorter.Cursor, length);
        Line = shorter;
    }

    private void Older()
    {
        if (Line.Up() is { } up)
        {
            Line = up;
            return;
        }

        if (_historyPosition == 0)
            return;
        if (_historyPosition == history.Count)
            _draft = Line;
        Line = EditLine.AtEnd(history[--_historyPosition]);
    }

    private void Newer()
    {
        if (Line.Down() is { } down)
        {
            Line = down;
            return;
        }

        if (_historyPosition == history.Count)
            return;
        _historyPosition++;
        Line = _historyPosition == history.Count ? _draft : EditLine.AtEnd(history[_historyPosition]);
    }
}
