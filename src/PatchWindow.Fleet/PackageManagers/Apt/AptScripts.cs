using PatchWindow.Fleet.PackageManagers.HostSteps;

namespace PatchWindow.Fleet.PackageManagers.Apt;

/// <summary>The shell scripts beside this file, each with what it needs in front of it.</summary>
internal static class AptScripts
{
    public static readonly string List = ScriptText.Read("apt.sh", "apt-ask.sh", "apt-list.sh", "apt-pro.sh");

    public static readonly string Check = ScriptText.Read("apt.sh", "apt-check.sh");

    public static readonly string Simulate = ScriptText.Read("apt.sh", "apt-ask.sh", "apt-packages.sh", "apt-simulate.sh");

    public static readonly string Apply = HostStep.Script("apt-packages.sh", "apt-apply.sh");

    public static readonly string Refresh = ScriptText.Read("apt.sh", "apt-refresh.sh");

    public static readonly string Repair = HostStep.Script("apt-repair.sh");

    public static readonly string Verify = ScriptText.Read("apt.sh", "apt-verify.sh");
}
