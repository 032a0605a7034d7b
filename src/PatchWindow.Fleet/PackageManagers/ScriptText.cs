using System.Reflection;

namespace PatchWindow.Fleet.PackageManagers;

/// <summary>The scripts that lie beside the package managers' code and travel in the assembly.</summary>
internal static class ScriptText
{
    /// <summary>A script with what it needs in front of it.</summary>
    /// <param name="names">The files, in their order.</param>
    public static string Read(params string[] names) => ReadWork(["frames.sh", .. names]);

    /// <summary>A script that frames nothing of what it prints.</summary>
    /// <param name="names">The files, in their order.</param>
    public static string ReadWork(params string[] names) => string.Join("\n", new[] { "environment.sh" }.Concat(names).Select(ReadResource));

    /// <summary>A PowerShell script with what it needs in front of it.</summary>
    /// <param name="names">The files, in their order.</param>
    public static string ReadPowerShell(params string[] names) => string.Join("\n", names.Select(ReadResource));

    /// <summary>A script alone.</summary>
    public static string ReadResource(string name)
    {
        using var stream = typeof(ScriptText).GetTypeInfo().Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The resource {name} is missing from the assembly.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
