using PatchWindow.Core.Text;

namespace PatchWindow.Core.Windows.Text;

/// <summary>The words of a text, taken one after another, and faults that point at them.</summary>
internal sealed class TokenReader(string text)
{
    private readonly IReadOnlyList<Token> tokens = TokenScanner.Split(text);

    /// <summary>How many words have been taken; set back to read again.</summary>
    public int Position { get; set; }

    public bool AtEnd => Position >= tokens.Count;

    /// <summary>The next word, or one after it; null where there is none.</summary>
    public Token? Ahead(int by = 0) => Position + by < tokens.Count ? tokens[Position + by] : null;

    public bool Is(string word, int ahead = 0) => Ahead(ahead) is { } token && token.Is(word);

    public bool IsKind(TokenKind kind, int ahead = 0) => Ahead(ahead) is { } token && token.Kind == kind;

    public bool IsAnyOf(int ahead, params string[] words) => Ahead(ahead) is { } token && token.IsAnyOf(words);

    /// <summary>Takes the next word if it is one of these.</summary>
    public bool Take(params string[] words)
    {
        if (!IsAnyOf(0, words)) return false;
        Position++;
        return true;
    }

    /// <summary>Takes what stands between the items of a list, if an item follows.</summary>
    public bool TakeComma(Func<int, bool> isItem)
    {
        var count = Commas();
        if (count == 0 || !isItem(count)) return false;
        Position += count;
        return true;
    }

    /// <summary>Passes over a comma between two parts of the text, where it means nothing.</summary>
    public void SkipComma() => Take(",", ";");

    /// <summary>Everything between two words as it was typed, spaces made one.</summary>
    public string Between(int from, int to) =>
        string.Join(" ", text.Substring(tokens[from].At, tokens[Math.Min(to, tokens.Count) - 1].End - tokens[from].At).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>The number of words that nothing divides from the one at a position: 22h30 is three.</summary>
    public int Joined(int position)
    {
        var count = 1;
        while (position + count < tokens.Count && tokens[position + count] is var following && following.At == tokens[position + count - 1].End
            && !following.Is(",")) count++;
        return count;
    }

    /// <summary>A fault in the next word, or, at the text's end, the lack of it.</summary>
    /// <param name="reason">What is wrong, to be read after the word.</param>
    /// <param name="suggestion">What to write instead.</param>
    /// <param name="missing">What is missing where the text ends here.</param>
    /// <param name="near">Words of which one may be meant.</param>
    public TextFaultException Fault(string reason, string? suggestion = null, string? missing = null, IEnumerable<string>? near = null) =>
        AtEnd ? End(missing ?? "a word", suggestion) : FaultAt(Position, reason, suggestion, near);

    /// <summary>A fault in a word that has been taken, with what is joined to it where that is no word by itself.</summary>
    public TextFaultException FaultAt(int position, string reason, string? suggestion = null, IEnumerable<string>? near = null)
    {
        var (first, count) = (position, 1);
        if (tokens[position].Kind is not (TokenKind.Word or TokenKind.Time or TokenKind.Date or TokenKind.Path)) count = Joined(position);
        var word = Between(first, first + count);
        var meant = near is null ? null : NearestWord.To(word, near);
        if (meant is not null && string.Equals(meant, word, StringComparison.OrdinalIgnoreCase)) meant = null;
        var end = reason.EndsWith("?", StringComparison.Ordinal) ? "" : ".";
        return new TextFaultException(tokens[first].At, $"'{word}' {reason}{end}{NearestWord.Question(meant)}", suggestion);
    }

    /// <summary>A fault of several words.</summary>
    public TextFaultException FaultOf(int from, int to, string reason, string? suggestion = null) =>
        new(tokens[from].At, $"'{Between(from, to)}' {reason}.", suggestion);

    /// <summary>Words that may mean several things; each replacement of them is one.</summary>
    public TextFaultException Ambiguous(int from, int to, string reason, params string[] replacements) =>
        new(tokens[from].At, $"'{Between(from, to)}' {reason}.", null, [.. replacements.Distinct().Select(r => Replaced(from, to, r))]);

    /// <summary>The whole text with other words in the place of some, or of none.</summary>
    public string Replaced(int from, int to, string replacement)
    {
        var before = text.Substring(0, tokens[from].At);
        var after = text.Substring(to > from ? tokens[to - 1].End : tokens[from].At);
        if (after.Length > 0 && char.IsLetterOrDigit(after[0])) after = " " + after;
        return string.Join(" ", (before + replacement + after).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    public TextFaultException End(string missing, string? suggestion) =>
        new(text.TrimEnd().Length, $"{missing} is missing.", suggestion);

    private int Commas()
    {
        var count = 0;
        while (IsAnyOf(count, ",", "and", "&")) count++;
        return count;
    }
}
