using PatchWindow.Core.Text;

namespace PatchWindow.Core.Windows.Text;

/// <summary>Reads durations: <c>4h</c>, <c>1 hour 30 minutes</c>, <c>1h and 30 min</c>, <c>01:30</c>, <c>PT4H</c>.</summary>
internal static class DurationReader
{
    private const string Examples = "Write 30m, 4h, 1h30m, 3d, 01:30 or PT4H.";

    /// <summary>Whether a number with a unit begins there.</summary>
    public static bool Begins(TokenReader words) => words.IsKind(TokenKind.Number) && UnitOf(words.Ahead(1)) is not null;

    /// <param name="words">The words; what follows is the duration.</param>
    /// <param name="example">What to write where it is missing.</param>
    public static TimeSpan Read(TokenReader words, string example)
    {
        if (words.AtEnd) throw words.Fault("", $"Write '{example}'.", "a duration");
        var from = words.Position;
        var text = "";
        if (words.IsKind(TokenKind.Period) || words.IsKind(TokenKind.Time))
        {
            text = words.Ahead()!.Value.Word;
            words.Position++;
        }

        // Numbers and units must take turns, or "1 30m" would be read as 130m.
        while (text.Length == 0 || !text.Contains(":"))
        {
            if (text.Length > 0 && words.Is("and") && words.IsKind(TokenKind.Number, 1) && UnitOf(words.Ahead(2)) is not null) words.Position++;
            if (!words.IsKind(TokenKind.Number) || UnitOf(words.Ahead(1)) is not { } letter) break;
            text += words.Ahead()!.Value.Word + letter;
            words.Position += 2;
        }

        if (text.Length == 0 || (words.IsKind(TokenKind.Number) && !TimeReader.Begins(words))) throw NoDuration(words);
        if (!DurationParser.Parse(text).TryGet(out var duration, out var problem))
            throw words.FaultOf(from, words.Position, problem.Message.EndsWith("too long.", StringComparison.Ordinal) ? "is too long" : "is not a duration", problem.Suggestion);
        return duration > TimeSpan.Zero ? duration : throw words.FaultOf(from, words.Position, "is no time at all", $"Write '{example}'.");
    }

    private static char? UnitOf(Token? token) => token is { } word ? DurationUnits.LetterOf(word.IsAnyOf) : null;

    private static TextFaultException NoDuration(TokenReader words)
    {
        var (at, unit) = (words.Position, words.Ahead(1));
        if (!words.IsKind(TokenKind.Number)) return words.Fault("is not a duration", Examples, "a duration");
        var number = words.Ahead()!.Value.Word;
        if (words.Is(",", 1) && words.IsKind(TokenKind.Number, 2) && UnitOf(words.Ahead(3)) is not null) return words.FaultOf(at, at + 4, "is not a duration", Examples);
        return unit is { Kind: TokenKind.Word } && words.Joined(at) > 1
            ? words.FaultOf(at, at + 2, "is not a duration", Examples)
            : words.Ambiguous(at, at + 1, "is a number without a unit", number + "h", number + "m");
    }
}
