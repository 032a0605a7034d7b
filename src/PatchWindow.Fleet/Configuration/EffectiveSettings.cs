using System.Collections;
using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace PatchWindow.Fleet.Configuration;

/// <summary>
/// Every value that a policy goes by, in the order of the contract's properties: what is written as it is written, and what is not as
/// it would be. Faulty policies have them too, because nothing here is more than read.
/// </summary>
internal sealed class EffectiveSettings
{
    private const string None = "none";

    private readonly ConfigurationLayers layers;
    private readonly SettingSources sources;
    private readonly string key;

    /// <param name="layers">The layers of the configuration.</param>
    /// <param name="key">The policy's key in it.</param>
    /// <param name="name">The policy's name.</param>
    public EffectiveSettings(ConfigurationLayers layers, string key, string name)
    {
        this.layers = layers;
        this.key = key;
        sources = new SettingSources(layers, key, name);
    }

    public IEnumerable<PolicySetting> All()
    {
        var written = layers.Root.GetSection(key);
        return IsObject(written) || !written.Exists() ? Parts(key, PolicySettings.Read(Reader(key)), null, isItem: false) : AsWritten(key);
    }

    private IEnumerable<PolicySetting> Parts(string whole, object instance, Said? said, bool isItem)
    {
        var words = SettingWord.Of(instance.GetType());
        foreach (var word in words)
        {
            foreach (var setting in Part($"{whole}:{word.Name}", word, instance, said, isItem)) yield return setting;
        }

        // Words that are not the contract's: the reader refuses them, or reads them in its own way.
        foreach (var child in layers.Root.GetSection(whole).GetChildren())
        {
            if (words.Any(w => string.Equals(w.Name, child.Key, StringComparison.OrdinalIgnoreCase)) || child.Key.StartsWith("$", StringComparison.Ordinal)) continue;
            foreach (var setting in AsWritten(child.Path)) yield return setting;
        }
    }

    private IEnumerable<PolicySetting> Part(string place, SettingWord word, object instance, Said? said, bool isItem)
    {
        var written = layers.Root.GetSection(place);
        var value = word.ValueOf(instance);
        if (word.IsObject && (IsObject(written) || (!written.Exists() && value is not null))) return Parts(place, value ?? word.MakeObject(), null, isItem: false);
        if (word.IsListOfObjects && (SettingReader.IsList(written) || written.Value is "")) return Items(place, word, (IList)value!);
        if (written.Exists()) return AsWritten(place);
        if (said is not null && said.Of(word, value) is { } text) return [sources.At(said.Place, place, text)];
        if (word.Default(value) is { } unwritten) return [sources.Default(place, unwritten)];

        // The dozen things that one schedule of many could also say are nothing that is in force.
        return isItem ? [] : [sources.Default(place, None)];
    }

    private IEnumerable<PolicySetting> Items(string place, SettingWord word, IList items)
    {
        var settings = new List<PolicySetting>();
        var next = 0;
        foreach (var written in layers.Root.GetSection(place).GetChildren().OrderBy(c => int.Parse(c.Key, CultureInfo.InvariantCulture)))
        {
            // As SettingReader.Objects passes over what is no object, and reports it.
            var item = written.Value is not null || SettingReader.IsList(written) || next >= items.Count ? null : items[next++];
            settings.AddRange(item is null ? AsWritten(written.Path) : Parts(written.Path, item, Said.By(item, written.Path), isItem: true));
        }

        // A list takes the place of a whole list, also an empty one: what only the weaker one had is overridden too.
        if (settings.Count == 0) settings.Add(sources.At(place));
        sources.AddReplaced(place, settings);
        return settings;
    }

    // A text, a list of texts as one, and of anything else its parts.
    private IEnumerable<PolicySetting> AsWritten(string place)
    {
        var section = layers.Root.GetSection(place);
        var parts = section.GetChildren().ToList();
        if (parts.Count == 0 || section.Value is { Length: > 0 } || parts.TrueForAll(p => p.Value is not null && !p.GetChildren().Any()) && SettingReader.IsList(section))
            return [sources.At(place)];
        return parts.SelectMany(p => AsWritten(p.Path));
    }

    private SettingReader Reader(string place) => new(layers.Root.GetSection(place), place, layers, new List<Finding>());

    private static bool IsObject(IConfigurationSection section) => section.Value is null && section.GetChildren().Any() && !SettingReader.IsList(section);
}
