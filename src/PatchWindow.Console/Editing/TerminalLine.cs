namespace PatchWindow.Console;

/// <summary>Reads one line from a terminal: keys into a <see cref="LineEditor"/>, its line onto the screen.</summary>
internal sealed class TerminalLine(Screen screen)
{
    private int _cursorRow;

    /// <returns>Accept, Abandon or EndOfInput; the text is the editor's.</returns>
    public EditResult Read(string prompt, LineEditor editor)
    {
        screen.SuspendProgress();
        using var keyboard = new Keyboard();
        try
        {
            _cursorRow = 0;
            Draw(prompt, editor.Line);
            while (true)
            {
                var result = editor.Press(Keyboard.Read());
                switch (result)
                {
                    case EditResult.Editing:
                        // Drawing after every key of a paste would be slow to watch.
                        if (!Keyboard.HasMore)
                            Draw(editor.SearchPrompt ?? prompt, editor.Line);
                        break;
                    case EditResult.ClearScreen:
                        screen.WriteRaw("\e[H\e[2J");
                        _cursorRow = 0;
                        Draw(prompt, editor.Line);
                        break;
                    default:
                        Leave(prompt, editor.Line, result);
                        return result;
                }
            }
        }
        finally
        {
            screen.ResumeProgress();
        }
    }

    private void Draw(string prompt, EditLine line)
    {
        var layout = LineLayout.Of(prompt, line, Math.Max(System.Console.WindowWidth, 2));
        screen.WriteRaw(layout.Draw(_cursorRow));
        _cursorRow = layout.CursorRow;
    }

    private void Leave(string prompt, EditLine line, EditResult result)
    {
        // Whatever follows begins below the line, wherever in it the cursor was.
        Draw(prompt, EditLine.AtEnd(line.Text));
        screen.WriteRaw((result == EditResult.Abandon ? "^C" : "") + Environment.NewLine);
    }
}
