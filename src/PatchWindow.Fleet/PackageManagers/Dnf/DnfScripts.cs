namespace PatchWindow.Fleet.PackageManagers.Dnf;

/// <summary>The shell scripts beside this file, each with what it needs in front of it.</summary>
internal static class DnfScripts
{
    public static readonly string List = ScriptText.Read("rpm.sh", "dnf.sh", "dnf-list.sh");

    public static readonly string Refresh = ScriptText.Read("rpm.sh", "dnf.sh", "dnf-refresh.sh");

    public static readonly string Check = ScriptText.Read("rpm.sh", "dnf.sh", "rpm-locks.sh", "rpm-database.sh", "dnf-check.sh");

    public static readonly string Simulate = ScriptText.Read("rpm.sh", "dnf.sh", "dnf-simulate.sh");

    public static readonly string Apply = ScriptText.Read("relay.sh", "rpm-specs.sh", "dnf-apply.sh");

    public static readonly string Repair = ScriptText.Read("relay.sh", "rpm-database.sh", "dnf-repair.sh");

    public static readonly string Verify = ScriptText.Read("rpm.sh", "dnf.sh", "rpm-verify.sh");
}
