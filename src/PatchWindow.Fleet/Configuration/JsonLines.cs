using System.Globalization;
using System.Text;
using System.Text.Json;

namespace PatchWindow.Fleet.Configuration;

/// <summary>On which line of a JSON file each setting begins, by the key that Microsoft.Extensions.Configuration gives it.</summary>
internal static class JsonLines
{
    private static readonly JsonReaderOptions AsConfiguration = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    public static IReadOnlyDictionary<string, int> Of(byte[] bytes)
    {
        // A byte order mark says which encoding the file has; the reader takes UTF-8 alone.
        using var decoded = new StreamReader(new MemoryStream(bytes), Encoding.UTF8);
        return Walk(Encoding.UTF8.GetBytes(decoded.ReadToEnd()));
    }

    private static Dictionary<string, int> Walk(byte[] text)
    {
        var lines = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        var reader = new Utf8JsonReader(text, AsConfiguration);
        var open = new Stack<Container>();
        var key = "";
        var (line, counted) = (1, 0);
        while (reader.Read())
        {
            for (var start = (int)reader.TokenStartIndex; counted < start; counted++)
            {
                if (text[counted] == '\n') line++;
            }

            if (reader.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray)
            {
                _ = open.Pop();
                continue;
            }

            if (reader.TokenType == JsonTokenType.PropertyName)
            {
                key = Join(open.Peek().Key, reader.GetString()!);
                lines[key] = line;
                continue;
            }

            if (open.Count > 0 && open.Peek() is { IsList: true } list)
            {
                key = Join(list.Key, list.Next++.ToString(CultureInfo.InvariantCulture));
                lines[key] = line;
            }

            if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
                open.Push(new Container(key, reader.TokenType == JsonTokenType.StartArray));
        }

        return lines;
    }

    private static string Join(string key, string name) => key.Length == 0 ? name : key + ":" + name;

    private sealed class Container(string key, bool isList)
    {
        public string Key { get; } = key;

        public bool IsList { get; } = isList;

        public int Next { get; set; }
    }
}
