using System.Globalization;
using System.Text.Json;
using PatchWindow.Core.Text;

namespace PatchWindow.Fleet.Inventory.Formats;

/// <summary>
/// A list of hosts as they stand in a configuration, or an object that has it as "hosts"; or what <c>ansible-inventory --list</c>
/// prints. Comments and trailing commas are allowed.
/// </summary>
internal sealed class JsonInventory : IInventoryFormat
{
    private static readonly string[] Words = ["name", "address", "transport", "user", "timeZone", "packageManager", "tags"];

    private static readonly JsonDocumentOptions Options = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = 100 };

    public string Name => "Json";

    public bool Names(string fileName) => InventoryFormats.EndsWith(fileName, ".json");

    public IEnumerable<ListedHost> Read(InventoryFile file)
    {
        if (!AnsibleFile.IsStatic(file)) return [];
        try
        {
            using var document = JsonDocument.Parse(file.Text, Options);
            return Read(file, document.RootElement);
        }
        catch (Exception e) when (e is JsonException or ArgumentException or InvalidOperationException)
        {
            // The last of them is said of half a surrogate pair, which is valid JSON and no text.
            var line = (e as JsonException)?.LineNumber is { } number ? file.At(number + 1) : file.Path;
            file.Fault(line, "InventoryInvalid", $"The inventory '{file.Path}' is not valid JSON: {e.Message.Split([" LineNumber:"], StringSplitOptions.None)[0]}");
            return [];
        }
    }

    private static IReadOnlyList<ListedHost> Read(InventoryFile file, JsonElement root)
    {
        if (root.ValueKind == JsonValueKind.Array) return Hosts(file, root, "");
        if (root.ValueKind != JsonValueKind.Object) return Refuse(file);
        var hasHosts = root.TryGetProperty("hosts", out var list);
        if (root.TryGetProperty("_meta", out _) || (!hasHosts && AnsibleJson.Is(root))) return AnsibleJson.Read(file, root);
        foreach (var word in root.EnumerateObject().Where(p => p.Name != "hosts" && !p.Name.StartsWith("$", StringComparison.Ordinal)))
            file.Fault(file.At(word.Name), "SettingUnknown", $"'{word.Name}' is not known here.{NearestWord.Question(NearestWord.To(word.Name, ["hosts"]))}", "An inventory has \"hosts\".");
        return list.ValueKind == JsonValueKind.Array ? Hosts(file, list, "hosts") : Refuse(file);
    }

    private static ListedHost[] Refuse(InventoryFile file)
    {
        file.Fault(file.Path, "InventoryInvalid", $"The inventory '{file.Path}' has no list of hosts.",
            "Write [ { \"name\": \"web01\", \"tags\": { \"env\": \"prod\" } } ], or name what ansible-inventory --list prints.");
        return [];
    }

    private static List<ListedHost> Hosts(InventoryFile file, JsonElement list, string path)
    {
        var hosts = new List<ListedHost>();
        var index = 0;
        foreach (var item in list.EnumerateArray())
        {
            var place = file.At(string.Format(CultureInfo.InvariantCulture, "{0}[{1}]", path, index++));
            if (item.ValueKind != JsonValueKind.Object) file.Fault(place, "SettingWrongType", "A host must be an object: { … }.");
            else if (Host(file, item, place) is { } host) hosts.Add(host);
        }

        return hosts;
    }

    private static ListedHost? Host(InventoryFile file, JsonElement item, string place)
    {
        var words = new Dictionary<string, JsonElement>(StringComparer.OrdinalIgnoreCase);
        var faulty = false;
        var named = item.EnumerateObject().Where(w => string.Equals(w.Name, "name", StringComparison.OrdinalIgnoreCase) && w.Value.ValueKind == JsonValueKind.String).Select(w => w.Value.GetString()).FirstOrDefault();
        void Fault(string word, string code, string message, string? suggestion = null)
        {
            faulty = true;
            if (named is null) file.Fault($"{place}.{word}", code, message, suggestion);
            else file.FaultOfHosts($"{place}.{word}", code, message, suggestion, named);
        }

        foreach (var word in item.EnumerateObject())
        {
            if (words.ContainsKey(word.Name)) Fault(word.Name, "SettingTwice", $"'{word.Name}' is there twice.");
            else if (!Words.Contains(word.Name, StringComparer.OrdinalIgnoreCase))
                Fault(word.Name, "SettingUnknown", $"'{word.Name}' is not known here.{NearestWord.Question(NearestWord.To(word.Name, Words))}", "Known are " + string.Join(", ", Words) + ".");
            words[word.Name] = word.Value;
        }

        string? Text(string word)
        {
            if (!words.TryGetValue(word, out var value)) return null;
            if (value.ValueKind == JsonValueKind.String && JsonText.Of(value) is { } text && text.Trim().Length > 0) return text;
            Fault(word, value.ValueKind == JsonValueKind.String ? "SettingEmpty" : "SettingWrongType", $"'{word}' must be a text.", "Write it, or leave it out.");
            return null;
        }

        var name = Text("name");
        if (name is null)
        {
            if (!words.ContainsKey("name")) Fault("name", "SettingMissing", "'name' is missing.");
            return null;
        }

        var host = new ListedHost(name, place)
        {
            Address = Text("address"), Transport = Text("transport"), User = Text("user"), TimeZone = Text("timeZone"), PackageManager = Text("packageManager"),
        };
        if (words.TryGetValue("tags", out var tags))
        {
            if (tags.ValueKind != JsonValueKind.Object) Fault("tags", "SettingWrongType", "'tags' must be an object of texts: { \"env\": \"prod\" }.");
            else foreach (var tag in tags.EnumerateObject()) Tag(tag);
        }

        void Tag(JsonProperty tag)
        {
            if (tag.Value.ValueKind is JsonValueKind.Object or JsonValueKind.Array) Fault($"tags.{tag.Name}", "SettingWrongType", $"'{tag.Name}' must be a text.");
            else if (host.Tags.ContainsKey(tag.Name)) Fault($"tags.{tag.Name}", "SettingTwice", $"'{tag.Name}' is there twice.");
            else if (!file.IsSecret(tag.Name, $"{place}.tags.{tag.Name}")) host.Tags[tag.Name] = JsonText.Of(tag.Value) ?? "";
        }

        host.IsFaulty = faulty;
        return host;
    }
}
