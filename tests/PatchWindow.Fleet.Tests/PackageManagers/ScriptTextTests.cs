using System.Diagnostics;
using PatchWindow.Fleet.PackageManagers.Apt;
using PatchWindow.Fleet.PackageManagers.Dnf;
using PatchWindow.Fleet.PackageManagers.Dnf5;
using PatchWindow.Fleet.PackageManagers.Zypper;
using PatchWindow.Fleet.Reboots;

namespace PatchWindow.Fleet.Tests.PackageManagers;

public sealed class ScriptTextTests
{
    public static TheoryData<string, string> Scripts { get; } = new()
    {
        { "apt list", AptScripts.List },
        { "apt refresh", AptScripts.Refresh },
        { "apt check", AptScripts.Check },
        { "apt simulate", AptScripts.Simulate },
        { "apt apply", AptScripts.Apply },
        { "apt repair", AptScripts.Repair },
        { "apt verify", AptScripts.Verify },
        { "dnf list", DnfScripts.List },
        { "dnf refresh", DnfScripts.Refresh },
        { "dnf check", DnfScripts.Check },
        { "dnf simulate", DnfScripts.Simulate },
        { "dnf apply", DnfScripts.Apply },
        { "dnf repair", DnfScripts.Repair },
        { "dnf verify", DnfScripts.Verify },
        { "dnf5 list", Dnf5Scripts.List },
        { "dnf5 refresh", Dnf5Scripts.Refresh },
        { "dnf5 check", Dnf5Scripts.Check },
        { "dnf5 simulate", Dnf5Scripts.Simulate },
        { "dnf5 apply", Dnf5Scripts.Apply },
        { "dnf5 repair", Dnf5Scripts.Repair },
        { "dnf5 verify", Dnf5Scripts.Verify },
        { "zypper list", ZypperScripts.List },
        { "zypper refresh", ZypperScripts.Refresh },
        { "zypper check", ZypperScripts.Check },
        { "zypper simulate", ZypperScripts.Simulate },
        { "zypper apply", ZypperScripts.Apply },
        { "zypper repair", ZypperScripts.Repair },
        { "zypper verify", ZypperScripts.Verify },
        { "boot", HostReboot.Boot },
        { "reboot", HostReboot.Reboot },
    };

    [Theory]
    [MemberData(nameof(Scripts))]
    public async Task A_script_is_clean(string name, string text)
    {
        await MustBeCleanAsync(name, text);

        // What a step runs travels in it as a text.
        if (text.Split("@@work'\n") is [_, var rest]) await MustBeCleanAsync(name + ", its work", rest.Split("\n@@work\n")[0] + "\n");
    }

    private static async Task MustBeCleanAsync(string name, string script)
    {
        var path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':');
        Assert.SkipWhen(!path.Any(folder => File.Exists(Path.Combine(folder, "shellcheck"))), "Needs shellcheck.");
        var start = new ProcessStartInfo("shellcheck", ["--shell=sh", "-"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };

        using var process = Process.Start(start)!;
        await process.StandardInput.WriteAsync(script);
        process.StandardInput.Close();
        var said = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);

        Assert.True(said.Length == 0, $"{name}: {said}");
    }
}
