using System.Globalization;

namespace PatchWindow.Fleet.Configuration;

/// <summary>Tells of a policy's settings where they come from, and what weaker layers say instead.</summary>
/// <param name="layers">The layers of the configuration.</param>
/// <param name="policyKey">The policy's key in it.</param>
/// <param name="policy">The policy's name.</param>
internal sealed class SettingSources(ConfigurationLayers layers, string policyKey, string policy)
{
    /// <summary>A setting as it is written in the strongest layer that has it.</summary>
    public PolicySetting At(string key) => At(key, key, null);

    /// <summary>What follows from a setting that is written elsewhere.</summary>
    /// <param name="key">The setting that is written.</param>
    /// <param name="place">The one that follows.</param>
    /// <param name="value">Its value; null is what is written.</param>
    public PolicySetting At(string key, string place, string? value)
    {
        var layer = layers.LayerOf(key);
        var setting = layers.FileAt(layer) is { } file ? Of(file, key) : new PolicySetting { Value = Effective(key), Source = "$env:" + Variable(key) };
        setting.Policy = policy;
        setting.Path = PathOf(place);
        setting.Value = value ?? setting.Value;
        if (key == place) setting.Overrides = [.. layers.WeakerThan(layer).Where(f => Holds(f, key)).Select(f => Of(f, key))];
        return setting;
    }

    /// <summary>A value that nobody wrote.</summary>
    public PolicySetting Default(string place, string value) => new() { Policy = policy, Path = PathOf(place), Value = value, Source = "default" };

    /// <summary>Adds what the lists have whose place one took: to the same setting, or to the first where there is none such.</summary>
    public void AddReplaced(string list, List<PolicySetting> settings)
    {
        foreach (var file in layers.WeakerThan(layers.LayerOf(list)))
        {
            foreach (var key in file.Written.Where(w => w.Value is not null && IsWithin(w.Key, list)).Select(w => w.Key))
            {
                var weaker = Of(file, key);
                var same = settings.Find(s => string.Equals(s.Path, weaker.Path, StringComparison.OrdinalIgnoreCase)) ?? settings[0];
                if (Array.TrueForAll(same.Overrides, o => o.Path != weaker.Path || o.Source != weaker.Source)) same.Overrides = [.. same.Overrides, weaker];
            }
        }
    }

    private PolicySetting Of(LayerFile file, string key) => new()
    {
        Policy = policy,
        Path = PathOf(key),
        Value = Text(k => file.Written.TryGetValue(k, out var value) ? value : null, key),
        Source = file.Path,
        Line = file.LineOf(key),
    };

    private static bool Holds(LayerFile file, string key) =>
        file.Written.TryGetValue(key, out var value) && value is not null || file.Written.ContainsKey(key + ":0");

    private string Effective(string key) => Text(k => layers.Root[k], key);

    // A text, or the texts of a list; [ ] has an empty text.
    private static string Text(Func<string, string?> valueOf, string key)
    {
        if (valueOf(key) is { Length: > 0 } text) return Plain(text);
        var items = Enumerable.Range(0, int.MaxValue)
            .Select(i => valueOf(key + ":" + i.ToString(CultureInfo.InvariantCulture)))
            .TakeWhile(v => v is not null);
        return string.Join(", ", items.Select(i => Plain(i!))) is { Length: > 0 } list ? list : "none";
    }

    // JSON's true and false, as Microsoft.Extensions.Configuration keeps them.
    private static string Plain(string text) => text is "True" or "False" ? text.ToLowerInvariant() : text;

    private static bool IsWithin(string key, string whole) => key.StartsWith(whole + ":", StringComparison.OrdinalIgnoreCase);

    // As it is spelt where it is set; on Unix the letter case counts there.
    private static string Variable(string key)
    {
        var wanted = "PATCHWINDOW__" + key.Replace(":", "__");
        return Environment.GetEnvironmentVariables().Keys.Cast<string>()
            .Where(n => IsWithin(n.Replace("__", ":") + ":", wanted.Replace("__", ":")))
            .OrderBy(n => n, StringComparer.Ordinal).FirstOrDefault() ?? wanted;
    }

    private string PathOf(string key) => SettingPath.Of(key.Length > policyKey.Length ? key.Substring(policyKey.Length + 1) : "");
}
