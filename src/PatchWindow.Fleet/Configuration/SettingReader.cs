using System.Globalization;
using Microsoft.Extensions.Configuration;
using PatchWindow.Core.Policies;
using PatchWindow.Core.Text;

namespace PatchWindow.Fleet.Configuration;

/// <summary>
/// Reads the settings of one object of the configuration. Each fault becomes a finding that names the file, the place, the
/// offending text and the nearest right word, and reading goes on.
/// </summary>
internal sealed class SettingReader(
    IConfiguration section, string key, ConfigurationLayers layers, ICollection<Finding> findings, string? policy = null,
    HashSet<string>? faultyObjects = null)
{
    private const int LargestCount = 36_500;

    private readonly HashSet<string> known = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<(string Name, string Message)> reported = [];
    private readonly List<UnknownWord> unknown = [];
    private readonly HashSet<string> faultyObjects = faultyObjects ?? new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The last part of the object's path: its name or index.</summary>
    public string Name => key.Substring(key.LastIndexOf(':') + 1);

    /// <summary>The object's path as people write it.</summary>
    public string Path => SettingPath.Of(key);

    /// <summary>Where one of its settings stands: the file, or the environment variable, and the path in it.</summary>
    public string PlaceOf(string name) => layers.PlaceOf(Join(name));

    /// <summary>Where the object stands, told by a setting in it: a setting is found sooner than the object.</summary>
    public string PlaceBy(string name) => $"{layers.SourceOf(Join(name))}: {Path}";

    /// <summary>Whether anything was reported of this object or a part of it.</summary>
    public bool Faulty { get; private set; }

    /// <summary>Whether a setting that stands directly in an object is faulty, wherever in the configuration that object is.</summary>
    public bool IsFaulty(string ofObject) => faultyObjects.Contains(ofObject);

    /// <summary>The keys that <see cref="RefuseTheRest"/> found.</summary>
    public IReadOnlyList<UnknownWord> Unknown => unknown;

    /// <summary>A text; null where it is absent.</summary>
    public string? Text(string name)
    {
        var child = Child(name);
        if (child.GetChildren().Any())
        {
            Fault(name, "SettingWrongType", $"'{name}' must be a text, and is {Shown(name)}.", OnlyText(child) is { } only ? $"Write \"{only}\"." : "Write one text in quotes.");
            return null;
        }

        // Not taken for an absent one: a policy whose zone someone left empty was not meant to be in UTC.
        if (child.Value is { } blank && blank.Trim().Length == 0)
        {
            Fault(name, "SettingEmpty", $"'{name}' is empty and must be a text.", "Write it, or leave it out.");
            return null;
        }

        if (IsBoolean(child.Value))
        {
            Fault(name, "SettingWrongType", $"'{name}' must be a text, and is {Shown(name)}.", "Write a text in quotes, or leave it out.");
            return null;
        }

        return child.Value;
    }

    /// <summary>Whether something stands there, right or wrong.</summary>
    public bool Has(string name) => Child(name).Exists();

    /// <summary>Whether an object stands there, and neither a text nor a list.</summary>
    public bool IsObject(string name) => Child(name) is { Value: null } child && child.GetChildren().Any() && !IsList(child);

    /// <summary>A text that must be there.</summary>
    public string? Required(string name)
    {
        var text = Text(name);
        if (text is null && !Has(name)) Fault(name, "SettingMissing", $"'{name}' is missing.", $"Add \"{name}\".");
        return text;
    }

    /// <summary>A list of texts; one text alone is a list of one.</summary>
    public string[] Texts(string name)
    {
        var child = Child(name);
        var items = child.GetChildren().ToList();
        if (!string.IsNullOrEmpty(child.Value) && !IsBoolean(child.Value)) return [child.Value!];
        if (IsBoolean(child.Value) || items.Any(i => !IsIndex(i.Key) || string.IsNullOrWhiteSpace(i.Value) || IsBoolean(i.Value)) || layers.IsHollow(Join(name)))
        {
            Fault(name, "SettingWrongType", $"'{name}' must be a list of texts, and is {Shown(name)}.", "Write [ \"…\", \"…\" ]; [ ] is a list of none.");
            return [];
        }

        return [.. items.OrderBy(i => int.Parse(i.Key, CultureInfo.InvariantCulture)).Select(i => i.Value!)];
    }

    public TimeSpan? Duration(string name)
    {
        if (Text(name) is not { } text) return null;
        if (DurationParser.Parse(text).TryGet(out var duration, out var problem)) return duration;
        Fault(name, problem.Code, problem.Message, problem.Suggestion);
        return null;
    }

    /// <summary>A time of day.</summary>
    public TimeSpan? TimeOfDay(string name)
    {
        if (Text(name) is not { } text) return null;
        if (TimeOfDayParser.Parse(text).TryGet(out var time, out var problem)) return time;
        Fault(name, "StartTimeInvalid", $"'{name}' is '{text}', which is no time of day.", problem.Suggestion);
        return null;
    }

    /// <summary>A list of package names, with wildcards.</summary>
    public string[] Packages(string name)
    {
        var patterns = Texts(name);
        foreach (var pattern in patterns)
        {
            if (PackagePattern.ForeignCharacter(pattern) is not { } foreign) continue;
            var parts = pattern.Split([',', ';', ' ', '\t', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries);
            var right = parts.Length > 1 && parts.All(p => PackagePattern.ForeignCharacter(p) is null) ? parts : ["linux-image-*", "grub*"];
            Fault(name, "PackagePatternInvalid", $"'{name}' has '{pattern}', and no package's name has a '{foreign}'.",
                $"Write a list of names; * and ? stand for other letters: [ {string.Join(", ", right.Select(r => $"\"{r}\""))} ].");
        }

        return patterns;
    }

    /// <summary>The absolute path of a file; one that is relative is taken from the folder of the file it is written in.</summary>
    public string? FilePath(string name) => Text(name) is { } text ? FilePath(name, text) : null;

    /// <summary>The same of a path that was read already, and where it stands.</summary>
    public string? FilePath(string name, string text)
    {
        if (text.IndexOf('\0') >= 0)
        {
            Fault(name, "PathInvalid", $"'{name}' has a character that no path has.", "Write the path again.");
            return null;
        }

        if (Rooted(text, Join(name)) is { } path)
        {
            layers.Uses(path);
            return path;
        }

        Fault(name, "PathRelative", $"'{name}' is the relative path '{text}', and an environment variable has no folder that it could be relative to.",
            "Write an absolute path.");
        return null;
    }

    private string? Rooted(string path, string writtenAt)
    {
        if (System.IO.Path.IsPathRooted(path)) return path;
        return layers.FileOf(writtenAt) is { } file
            ? System.IO.Path.GetFullPath(System.IO.Path.Combine(System.IO.Path.GetDirectoryName(file)!, path))
            : null;
    }

    /// <summary>A whole number of zero or more; days that are counted with it stay within the calendar.</summary>
    public int? Count(string name)
    {
        if (Text(name) is not { } text) return null;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= LargestCount) return number;
        Fault(name, "SettingWrongType", $"'{name}' is '{text}' and must be a whole number from 0 to {LargestCount}.",
            $"Write {NearestNumber.WholeIn(text, LargestCount) ?? "30"}.");
        return null;
    }

    /// <summary>A number of hosts or a percentage of them: <c>50</c>, <c>10%</c>.</summary>
    public HostShare? Share(string name)
    {
        if (Text(name) is not { } text) return null;
        if (HostShare.TryParse(text) is { } share) return share;
        Fault(name, "SettingWrongType", $"'{name}' is '{text}' and must be a number of hosts or a percentage of them.",
            $"Write {NearestNumber.ShareIn(text) ?? "50, or \"10%\""}.");
        return null;
    }

    /// <summary>True or false.</summary>
    public bool? Flag(string name)
    {
        var child = Child(name);
        if (bool.TryParse(child.Value, out var flag)) return flag;
        if (child.Exists()) Fault(name, "SettingWrongType", $"'{name}' must be true or false, and is {Shown(name)}.", $"Write {NearestFlag(child.Value) ?? "true or false"}.");
        return null;
    }

    /// <summary>One of an enumeration's words; its default where it is absent.</summary>
    public T Word<T>(string name)
        where T : struct, Enum => Text(name) is { } text ? WordOf<T>(name, text) ?? default : default;

    /// <summary>Several of an enumeration's words.</summary>
    public T[] Words<T>(string name)
        where T : struct, Enum => [.. Texts(name).Select(text => WordOf<T>(name, text)).OfType<T>()];

    /// <summary>A local date, or a local date and time; <paramref name="dateOnly"/> tells which it was.</summary>
    public DateTime? Moment(string name, out bool dateOnly)
    {
        dateOnly = false;
        if (Text(name) is not { } text) return null;
        if (LocalMoment.TryParse(text, out var moment, out dateOnly)) return moment;
        Fault(name, "DateInvalid", $"'{name}' is '{text}', which is no date.", LocalMoment.Suggestion(text));
        return null;
    }

    public DateTime[] Moments(string name)
    {
        var moments = new List<DateTime>();
        foreach (var text in Texts(name))
        {
            if (LocalMoment.TryParse(text, out var moment, out _)) moments.Add(moment);
            else Fault(name, "DateInvalid", $"'{name}' has '{text}', which is no date.", LocalMoment.Suggestion(text));
        }

        return [.. moments];
    }

    /// <summary>An object; null where it is absent.</summary>
    public SettingReader? Object(string name)
    {
        var child = Child(name);
        if (child.Value is not null || IsList(child))
        {
            Fault(name, "SettingWrongType", $"'{name}' must be an object, and is {Shown(name)}.", $"Write \"{name}\": {{ … }}.");
            return null;
        }

        return child.GetChildren().Any() ? Make(child, name) : null;
    }

    /// <summary>The objects of a list, in order.</summary>
    public IEnumerable<SettingReader> Objects(string name)
    {
        var child = Child(name);
        var items = child.GetChildren().ToList();
        if (!string.IsNullOrEmpty(child.Value) || items.Any(i => !IsIndex(i.Key)) || layers.IsHollow(Join(name)))
        {
            Fault(name, "SettingWrongType", $"'{name}' must be a list of objects, and is {Shown(name)}.",
                items.Count > 0 ? "Put it in [ ]." : $"Write \"{name}\": [ {{ … }} ].");
            yield break;
        }

        foreach (var item in items.OrderBy(i => int.Parse(i.Key, CultureInfo.InvariantCulture)))
        {
            if (item.Value is not null || IsList(item))
                Fault($"{name}:{item.Key}", "SettingWrongType", $"Item {item.Key} of '{name}' must be an object, and is {Shown($"{name}:{item.Key}")}.", "Write { … }.");
            else
                yield return Make(item, $"{name}:{item.Key}");
        }
    }

    /// <summary>
    /// The items of a list that may be a text or an object each, in order: where it stands, and the text or the object's reader. One
    /// text alone is a list of one.
    /// </summary>
    public IEnumerable<(string Place, string? Text, SettingReader? Reader)> TextsOrObjects(string name)
    {
        var child = Child(name);
        var items = child.GetChildren().ToList();
        if (!string.IsNullOrWhiteSpace(child.Value) && !IsBoolean(child.Value))
        {
            yield return (name, child.Value, null);
            yield break;
        }

        if (!string.IsNullOrEmpty(child.Value) || items.Any(i => !IsIndex(i.Key)) || layers.IsHollow(Join(name)))
        {
            Fault(name, "SettingWrongType", $"'{name}' must be a list of texts or objects, and is {Shown(name)}.", items.Count > 0 ? "Put it in [ ]." : "Write [ \"…\", { … } ].");
            yield break;
        }

        foreach (var item in items.OrderBy(i => int.Parse(i.Key, CultureInfo.InvariantCulture)))
        {
            var place = $"{name}:{item.Key}";
            if (item.Value is { } text && !string.IsNullOrWhiteSpace(text) && !IsBoolean(text))
                yield return (place, text, null);
            else if (item.Value is null && item.GetChildren().Any() && !IsList(item))
                yield return (place, null, Make(item, place));
            else
                Fault(place, "SettingWrongType", $"Item {item.Key} of '{name}' must be a text or an object, and is {Shown(place)}.", "Write \"…\" or { … }.");
        }
    }

    /// <summary>The names and texts of an object whose keys are free.</summary>
    public Dictionary<string, string> Map(string name)
    {
        var map = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var section = Child(name);
        if (section.Value is not null || IsList(section))
        {
            Fault(name, "SettingWrongType", $"'{name}' must be an object of texts, and is {Shown(name)}.", $"Write \"{name}\": {{ \"env\": \"prod\" }}.");
            return map;
        }

        foreach (var child in section.GetChildren())
        {
            if (child.GetChildren().Any()) Fault($"{name}:{child.Key}", "SettingWrongType", $"'{child.Key}' must be a text, and is {Shown($"{name}:{child.Key}")}.",
                OnlyText(child) is { } only ? $"Write \"{only}\"." : "Write one tag for each.");
            else map[child.Key] = child.Value ?? "";
        }

        return map;
    }

    /// <summary>The objects of an object whose keys are free, such as the policies by their names; without a reader one that is no object.</summary>
    public IEnumerable<(string Name, SettingReader? Reader)> Named(string name)
    {
        var child = Child(name);
        if (child.Value is not null || IsList(child))
        {
            Fault(name, "SettingWrongType", $"'{name}' must be an object, and is {Shown(name)}.", $"Write \"{name}\": {{ \"a-name\": {{ … }} }}.");
            yield break;
        }

        foreach (var item in child.GetChildren())
        {
            var isObject = item.Value is null && !IsList(item);
            if (!isObject) Fault($"{name}:{item.Key}", "SettingWrongType", $"'{item.Key}' must be an object, and is {Shown($"{name}:{item.Key}")}.", $"Write \"{item.Key}\": {{ … }}.");
            yield return (item.Key, isObject ? Make(item, $"{name}:{item.Key}") : null);
        }
    }

    /// <summary>Reports every key that nothing asked for.</summary>
    public void RefuseTheRest()
    {
        foreach (var child in section.GetChildren())
        {
            if (known.Contains(child.Key) || child.Key.StartsWith("$", StringComparison.Ordinal)) continue;
            var meant = NearestWord.To(child.Key, known);
            var finding = Fault(child.Key, "SettingUnknown",
                $"'{child.Key}' is not known here.{NearestWord.Question(meant)}", "Known are " + string.Join(", ", known) + ".");
            unknown.Add(new UnknownWord(child.Key, meant, finding));
        }
    }

    /// <summary>Reports a fault of one setting.</summary>
    public Finding Fault(string name, string code, string message, string? suggestion = null) =>
        Report(name, code, FindingSeverity.Error, message, suggestion);

    /// <summary>Reports what something else found wrong with what one setting names.</summary>
    public void Take(string name, Finding finding) => Report(name, finding.Code, finding.Severity, finding.Message, finding.Suggestion);

    /// <summary>Whether a section was written as a list with something in it.</summary>
    internal static bool IsList(IConfiguration section)
    {
        var keys = section.GetChildren().Select(c => c.Key).ToList();
        return keys.Count > 0 && Enumerable.Range(0, keys.Count).All(i => keys.Contains(i.ToString(CultureInfo.InvariantCulture)));
    }

    private static bool IsBoolean(string? text) => WrittenText.IsBoolean(text);

    private static bool IsIndex(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _);

    // The one text that somebody has put into a list.
    private static string? OnlyText(IConfigurationSection list) =>
        IsList(list) && list.GetChildren().ToList() is [{ Value: { Length: > 0 } text }] && !IsBoolean(text) && WrittenText.Of(list) is not null ? text : null;

    private static string? NearestFlag(string? text) => text?.Trim().ToLowerInvariant() switch
    {
        "yes" or "on" or "1" or "y" => "true",
        "no" or "off" or "0" or "n" => "false",
        { } word => NearestWord.To(word, ["true", "false"]),
        null => null,
    };

    private string Shown(string name) => WrittenText.Of(section.GetSection(name)) ?? "something else";

    private T? WordOf<T>(string name, string text)
        where T : struct, Enum
    {
        // By its name alone: Enum.Parse would also take numbers, and several words at once.
        var words = Enum.GetNames(typeof(T));
        if (Array.Find(words, w => string.Equals(w, text.Trim(), StringComparison.OrdinalIgnoreCase)) is { } word)
            return (T)Enum.Parse(typeof(T), word);
        Fault(name, "SettingWordUnknown", $"'{name}' has '{text}'.{NearestWord.Question(NearestWord.To(text, words))}",
            "Write one of " + string.Join(", ", words) + ".");
        return null;
    }

    private IConfigurationSection Child(string name)
    {
        known.Add(name);
        return section.GetSection(name);
    }

    private SettingReader Make(IConfigurationSection child, string name)
    {
        var observed = new Observed(findings, () => Faulty = true);
        return new SettingReader(child, Join(name), layers, observed, policy ?? PolicyIn(name), faultyObjects);
    }

    private static string? PolicyIn(string name) =>
        name.StartsWith("policies:", StringComparison.OrdinalIgnoreCase) ? name.Substring("policies:".Length) : null;

    private string Join(string name) => key.Length == 0 ? name : name.Length == 0 ? key : key + ":" + name;

    private Finding Report(string name, string code, FindingSeverity severity, string message, string? suggestion)
    {
        if (severity == FindingSeverity.Error)
        {
            Faulty = true;
            faultyObjects.Add(key);
        }

        var finding = new Finding
        {
            Code = code,
            Severity = severity,
            Policy = policy,
            Path = PlaceOf(name),
            Message = message,
            Suggestion = suggestion,
        };
        if (reported.Add((name, message))) findings.Add(finding);
        return finding;
    }

    // A fault in a part is a fault in the whole.
    private sealed class Observed(ICollection<Finding> inner, Action onError) : System.Collections.ObjectModel.Collection<Finding>
    {
        protected override void InsertItem(int index, Finding item)
        {
            if (item.Severity == FindingSeverity.Error) onError();
            inner.Add(item);
        }
    }
}
