using System.Reflection;
using System.Runtime.Loader;

namespace PatchWindow.Loading;

/// <summary>The module's own load context: its dependencies, in the versions it ships, seen by nobody else.</summary>
internal sealed class ModuleLoadContext(DependencySet dependencies) : AssemblyLoadContext
{
    /// <summary>Loads one of the module's assemblies; null when it has none of the name.</summary>
    public Assembly? LoadByPath(string name) => dependencies.PathOf(name) is { } path ? LoadFromAssemblyPath(path) : null;

    protected override Assembly? Load(AssemblyName assemblyName)
    {
        // The contracts are shared with scripts: there is one copy, in the default context.
        var contracts = typeof(Policy).Assembly;
        if (assemblyName.Name == contracts.GetName().Name) return contracts;
        return LoadByPath(assemblyName.Name!);
    }

    protected override IntPtr LoadUnmanagedDll(string unmanagedDllName) =>
        dependencies.PathOfNative(unmanagedDllName) is { } path ? LoadUnmanagedDllFromPath(path) : IntPtr.Zero;
}
