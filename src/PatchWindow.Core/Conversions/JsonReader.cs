using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace PatchWindow.Core.Conversions;

/// <summary>Reads one JSON document, strictly as RFC 8259 has it; a fault names the line and the word.</summary>
internal sealed class JsonReader
{
    // Deeper than any of the documents, and far from the end of the stack.
    private const int Deepest = 50;

    private static readonly Regex Literal = new(
        @"\G(?:true|false|null|-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?)(?![\w.+-])", RegexOptions.CultureInvariant);

    private static readonly Regex Word = new(@"\G(?:[\w.+-]+|.)", RegexOptions.CultureInvariant);

    // What a command prints arrives in the pipeline line by line.
    private const string Whole = "Give one whole JSON object as one text: Get-Content -Raw, or | Out-String after a command that prints JSON.";

    private readonly string text;
    private int at;

    private JsonReader(string text) => this.text = text;

    /// <summary>The object that the text is.</summary>
    public static JsonValue ReadObject(string text)
    {
        var reader = new JsonReader(text);
        var value = reader.Value(0);
        if (reader.Peek() != '\0') throw reader.Fault("stands after the end");
        return value.IsObject ? value : throw new FormatFault("it is not one object in braces.", Whole);
    }

    private JsonValue Value(int depth)
    {
        if (depth > Deepest) throw Fault($"is nested more than {Deepest} levels deep");
        switch (Peek())
        {
            case '{':
                return Members(depth);
            case '[':
                var items = new List<JsonValue>();
                List(']', () => items.Add(Value(depth + 1)));
                return JsonValue.Of(items);
            case '"':
                return JsonValue.Of(String());
        }

        var match = Literal.Match(text, at);
        if (!match.Success) throw Fault("stands where a value should");
        at += match.Length;
        return JsonValue.OfLiteral(match.Value);
    }

    private JsonValue Members(int depth)
    {
        var members = new List<(string Name, JsonValue? Value)>();
        List('}', () =>
        {
            if (Peek() != '"') throw Fault("stands where a name in quotes should");
            var name = String();
            if (members.Exists(m => m.Name == name)) throw new FormatFault($"'{name}' is given twice.");
            if (Peek() != ':') throw Fault($"stands where the colon after '{name}' should");
            at++;
            members.Add((name, Value(depth + 1)));
        });
        return JsonValue.Of([.. members]);
    }

    private void List(char close, Action readOne)
    {
        at++;
        if (Peek() == close)
        {
            at++;
            return;
        }

        while (true)
        {
            readOne();
            var next = Peek();
            if (next != ',' && next != close) throw Fault($"stands where a comma or '{close}' should");
            at++;
            if (next == close) return;
        }
    }

    private string String()
    {
        var content = new StringBuilder();
        for (at++; at < text.Length && text[at] != '"'; at++)
        {
            if (text[at] < ' ') throw new FormatFault($"line {Line}: text in quotes goes past the end of the line.");
            content.Append(text[at] == '\\' ? Escaped() : text[at]);
        }

        if (at == text.Length) throw new FormatFault($"the text in quotes '{Short(content.ToString())}' does not end.");
        at++;
        return content.ToString();
    }

    private char Escaped()
    {
        at++;
        switch (at < text.Length ? text[at] : '\0')
        {
            case '"': return '"';
            case '\\': return '\\';
            case '/': return '/';
            case 'b': return '\b';
            case 'f': return '\f';
            case 'n': return '\n';
            case 'r': return '\r';
            case 't': return '\t';
            case 'u' when at + 4 < text.Length && int.TryParse(
                text.Substring(at + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code):
                at += 4;
                return (char)code;
            default:
                throw new FormatFault($"line {Line}: a backslash in quotes must be followed by one of \" \\ / b f n r t or u and four digits.");
        }
    }

    // The next character that is no white space; NUL at the end.
    private char Peek()
    {
        while (at < text.Length && (text[at] is ' ' or '\t' or '\r' or '\n')) at++;
        return at < text.Length ? text[at] : '\0';
    }

    private int Line => text.Take(Math.Min(at, text.Length)).Count(c => c == '\n') + 1;

    private FormatFault Fault(string reason) => at >= text.Length
        ? new FormatFault("the JSON ends too early.", Whole)
        : new FormatFault($"line {Line}: '{Short(Word.Match(text, at).Value)}' {reason}.", text.TrimStart().StartsWith("{", StringComparison.Ordinal) ? null : Whole);

    private static string Short(string word) => word.Length <= 40 ? word : word.Substring(0, 40) + "…";
}
