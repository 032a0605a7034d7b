namespace PatchWindow.Core.Windows.Text;

/// <summary>A word of a schedule's text and where it stands.</summary>
/// <param name="Kind">What it looks like.</param>
/// <param name="Word">The word itself; any dash is a hyphen here.</param>
/// <param name="At">Where it begins in the text.</param>
internal readonly record struct Token(TokenKind Kind, string Word, int At)
{
    /// <summary>Where the next one may begin.</summary>
    public int End => At + Word.Length;

    public bool Is(string word) => string.Equals(Word, word, StringComparison.OrdinalIgnoreCase);

    public bool IsAnyOf(params string[] words) => Array.Exists(words, Is);
}

/// <summary>What a word of a schedule's text looks like.</summary>
internal enum TokenKind
{
    /// <summary>Letters: Tue, for, host.</summary>
    Word,

    /// <summary>Digits: 15.</summary>
    Number,

    /// <summary>1st, 22nd.</summary>
    Ordinal,

    /// <summary>22:00.</summary>
    Time,

    /// <summary>2026-12-05, with a time or without.</summary>
    Date,

    /// <summary>05/06/2026 or 5.6.</summary>
    Slashed,

    /// <summary>Europe/Oslo.</summary>
    Path,

    /// <summary>PT4H.</summary>
    Period,

    /// <summary>A comma, a sign, or anything else that is one character.</summary>
    Symbol,
}
