namespace PatchWindow.Console;

/// <summary>Where the PatchWindow module lies: beside an installed console, or as build.ps1 left it in a checkout.</summary>
/// <param name="SearchPath">The folder for PSModulePath: the one that holds the module's folder.</param>
/// <param name="Manifest">The module itself, or nothing when it has not been built.</param>
internal sealed record ModuleLocation(string SearchPath, string? Manifest)
{
    public const string ModuleName = "PatchWindow";

    public static ModuleLocation? Find(string start)
    {
        var installed = Path.Combine(start, "Modules");
        if (Directory.Exists(Path.Combine(installed, ModuleName)))
            return new ModuleLocation(installed, NewestManifest(Path.Combine(installed, ModuleName)));

        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
        {
            if (!File.Exists(Path.Combine(folder.FullName, "PatchWindow.sln")))
                continue;
            var built = Path.Combine(folder.FullName, "out");
            return new ModuleLocation(built, NewestManifest(Path.Combine(built, ModuleName)));
        }

        return null;
    }

    private static string? NewestManifest(string moduleFolder)
    {
        const string manifest = ModuleName + ".psd1";
        if (!Directory.Exists(moduleFolder))
            return null;
        return Directory.EnumerateDirectories(moduleFolder)
            .Where(folder => File.Exists(Path.Combine(folder, manifest)))
            .OrderByDescending(folder => Version.TryParse(Path.GetFileName(folder), out var v) ? v : new Version(0, 0))
            .Append(moduleFolder)
            .Select(folder => Path.Combine(folder, manifest))
            .FirstOrDefault(File.Exists);
    }
}
