namespace PatchWindow.Fleet.PackageManagers.Own;

/// <summary>The shell scripts beside this file, which run what the configuration says.</summary>
internal static class OwnScripts
{
    public static readonly string Ask = ScriptText.Read("own-ask.sh");

    public static readonly string Apply = ScriptText.Read("relay.sh", "own-apply.sh");

    public static readonly string Check = ScriptText.Read("own-check.sh");

    public static readonly string Reboot = ScriptText.Read("own-reboot.sh");
}
