using PatchWindow.Fleet.PackageManagers.Apt;

namespace PatchWindow.Rig.Tests.PackageManagers;

/// <summary>What is the same of apt on real hosts of Debian and of Ubuntu.</summary>
/// <param name="rig">The rig.</param>
/// <param name="kind">Whose its hosts are.</param>
public abstract class RigAptTest(RigFixture rig, RigKind kind) : RigPackageTest(rig, kind, new AptPackageManager())
{
    /// <summary>
    /// What is pending by the vendor's own lists, which were fetched when the image was made; the base is of the main suite alone. Also what
    /// of it is from the vendor's security archive, and that it is told to be.
    /// </summary>
    /// <param name="lent">The host.</param>
    /// <param name="vendor">The folder in /srv that has the lists.</param>
    /// <param name="security">What the sources of the security archive have in their names.</param>
    protected async Task<(IReadOnlyList<PendingPatch> All, IReadOnlyList<PendingPatch> Security)> ListOfVendorAsync(LentHost lent, string vendor, string security)
    {
        _ = await lent.Host.MustAsync($"""printf 'Dir::Etc::sourcelist "/dev/null";\nDir::Etc::sourceparts "/srv/{vendor}/sources";\nDir::State::lists "/srv/{vendor}/lists";\n' >/etc/apt/apt.conf.d/99{vendor}""");

        var all = await ListAsync(lent, "plain");

        Assert.All(all, p => Assert.True(p.Size > 0));
        var fixes = all.Where(p => p.Source!.Contains(security)).ToList();
        Assert.NotEmpty(fixes);
        Assert.All(fixes, p => Assert.Equal(PatchClassification.Security, p.Classification));
        return (all, fixes);
    }
}
