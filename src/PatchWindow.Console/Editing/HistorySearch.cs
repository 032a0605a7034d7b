namespace PatchWindow.Console;

/// <summary>Ctrl+R: the newest entry with the typed text in it, and with Ctrl+R again the one before.</summary>
internal sealed class HistorySearch(IReadOnlyList<string> history, EditLine before)
{
    private int _found = history.Count;
    private EditLine? _match;

    public string Pattern { get; private set; } = "";

    public bool Failed { get; private set; }

    /// <summary>What was being typed when the search began.</summary>
    public EditLine Before { get; } = before;

    public EditLine Line => _match ?? Before;

    public void Type(char c)
    {
        Pattern += c;
        Find(Math.Min(_found, history.Count - 1));
    }

    public void Backspace()
    {
        if (Pattern.Length == 0)
            return;
        Pattern = Pattern[..^1];
        Find(history.Count - 1);
    }

    public void Older() => Find(_found - 1);

    private void Find(int from)
    {
        Failed = false;
        if (Pattern.Length == 0)
            return;
        for (var i = from; i >= 0; i--)
        {
            var at = history[i].IndexOf(Pattern, StringComparison.OrdinalIgnoreCase);
            if (at < 0)
                continue;
            _found = i;
            _match = new EditLine(history[i], at);
            return;
        }

        Failed = true;
    }
}
