using PatchWindow.Fleet.PackageManagers;
using PatchWindow.Rig;

namespace PatchWindow.Rig.Tests.PackageManagers;

/// <summary>apt on real hosts, over SSH; the rows of what was measured about it. What needs no host of its own is tested in a sandbox.</summary>
public sealed class AptTests(RigFixture rig) : RigAptTest(rig, RigKind.Apt)
{
    [Fact]
    public async Task Security_fixes_of_Debian_itself_are_told_by_their_source()
    {
        await using var lent = await LendAsync();
        var (patches, security) = await ListOfVendorAsync(lent, "debian", "Debian-Security:12/");

        Assert.Contains(security, p => p.Source!.EndsWith("stable-security", StringComparison.Ordinal));
        Assert.All(patches.Where(p => p.Source!.Contains("-updates") && !p.Source.Contains("Security")), p => Assert.Equal(PatchClassification.Bugfix, p.Classification));
    }

    [Theory]
    [InlineData("patch")]
    [InlineData("root")]
    public async Task Exactly_what_was_asked_for_comes_in_by_sudo_with_what_it_needs(string user)
    {
        await using var lent = await LendAsync();
        PackageVersion[] packages = [new("pw-sec", "2.0"), new("pw-needs", "2.0")];

        Assert.Equal(["pw-needs 2.0", "pw-new 1.0", "pw-sec 2.0"], (await SimulateAsync(lent, packages)).Value.Installs.Select(i => $"{i.Name} {i.Version}").Order());
        Assert.Equal("ii 1.0", await lent.Host.StateOfAsync("pw-sec"));
        Assert.Equal(0, (await Manager.ApplyAsync(lent.Name, NewStep(), packages, lent.Ssh(user), Cancellation)).Value.ExitCode);

        var now = await VerifyAsync(lent, "pw-sec", "pw-needs", "pw-new", "pw-plain");
        Assert.Equal(["pw-needs 2.0", "pw-new 1.0", "pw-plain 1.0", "pw-sec 2.0"], now.Installed.Select(i => $"{i.Key} {i.Value}").Order());
    }

    [Fact]
    public async Task A_lock_of_dpkg_is_named_with_its_holder_and_the_list_is_read_all_the_same()
    {
        await using var lent = await LendAsync();
        await using var held = await lent.Host.HoldLockAsync();

        var problem = Problem(await CheckAsync(lent));

        Assert.Equal("PackageManagerLocked", problem.Code);
        Assert.Contains("python3", problem.Message);
        Assert.Equal(15, (await ListAsync(lent)).Count);
    }

    [Fact]
    public async Task A_lock_of_the_lists_is_an_error_of_a_refresh()
    {
        await using var lent = await LendAsync();
        await using var held = await lent.Host.HoldLockAsync("/var/lib/apt/lists/lock");

        Assert.Equal("PackageListsLocked", (await Manager.RefreshAsync(lent.Name, lent.Ssh(), Cancellation))?.Code);
    }

    [Fact]
    public async Task A_repository_that_is_down_is_an_error_of_a_refresh_and_the_old_lists_stay()
    {
        await using var lent = await LendAsync();
        _ = await lent.Host.MustAsync("sed -i 's/repo.rig:8000/repo.rig:9/' /etc/apt/sources.list /etc/apt/sources.list.d/* 2>/dev/null; :");

        var problem = await Manager.RefreshAsync(lent.Name, lent.Ssh(), Cancellation);

        Assert.Equal("PackageDownloadFailed", problem?.Code);
        Assert.Contains("repo.rig:9", problem!.Message);
    }

    [Fact]
    public async Task A_refresh_needs_root_and_says_so()
    {
        await using var lent = await LendAsync();

        Assert.Equal("NoPrivilege", (await Manager.RefreshAsync(lent.Name, lent.Ssh("plain"), Cancellation))?.Code);
        Assert.Null(await Manager.RefreshAsync(lent.Name, lent.Ssh("patch"), Cancellation));
    }

    [Fact]
    public async Task A_postinst_that_fails_is_named_and_the_others_are_installed()
    {
        await using var lent = await LendAsync();

        var problem = await ApplyAsync(lent, new PackageVersion("pw-fail", "2.0"), new PackageVersion("pw-sec", "2.0"));

        Assert.Equal("PackageScriptFailed", problem?.Code);
        Assert.Contains("pw-fail", problem!.Message);
        Assert.Equal("iF 2.0", await lent.Host.StateOfAsync("pw-fail"));
        Assert.Equal("ii 2.0", await lent.Host.StateOfAsync("pw-sec"));
        Assert.Equal("PackageManagerInterrupted", Problem(await CheckAsync(lent)).Code);
    }

    [Fact]
    public async Task A_configuration_file_that_somebody_changed_stays_and_nobody_is_asked()
    {
        await using var lent = await LendAsync();
        _ = await lent.Host.MustAsync("echo mine >/etc/pw-conf.conf");

        Assert.Null(await ApplyAsync(lent, new PackageVersion("pw-conf", "2.0")));

        Assert.Equal("mine\n", await lent.Host.MustAsync("cat /etc/pw-conf.conf"));
        Assert.Equal("ii 2.0", await lent.Host.StateOfAsync("pw-conf"));
    }

    [Fact]
    public async Task A_package_that_is_held_is_named_and_stays()
    {
        await using var lent = await LendAsync();

        Assert.Equal("PackageHeld", Problem(await SimulateAsync(lent, new PackageVersion("pw-held", "2.0"))).Code);
        Assert.Equal("PackageHeld", (await ApplyAsync(lent, new PackageVersion("pw-held", "2.0")))?.Code);
        Assert.Equal("hi 1.0", await lent.Host.StateOfAsync("pw-held"));
    }

    [Fact]
    public async Task An_installation_that_was_killed_half_way_is_found_and_finished()
    {
        await using var lent = await LendAsync();
        _ = await lent.Host.MustAsync("mkfifo /run/pw-slow");
        var killed = await lent.Host.RunAsync("""
            apt-get -q -y --only-upgrade install pw-slow pw-sec >/dev/null 2>&1 &
            until pgrep -f "pw-slow[.]postinst" >/dev/null; do kill -0 $! || exit 9; done
            kill -KILL $! $(pgrep -x dpkg) $(pgrep -f "pw-slow[.]postinst"); wait $!; rm /run/pw-slow
            """);
        Assert.NotEqual(9, killed.ExitCode);
        Assert.Equal("PackageManagerInterrupted", Problem(await CheckAsync(lent)).Code);

        Assert.Null(await RepairAsync(lent));

        Assert.Null((await CheckAsync(lent)).Problem);
        Assert.Equal("ii 2.0", await lent.Host.StateOfAsync("pw-slow"));
    }

    [Fact]
    public async Task What_an_interrupted_installation_had_not_brought_in_yet_is_brought_in_by_the_repair()
    {
        await using var lent = await LendAsync();
        _ = await lent.Host.MustAsync("cd /tmp && apt-get -q download pw-needs && dpkg --unpack pw-needs*.deb");
        Assert.Equal("PackageManagerInterrupted", Problem(await CheckAsync(lent)).Code);

        Assert.Null(await RepairAsync(lent));

        Assert.Null((await CheckAsync(lent)).Problem);
        Assert.Equal(("ii 2.0", "ii 1.0"), (await lent.Host.StateOfAsync("pw-needs"), await lent.Host.StateOfAsync("pw-new")));
    }

    [Fact]
    public async Task A_version_that_has_gone_from_the_repository_means_old_lists()
    {
        await using var lent = await LendAsync();
        _ = await lent.Host.MustAsync("sed -i 's/pw-sec_2.0_all.deb/pw-sec_2.0.gone_all.deb/' /var/lib/apt/lists/*Packages");

        Assert.Equal("PackageListsStale", (await ApplyAsync(lent, new PackageVersion("pw-sec", "2.0")))?.Code);
        Assert.Equal("ii 1.0", await lent.Host.StateOfAsync("pw-sec"));
    }

    [Fact]
    public async Task A_disk_without_room_installs_nothing_and_says_so()
    {
        await using var lent = await LendAsync();
        await using var full = await lent.Host.FillDiskAsync();

        Assert.Equal(15, (await ListAsync(lent)).Count);
        Assert.NotNull(await ApplyAsync(lent, new PackageVersion("pw-sec", "2.0")));
        Assert.Equal("ii 1.0", await lent.Host.StateOfAsync("pw-sec"));
    }

    [Fact]
    public async Task A_reboot_that_a_package_wants_is_reported_and_gone_after_it()
    {
        await using var lent = await LendAsync();

        Assert.Null(await ApplyAsync(lent, new PackageVersion("pw-reboot", "2.0")));
        Assert.True((await VerifyAsync(lent, "pw-reboot")).RebootRequired);
        var before = (await CheckAsync(lent)).Value.BootId;

        await lent.Host.RebootAsync();

        Assert.False((await VerifyAsync(lent, "pw-reboot")).RebootRequired);
        Assert.NotEqual(before, (await CheckAsync(lent)).Value.BootId);
    }
}
