using System.Xml.Linq;

namespace PatchWindow.Tests.Session;

/// <summary>The staged module under test: the manifest that PATCHWINDOW_MODULE names, or else the one in out/.</summary>
internal static class StagedModule
{
    private static readonly Lazy<string> Found = new(Find);

    /// <summary>The path of PatchWindow.psd1.</summary>
    public static string Manifest => Found.Value;

    public static string Folder => Path.GetDirectoryName(Manifest)!;

    /// <summary>The repository's folder: where PatchWindow.sln is.</summary>
    public static string Repository { get; } = FindRepository();

    /// <summary>The version in Directory.Build.props.</summary>
    public static string Version { get; } = XDocument.Load(Path.Combine(Repository, "Directory.Build.props"))
        .Descendants("Version").Single().Value;

    /// <summary>A copy of the module, for tests that break it.</summary>
    public static string CopyTo(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(folder, Path.GetRelativePath(Folder, file));
            _ = Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }

        return folder;
    }

    private static string Find()
    {
        if (Environment.GetEnvironmentVariable("PATCHWINDOW_MODULE") is { Length: > 0 } named)
            return File.Exists(named) ? named : throw Missing($"PATCHWINDOW_MODULE names '{named}', and there is no such file.");
        var built = Path.Combine(Repository, "out", "PatchWindow", Version, "PatchWindow.psd1");
        return File.Exists(built) ? built : throw Missing($"There is no staged module: '{built}' is missing.");
    }

    private static string FindRepository()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "PatchWindow.sln"))) return folder.FullName;
        }

        throw new InvalidOperationException($"PatchWindow.sln is in no folder above '{AppContext.BaseDirectory}'.");
    }

    private static InvalidOperationException Missing(string what) => new(
        what + " Build it first: dotnet run --project src/PatchWindow.Console -- build.ps1 Build");
}
