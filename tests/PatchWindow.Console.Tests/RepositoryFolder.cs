namespace PatchWindow.Console.Tests;

/// <summary>Where the repository is: the folder of PatchWindow.sln above these tests.</summary>
internal static class RepositoryFolder
{
    public static string Path { get; } = Find();

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "PatchWindow.sln"))) return folder.FullName;
        }

        throw new InvalidOperationException($"PatchWindow.sln is in no folder above '{AppContext.BaseDirectory}'.");
    }
}
