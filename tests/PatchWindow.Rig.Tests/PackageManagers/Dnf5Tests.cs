using PatchWindow.Fleet.PackageManagers;
using PatchWindow.Fleet.PackageManagers.Dnf5;

namespace PatchWindow.Rig.Tests.PackageManagers;

/// <summary>dnf 5 on real hosts: what is so of it and not of dnf 4.</summary>
public sealed class Dnf5Tests(RigFixture rig) : RigDnfTest(rig, RigKind.Dnf5, new Dnf5PackageManager(), "/var/cache/libdnf5")
{
    [Fact]
    public async Task A_package_that_is_locked_to_a_version_is_held_back_and_says_so()
    {
        await using var lent = await LendAsync();
        _ = await lent.Host.MustAsync("dnf5 -C -q versionlock add pw-held");

        var held = (await ListAsync(lent)).Single(p => p.Name == "pw-held");

        Assert.Equal(("1-1", "2-1"), (held.InstalledVersion, held.Version));
        Assert.Contains("versionlock", held.HeldBack);
        Assert.Equal("PackageHeld", Problem(await SimulateAsync(lent, new PackageVersion("pw-held", "2-1"))).Code);
    }

    [Fact]
    public async Task A_user_sees_what_root_has_fetched_and_not_a_copy_of_his_own()
    {
        await using var lent = await LendAsync();
        // What root fetches is then without advisories; the user's copy, from before, has them still.
        _ = await lent.Host.MustAsync("""
            set -e
            su - plain -c 'dnf5 -C -q repoquery' >/dev/null
            mkdir -p /srv/rpm/repodata; cd /srv/rpm/repodata
            python3 -c 'import re, urllib.request as u
            at = "http://repo.rig:8000/rpm/repodata/"
            text = u.urlopen(at + "repomd.xml").read().decode()
            for name in re.findall("href=\"repodata/([^\"]*)\"", text): open(name, "wb").write(u.urlopen(at + name).read())
            open("repomd.xml", "w").write(re.sub("<data type=\"updateinfo\">.*?</data>", "", text, flags=re.S))'
            sed 's/^.* repo.rig/127.0.0.1 repo.rig/' /etc/hosts >/tmp/hosts; cat /tmp/hosts >/etc/hosts
            python3 -m http.server -d /srv -b 127.0.0.1 8000 >/dev/null 2>&1 &
            until ss -Hltn 'sport = :8000' | grep -q .; do kill -0 $!; done
            dnf5 -q --refresh makecache
            kill $!
            """);

        Assert.Equal(PatchClassification.Other, (await ListAsync(lent, "plain")).Single(p => p.Name == "pw-sec").Classification);
    }

    [Fact]
    public async Task A_repository_without_metadata_is_named_and_not_passed_over()
    {
        await using var lent = await LendAsync();
        _ = await lent.Host.MustAsync("printf '[dead]\\nname=dead\\nbaseurl=http://repo.rig:9/\\ngpgcheck=0\\nskip_if_unavailable=1\\n' >/etc/yum.repos.d/dead.repo");

        var problem = await ListProblemAsync(lent);

        Assert.Equal("PackageListsMissing", problem.Code);
        Assert.Contains("dead", problem.Message);
    }

    [Fact]
    public async Task Metadata_that_is_old_is_said_to_be()
    {
        await using var lent = await LendAsync();
        _ = await lent.Host.MustAsync("find /var/cache/libdnf5 -type f -exec touch -d '9 days ago' {} +");
        var notices = new List<Finding>();

        Assert.Null((await Manager.ListAsync(lent.Name, lent.Ssh(), notices, Cancellation)).Problem);

        Assert.Equal("PackageListsOld", Assert.Single(notices).Code);
    }

    [Theory]
    [InlineData("/run/dnf/rpmtransaction.lock")]
    [InlineData("/var/lib/dnf/system-repo.lock")]
    public async Task Its_own_lock_is_not_waited_for_and_is_no_hindrance_to_listing(string path)
    {
        await using var lent = await LendAsync();
        await using var held = await lent.Host.HoldLockAsync(path);

        Assert.Equal("PackageManagerLocked", Problem(await CheckAsync(lent)).Code);
        Assert.Equal(10, (await ListAsync(lent)).Count);
        Assert.Single((await SimulateAsync(lent, new PackageVersion("pw-sec", "2-1"))).Value.Installs);
        var problem = await ApplyAsync(lent, new PackageVersion("pw-sec", "2-1"));

        Assert.Equal("PackageManagerLocked", problem?.Code);
        Assert.Contains("python3", problem!.Message);
        Assert.Equal("1", await lent.Host.StateOfAsync("pw-sec"));
    }

    [Fact]
    public async Task Of_several_versions_the_asked_one_comes_in_and_the_list_goes_on_from_there()
    {
        await using var lent = await LendAsync();
        Assert.Null(await ApplyAsync(lent, new PackageVersion("pw-app", "1.2-1")));

        var pending = (await ListAsync(lent)).Single(p => p.Name == "pw-app");

        Assert.Equal(("1.2-1", "2.0-1", 1), (pending.InstalledVersion, pending.Version, pending.PatchesBehind));
        Assert.Empty((await SimulateAsync(lent, new PackageVersion("pw-app", "1.2-1"))).Value.Installs);
        Assert.Equal("DependenciesUnmet", Problem(await SimulateAsync(lent, new PackageVersion("pw-app", "1.0-1"))).Code);
    }

    [Fact]
    public async Task A_transaction_that_was_killed_is_found_and_can_be_finished_without_its_repository()
    {
        await using var lent = await LendAsync();
        _ = await lent.Host.MustAsync("mkfifo /run/pw-slow");
        using var transaction = lent.Host.Start("exec dnf5 -y upgrade pw-slow-2-1 >/dev/null 2>&1");
        _ = await lent.Host.MustAsync("until pgrep -f 'cat /run/pw-slow$'; do :; done");

        Assert.Equal("PackageManagerLocked", Problem(await CheckAsync(lent)).Code);
        _ = await lent.Host.MustAsync("pkill -KILL -x dnf5; rm /run/pw-slow; until ! pgrep -x dnf5; do :; done");
        await transaction.WaitForExitAsync(Cancellation);
        Assert.Equal("PackageManagerInterrupted", Problem(await CheckAsync(lent)).Code);
        _ = await lent.Host.MustAsync("rm -rf /var/cache/libdnf5; sed -i s/repo.rig:8000/repo.rig:9/ /etc/yum.repos.d/rig.repo");

        Assert.Null(await RepairAsync(lent));

        Assert.Null((await CheckAsync(lent)).Problem);
        Assert.Equal("2", await lent.Host.StateOfAsync("pw-slow"));
    }

    [Fact]
    public Task A_repair_keeps_the_version_that_was_installed_last_and_every_kernel_module() => RepairKeepsLastInstalledAsync();
}
