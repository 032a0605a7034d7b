using PatchWindow.Fleet.PackageManagers;

namespace PatchWindow.Rig.Tests.PackageManagers;

/// <summary>What is the same of dnf 4 and dnf 5 on real hosts: the rows of what was measured, and what the list must say.</summary>
/// <param name="rig">The rig.</param>
/// <param name="kind">Which of them its hosts have.</param>
/// <param name="manager">The package manager.</param>
/// <param name="cache">Where it keeps the metadata that it has fetched.</param>
public abstract class RigDnfTest(RigFixture rig, RigKind kind, IPackageManager manager, string cache)
    : RigRpmTest(rig, kind, manager, "echo 'installonlypkgs=pw-own' >>/etc/dnf/dnf.conf")
{
    [Theory]
    [InlineData(null)]
    [InlineData("plain")]
    public async Task The_list_has_versions_advisories_and_what_stands_in_the_way_for_any_user(string? user)
    {
        await using var lent = await LendAsync();
        _ = await lent.Host.MustAsync("echo 'excludepkgs=pw-held' >>/etc/dnf/dnf.conf");

        var patches = (await ListAsync(lent, user)).ToDictionary(p => p.Name);

        Assert.Equal(["pw-app", "pw-broken", "pw-fail", "pw-held", "pw-newdep", "pw-other", "pw-prefail", "pw-reboot", "pw-sec", "pw-slow"], patches.Keys.Order(StringComparer.Ordinal));
        var security = patches["pw-sec"];
        Assert.Equal(("1-1", "2-1", "noarch", "rig"), (security.InstalledVersion, security.Version, security.Architecture, security.Source));
        Assert.Equal((PatchClassification.Security, PatchSeverity.Important), (security.Classification, security.Severity));
        Assert.Equal(["PW-2026:0001"], security.Advisories);
        Assert.Equal(["CVE-2026-1001", "CVE-2026-1002"], security.Cves);
        Assert.Equal(new DateTimeOffset(2026, 9, 1, 10, 0, 0, TimeSpan.Zero), security.Released);
        Assert.True(security.Size > 1000);
        Assert.Equal((PatchClassification.Enhancement, "2.0-1", 3), (patches["pw-app"].Classification, patches["pw-app"].Version, patches["pw-app"].PatchesBehind));
        Assert.Equal((PatchClassification.Bugfix, PatchSeverity.Low), (patches["pw-reboot"].Classification, patches["pw-reboot"].Severity));
        Assert.Equal(PatchClassification.Other, patches["pw-other"].Classification);
        Assert.Contains("excluded", patches["pw-held"].HeldBack);
        Assert.Contains("nothing-provides-this", patches["pw-broken"].HeldBack);
        Assert.Null(patches["pw-newdep"].HeldBack);
    }

    [Fact]
    public async Task Without_metadata_nothing_is_not_said_to_be_pending()
    {
        await using var lent = await LendAsync();
        _ = await lent.Host.MustAsync($"rm -rf {cache}");
        Assert.Equal("PackageListsMissing", (await ListProblemAsync(lent)).Code);

        _ = await lent.Host.MustAsync("rm -f /etc/yum.repos.d/*");
        Assert.Equal("PackageListsMissing", (await ListProblemAsync(lent)).Code);
    }

    [Fact]
    public async Task A_refresh_fetches_and_a_dead_repository_is_an_error()
    {
        await using var lent = await LendAsync();
        _ = await lent.Host.MustAsync($"rm -rf {cache}");

        Assert.Null(await Manager.RefreshAsync(lent.Name, lent.Ssh("patch"), Cancellation));
        Assert.Equal(10, (await ListAsync(lent)).Count);

        _ = await lent.Host.MustAsync("printf '[dead]\\nname=dead\\nbaseurl=http://repo.rig:9/\\ngpgcheck=0\\nskip_if_unavailable=1\\n' >/etc/yum.repos.d/dead.repo");
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
        Assert.False(now.RebootRequired);
    }

    [Theory]
    [InlineData("pw-app", "9.9-1", "PackageVersionGone")]
    [InlineData("pw-absent", "1-1", "PackageNotInstalled")]
    [InlineData("pw-broken", "2-1", "DependenciesUnmet")]
    [InlineData("pw-*", "1-1", "PackageNameInvalid")]
    [InlineData(";reboot", "1-1", "PackageNameInvalid")]
    [InlineData("--setopt=x", "1-1", "PackageNameInvalid")]
    public async Task What_cannot_be_installed_is_named_by_the_simulation(string name, string version, string code)
    {
        await using var lent = await LendAsync();

        Assert.Equal(code, Problem(await SimulateAsync(lent, new PackageVersion(name, version))).Code);
    }

    [Theory]
    [InlineData("pw-fail", "PackageScriptFailed")]
    [InlineData("pw-prefail", "PackageScriptFailed")]
    public async Task A_scriptlet_that_fails_is_a_failure_though_dnf_may_end_with_0(string name, string code)
    {
        await using var lent = await LendAsync();

        var problem = await ApplyAsync(lent, new PackageVersion(name, "2-1"), new PackageVersion("pw-other", "2-1"));

        Assert.Equal(code, problem?.Code);
        Assert.Contains(name, problem!.Message);
        Assert.Equal("2", await lent.Host.StateOfAsync("pw-other"));
    }

    [Fact]
    public async Task A_package_that_is_excluded_is_named()
    {
        await using var lent = await LendAsync();
        _ = await lent.Host.MustAsync("echo 'excludepkgs=pw-held' >>/etc/dnf/dnf.conf");

        Assert.Equal("PackageHeld", Problem(await SimulateAsync(lent, new PackageVersion("pw-held", "2-1"))).Code);
    }

    [Fact]
    public async Task A_lock_that_another_holds_is_named_and_not_waited_for()
    {
        await using var lent = await LendAsync();
        Assert.Null((await CheckAsync(lent)).Problem);
        await using var held = await lent.Host.HoldLockAsync();

        var problem = Problem(await CheckAsync(lent));

        Assert.Equal("PackageManagerLocked", problem.Code);
        Assert.Contains("python3", problem.Message);
    }

    [Fact]
    public async Task Without_privilege_and_with_a_sudo_that_asks_nothing_is_begun()
    {
        await using var lent = await LendAsync();

        Assert.Equal("NoPrivilege", Problem(await CheckAsync(lent, "plain")).Code);
        Assert.Equal("NoPrivilege", Problem(await CheckAsync(lent, "asks")).Code);
        Assert.Null((await CheckAsync(lent, "patch")).Problem);
    }

    [Fact]
    public async Task A_repository_that_is_gone_when_it_is_needed_and_a_full_disk_are_named()
    {
        await using var lent = await LendAsync();
        _ = await lent.Host.MustAsync("sed -i s/repo.rig:8000/repo.rig:9/ /etc/yum.repos.d/rig.repo");
        Assert.Equal("PackageDownloadFailed", (await ApplyAsync(lent, new PackageVersion("pw-sec", "2-1")))?.Code);

        await lent.Host.ResetAsync();
        await using var full = await lent.Host.FillDiskAsync(cache);
        Assert.NotNull(await ApplyAsync(lent, new PackageVersion("pw-sec", "2-1")));
        Assert.Equal("1", await lent.Host.StateOfAsync("pw-sec"));
    }

    [Fact]
    public async Task A_transaction_that_was_cut_off_is_found_and_can_be_finished()
    {
        await using var lent = await LendAsync();
        // The new one is there and the old one not yet gone: what a transaction leaves that is killed in between.
        _ = await lent.Host.MustAsync("cd /tmp; python3 -c \"import urllib.request as u; u.urlretrieve('http://repo.rig:8000/rpm/new/pw-sec-2-1.noarch.rpm','pw-sec-2-1.noarch.rpm')\"; rpm -i --force --nodeps pw-sec-2-1.noarch.rpm");
        Assert.Equal("PackageManagerInterrupted", Problem(await CheckAsync(lent)).Code);

        Assert.Null(await RepairAsync(lent));

        Assert.Null((await CheckAsync(lent)).Problem);
        Assert.Equal("2", await lent.Host.StateOfAsync("pw-sec"));
    }

    [Fact]
    public async Task A_host_that_takes_the_best_or_nothing_lists_the_rest_beside_what_cannot_be_installed()
    {
        await using var lent = await LendAsync();
        _ = await lent.Host.MustAsync("sed -i '/^best/d' /etc/dnf/dnf.conf; echo 'best=True' >>/etc/dnf/dnf.conf");

        var patches = (await ListAsync(lent)).ToDictionary(p => p.Name);

        Assert.Equal(10, patches.Count);
        Assert.Contains("nothing-provides-this", patches["pw-broken"].HeldBack);
        Assert.Null(patches["pw-sec"].HeldBack);
    }

    [Fact]
    public async Task Its_host_is_found_to_have_it_by_asking()
    {
        await using var lent = await LendAsync();
        var found = new FoundPackageManager(KnownPackageManagers.All);

        Assert.Equal(10, (await found.ListAsync(lent.Name, lent.Ssh(), [], Cancellation)).Value.Count);
        Assert.Equal(Manager.Name, found.Name);
    }
}
