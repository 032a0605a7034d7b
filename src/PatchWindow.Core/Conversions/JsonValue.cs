using System.Globalization;
using System.Text;

namespace PatchWindow.Core.Conversions;

/// <summary>
/// A JSON value (RFC 8259), as much of it as schedules need. Core has no JSON library: on .NET Framework it would bring
/// six assemblies into every PowerShell session for the sake of three small documents.
/// </summary>
internal sealed class JsonValue
{
    private readonly List<KeyValuePair<string, JsonValue>>? members;
    private readonly IReadOnlyList<JsonValue>? items;
    private readonly string? literal;

    private JsonValue(string? literal, string? text, List<KeyValuePair<string, JsonValue>>? members, IReadOnlyList<JsonValue>? items)
    {
        this.literal = literal;
        Text = text;
        this.members = members;
        this.items = items;
    }

    /// <summary>The content of a string; null for everything else.</summary>
    public string? Text { get; }

    public bool IsObject => members is not null;

    public static JsonValue Of(string text) => new(null, text, null, null);

    public static JsonValue Of(long number) => new(number.ToString(CultureInfo.InvariantCulture), null, null, null);

    public static JsonValue Of(IReadOnlyList<JsonValue> items) => new(null, null, null, items);

    /// <summary>A number, true, false or null as it is spelled.</summary>
    public static JsonValue OfLiteral(string literal) => new(literal, null, null, null);

    /// <summary>An object; members without a value are left out.</summary>
    public static JsonValue Of(params (string Name, JsonValue? Value)[] members) => new(
        null, null, [.. members.Where(m => m.Value is not null).Select(m => new KeyValuePair<string, JsonValue>(m.Name, m.Value!))], null);

    /// <summary>The member's value; null where there is none, or it is null.</summary>
    public JsonValue? Member(string name) =>
        members?.FirstOrDefault(m => m.Key == name).Value is { literal: not "null" } value ? value : null;

    /// <summary>The member's text; null where there is none.</summary>
    public string? String(string name) => Member(name) switch
    {
        null => null,
        { Text: { } text } => text,
        var other => throw new FormatFault($"'{name}' is {other}, and must be text in quotes."),
    };

    /// <summary>The member's whole number; null where there is none.</summary>
    public int? Whole(string name) => Member(name) switch
    {
        null => null,
        { literal: { } digits } when int.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) => number,
        var other => throw new FormatFault($"'{name}' is {other}, and must be a whole number."),
    };

    /// <summary>The member that is an object; null where there is none.</summary>
    public JsonValue? Object(string name) => Member(name) switch
    {
        null => null,
        { IsObject: true } value => value,
        var other => throw new FormatFault($"'{name}' is {other}, and must be an object in braces."),
    };

    public bool IsFalse(string name) => Member(name)?.literal == "false";

    /// <summary>The member's items; none where there is no such member.</summary>
    public IReadOnlyList<JsonValue> Items(string name) => Member(name) switch
    {
        null => [],
        { items: { } list } => list,
        var other => throw new FormatFault($"'{name}' is {other}, and must be a list in brackets."),
    };

    /// <summary>Refuses members of other names: a misspelled one would be a part of the schedule that nobody reads.</summary>
    public void AllowOnly(params string[] names)
    {
        foreach (var member in members ?? [])
        {
            if (!names.Contains(member.Key)) throw FormatFault.Word(member.Key, "is not understood", names);
        }
    }

    /// <summary>As people write it: two spaces for each level.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        AppendTo(text, "\n");
        return text.ToString();
    }

    /// <summary>The same within a larger text.</summary>
    /// <param name="text">Receives it.</param>
    /// <param name="newLine">A line feed, and the spaces before the line that it begins on.</param>
    public void AppendTo(StringBuilder text, string newLine)
    {
        if (Text is not null) Quote(text, Text);
        else if (members is not null) Print(text, newLine, '{', '}', members, m => Quote(text, m.Key).Append(": "), m => m.Value);
        else if (items is not null) Print(text, newLine, '[', ']', items, _ => { }, i => i);
        else text.Append(literal);
    }

    private static void Print<T>(
        StringBuilder text, string newLine, char open, char close, IReadOnlyList<T> parts, Action<T> before, Func<T, JsonValue> value)
    {
        text.Append(open);
        for (var i = 0; i < parts.Count; i++)
        {
            text.Append(i == 0 ? "" : ",").Append(newLine).Append("  ");
            before(parts[i]);
            value(parts[i]).AppendTo(text, newLine + "  ");
        }

        if (parts.Count > 0) text.Append(newLine);
        text.Append(close);
    }

    private static StringBuilder Quote(StringBuilder text, string content)
    {
        text.Append('"');
        foreach (var c in content)
        {
            if (c is '"' or '\\') text.Append('\\').Append(c);
            else if (c < ' ') text.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
            else text.Append(c);
        }

        return text.Append('"');
    }
}
