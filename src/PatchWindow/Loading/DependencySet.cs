using System.Runtime.InteropServices;

namespace PatchWindow.Loading;

/// <summary>The folder of dependencies that fits the PowerShell at hand.</summary>
internal sealed class DependencySet
{
    private const string List = "files.txt";
    private readonly string moduleFolder;

    private DependencySet(string moduleFolder, string name)
    {
        this.moduleFolder = moduleFolder;
        Name = name;
        Folder = Path.Combine(moduleFolder, "dependencies", name);
    }

    /// <summary>Whether this is Windows PowerShell, on .NET Framework (or its stand-in).</summary>
    public static bool IsDesktop => !RuntimeInformation.FrameworkDescription.StartsWith(".NET ", StringComparison.Ordinal)
        || RuntimeInformation.FrameworkDescription.StartsWith(".NET Framework", StringComparison.Ordinal);

    /// <summary>net10.0 or netstandard2.0.</summary>
    public string Name { get; }

    public string Folder { get; }

    /// <summary>The set for this process: net10.0 from .NET 10 on, netstandard2.0 for everything before it.</summary>
    public static DependencySet Choose(string moduleFolder) =>
        new(moduleFolder, !IsDesktop && Environment.Version.Major >= 10 ? "net10.0" : "netstandard2.0");

    /// <summary>The path of one of the set's assemblies, the one compiled for this platform first; null when it has none of the name.</summary>
    public string? PathOf(string assemblyName)
    {
        var native = Path.Combine(Folder, Platform, assemblyName + ".dll");
        if (File.Exists(native)) return native;
        var portable = Path.Combine(Folder, assemblyName + ".dll");
        return File.Exists(portable) ? portable : null;
    }

    /// <summary>The path of a native library of the set for this platform; null when it has none.</summary>
    public string? PathOfNative(string libraryName)
    {
        var folder = Path.Combine(Folder, "runtimes", Platform, "native");
        string[] names = [libraryName + ".dll", "lib" + libraryName + ".so", "lib" + libraryName + ".dylib", libraryName];
        return names.Select(n => Path.Combine(folder, n)).FirstOrDefault(File.Exists);
    }

    /// <summary>Refuses to load a module that files are missing from, by name, before anything of it runs.</summary>
    /// <exception cref="FileNotFoundException">A file of the set is missing.</exception>
    public void CheckWhole()
    {
        var list = Path.Combine(Folder, List);
        var missing = File.Exists(list)
            ? File.ReadAllLines(list).FirstOrDefault(file => IsForThisPlatform(file) && !File.Exists(Path.Combine(Folder, file)))
            : List;
        if (missing is null) return;
        throw new FileNotFoundException(
            $"PatchWindow cannot be loaded: '{Path.Combine("dependencies", Name, missing)}' is missing from '{moduleFolder}'. "
            + "Install the module again (Install-PSResource PatchWindow -Reinstall), or build it again with 'build.ps1 Build'.",
            Path.Combine(Folder, missing));
    }

    // The list names the native libraries of every platform; one is used.
    private static bool IsForThisPlatform(string file) =>
        file.Length > 0 && (!file.StartsWith("runtimes/", StringComparison.Ordinal) || file.StartsWith($"runtimes/{Platform}/", StringComparison.Ordinal));

    /// <summary>The platform as NuGet names it: linux-x64, linux-musl-arm64, osx-arm64, win-x64.</summary>
    public static string Platform { get; } = Describe();

    private static string Describe()
    {
        var system = RuntimeInformation.IsOSPlatform(OSPlatform.Windows) ? "win"
            : RuntimeInformation.IsOSPlatform(OSPlatform.OSX) ? "osx"
            : File.Exists("/etc/alpine-release") ? "linux-musl"
            : "linux";
#pragma warning disable CA1308 // NuGet's platform names are in small letters.
        return system + "-" + RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant();
#pragma warning restore CA1308
    }
}
