namespace PatchWindow.Fleet.PackageManagers.Zypper;

/// <summary>The shell scripts beside this file, each with what it needs in front of it.</summary>
internal static class ZypperScripts
{
    public static readonly string List = ScriptText.Read("rpm.sh", "zypper.sh", "zypper-list.sh");

    public static readonly string Refresh = ScriptText.Read("rpm.sh", "zypper.sh", "zypper-refresh.sh");

    public static readonly string Check = ScriptText.Read("rpm.sh", "zypper.sh", "rpm-database.sh", "zypper-check.sh");

    public static readonly string Simulate = ScriptText.Read("rpm.sh", "zypper.sh", "zypper-simulate.sh");

    public static readonly string Apply = ScriptText.Read("relay.sh", "zypper-apply.sh");

    public static readonly string Repair = ScriptText.Read("relay.sh", "rpm-database.sh", "zypper-repair.sh");

    public static readonly string Verify = ScriptText.Read("rpm.sh", "zypper.sh", "rpm-verify.sh");
}
