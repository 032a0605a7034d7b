using System.Diagnostics;
using System.Management.Automation;

namespace PatchWindow.Console;

internal static class Greeting
{
    public static string Versions
    {
        get
        {
            var own = typeof(Greeting).Assembly.GetName().Version!.ToString(3);
            // The assembly's own version has stood still since 7.6.0; the file's is the release.
            var engine = FileVersionInfo.GetVersionInfo(typeof(PSObject).Assembly.Location).ProductVersion;
            return $"PatchWindow console {own}, PowerShell engine {engine?.Split(' ')[0]}";
        }
    }

    public static string Text(ModuleLocation? module) => module?.Manifest is not null
        ? $"{Versions}{Environment.NewLine}Get-Command -Module PatchWindow lists the cmdlets; exit leaves."
        : $"{Versions}{Environment.NewLine}The PatchWindow module is not here; exit leaves.";
}
