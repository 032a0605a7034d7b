using PatchWindow.Sandbox;

namespace PatchWindow.Fleet.Tests.PackageManagers.Apt;

public sealed class AptCheckTests : AptSandboxTest
{
    public AptCheckTests()
    {
        if (Environment.IsPrivilegedProcess
            || TestContext.Current.TestMethod?.MethodName == nameof(A_user_who_is_not_root_is_told_to_be))
            return;
        // What is skipped in a constructor is not disposed.
        Dispose();
        Assert.Skip("Check tells anyone but root to be root first.");
    }

    [Fact]
    public async Task A_host_that_is_fit_tells_its_boot_id()
    {
        var readiness = await Apt.CheckAsync(Host, Transport, Cancellation);

        Assert.Null(readiness.Problem);
        Assert.Equal(File.ReadAllText("/proc/sys/kernel/random/boot_id").Trim(), readiness.Value.BootId);
    }

    [Fact]
    public async Task A_user_who_is_not_root_is_told_to_be()
    {
        var problem = (await Apt.CheckAsync(Host, WithShim("id", "echo 1000"), Cancellation)).Problem;

        Assert.Equal(("NoPrivilege", FindingKind.PermissionDenied), (problem?.Code, problem?.Kind));
        Assert.Contains("sudo", problem?.Suggestion);
    }

    [Fact]
    public async Task A_lock_that_another_process_holds_names_the_holder()
    {
        using var dpkg = File.Open(Box.In("var/lib/dpkg/lock-frontend"), FileMode.OpenOrCreate, FileAccess.ReadWrite);
        AptListTests.Lock(dpkg);

        var problem = (await Apt.CheckAsync(Host, Transport, Cancellation)).Problem;

        Assert.Equal(("PackageManagerLocked", FindingKind.ResourceBusy), (problem?.Code, problem?.Kind));
        Assert.Contains($"(process {Environment.ProcessId}, ", problem?.Message);
    }

    [Fact]
    public async Task An_installation_at_work_is_a_lock_and_not_an_interrupted_one()
    {
        Box.MakeSlowWait();
        using var other = Box.Start("apt-get", "-y", "install", "pw-slow=2.0");
        await using (await Box.WaitForSlowAsync())
        {
            var problem = (await Apt.CheckAsync(Host, Transport, Cancellation)).Problem;

            Assert.Equal("PackageManagerLocked", problem?.Code);
            Assert.Contains($"(process {other.Id}, apt-get)", problem?.Message);
        }
        await other.WaitForExitAsync(Cancellation);
        Assert.Null((await Apt.CheckAsync(Host, Transport, Cancellation)).Problem);
    }

    [Fact]
    public async Task An_installation_that_was_killed_is_found_and_the_repair_named_repairs_it()
    {
        Box.MakeSlowWait();
        using var other = Box.Start("apt-get", "-y", "install", "pw-slow=2.0");
        await using (await Box.WaitForSlowAsync())
        {
            other.Kill(entireProcessTree: true);
            await other.WaitForExitAsync(Cancellation);
        }

        var problem = (await Apt.CheckAsync(Host, Transport, Cancellation)).Problem;

        Assert.Equal("PackageManagerInterrupted", problem?.Code);
        Assert.Contains("dpkg --force-confdef --force-confold --configure -a", problem?.Suggestion);
        File.Delete(Box.In("run/pw-slow"));
        Box.Must("dpkg", $"--root={Box.Root}", "--force-not-root", "--force-script-chrootless",
            "--force-confdef", "--force-confold", "--configure", "-a");
        Assert.Null((await Apt.CheckAsync(Host, Transport, Cancellation)).Problem);
    }

    [Fact]
    public async Task A_package_left_half_configured_is_named()
    {
        Box.Run("apt-get", "-y", "install", "pw-fail=2.0");

        var problem = (await Apt.CheckAsync(Host, Transport, Cancellation)).Problem;

        Assert.Equal("PackageManagerInterrupted", problem?.Code);
        Assert.Contains("One package is half-installed on web01: pw-fail.", problem?.Message);
    }

    [Fact]
    public async Task Checking_changes_nothing()
    {
        Box.Run("apt-get", "-y", "install", "pw-fail=2.0");
        var before = File.ReadAllText(Box.In("var/lib/dpkg/status"));

        await Apt.CheckAsync(Host, Transport, Cancellation);

        Assert.Equal(before, File.ReadAllText(Box.In("var/lib/dpkg/status")));
    }
}
