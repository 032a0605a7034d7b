using System.Text.Json;
using PatchWindow.Fleet.Transports;

namespace PatchWindow.Fleet.PackageManagers.Own;

/// <summary>Reads lines of a command that are a JSON object each. Empty lines say nothing.</summary>
internal static class AnswerLines
{
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 4 };

    public static IEnumerable<AnswerItem> Read(OutputFrame frame)
    {
        // Counted as the command printed them.
        var number = 0;
        foreach (var line in frame.Lines)
        {
            number++;
            if (line.Text.Trim().Length > 0) yield return Read(FormattableString.Invariant($"Line {number}"), line.Text);
        }
    }

    private static AnswerItem Read(string place, string text)
    {
        if (text.TrimStart().StartsWith("[", StringComparison.Ordinal)) return new(place, text, null, "a list is no object; write each object on a line of its own, without [ ]");
        try
        {
            using var document = JsonDocument.Parse(text, Strict);
            if (document.RootElement.ValueKind != JsonValueKind.Object) return new(place, text, null, "it is no object: write { \"name\": \"…\", \"version\": \"…\" }");
            var values = new Dictionary<string, object?>(StringComparer.Ordinal);
            foreach (var property in document.RootElement.EnumerateObject())
            {
                if (values.ContainsKey(property.Name)) return new(place, text, null, $"'{Quoted.Line(property.Name)}' is there twice");
                values[property.Name] = Value(property.Value);
            }

            return new(place, text, values);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or ArgumentException)
        {
            // The others are said of half a surrogate pair, which is valid JSON and no text.
            return new(place, text, null, $"it is no JSON object ({Quoted.Line(e.Message.Split([" LineNumber:"], StringSplitOptions.None)[0].TrimEnd('.'))})");
        }
    }

    private static object? Value(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => element.GetString(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Number => element.TryGetInt64(out var number) ? (object)number : element.GetDouble(),
        JsonValueKind.Array => element.EnumerateArray().Select(Value).ToList(),
        JsonValueKind.Null => null,
        _ => element.ValueKind,
    };
}
