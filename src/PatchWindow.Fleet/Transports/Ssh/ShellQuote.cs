namespace PatchWindow.Fleet.Transports.Ssh;

/// <summary>The one place where words become text that a POSIX shell reads (POSIX.1-2017, XCU §2.2.2, single quotes).</summary>
public static class ShellQuote
{
    /// <summary>
    /// The word in single quotes, between which every character stands for itself; a single quote is written <c>'\''</c>. It has
    /// no NUL, which no word of a shell can have.
    /// </summary>
    public static string Word(string word) => "'" + word.Replace("'", @"'\''") + "'";

    /// <summary>The words, divided by blanks.</summary>
    public static string Words(IEnumerable<string> words) => string.Join(" ", words.Select(Word));
}
