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
    private const string FileName = "patchwindow.json";
    private readonly List<(string Path, IConfigurationProvider Provider)> files = [];

    private ConfigurationLayers(IConfigurationRoot root) => Root = root;

    /// <summary>All layers as one.</summary>
    internal IConfigurationRoot Root { get; private set; }

    /// <summary>The files that were read, the strongest last.</summary>
    public IEnumerable<string> Files => files.Select(f => f.Path);

    /// <summary>Reads every layer. A file that cannot be read is a finding, and the others still count.</summary>
    /// <param name="explicitPath">The file someone named; null looks at PATCHWINDOW_CONFIG.</param>
    /// <param name="findings">Receives what is wrong with files.</param>
    public static ConfigurationLayers Read(string? explicitPath, ICollection<Finding> findings)
    {
        var builder = new ConfigurationBuilder();
        var layers = new ConfigurationLayers(builder.Build());
        var named = explicitPath ?? Environment.GetEnvironmentVariable("PATCHWINDOW_CONFIG");
        foreach (var path in new[] { MachineFile, UserFile }.OfType<string>().Where(File.Exists))
            layers.Add(builder, path, findings);
        if (!string.IsNullOrEmpty(named)) layers.Add(builder, Path.GetFullPath(named!), findings);
        builder.AddEnvironmentVariables("PATCHWINDOW__");
        layers.Root = builder.Build();

        // Build made a provider for each source in order; the files come first.
        foreach (var (file, provider) in layers.files.Select(f => f.Path).Zip(layers.Root.Providers, (f, p) => (f, p)).ToList())
        {
            layers.files.RemoveAll(f => f.Path == file);
            layers.files.Add((file, provider));
        }

        return layers;
    }

    /// <summary>The file for the whole machine: /etc/patchwindow on Unix, ProgramData on Windows.</summary>
    public static string? MachineFile => Path.DirectorySeparatorChar == '\\'
        ? Under(Environment.SpecialFolder.CommonApplicationData)
        : "/etc/patchwindow/" + FileName;

    /// <summary>The file of the user: ~/.config/PatchWindow on Unix, AppData\Roaming\PatchWindow on Windows.</summary>
    public static string? UserFile => Under(Environment.SpecialFolder.ApplicationData);

    /// <summary>Where a setting comes from, in words: a file's path, or the environment variable.</summary>
    internal string SourceOf(string key)
    {
        foreach (var provider in Root.Providers.Reverse())
        {
            if (!Holds(provider, key)) continue;
            return files.FirstOrDefault(f => f.Provider == provider).Path
                ?? "the environment variable PATCHWINDOW__" + key.Replace(":", "__");
        }

        return files.Count > 0 ? files[files.Count - 1].Path : "the configuration";
    }

    private static bool Holds(IConfigurationProvider provider, string key) =>
        provider.TryGet(key, out _) || provider.GetChildKeys([], key).Any();

    private static string? Under(Environment.SpecialFolder folder)
    {
        var root = Environment.GetFolderPath(folder, Environment.SpecialFolderOption.DoNotVerify);
        return root.Length == 0 ? null : Path.Combine(root, "PatchWindow", FileName);
    }

    private void Add(ConfigurationBuilder builder, string path, ICollection<Finding> findings)
    {
        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            findings.Add(Unreadable("ConfigurationNotFound", FindingKind.ObjectNotFound, path,
                $"There is no configuration file '{path}'.", "Check the path, or leave -ConfigurationPath out to use the machine's and the user's files."));
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
                $"The configuration file '{path}' is empty, so it holds no policy.", "Begin with { \"policies\": { } }; README.md shows a whole one."));
            return;
        }

        try
        {
            // Read it once alone, so that a fault is this file's and hides no other.
            using var trial = new MemoryStream(bytes);
            new ConfigurationBuilder().AddJsonStream(trial).Build();
        }
        catch (Exception e) when (e is FormatException or JsonException or InvalidDataException)
        {
            findings.Add(Unreadable("ConfigurationInvalid", FindingKind.InvalidData, path, Malformed(path, e),
                "Nothing in this file counts until it is valid JSON (comments and trailing commas are allowed)."));
            return;
        }

        builder.AddJsonStream(new MemoryStream(bytes));
        files.Add((path, null!));
    }

    private static string Malformed(string path, Exception e)
    {
        var json = e as JsonException ?? e.InnerException as JsonException;
        var place = json?.LineNumber is { } line
            ? string.Format(CultureInfo.InvariantCulture, ", line {0}, column {1}", line + 1, (json.BytePositionInLine ?? 0) + 1)
            : "";
        var reason = json is null ? e.Message : json.Message;
        var cut = reason.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return $"The configuration file '{path}' is not valid JSON{place}: {(cut > 0 ? reason.Substring(0, cut) : reason)}";
    }

    private static Finding Unreadable(string code, FindingKind kind, string path, string message, string suggestion) => new()
    {
        Code = code, Kind = kind, Path = path, Message = message, Suggestion = suggestion,
    };
}
