using System.Reflection;
using System.Runtime.Loader;
using PatchWindow.Tests.Session;

namespace PatchWindow.Tests.Loading;

/// <summary>
/// The set for Windows PowerShell 5.1, which cannot run here: what can be shown is that it is whole, and that it computes when
/// it is loaded into a context of its own.
/// </summary>
public sealed class DesktopSetTests : IDisposable
{
    private static readonly string Set = Path.Combine(StagedModule.Folder, "dependencies", "netstandard2.0");

    private readonly DesktopContext context = new();

    [Fact]
    public void Every_assembly_of_it_loads_and_finds_its_references_in_it_or_in_the_platform()
    {
        var files = Directory.GetFiles(Set, "*.dll");
        var own = files.Select(f => Path.GetFileNameWithoutExtension(f)).ToHashSet();
        var unresolved = new List<string>();
        foreach (var file in files)
        {
            var assembly = context.LoadFromAssemblyPath(file);
            Assert.Equal(file, assembly.Location);
            foreach (var reference in assembly.GetReferencedAssemblies())
            {
                // Of .NET Framework 4.7.2 itself, or from the module's root.
                if (own.Contains(reference.Name!) || reference.Name is "netstandard" or "mscorlib" or "PatchWindow.Contracts" || IsOfTheFramework(reference.Name!)) continue;
                unresolved.Add($"{assembly.GetName().Name} needs {reference.Name}");
            }
        }

        Assert.Empty(unresolved);
    }

    [Fact]
    public void It_is_compiled_for_NET_Framework_too() => Assert.All(
        new[] { "PatchWindow.Core.dll", "PatchWindow.Fleet.dll" },
        file => Assert.Contains(
            context.LoadFromAssemblyPath(Path.Combine(Set, file)).GetReferencedAssemblies(), r => r.Name == "netstandard" && r.Version!.Major == 2 && r.Version.Minor == 0));

    [Fact]
    public void Its_Core_computes_a_window()
    {
        var contracts = context.LoadFromAssemblyPath(Path.Combine(StagedModule.Folder, "PatchWindow.Contracts.dll"));
        var core = context.LoadFromAssemblyPath(Path.Combine(Set, "PatchWindow.Core.dll"));
        var fleet = context.LoadFromAssemblyPath(Path.Combine(Set, "PatchWindow.Fleet.dll"));

        // Through Fleet's session, as the cmdlets do: configuration and NodaTime of the set take part.
        dynamic schedule = Activator.CreateInstance(contracts.GetType("PatchWindow.Schedule", throwOnError: true)!)!;
        schedule.Text = "2nd Tue +3d 22:00 for 4h Europe/Oslo";
        using var session = (IDisposable)Activator.CreateInstance(
            fleet.GetType("PatchWindow.Fleet.PatchWindowSession", throwOnError: true)!, null, (Func<DateTimeOffset>)(() => new DateTimeOffset(2026, 12, 1, 0, 0, 0, TimeSpan.Zero)), false, null, null, null, null)!;
        dynamic request = Activator.CreateInstance(fleet.GetType("PatchWindow.Fleet.Windows.WindowRequest", throwOnError: true)!)!;
        request.GetType().GetProperty("First").SetValue(request, 1);
        var outcomes = new List<string>();
        foreach (var outcome in ((dynamic)session).Windows.Find(schedule, request)) outcomes.Add(outcome.Value.ToString());

        Assert.Equal(["2nd Tue +3d 22:00 for 4h Europe/Oslo 2026-12-11 22:00–02:00 +01:00 Europe/Oslo"], outcomes);
        Assert.Same(context, AssemblyLoadContext.GetLoadContext(core));
        Assert.Contains(context.Assemblies, a => a.Location == Path.Combine(Set, "NodaTime.dll"));
    }

    public void Dispose() => context.Unload();

    // System.* that .NET Framework 4.7.2 has itself (https://learn.microsoft.com/dotnet/api).
    private static bool IsOfTheFramework(string name) =>
        name is "System" or "System.Core" or "System.Xml" or "System.Data" or "System.Transactions" or "System.Numerics" or "System.Runtime.Serialization";

    private sealed class DesktopContext() : AssemblyLoadContext("netstandard2.0", isCollectible: true)
    {
        protected override Assembly? Load(AssemblyName assemblyName)
        {
            foreach (var folder in new[] { Set, StagedModule.Folder })
            {
                var path = Path.Combine(folder, assemblyName.Name + ".dll");
                if (File.Exists(path)) return LoadFromAssemblyPath(path);
            }

            return null;
        }
    }
}
