namespace PatchWindow.Fleet.PackageManagers.WindowsUpdate;

/// <summary>The PowerShell scripts beside this file, each with what it needs in front of it.</summary>
internal static class WindowsUpdateScripts
{
    public static readonly string List = ScriptText.ReadPowerShell("wua-windows.ps1", "wua.ps1", "wua-list.ps1");

    public static readonly string Refresh = ScriptText.ReadPowerShell("wua-windows.ps1", "wua.ps1", "wua-refresh.ps1");

    public static readonly string Check = ScriptText.ReadPowerShell("wua-windows.ps1", "wua.ps1", "wua-check.ps1");

    public static readonly string Simulate = ScriptText.ReadPowerShell("wua-windows.ps1", "wua.ps1", "wua-simulate.ps1");

    public static readonly string Verify = ScriptText.ReadPowerShell("wua-windows.ps1", "wua.ps1", "wua-verify.ps1");

    public static readonly string Apply = ScriptText.ReadPowerShell("wua-windows.ps1", "wua.ps1", "wua-install.ps1", "wua-apply.ps1");

    /// <summary>What the scheduled task runs; it travels to the host as an argument of <see cref="Apply"/>.</summary>
    public static readonly string Task = ScriptText.ReadPowerShell("wua-windows.ps1", "wua.ps1", "wua-install.ps1", "wua-task.ps1");
}
