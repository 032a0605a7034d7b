using System.Diagnostics;
using PatchWindow.Fleet.PackageManagers.Apt;

namespace PatchWindow.Fleet.Tests.PackageManagers.Apt;

public sealed class AptScriptsTests
{
    public static TheoryData<string, string> Scripts { get; } = new()
    {
        { "list", AptScripts.List },
        { "check", AptScripts.Check },
        { "simulate", AptScripts.Simulate },
        { "apply", AptScripts.Apply },
        { "verify", AptScripts.Verify },
    };

    [Theory]
    [MemberData(nameof(Scripts))]
    public async Task A_script_is_clean(string name, string text)
    {
        var path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':');
        Assert.SkipWhen(!path.Any(folder => File.Exists(Path.Combine(folder, "shellcheck"))), "Needs shellcheck.");
        var start = new ProcessStartInfo("shellcheck", ["--shell=sh", "-"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };

        using var process = Process.Start(start)!;
        await process.StandardInput.WriteAsync(text);
        process.StandardInput.Close();
        var said = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);

        Assert.True(said.Length == 0, $"{name}: {said}");
    }
}
