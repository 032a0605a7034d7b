namespace PatchWindow.Fleet.PackageManagers.Dnf5;

/// <summary>The shell scripts beside this file, each with what it needs in front of it.</summary>
internal static class Dnf5Scripts
{
    public static readonly string List = ScriptText.Read("rpm.sh", "dnf5.sh", "dnf5-list.sh");

    public static readonly string Refresh = ScriptText.Read("rpm.sh", "dnf5.sh", "dnf5-refresh.sh");

    public static readonly string Check = ScriptText.Read("rpm.sh", "dnf5.sh", "rpm-locks.sh", "dnf5-locks.sh", "rpm-database.sh", "dnf5-check.sh");

    public static readonly string Simulate = ScriptText.Read("rpm.sh", "dnf5.sh", "rpm-specs.sh", "dnf5-simulate.sh");

    public static readonly string Apply = ScriptText.Read("relay.sh", "rpm-specs.sh", "rpm-locks.sh", "dnf5-locks.sh", "dnf5-apply.sh");

    public static readonly string Repair = ScriptText.Read("relay.sh", "rpm-database.sh", "dnf5-repair.sh");

    public static readonly string Verify = ScriptText.Read("rpm.sh", "dnf5.sh", "rpm-verify.sh");
}
