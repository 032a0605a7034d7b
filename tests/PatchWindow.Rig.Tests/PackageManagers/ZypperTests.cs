using PatchWindow.Fleet.PackageManagers;
using PatchWindow.Fleet.PackageManagers.Zypper;

namespace PatchWindow.Rig.Tests.PackageManagers;

/// <summary>zypper on real hosts; the rows of what was measured about it, and what the list must say.</summary>
public sealed class ZypperTests(RigFixture rig) : RigRpmTest(rig, RigKind.Zypper, new ZypperPackageManager(),
    "mkdir -p /etc/zypp; echo 'multiversion = provides:multiversion(kernel), pw-kmod, pw-own' >>/etc/zypp/zypp.conf")
{
    [Theory]
    [InlineData(null)]
    [InlineData("plain")]
    public async Task The_list_has_versions_advisories_and_what_stands_in_the_way_for_any_user(string? user)
    {
        await using var lent = await LendAsync();
        _ = await lent.Host.MustAsync("zypper -n addlock pw-held");

        var patches = (await ListAsync(lent, user)).ToDictionary(p => p.Name);

        Assert.Equal(["pw-app", "pw-broken", "pw-fail", "pw-held", "pw-newdep", "pw-other", "pw-prefail", "pw-reboot", "pw-sec", "pw-slow"], patches.Keys.Order(StringComparer.Ordinal));
        var security = patches["pw-sec"];
        Assert.Equal(("1-1", "2-1", "noarch", "rig"), (security.InstalledVersion, security.Version, security.Architecture, security.Source));
        Assert.Equal((PatchClassification.Security, PatchSeverity.Important), (security.Classification, security.Severity));
        Assert.Equal(["PW-2026:0001"], security.Advisories);
        Assert.Equal(["CVE-2026-1001", "CVE-2026-1002"], security.Cves);
        Assert.Equal(new DateTimeOffset(2026, 9, 1, 10, 0, 0, TimeSpan.Zero), security.Released);
        Assert.Equal((PatchClassification.Enhancement, "2.0-1", 3), (patches["pw-app"].Classification, patches["pw-app"].Version, patches["pw-app"].PatchesBehind));
        Assert.Equal((PatchClassification.Bugfix, PatchSeverity.Low, true), (patches["pw-reboot"].Classification, patches["pw-reboot"].Severity, patches["pw-reboot"].RequiresReboot));
        Assert.Equal(PatchClassification.Other, patches["pw-other"].Classification);
        Assert.Contains("locked", patches["pw-held"].HeldBack);
        Assert.Contains(user is null ? "nothing-provides-this" : "tells only root why", patches["pw-broken"].HeldBack);
        Assert.Null(patches["pw-newdep"].HeldBack);
    }

    [Fact]
    public async Task Without_a_repository_nothing_is_not_said_to_be_pending()
    {
        await using var lent = await LendAsync();
        _ = await lent.Host.MustAsync("rm -f /etc/zypp/repos.d/*");

        Assert.Equal("PackageListsMissing", (await ListProblemAsync(lent)).Code);
    }

    [Fact]
    public async Task A_repository_that_was_left_out_is_named_without_the_marks_of_XML()
    {
        await using var lent = await LendAsync();
        _ = await lent.Host.MustAsync("rm -rf /var/cache/zypp/*; sed -i s/repo.rig:8000/repo.rig:9/ /etc/zypp/repos.d/rig.repo");

        var problem = await ListProblemAsync(lent);

        Assert.Equal("PackageDownloadFailed", problem.Code);
        Assert.DoesNotMatch("[<>&]", problem.Message);
    }

    [Fact]
    public async Task A_refresh_fetches_and_a_dead_repository_is_an_error()
    {
        await using var lent = await LendAsync();
        Assert.Null(await Manager.RefreshAsync(lent.Name, lent.Ssh("patch"), Cancellation));

        _ = await lent.Host.MustAsync("printf '[dead]\\nname=dead\\nbaseurl=http://repo.rig:9/\\nenabled=1\\ngpgcheck=0\\n' >/etc/zypp/repos.d/dead.repo");
        Assert.Equal("PackageDownloadFailed", (await Manager.RefreshAsync(lent.Name, lent.Ssh(), Cancellation))?.Code);
        Assert.Equal("NoPrivilege", (await Manager.RefreshAsync(lent.Name, lent.Ssh("plain"), Cancellation))?.Code);
    }

    [Fact]
    public async Task Exactly_the_versions_that_were_asked_for_come_in_by_sudo_with_what_they_need()
    {
        await using var lent = await LendAsync();
        PackageVersion[] packages = [new("pw-app", "1.1-1"), new("pw-newdep", "2-1")];

        var simulated = (await SimulateAsync(lent, packages)).Value;
        Assert.Equal(["pw-app 1.1-1", "pw-lib 1-1", "pw-newdep 2-1"], simulated.Installs.Select(i => $"{i.Name} {i.Version}").Order());
        Assert.Empty(simulated.Removes);
        Assert.Equal("1.0", await lent.Host.StateOfAsync("pw-app"));

        Assert.Null(await ApplyAsync(lent, packages));

        var now = await VerifyAsync(lent, "pw-app", "pw-newdep", "pw-lib", "pw-absent");
        Assert.Equal(["pw-app 1.1-1", "pw-lib 1-1", "pw-newdep 2-1"], now.Installed.Select(i => $"{i.Key} {i.Value}").Order());
    }

    [Theory]
    [InlineData("pw-app", "9.9-1", "PackageVersionGone")]
    [InlineData("pw-absent", "1-1", "PackageNotInstalled")]
    [InlineData("pw-broken", "2-1", "DependenciesUnmet")]
    [InlineData("pw-*", "1-1", "PackageNameInvalid")]
    [InlineData(";reboot", "1-1", "PackageNameInvalid")]
    public async Task What_cannot_be_installed_is_named_by_the_simulation(string name, string version, string code)
    {
        await using var lent = await LendAsync();

        Assert.Equal(code, Problem(await SimulateAsync(lent, new PackageVersion(name, version))).Code);
    }

    [Fact]
    public async Task A_package_that_is_locked_is_named()
    {
        await using var lent = await LendAsync();
        _ = await lent.Host.MustAsync("zypper -n addlock pw-held");

        Assert.Equal("PackageHeld", Problem(await SimulateAsync(lent, new PackageVersion("pw-held", "2-1"))).Code);
    }

    [Theory]
    [InlineData("pw-fail")]
    [InlineData("pw-prefail")]
    public async Task A_scriptlet_that_fails_is_a_failure(string name)
    {
        await using var lent = await LendAsync();

        var problem = await ApplyAsync(lent, new PackageVersion(name, "2-1"));

        Assert.Equal("PackageScriptFailed", problem?.Code);
        Assert.Contains(name, problem!.Message);
    }

    [Fact]
    public async Task A_patch_that_wants_a_reboot_is_installed_and_is_a_success()
    {
        await using var lent = await LendAsync();

        Assert.Null(await ApplyAsync(lent, new PackageVersion("pw-reboot", "2-1")));
        Assert.Equal("2", await lent.Host.StateOfAsync("pw-reboot"));
    }

    [Fact]
    public async Task A_lock_that_another_holds_is_named_and_not_waited_for()
    {
        await using var lent = await LendAsync();
        Assert.Null((await CheckAsync(lent)).Problem);
        await using var held = await lent.Host.HoldLockAsync();

        var problem = Problem(await CheckAsync(lent));

        Assert.Equal("PackageManagerLocked", problem.Code);
        Assert.Matches(@"process \d+", problem.Message);
    }

    [Fact]
    public async Task Without_privilege_nothing_is_begun()
    {
        await using var lent = await LendAsync();

        Assert.Equal("NoPrivilege", Problem(await CheckAsync(lent, "plain")).Code);
        Assert.Null((await CheckAsync(lent, "patch")).Problem);
    }

    [Fact]
    public Task A_repair_keeps_the_version_that_was_installed_last_and_every_kernel_module() => RepairKeepsLastInstalledAsync();

    [Fact]
    public async Task What_an_advisory_mended_in_the_installed_version_says_nothing_of_the_next_one()
    {
        await using var lent = await LendAsync();
        Assert.Null(await ApplyAsync(lent, new PackageVersion("pw-sec", "2-1")));
        _ = await BuildRpmAsync(lent, "pw-sec", "3", "1");
        _ = await lent.Host.MustAsync("cd /tmp/rpms && createrepo_c -q . && zypper -n addrepo -G dir:/tmp/rpms two && zypper -n refresh two");

        var patch = (await ListAsync(lent)).Single(p => p.Name == "pw-sec");

        Assert.Equal(("2-1", "3-1", PatchClassification.Other, PatchSeverity.Unknown), (patch.InstalledVersion, patch.Version, patch.Classification, patch.Severity));
        Assert.Empty(patch.Advisories);
        Assert.Empty(patch.Cves);
    }

    [Theory]
    [InlineData("exit 7", "PackageManagerLocked")]
    [InlineData("exit 0", "OutputCutShort")]
    public async Task A_list_whose_advisories_are_not_described_is_an_error(string info, string code)
    {
        await using var lent = await LendAsync();
        await using var shim = await lent.Host.ShimAsync("zypper", $"case \" $* \" in *' info '*) {info} ;; esac; exec zypper.real \"$@\"");

        Assert.Equal(code, (await ListProblemAsync(lent)).Code);
    }

    [Fact]
    public async Task Its_host_is_found_to_have_zypper_by_asking()
    {
        await using var lent = await LendAsync();
        var found = new FoundPackageManager(KnownPackageManagers.All);

        Assert.Equal(10, (await found.ListAsync(lent.Name, lent.Ssh(), [], Cancellation)).Value.Count);
        Assert.Equal("zypper", found.Name);
    }
}
