using System.Text;

namespace PatchWindow.Core.Conversions;

/// <summary>One content line of RFC 5545 §3.1: <c>DTSTART;TZID=Europe/Oslo:20260113T220000</c>.</summary>
/// <param name="Name">The property's name, in capitals.</param>
/// <param name="Parameters">Its parameters by name, without quotes.</param>
/// <param name="Value">What stands after the colon.</param>
internal sealed record ICalendarLine(string Name, IReadOnlyDictionary<string, string> Parameters, string Value)
{
    // §3.1: lines SHOULD NOT be longer than 75 octets, without the line break.
    private const int Longest = 75;

    /// <summary>The lines of a text, unfolded; those that are none are given with an empty name.</summary>
    public static IEnumerable<ICalendarLine> ReadAll(string text)
    {
        var unfolded = text.Replace("\r\n", "\n").Replace('\r', '\n').Replace("\n ", "").Replace("\n\t", "");
        return unfolded.Split('\n').Select(l => l.Trim()).Where(l => l.Length > 0).Select(Read);
    }

    /// <summary>A line as it is written: folded, and with its line break.</summary>
    public static string Fold(string line)
    {
        var folded = new StringBuilder();
        var octets = 0;
        for (var i = 0; i < line.Length; i++)
        {
            // A character that two chars make up stays whole, as does one of several octets.
            var length = char.IsHighSurrogate(line[i]) && i + 1 < line.Length ? 2 : 1;
            var size = Encoding.UTF8.GetByteCount(line.Substring(i, length));
            if (octets + size > Longest)
            {
                _ = folded.Append("\r\n ");
                octets = 1;
            }

            _ = folded.Append(line, i, length);
            octets += size;
            i += length - 1;
        }

        return folded.Append("\r\n").ToString();
    }

    /// <summary>Text as a value has it (§3.3.11).</summary>
    public static string Escape(string text) =>
        text.Replace("\\", "\\\\").Replace(";", "\\;").Replace(",", "\\,").Replace("\r", "").Replace("\n", "\\n");

    /// <summary>The text of a value.</summary>
    public static string Unescape(string value)
    {
        var text = new StringBuilder();
        for (var i = 0; i < value.Length; i++)
        {
            var escaped = value[i] == '\\' && i + 1 < value.Length;
            if (escaped) i++;
            _ = text.Append(escaped && value[i] is 'n' or 'N' && escaped ? '\n' : value[i]);
        }

        return text.ToString();
    }

    // The colon that ends the parameters is the first one outside quotes.
    private static ICalendarLine Read(string line)
    {
        var (quoted, parts, begin) = (false, new List<string>(), 0);
        for (var i = 0; i < line.Length; i++)
        {
            if (line[i] == '"') quoted = !quoted;
            if (quoted || line[i] is not (';' or ':')) continue;
            parts.Add(line.Substring(begin, i - begin));
            begin = i + 1;
            if (line[i] != ':') continue;
            var parameters = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
            foreach (var part in parts.Skip(1).Select(p => p.Split(['='], 2)).Where(p => p.Length == 2)) parameters[part[0].Trim()] = part[1].Trim().Trim('"');
            return new ICalendarLine(parts[0].Trim().ToUpperInvariant(), parameters, line.Substring(begin).Trim());
        }

        return new ICalendarLine("", new Dictionary<string, string>(), line);
    }
}
