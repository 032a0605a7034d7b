using PatchWindow.Core.Text;

namespace PatchWindow.Core.Windows.Text;

/// <summary>Reads time zones: an IANA id, a Windows id, UTC or host; after 'zone' also ids that are abbreviations.</summary>
internal static class ZoneReader
{
    /// <param name="words">The words; what follows is the zone.</param>
    /// <param name="isExact">Whether it was announced as an id, so that EST is the tz database's and nobody else's.</param>
    /// <param name="vocabulary">The words that could stand here instead, for guesses.</param>
    public static string Read(TokenReader words, bool isExact, IEnumerable<string> vocabulary)
    {
        if (words.AtEnd) throw words.Fault("", "Write Europe/Oslo, UTC or host, for instance.", "a time zone");
        var from = words.Position;
        if (words.Take(TimeZones.Host)) return TimeZones.Host;
        if (LongestId(words) is { } zone)
        {
            Check(words, from, isExact);
            return zone;
        }

        var word = words.Ahead()!.Value;
        if (ZoneAbbreviations.Of(word.Word) is not null) Check(words, from, isExact, from + 1);
        if (word.Is("Z")) throw words.Fault("is not a time zone here", "Write UTC.");
        if (word.IsAnyOf("local", "localtime", "server")) throw words.Fault("does not say whose time", "Write host for each host's own zone, or an id such as Europe/Oslo.");
        var problem = TimeZones.Find(word.Word).Problem!;
        if (!isExact && word.Kind != TokenKind.Path && NearestWord.To(word.Word, vocabulary) is { } near && !word.Is(near))
            throw words.Fault("is not understood", null, near: vocabulary);
        if (!isExact && word.Kind != TokenKind.Path && !problem.Message.EndsWith("?", StringComparison.Ordinal))
            throw words.Fault("is no word of a schedule and no time zone", "After the time come for, cutoff, from, until, except, also, and a zone such as Europe/Oslo.");
        throw words.Fault(problem.Message.Substring(problem.Message.IndexOf("is no", StringComparison.Ordinal)).TrimEnd('.'), problem.Suggestion);
    }

    // Windows ids have spaces in them: take as many words as make a zone, the longest first.
    private static string? LongestId(TokenReader words)
    {
        var from = words.Position;
        var end = from;
        while (words.Ahead(end - from) is { } word && end - from < 12 && !word.Is(",")) end++;
        for (; end > from; end--)
        {
            if (TimeZones.IdOf(words.Between(from, end)) is not { } id) continue;
            words.Position = end;
            return id;
        }

        return null;
    }

    private static void Check(TokenReader words, int from, bool isExact, int? end = null)
    {
        var to = end ?? words.Position;
        var word = words.Between(from, to);

        // UTC+1 would be read as UTC and a word too many.
        if ((word.Equals("UTC", StringComparison.OrdinalIgnoreCase) || word.Equals("GMT", StringComparison.OrdinalIgnoreCase))
            && words.IsAnyOf(to - words.Position, "+", "-") && words.IsKind(TokenKind.Number, to - words.Position + 1))
        {
            var sign = words.Is("+", to - words.Position) ? "-" : "+";
            var number = words.Ahead(to - words.Position + 1)!.Value.Word.TrimStart('0');
            throw words.FaultOf(from, to + 2, "is an offset, and no place whose clock is meant", $"Write a zone such as Europe/Oslo, or Etc/GMT{sign}{number}, which has its sign the other way round.");
        }

        if (isExact || ZoneAbbreviations.Of(word) is not { } zones) return;
        throw zones.Count == 1
            ? words.FaultOf(from, to, "is an abbreviation, and no place", $"Write {zones[0]}.")
            : words.Ambiguous(from, to, "is the time of several places, with and without summer time", [.. zones]);
    }
}
