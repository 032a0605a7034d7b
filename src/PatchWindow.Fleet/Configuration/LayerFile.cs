using Microsoft.Extensions.Configuration.Json;

namespace PatchWindow.Fleet.Configuration;

/// <summary>A configuration file as one layer.</summary>
internal sealed class LayerFile
{
    private readonly Lazy<IReadOnlyDictionary<string, int>> lines;

    private LayerFile(string path, byte[] bytes)
    {
        Path = path;
        using var stream = new MemoryStream(bytes);
        Settings = FlatJson.Read(stream);
        Written = new Dictionary<string, string?>(Settings, StringComparer.OrdinalIgnoreCase);
        lines = new Lazy<IReadOnlyDictionary<string, int>>(() => JsonLines.Of(bytes));
    }

    public string Path { get; }

    /// <summary>All that stands in it, by the keys of Microsoft.Extensions.Configuration.</summary>
    public IReadOnlyDictionary<string, string?> Written { get; }

    /// <summary>What of it still counts beside stronger layers.</summary>
    public Dictionary<string, string?> Settings { get; }

    /// <summary>Reads it; throws where it is no JSON object.</summary>
    public static LayerFile Read(string path, byte[] bytes) => new(path, bytes);

    /// <summary>The line that a setting begins on; null where it is not in this file.</summary>
    public int? LineOf(string key) => lines.Value.TryGetValue(key, out var line) ? line : null;

    // Microsoft's reading of JSON, with the settings it makes of it.
    private sealed class FlatJson(JsonStreamConfigurationSource source) : JsonStreamConfigurationProvider(source)
    {
        public static Dictionary<string, string?> Read(Stream stream)
        {
            var json = new FlatJson(new JsonStreamConfigurationSource { Stream = stream });
            json.Load();
            return new Dictionary<string, string?>(json.Data, StringComparer.OrdinalIgnoreCase);
        }
    }
}
