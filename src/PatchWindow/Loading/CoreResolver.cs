using System.Reflection;
using System.Runtime.Loader;

namespace PatchWindow.Loading;

/// <summary>
/// Finds the module's assemblies on PowerShell 7. The default load context is helped with our own front assemblies alone, and
/// by path: looking them up by name inside the handler would call the handler again, without end, when the file is missing.
/// </summary>
internal static class CoreResolver
{
    private static readonly string[] Front = ["PatchWindow.Fleet", "PatchWindow.Core"];
    private static ModuleLoadContext? context;

    public static void Start(DependencySet dependencies)
    {
        // One context for the life of the process: assemblies are not unloaded, and a second import finds them there.
        context ??= new ModuleLoadContext(dependencies);
        AssemblyLoadContext.Default.Resolving += Resolve;
    }

    public static void Stop() => AssemblyLoadContext.Default.Resolving -= Resolve;

    private static Assembly? Resolve(AssemblyLoadContext asking, AssemblyName name) =>
        Array.IndexOf(Front, name.Name) >= 0 ? context!.LoadByPath(name.Name!) : null;
}
