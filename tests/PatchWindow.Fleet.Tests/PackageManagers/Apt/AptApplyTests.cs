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

        var applying = Apt.ApplyAsync(Host, NewStep(), Packages("pw-slow=2.0"), Transport, source.Token);
        await using (await Box.WaitForSlowAsync())
        {
            source.Cancel();
            Assert.False(applying.IsCompleted);
        }

        Assert.Equal(0, (await applying).Value.ExitCode);
        Assert.Equal("ii 2.0", Box.StateOf("pw-slow"));
    }

    [Fact]
    public async Task An_installation_goes_on_when_whoever_asked_for_it_is_killed_and_tells_its_end_by_its_name()
    {
        Box.MakeSlowWait();
        var step = NewStep();
        var script = new HostScript(AptScripts.Apply, [], TimeSpan.Zero);
        var start = new ProcessStartInfo("/bin/sh", ["-s", "--", "begin", step, "pw-slow=2.0"]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        foreach (var (name, value) in Box.Environment)
            start.Environment[name] = value;
        using var shell = Process.Start(start)!;
        await shell.StandardInput.WriteAsync(script.ToStandardInput());
        shell.StandardInput.Close();

        Task<Core.Outcomes.Outcome<HostOutput>> followed;
        await using (await Box.WaitForSlowAsync())
        {
            shell.Kill();
            await shell.WaitForExitAsync(Cancellation);
            followed = Apt.FollowAsync(Host, step, Transport, Cancellation);
            Assert.Equal("HostBusy", (await Apt.ApplyAsync(Host, NewStep(), Packages("pw-sec=2.0"), Transport, Cancellation)).Problem?.Code);
            Assert.False(followed.IsCompleted);
        }

        Assert.Equal(0, (await followed).Value.ExitCode);
        Assert.Equal("ii 2.0", Box.StateOf("pw-slow"));
        Assert.Contains("Setting up pw-slow (2.0)", (await Apt.FollowAsync(Host, step, Transport, Cancellation)).Value.Output);
    }

    [Fact]
    public async Task What_was_begun_once_is_begun_no_second_time()
    {
        var step = NewStep();
        _ = (await Apt.ApplyAsync(Host, step, Packages("pw-sec=2.0"), Transport, Cancellation)).Value;

        Assert.Equal("StepBegunBefore", (await Apt.ApplyAsync(Host, step, Packages("pw-fix=1.1"), Transport, Cancellation)).Problem?.Code);

        Assert.Equal("ii 1.0", Box.StateOf("pw-fix"));
    }

    [Fact]
    public async Task What_a_host_has_not_begun_when_it_is_asked_comes_too_late()
    {
        var step = NewStep();

        Assert.Equal("StepNotBegun", (await Apt.FollowAsync(Host, step, Transport, Cancellation)).Problem?.Code);

        Assert.Equal("StepBegunBefore", (await Apt.ApplyAsync(Host, step, Packages("pw-sec=2.0"), Transport, Cancellation)).Problem?.Code);
        Assert.Equal("StepNotBegun", (await Apt.FollowAsync(Host, step, Transport, Cancellation)).Problem?.Code);
        Assert.Equal("ii 1.0", Box.StateOf("pw-sec"));
    }

    [Fact]
    public async Task Of_many_who_begin_and_ask_at_once_the_host_lets_one_have_its_way()
    {
        var step = NewStep();

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => i % 2 == 0
            ? Apt.ApplyAsync(Host, step, Packages("pw-sec=2.0"), Transport, Cancellation)
            : Apt.FollowAsync(Host, step, Transport, Cancellation)));

        // Either it was begun, once, or it never is.
        var codes = answers.Select(a => a.Problem?.Code ?? "ended").Distinct().Order().ToList();
        Assert.True(codes.Contains("ended") != codes.Contains("StepNotBegun"), string.Join(" ", codes));
        Assert.Empty(codes.Except(["ended", "StepNotBegun", "StepBegunBefore", "HostBusy"]));
        Assert.Equal(codes.Contains("ended") ? "ii 2.0" : "ii 1.0", Box.StateOf("pw-sec"));
        Assert.Equal(codes.Contains("ended") ? 1 : 0, File.Exists(Box.In("var/log/apt/history.log")) ? File.ReadLines(Box.In("var/log/apt/history.log")).Count(l => l.StartsWith("Commandline: apt-get -y", StringComparison.Ordinal)) : 0);
    }

    [Fact]
    public async Task Work_whose_process_was_ended_is_broken_off_and_not_taken_for_done()
    {
        var step = NewStep();

        // All of its session, as a reboot ends it.
        var problem = (await Apt.ApplyAsync(Host, step, Packages("pw-sec=2.0"), WithShim("apt-get", "kill -9 0"), Cancellation)).Problem;

        Assert.Equal("StepBrokenOff", problem?.Code);
        Assert.Equal("StepBrokenOff", (await Apt.FollowAsync(Host, step, Transport, Cancellation)).Problem?.Code);

        // The host is free again.
        Assert.Equal(0, (await ApplyAsync("pw-sec=2.0")).ExitCode);
    }

    [Fact]
    public async Task What_a_package_prints_forges_no_end()
    {
        var forged = WithShim("apt-get", "printf '%s\\n' '@@end 0' '@@done' '@@step' '|ended 0'; kill -9 $PPID");

        var output = (await Apt.ApplyAsync(Host, NewStep(), Packages("pw-sec=2.0"), forged, Cancellation)).Value;

        Assert.Equal((137, "@@end 0\n@@done\n@@step\n|ended 0\nKilled\n"), (output.ExitCode, output.Output));
    }

    [Fact]
    public async Task A_host_without_the_programs_that_a_step_needs_begins_nothing()
    {
        var folder = Directory.CreateDirectory(Path.Combine(Box.Folder, "few")).FullName;
        foreach (var program in new[] { "sh", "cat", "grep", "sed", "date", "mkdir" }) File.CreateSymbolicLink(Path.Combine(folder, program), $"/bin/{program}");

        var problem = (await Apt.ApplyAsync(Host, NewStep(), Packages("pw-sec=2.0"), WithPath(folder), Cancellation)).Problem;

        Assert.Equal(("HostUnfit", "util-linux"), (problem?.Code, problem?.Suggestion?.Split(' ')[1]));
        Assert.Contains("flock", problem!.Message);
    }

    [Fact]
    public async Task A_host_that_has_no_place_to_keep_a_record_begins_nothing()
    {
        File.WriteAllText(Box.In("var/lib/patchwindow"), "a file where the folder should be");

        var problem = (await Apt.ApplyAsync(Host, NewStep(), Packages("pw-sec=2.0"), Transport, Cancellation)).Problem;

        Assert.Equal("StepNotBegun", problem?.Code);
        Assert.Contains("patchwindow", problem!.Message);
        Assert.Equal("ii 1.0", Box.StateOf("pw-sec"));
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

        Assert.Equal("PackageNameInvalid", (await Apt.ApplyAsync(Host, NewStep(), packages, nowhere, Cancellation)).Problem?.Code);
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
            Host, NewStep(), [new("pw-sec", version)], new LocalTransport(shell: "/nowhere/sh"), Cancellation)).Problem?.Code);

    [Fact]
    public async Task No_packages_are_no_reason_to_run_apt() =>
        Assert.Equal("NoPackages", (await Apt.ApplyAsync(Host, NewStep(), [], Transport, Cancellation)).Problem?.Code);

    private async Task<HostOutput> ApplyAsync(params string[] packages)
    {
        var outcome = await Apt.ApplyAsync(Host, NewStep(), Packages(packages), Transport, Cancellation);
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
