using System.Diagnostics;
using PatchWindow.Fleet.PackageManagers;
using PatchWindow.Fleet.PackageManagers.Apt;
using PatchWindow.Fleet.Transports;
using PatchWindow.Sandbox;

namespace PatchWindow.Fleet.Tests.PackageManagers.Apt;

public sealed class AptApplyTests : AptSandboxTest
{
    [Fact]
    public async Task It_installs_exactly_what_was_asked_for()
    {
        var output = await ApplyAsync("pw-sec=2.0", "pw-epoch=2:0.5-1~deb12u1");

        Assert.Equal(0, output.ExitCode);
        Assert.Contains("Setting up pw-sec (2.0) ...", output.Output);
        Assert.DoesNotContain("@@end", output.Output);
        Assert.Equal("ii 2.0", Box.StateOf("pw-sec"));
        Assert.Equal("ii 2:0.5-1~deb12u1", Box.StateOf("pw-epoch"));
        Assert.Equal("ii 1.0", Box.StateOf("pw-fix"));
    }

    [Fact]
    public async Task A_package_of_another_architecture_is_installed_by_its_full_name()
    {
        var foreign = $"pw-lib:{AptSandbox.ForeignArchitecture}";

        // Multi-Arch: same keeps both at one version.
        Assert.Equal(0, (await ApplyAsync("pw-lib=2.0", $"{foreign}=2.0")).ExitCode);

        Assert.Equal("2.0", (await VerifyAsync($"{foreign}=2.0")).Installed[foreign]);
    }

    [Fact]
    public async Task A_postinst_that_fails_names_its_package_and_the_others_are_installed()
    {
        var output = await ApplyAsync("pw-fail=2.0", "pw-sec=2.0");
        var finding = Apt.Explain(Host, output);

        Assert.Equal(100, output.ExitCode);
        Assert.Contains("pw-fail: no", output.Output);
        Assert.Equal("PackageScriptFailed", finding.Code);
        Assert.StartsWith("The post-installation script of pw-fail failed with exit status 3 on web01", finding.Message);
        Assert.Equal(["pw-sec"], (await VerifyAsync("pw-fail=2.0", "pw-sec=2.0")).Installed.Keys);
    }

    [Fact]
    public async Task A_hook_that_fails_after_dpkg_is_named_though_all_is_installed()
    {
        File.AppendAllText(Path.Combine(Box.Folder, "apt.conf"), "DPkg::Post-Invoke { \"exit 7\"; };\n");

        var output = await ApplyAsync("pw-sec=2.0");
        var finding = Apt.Explain(Host, output);

        Assert.Equal((100, "ii 2.0"), (output.ExitCode, Box.StateOf("pw-sec")));
        Assert.Equal("PackageHookFailed", finding.Code);
        Assert.Equal("A hook of apt's on web01 (DPkg::Post-Invoke) failed: 'exit 7'.", finding.Message);
    }

    [Fact]
    public async Task A_configuration_file_that_the_admin_changed_is_kept()
    {
        Assert.Equal(0, (await ApplyAsync("pw-conf=2.0")).ExitCode);

        Assert.Equal("ii 2.0", Box.StateOf("pw-conf"));
        Assert.Equal("changed by the admin\n", File.ReadAllText(Box.In("etc/pw-conf.conf")));
        Assert.Equal("the package's second\n", File.ReadAllText(Box.In("etc/pw-conf.conf.dpkg-dist")));
    }

    [Fact]
    public async Task A_held_package_stays()
    {
        var finding = Apt.Explain(Host, await ApplyAsync("pw-held=2.0"));

        Assert.Equal("PackageHeld", finding.Code);
        Assert.Contains("apt-mark unhold pw-held", finding.Suggestion);
        Assert.Equal("hi 1.0", Box.StateOf("pw-held"));
    }

    [Fact]
    public async Task A_patch_never_removes_another_package()
    {
        var finding = Apt.Explain(Host, await ApplyAsync("pw-plain=9.0"));

        Assert.Equal("RemovalRefused", finding.Code);
        Assert.Contains("pw-victim", finding.Message);
        Assert.Equal("ii 1.0", Box.StateOf("pw-plain"));
    }

    [Fact]
    public async Task A_package_that_is_not_installed_is_not_brought_in()
    {
        Assert.Equal("PackageNotInstalled", Apt.Explain(Host, await ApplyAsync("pw-new=1.0")).Code);

        Assert.Empty((await VerifyAsync("pw-new=1.0")).Installed);
    }

    [Fact]
    public async Task A_name_with_a_dot_is_no_pattern()
    {
        var finding = Apt.Explain(Host, await ApplyAsync("pw.sec=2.0"));

        Assert.Equal("PackageNotInstalled", finding.Code);
        Assert.Contains("pw.sec", finding.Message);
        Assert.Equal("ii 1.0", Box.StateOf("pw-sec"));
    }

    [Fact]
    public async Task A_version_that_ends_in_a_plus_is_that_version_and_no_other()
    {
        Assert.Equal("PackageVersionGone", Apt.Explain(Host, await ApplyAsync("pw-sec=2.0+")).Code);
        Assert.Equal("ii 1.0", Box.StateOf("pw-sec"));

        Assert.Equal(0, (await ApplyAsync("pw-victim=9.0+")).ExitCode);
        Assert.Equal("ii 9.0+", Box.StateOf("pw-victim"));
    }

    [Fact]
    public async Task What_came_in_as_a_dependency_stays_marked_as_one()
    {
        Box.Must("apt-mark", "auto", "pw-sec");

        Assert.Equal(0, (await ApplyAsync("pw-fix=1.1", "pw-sec=2.0")).ExitCode);

        Assert.Equal("pw-sec", Box.Must("apt-mark", "showauto").Trim());
    }

    [Fact]
    public async Task A_package_that_has_gone_from_its_repository_means_old_lists()
    {
        File.Delete(Path.Combine(Box.OwnRepositories(), "stable-security", "pw-sec_2.0_all.deb"));

        var finding = Apt.Explain(Host, await ApplyAsync("pw-sec=2.0"));

        Assert.Equal("PackageListsStale", finding.Code);
        Assert.Contains("apt-get update", finding.Suggestion);
    }

    [Fact]
    public async Task A_package_that_is_not_the_one_described_is_not_installed()
    {
        File.AppendAllText(Path.Combine(Box.OwnRepositories(), "stable-security", "pw-sec_2.0_all.deb"), "tampered");

        Assert.Equal("PackageCorrupt", Apt.Explain(Host, await ApplyAsync("pw-sec=2.0")).Code);
        Assert.Equal("ii 1.0", Box.StateOf("pw-sec"));
    }

    [Fact]
    public async Task A_reboot_that_a_package_asks_for_is_reported()
    {
        Assert.False((await VerifyAsync("pw-reboot=2.0")).RebootRequired);

        await ApplyAsync("pw-reboot=2.0");

        Assert.True((await VerifyAsync("pw-reboot=2.0")).RebootRequired);
    }

    [Fact]
    public async Task A_cancellation_waits_for_the_installation_to_end()
    {
        Box.MakeSlowWait();
        using var source = new CancellationTokenSource();

        var applying = Apt.ApplyAsync(Host, Packages("pw-slow=2.0"), Transport, source.Token);
        await using (await Box.WaitForSlowAsync())
        {
            source.Cancel();
            Assert.False(applying.IsCompleted);
        }

        Assert.Equal(0, (await applying).Value.ExitCode);
        Assert.Equal("ii 2.0", Box.StateOf("pw-slow"));
    }

    [Fact]
    public async Task An_installation_goes_on_when_nobody_listens_any_more()
    {
        Box.MakeSlowWait();
        var script = new HostScript(AptScripts.Apply, [], TimeSpan.Zero);
        // .NET ignores SIGPIPE and its children inherit that; sshd's do not.
        var start = new ProcessStartInfo("env", ["--default-signal=PIPE", "/bin/sh", "-s", "--", "mark", "pw-slow=2.0"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        foreach (var (name, value) in Box.Environment)
            start.Environment[name] = value;
        using var shell = Process.Start(start)!;
        await shell.StandardInput.WriteAsync(script.ToStandardInput());
        shell.StandardInput.Close();

        await using (await Box.WaitForSlowAsync())
            shell.StandardOutput.Close();
        await shell.WaitForExitAsync(Cancellation);

        Assert.Equal("ii 2.0", Box.StateOf("pw-slow"));
    }

    [Fact]
    public async Task An_apply_that_was_cut_short_has_no_exit_code()
    {
        // A package's script may print what it likes; it does not know the mark.
        var forged = WithShim("apt-get", $"echo '@@end {Guid.Empty:N} 0'; kill -9 $PPID");

        var problem = (await Apt.ApplyAsync(Host, Packages("pw-sec=2.0"), forged, Cancellation)).Problem;

        Assert.Equal("OutputCutShort", problem?.Code);
    }

    [Theory]
    [InlineData(";reboot")]
    [InlineData("-oDPkg::Pre-Invoke::=id")]
    [InlineData("--allow-change-held-packages")]
    [InlineData("$(id)")]
    [InlineData("pw-sec\npw-fix")]
    [InlineData("pw-sec\n")]
    [InlineData("pw sec")]
    [InlineData("pw-*")]
    [InlineData("../pw-sec")]
    [InlineData("./pw-sec.deb")]
    [InlineData("pw-sec:")]
    [InlineData("pw-sec:any:all")]
    [InlineData("pw-séc")]
    [InlineData("p")]
    [InlineData("")]
    [InlineData("pw-sec/stable")]
    public async Task A_name_that_Debian_does_not_allow_reaches_no_shell(string name)
    {
        PackageVersion[] packages = [new("pw-sec", "2.0"), new(name, "2.0")];
        // A transport that would say ShellMissing if it were asked.
        var nowhere = new LocalTransport(shell: "/nowhere/sh");

        Assert.Equal("PackageNameInvalid", (await Apt.ApplyAsync(Host, packages, nowhere, Cancellation)).Problem?.Code);
        Assert.Equal("PackageNameInvalid", (await Apt.SimulateAsync(Host, packages, nowhere, Cancellation)).Problem?.Code);
        Assert.Equal("PackageNameInvalid", (await Apt.VerifyAsync(Host, packages, nowhere, Cancellation)).Problem?.Code);
    }

    [Theory]
    [InlineData("2.0 pw-fix")]
    [InlineData("2.0;id")]
    [InlineData("2.0-")]
    [InlineData("-2.0")]
    [InlineData("a:2.0")]
    [InlineData("2.*")]
    [InlineData("2.0\n")]
    [InlineData("")]
    public async Task A_version_that_Debian_does_not_allow_reaches_no_shell(string version) =>
        Assert.Equal("PackageVersionInvalid", (await Apt.ApplyAsync(
            Host, [new("pw-sec", version)], new LocalTransport(shell: "/nowhere/sh"), Cancellation)).Problem?.Code);

    [Fact]
    public async Task No_packages_are_no_reason_to_run_apt() =>
        Assert.Equal("NoPackages", (await Apt.ApplyAsync(Host, [], Transport, Cancellation)).Problem?.Code);

    private async Task<HostOutput> ApplyAsync(params string[] packages)
    {
        var outcome = await Apt.ApplyAsync(Host, Packages(packages), Transport, Cancellation);
        Assert.Null(outcome.Problem);
        return outcome.Value;
    }

    private async Task<HostPackages> VerifyAsync(params string[] packages)
    {
        var outcome = await Apt.VerifyAsync(Host, Packages(packages), Transport, Cancellation);
        Assert.Null(outcome.Problem);
        return outcome.Value;
    }
}
