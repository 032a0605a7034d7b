using System.Text;

namespace PatchWindow.Fleet.Inventory.Formats;

/// <summary>The rows of a table as RFC 4180 has it, with the separator that its first line shows.</summary>
internal sealed class CsvRows
{
    private static readonly char[] Separators = [',', ';', '\t'];

    private readonly string text;
    private readonly char separator;
    private int at;
    private int line = 1;

    public CsvRows(string text)
    {
        this.text = text;

        // What spreadsheets and Export-Csv of Windows PowerShell write before the header.
        if (text.StartsWith("#TYPE ", StringComparison.Ordinal)) SkipLine();
        if (string.CompareOrdinal(text, at, "sep=", 0, 4) == 0 && at + 4 < text.Length && (at + 5 == text.Length || text[at + 5] is '\r' or '\n'))
        {
            separator = text[at + 4];
            SkipLine();
        }
        else
        {
            separator = Shown();
        }
    }

    /// <summary>The line that the last row began in.</summary>
    public int Line { get; private set; }

    /// <summary>Why there are no more rows though the text goes on, as the rest of a sentence about it.</summary>
    public string? Fault { get; private set; }

    /// <summary>The next row that is not blank; null at the end.</summary>
    public List<string>? Next()
    {
        while (at < text.Length && text[at] is '\r' or '\n') NewLine();
        if (at >= text.Length || Fault is not null) return null;
        Line = line;
        var row = new List<string>();
        while (true)
        {
            if (Value() is not { } value) return null;
            row.Add(value);
            if (at >= text.Length) return row;
            if (text[at] == separator)
            {
                at++;
                continue;
            }

            NewLine();
            return row;
        }
    }

    private string? Value()
    {
        var start = at;
        while (start < text.Length && text[start] == ' ' && separator != ' ') start++;
        if (start < text.Length && text[start] == '"')
        {
            at = start;
            return Quoted();
        }

        start = at;
        while (at < text.Length && text[at] != separator && text[at] is not ('\r' or '\n')) at++;
        return text.Substring(start, at - start).Trim();
    }

    private string? Quoted()
    {
        var value = new StringBuilder();
        for (at++; at < text.Length; at++)
        {
            if (text[at] == '"')
            {
                if (at + 1 == text.Length || text[at + 1] != '"') return Ended(value.ToString());
                at++;
            }

            if (text[at] == '\n') line++;
            value.Append(text[at]);
        }

        Fault = "has a quote that never ends";
        return null;
    }

    private string? Ended(string value)
    {
        at++;
        while (at < text.Length && text[at] == ' ' && separator != ' ') at++;
        if (at >= text.Length || text[at] == separator || text[at] is '\r' or '\n') return value;
        Fault = $"has text after the closing quote of \"{(value.Length <= 60 ? value : value.Substring(0, 60) + "…")}\"";
        return null;
    }

    private void NewLine()
    {
        if (text[at] == '\r' && at + 1 < text.Length && text[at + 1] == '\n') at++;
        at++;
        line++;
    }

    private void SkipLine()
    {
        while (at < text.Length && text[at] is not ('\r' or '\n')) at++;
        if (at < text.Length) NewLine();
    }

    // The one that the first line has most of, outside quotes.
    private char Shown()
    {
        var counts = new int[Separators.Length];
        var quoted = false;
        for (var i = at; i < text.Length && (quoted || text[i] is not ('\r' or '\n')); i++)
        {
            if (text[i] == '"') quoted = !quoted;
            else if (!quoted && Array.IndexOf(Separators, text[i]) is >= 0 and var which) counts[which]++;
        }

        return Separators[Array.IndexOf(counts, counts.Max())];
    }
}
