using PatchWindow.Fleet.PackageManagers;
using PatchWindow.Fleet.PackageManagers.Dnf;

namespace PatchWindow.Rig.Tests.PackageManagers;

/// <summary>dnf 4 on real hosts.</summary>
public sealed class DnfTests(RigFixture rig) : RigDnfTest(rig, RigKind.Dnf, new DnfPackageManager(), "/var/cache/dnf")
{
    [Fact]
    public async Task A_kernel_that_is_there_twice_has_one_name_where_it_is_listed_and_where_it_would_be_installed()
    {
        await using var lent = await LendAsync();
        _ = await lent.Host.MustAsync("printf 'installonlypkgs=pw-own\\ninstallonly_limit=4\\n' >>/etc/dnf/dnf.conf");
        await InstallTwiceAsync(lent);
        _ = await BuildRpmAsync(lent, "pw-own", "1", "11");
        _ = await lent.Host.MustAsync("""
            set -e
            mkdir -p /srv/newer
            cp /tmp/rpms/noarch/pw-own-1-11.noarch.rpm /srv/newer
            createrepo_c /srv/newer >/dev/null 2>&1
            printf '[newer]\nname=newer\nbaseurl=file:///srv/newer\ngpgcheck=0\n' >/etc/yum.repos.d/newer.repo
            dnf -q makecache
            """);

        var listed = (await ListAsync(lent)).Single(p => p.Name.StartsWith("pw-own", StringComparison.Ordinal));
        var simulated = (await SimulateAsync(lent, new PackageVersion(listed.Name, listed.Version))).Value.Installs;

        Assert.Equal(new PackageVersion("pw-own", "1-11"), Assert.Single(simulated));
        Assert.Equal(("pw-own", "1-11"), (listed.Name, listed.Version));
        Assert.Null(await ApplyAsync(lent, [.. simulated]));
        Assert.Equal("pw-own-1-9.noarch pw-own-1-10.noarch pw-own-1-11.noarch", (await lent.Host.MustAsync("rpm -q pw-own | tr '\\n' ' '")).Trim());
    }

    [Fact]
    public async Task What_a_plugin_prints_is_no_part_of_the_answer()
    {
        await using var lent = await LendAsync();
        _ = await lent.Host.MustAsync("""
            mkdir -p /usr/lib/python3/dist-packages/dnf-plugins
            cat >/usr/lib/python3/dist-packages/dnf-plugins/talks.py <<'PYTHON'
            import dnf, logging
            class Talks(dnf.Plugin):
                name = "talks"
                def config(self):
                    print("Updating Subscription Management repositories.")
                    logging.getLogger("dnf").warning("The subscription has expired.")
            PYTHON
            """);

        Assert.Equal(10, (await ListAsync(lent)).Count);
        Assert.Equal([new PackageVersion("pw-sec", "2-1")], (await SimulateAsync(lent, new PackageVersion("pw-sec", "2-1"))).Value.Installs);
    }
}
