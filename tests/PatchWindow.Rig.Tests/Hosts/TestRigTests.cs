using System.Diagnostics;

namespace PatchWindow.Rig.Tests.Hosts;

public sealed class TestRigTests(RigFixture rig)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact(Timeout = 120_000)]
    public async Task A_rig_whose_process_is_killed_leaves_nothing_behind()
    {
        Assert.SkipWhen(TestRig.WhyNot is not null, TestRig.WhyNot ?? "");
        var start = new ProcessStartInfo("dotnet", ["exec", typeof(TestRig).Assembly.Location.Replace("PatchWindow.Rig.Tests", "PatchWindow.Rig"), "up", "2"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };

        // What the rig starts is known by this word in its environment; other rigs are up at the same time.
        var word = Guid.NewGuid().ToString("N");
        start.Environment["PATCHWINDOW_TEST_RIG"] = word;
        using var process = Process.Start(start)!;
        var address = "";
        while (await process.StandardOutput.ReadLineAsync(Cancellation) is { } line && !line.StartsWith("The rig ends", StringComparison.Ordinal))
            if (line.StartsWith("host ", StringComparison.Ordinal)) address = line.Split(' ')[2];
        var network = address[..address.LastIndexOf('.')];
        Assert.Contains($"{network}.254", await RunAsync("ip", "-o", "addr"));
        Assert.True(ProcessesWith(word) > 6);

        process.Kill();
        await process.WaitForExitAsync(Cancellation);

        // Waited for and not timed: the kernel takes the namespaces down one after the other.
        while ((await RunAsync("ip", "-o", "addr")).Contains($"{network}.254")) TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
        while (ProcessesWith(word) > 0) TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
        Assert.DoesNotContain("/mnt/hosts", await File.ReadAllTextAsync("/proc/mounts", Cancellation));
    }

    [Fact]
    public async Task A_reboot_changes_the_boot_id_and_a_reset_everything()
    {
        await using var lent = await rig.LendAsync();
        var host = lent.Host;
        var boot = await host.MustAsync("cat /proc/sys/kernel/random/boot_id");
        _ = await host.MustAsync("touch /here; apt-get -q -y --only-upgrade install pw-sec");

        await host.RebootAsync();
        Assert.NotEqual(boot, await host.MustAsync("cat /proc/sys/kernel/random/boot_id"));
        Assert.Equal("ii 2.0", await host.StateOfAsync("pw-sec"));

        await host.ResetAsync();
        Assert.Equal("ii 1.0", await host.StateOfAsync("pw-sec"));
        Assert.NotEqual(0, (await host.RunAsync("test -e /here")).ExitCode);
    }

    [Theory]
    [InlineData(RigKind.Apt, "apt-get -s -q dist-upgrade | grep -c ^Inst", "14")]
    [InlineData(RigKind.Ubuntu, "apt-get -s -q dist-upgrade | grep -c ^Inst", "14")]
    [InlineData(RigKind.Dnf, "dnf -q check-upgrade | grep -c noarch", "10")]
    [InlineData(RigKind.Dnf5, "dnf5 -q check-upgrade | grep -c noarch", "10")]
    [InlineData(RigKind.Zypper, "zypper -n list-patches | grep -c PW-2026", "3")]
    public async Task Each_package_manager_has_its_packages_pending(RigKind kind, string count, string expected)
    {
        await using var lent = await rig.LendAsync(kind);

        Assert.Equal(expected, (await lent.Host.MustAsync(count)).Trim());
    }

    private static int ProcessesWith(string word) => Directory.GetDirectories("/proc").Count(folder =>
    {
        try
        {
            return File.ReadAllText(Path.Combine(folder, "environ")).Contains(word);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    });

    private static async Task<string> RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        var output = await process.StandardOutput.ReadToEndAsync(Cancellation);
        await process.WaitForExitAsync(Cancellation);
        return output;
    }
}
