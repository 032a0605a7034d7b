namespace PatchWindow.Fleet.PackageManagers.Apt;

/// <summary>The shell scripts beside this file, each with what it needs in front of it.</summary>
internal static class AptScripts
{
    public static readonly string List = ScriptText.Read("apt.sh", "apt-ask.sh", "apt-list.sh", "apt-pro.sh");

    public static readonly string Check = ScriptText.Read("apt.sh", "apt-check.sh");

    public static readonly string Simulate = ScriptText.Read("apt.sh", "apt-ask.sh", "apt-packages.sh", "apt-simulate.sh");

    public static readonly string Apply = ScriptText.Read("apt-packages.sh", "relay.sh", "apt-apply.sh");

    public static readonly string Refresh = ScriptText.Read("apt.sh", "apt-refresh.sh");

    public static readonly string Repair = ScriptText.Read("relay.sh", "apt-repair.sh");

    public static readonly string Verify = ScriptText.Read("apt.sh", "apt-verify.sh");
}
