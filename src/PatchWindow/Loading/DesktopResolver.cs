using System.Reflection;
using System.Runtime.InteropServices;

namespace PatchWindow.Loading;

/// <summary>
/// Finds the module's assemblies on Windows PowerShell 5.1, which has no load contexts: the handler answers for names that
/// nothing else in the process has answered for.
/// </summary>
internal static class DesktopResolver
{
    private static DependencySet? set;

    public static void Start(DependencySet dependencies)
    {
        set = dependencies;
        AppDomain.CurrentDomain.AssemblyResolve += Resolve;

        // .NET Framework looks for native libraries beside the program; one that is loaded already is found by its name.
        if (dependencies.PathOfNative("e_sqlite3") is { } sqlite && RuntimeInformation.IsOSPlatform(OSPlatform.Windows)
            && NativeMethods.LoadLibrary(sqlite) == IntPtr.Zero)
            throw new DllNotFoundException($"PatchWindow cannot be loaded: Windows does not load '{sqlite}' (error {Marshal.GetLastWin32Error()}).");
    }

    public static void Stop() => AppDomain.CurrentDomain.AssemblyResolve -= Resolve;

    private static Assembly? Resolve(object? sender, ResolveEventArgs args) =>
        set!.PathOf(new AssemblyName(args.Name).Name!) is { } path ? Assembly.LoadFrom(path) : null;

    private static class NativeMethods
    {
        [DllImport("kernel32", CharSet = CharSet.Unicode, SetLastError = true), DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
        public static extern IntPtr LoadLibrary(string path);
    }
}
