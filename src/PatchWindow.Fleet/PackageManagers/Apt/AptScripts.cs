using System.Reflection;

namespace PatchWindow.Fleet.PackageManagers.Apt;

/// <summary>The shell scripts beside this file, each with what it needs in front of it.</summary>
internal static class AptScripts
{
    public static readonly string List = Read("apt-list.sh");

    public static readonly string Check = Read("apt-check.sh");

    public static readonly string Simulate = Read("apt-packages.sh", "apt-simulate.sh");

    public static readonly string Apply = Read("apt-packages.sh", "relay.sh", "apt-apply.sh");

    public static readonly string Refresh = Read("apt-refresh.sh");

    public static readonly string Repair = Read("relay.sh", "apt-repair.sh");

    public static readonly string Verify = Read("apt-verify.sh");

    private static string Read(params string[] names) =>
        ReadResource("frames.sh") + "\n" + string.Join("\n", names.Select(ReadResource));

    private static string ReadResource(string name)
    {
        using var stream = typeof(AptScripts).GetTypeInfo().Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The resource {name} is missing from the assembly.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
