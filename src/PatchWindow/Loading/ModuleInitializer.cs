using System.Management.Automation;

namespace PatchWindow.Loading;

/// <summary>
/// Runs at import: checks that the module is whole and arranges where its dependencies are found. On PowerShell 7 they go
/// into a load context of the module's own, so that another NodaTime or Microsoft.Extensions.* in the session does no harm.
/// </summary>
public sealed class ModuleInitializer : IModuleAssemblyInitializer, IModuleAssemblyCleanup
{
    public void OnImport()
    {
        var dependencies = DependencySet.Choose(Path.GetDirectoryName(typeof(ModuleInitializer).Assembly.Location)!);
        dependencies.CheckWhole();
        if (DependencySet.IsDesktop) DesktopResolver.Start(dependencies);
        else CoreResolver.Start(dependencies);
    }

    public void OnRemove(PSModuleInfo psModuleInfo)
    {
        if (DependencySet.IsDesktop) DesktopResolver.Stop();
        else CoreResolver.Stop();
    }
}
