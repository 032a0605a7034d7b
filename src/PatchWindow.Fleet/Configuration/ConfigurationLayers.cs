using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Configuration;

namespace PatchWindow.Fleet.Configuration;

/// <summary>
/// The layers that configuration is read from, each winning over those before it: the machine's file, the user's file, the
/// file named by -ConfigurationPath or else by PATCHWINDOW_CONFIG, and environment variables (<c>PATCHWINDOW__store__…</c>).
/// </summary>
public sealed class ConfigurationLayers
{
    private const string FileName = "patchwindow.json", PathVariable = "PATCHWINDOW_CONFIG";
    private readonly List<LayerFile> files = [];

    private readonly ConfigurationWatch? watch;

    private ConfigurationLayers(string? explicitPath, ICollection<Finding> findings, ConfigurationWatch? watch)
    {
        this.watch = watch;
        var named = explicitPath ?? Environment.GetEnvironmentVariable(PathVariable);
        var namedBy = explicitPath is null ? "the environment variable " + PathVariable : "-ConfigurationPath";
        var common = new[] { MachineFile, UserFile }.OfType<string>().ToList();
        common.ForEach(Uses);
        var paths = common.Where(File.Exists).ToList();
        if (!string.IsNullOrEmpty(named)) paths.Add(Path.GetFullPath(named!));

        // A file that is named and is the machine's as well is one layer, the stronger one.
        foreach (var path in paths.Where((p, i) => paths.LastIndexOf(p) == i)) Add(path, namedBy, findings);
        var builder = new ConfigurationBuilder();
        foreach (var file in files) builder.AddInMemoryCollection(file.Settings);
        Root = builder.AddEnvironmentVariables("PATCHWINDOW__").Build();
    }

    /// <summary>All layers as one.</summary>
    internal IConfigurationRoot Root { get; }

    /// <summary>The files that were read, the strongest last.</summary>
    public IEnumerable<string> Files => files.Select(f => f.Path);

    /// <summary>Reads every layer. A file that cannot be read is a finding, and the others still count.</summary>
    /// <param name="explicitPath">The file someone named; null looks at PATCHWINDOW_CONFIG.</param>
    /// <param name="findings">Receives what is wrong with files.</param>
    /// <param name="watch">Notes which files it all depends on; null where nobody watches them.</param>
    public static ConfigurationLayers Read(string? explicitPath, ICollection<Finding> findings, ConfigurationWatch? watch = null) =>
        new(explicitPath, findings, watch);

    /// <summary>Says that what the configuration means depends on a file, before that is read.</summary>
    internal void Uses(string path) => watch?.Note(path);

    /// <summary>The file for the whole machine: /etc/patchwindow on Unix, ProgramData on Windows.</summary>
    public static string? MachineFile => Path.DirectorySeparatorChar == '\\'
        ? Under(Environment.SpecialFolder.CommonApplicationData)
        : "/etc/patchwindow/" + FileName;

    /// <summary>The file of the user: ~/.config/PatchWindow on Unix, AppData\Roaming\PatchWindow on Windows.</summary>
    public static string? UserFile => Under(Environment.SpecialFolder.ApplicationData);

    /// <summary>The file that a setting comes from; null where it is in none.</summary>
    internal string? FileOf(string key) => FileAt(LayerOf(key))?.Path;

    /// <summary>A setting's place as people write it, with where it comes from: <c>/etc/…/patchwindow.json: policies.prod.targets</c>.</summary>
    internal string PlaceOf(string key) => $"{SourceOf(key)}: {SettingPath.Of(key)}";

    /// <summary>Where a setting comes from, in words: a file's path, or the environment variable.</summary>
    internal string SourceOf(string key)
    {
        // What is missing has no source of its own; then it is missing from what should hold it.
        for (var place = key; place.Length > 0; place = place.Substring(0, Math.Max(0, place.LastIndexOf(':'))))
        {
            var strongest = LayerOf(place);
            if (strongest >= files.Count) return "the environment variable PATCHWINDOW__" + place.Replace(":", "__");
            if (strongest >= 0) return files[strongest].Path;
        }

        return files.Count > 0 ? files[files.Count - 1].Path : "the configuration";
    }

    /// <summary>The files of weaker layers, the strongest of them first.</summary>
    internal IEnumerable<LayerFile> WeakerThan(int layer) => files.Take(layer).Reverse();

    /// <summary>A layer's file; null where it is the environment.</summary>
    internal LayerFile? FileAt(int layer) => layer >= 0 && layer < files.Count ? files[layer] : null;

    /// <summary>Whether a key is there and holds nothing: <c>null</c> or <c>{ }</c>.</summary>
    internal bool IsHollow(string key) =>
        Root[key] is null && Root.Providers.Any(p => p.TryGet(key, out _)) && !Root.GetSection(key).GetChildren().Any();

    // The strongest layer that has a key; -1 for none. The files' providers come first and in the order of the files.
    internal int LayerOf(string key) => Root.Providers.Select((p, i) => Holds(p, key) ? i : -1).Max();

    private static bool Holds(IConfigurationProvider provider, string key) =>
        provider.TryGet(key, out _) || provider.GetChildKeys([], key).Any();

    private static string? Under(Environment.SpecialFolder folder)
    {
        var root = Environment.GetFolderPath(folder, Environment.SpecialFolderOption.DoNotVerify);
        return root.Length == 0 ? null : Path.Combine(root, "PatchWindow", FileName);
    }

    private void Add(string path, string namedBy, ICollection<Finding> findings)
    {
        Uses(path);
        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            findings.Add(Unreadable("ConfigurationNotFound", FindingKind.ObjectNotFound, path,
                $"There is no configuration file '{path}', which {namedBy} names.", $"Check the path. Without {namedBy} the machine's and the user's files are used."));
            return;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            findings.Add(Unreadable("ConfigurationUnreadable", FindingKind.ReadError, path,
                $"The configuration file '{path}' cannot be read: {e.Message}", "Check who may read it, and that it is a file."));
            return;
        }

        if (Encoding.UTF8.GetString(bytes).Trim('\uFEFF', ' ', '\r', '\n', '\t').Length == 0)
        {
            findings.Add(Unreadable("ConfigurationEmpty", FindingKind.InvalidData, path,
                $"The configuration file '{path}' is empty, so it holds no policy.", "Begin with { \"policies\": { } }; Get-Help about_PatchWindow shows a whole one."));
            return;
        }

        try
        {
            // Each file is read alone, so that a fault is this file's and hides no other.
            Add(LayerFile.Read(path, bytes));
        }
        catch (Exception e) when (e is FormatException or JsonException or InvalidDataException)
        {
            findings.Add(Unreadable("ConfigurationInvalid", FindingKind.InvalidData, path, Malformed(path, e),
                "Nothing in this file counts until it is valid JSON (comments and trailing commas are allowed)."));
        }
    }

    private void Add(LayerFile file)
    {
        // A stronger file's list takes the place of a weaker one's, and of a text alone that stood for one. Merged item by item, as
        // Microsoft.Extensions.Configuration does, one file's host would get another one's address.
        var replaced = new HashSet<string>(file.Settings.Select(s => ListOf(s.Key, s.Value)).OfType<string>(), StringComparer.OrdinalIgnoreCase);
        replaced.UnionWith(file.Settings.Where(s => !string.IsNullOrEmpty(s.Value)).Select(s => s.Key).ToList());
        foreach (var weaker in files)
        {
            foreach (var key in weaker.Settings.Keys.Where(k => WholesOf(k).Any(replaced.Contains)).ToList()) weaker.Settings.Remove(key);
        }

        files.Add(file);
    }

    // A setting and everything that it is part of.
    private static IEnumerable<string> WholesOf(string key)
    {
        for (var end = key.Length; end > 0; end = key.LastIndexOf(':', end - 1)) yield return key.Substring(0, end);
    }

    // The outermost list that a setting is part of: all before the first index 0. An empty list has an empty text. A name may
    // begin with 0 as well (policies:01-web:schedules:0:text).
    private static string? ListOf(string key, string? value)
    {
        for (var index = key.IndexOf(":0", StringComparison.Ordinal); index >= 0; index = key.IndexOf(":0", index + 1, StringComparison.Ordinal))
        {
            if (index + 2 == key.Length || key[index + 2] == ':') return key.Substring(0, index);
        }

        return value is { Length: 0 } ? key : null;
    }

    private static string Malformed(string path, Exception e)
    {
        var json = e as JsonException ?? e.InnerException as JsonException;
        var place = json?.LineNumber is { } line
            ? string.Format(CultureInfo.InvariantCulture, ", line {0}, column {1}", line + 1, (json.BytePositionInLine ?? 0) + 1)
            : "";
        var reason = json is null ? (e.InnerException as FormatException ?? e).Message : json.Message;
        var cut = reason.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return $"The configuration file '{path}' is not valid JSON{place}: {(cut > 0 ? reason.Substring(0, cut) : reason)}";
    }

    private static Finding Unreadable(string code, FindingKind kind, string path, string message, string suggestion) => new()
    {
        Code = code, Kind = kind, Path = path, Message = message, Suggestion = suggestion,
    };
}
