using PatchWindow.Fleet.PackageManagers;
using PatchWindow.Fleet.PackageManagers.Dnf;

namespace PatchWindow.Rig.Tests.PackageManagers;

/// <summary>dnf 4 on real hosts.</summary>
public sealed class DnfTests(RigFixture rig) : RigDnfTest(rig, RigKind.Dnf, new DnfPackageManager(), "/var/cache/dnf")
{
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
