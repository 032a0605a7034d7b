using PatchWindow.Fleet.Configuration;

namespace PatchWindow.Fleet.Tests.Configuration;

/// <summary>A configuration file in a folder of its own.</summary>
internal sealed class ConfigurationFile : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("patchwindow-configuration-").FullName;

    public ConfigurationFile(string? text = null)
    {
        if (text is not null) File.WriteAllText(Path, text);
    }

    public string Path => System.IO.Path.Combine(folder, "patchwindow.json");

    /// <summary>
    /// The configuration that a text alone makes, with the findings' places shortened to what follows the file. That no policy
    /// is configured is left out: most of these texts are about something else.
    /// </summary>
    public static (PatchConfiguration Configuration, Finding[] Findings) Read(string text)
    {
        using var file = new ConfigurationFile(text);
        return file.Read();
    }

    /// <summary>The same of one policy, <c>p</c>, given by what stands between its braces.</summary>
    public static (PatchConfiguration Configuration, Finding[] Findings) ReadPolicy(string inside) =>
        Read($$"""{ "policies": { "p": { {{inside}} } } }""");

    /// <summary>One line for each finding: <c>place code message suggestion</c>.</summary>
    public static string[] Lines(IEnumerable<Finding> findings) => [.. findings.Select(f => $"{f.Path} {f.Code}")];

    public (PatchConfiguration Configuration, Finding[] Findings) Read()
    {
        var configuration = PatchConfiguration.Read(Path);
        return (configuration, [.. configuration.Findings.Where(f => f.Code != "NothingConfigured").Select(f => f with { Path = f.Path?.Replace(Path + ": ", "") })]);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
