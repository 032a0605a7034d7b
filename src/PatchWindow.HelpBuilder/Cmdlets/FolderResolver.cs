using System.Reflection;
using System.Runtime.InteropServices;

namespace PatchWindow.HelpBuilder.Cmdlets;

/// <summary>
/// Finds a referenced assembly by its simple name: first beside the cmdlets, then in the --reference folders, last in
/// the running .NET, whose facades (netstandard.dll, mscorlib.dll) stand in for whatever framework the cmdlets were
/// built for.
/// </summary>
internal sealed class FolderResolver(string assemblyFolder, IReadOnlyList<string> references) : MetadataAssemblyResolver
{
    private readonly string[] _folders = [assemblyFolder, .. references, RuntimeEnvironment.GetRuntimeDirectory()];

    public override Assembly? Resolve(MetadataLoadContext context, AssemblyName assemblyName)
    {
        foreach (var folder in _folders)
        {
            var path = Path.Combine(folder, assemblyName.Name + ".dll");
            if (File.Exists(path))
                return context.LoadFromAssemblyPath(path);
        }

        return null;
    }
}
