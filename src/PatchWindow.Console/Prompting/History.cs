namespace PatchWindow.Console;

/// <summary>What was typed at the prompt, oldest first, and the file that remembers it.</summary>
internal sealed class History(HistoryFile? file)
{
    private readonly List<string> _entries = file is null ? [] : [.. file.Read()];

    public IReadOnlyList<string> Entries => _entries;

    public void Add(string text)
    {
        if (string.IsNullOrWhiteSpace(text) || (_entries.Count > 0 && _entries[^1] == text))
            return;
        _entries.Add(text);
        if (!Secrets.AreIn(text))
            file?.Append(text);
    }
}
