using PatchWindow.Fleet.PackageManagers;

namespace PatchWindow.Rig.Tests.PackageManagers;

/// <summary>What is the same of all package managers over rpm on real hosts: what rpm's database says, and what it may not be taken for.</summary>
/// <param name="rig">The rig.</param>
/// <param name="kind">Which of them its hosts have.</param>
/// <param name="manager">The package manager.</param>
/// <param name="allowSeveral">A shell command that lets pw-own be there in several versions, and pw-kmod where it is not by what it provides.</param>
public abstract class RigRpmTest(RigFixture rig, RigKind kind, IPackageManager manager, string allowSeveral) : RigPackageTest(rig, kind, manager)
{
    [Fact]
    public async Task Packages_that_may_be_there_in_several_versions_are_no_interrupted_installation()
    {
        await using var lent = await LendAsync();
        _ = await lent.Host.MustAsync(allowSeveral);
        await InstallTwiceAsync(lent);

        Assert.Null((await CheckAsync(lent)).Problem);
    }

    [Fact]
    public async Task A_damaged_database_is_no_host_without_a_package_manager()
    {
        await using var lent = await LendAsync();
        await DamageRpmDatabaseAsync(lent);

        Assert.Equal("PackageManagerInterrupted", Problem(await CheckAsync(lent)).Code);
        Assert.NotEqual("PackageManagerMissing", (await ListProblemAsync(lent)).Code);
        Assert.Contains("database", Assert.IsType<Finding>(await RepairAsync(lent)).Message);
        Assert.Equal("OutputCutShort", Problem(await Manager.VerifyAsync(lent.Name, [new("pw-sec", "1-1")], lent.Ssh(), Cancellation)).Code);
    }

    /// <summary>The test of a repair that takes away what is there twice; not every package manager's does.</summary>
    protected async Task RepairKeepsLastInstalledAsync()
    {
        await using var lent = await LendAsync();
        await InstallTwiceAsync(lent);
        Assert.Equal("PackageManagerInterrupted", Problem(await CheckAsync(lent)).Code);

        _ = await RepairAsync(lent);

        Assert.Equal("pw-kmod-1-10 pw-kmod-1-9 pw-kmp-1-10 pw-kmp-1-9 pw-own-1-10",
            (await lent.Host.MustAsync("rpm -q --qf '%{NAME}-%{VERSION}-%{RELEASE}\\n' pw-kmp pw-kmod pw-own | sort | tr '\\n' ' '")).Trim());
        Assert.Null((await CheckAsync(lent)).Problem);
    }

    /// <summary>Makes a package for rpm in the host; its path is <c>/tmp/rpms/noarch/NAME-VERSION-RELEASE.noarch.rpm</c>. All are built at the same second.</summary>
    protected static Task<string> BuildRpmAsync(LentHost lent, string name, string version, string release, string extra = "") => lent.Host.MustAsync(
        $"printf 'Name: {name}\\nVersion: {version}\\nRelease: {release}\\nSummary: {name}\\nLicense: MIT\\nBuildArch: noarch\\n{extra}\\n%%description\\n{name}\\n%%files\\n' >/tmp/spec && "
        + "SOURCE_DATE_EPOCH=1700000000 rpmbuild -bb --define '_rpmdir /tmp/rpms' --define 'use_source_date_epoch_as_buildtime 1' /tmp/spec 2>&1");

    // Damages rpm's database at its beginning.
    private static Task<string> DamageRpmDatabaseAsync(LentHost lent) => lent.Host.MustAsync(
        "cd /var/lib/rpm; python3 -c \"import os; f=open('rpmdb.sqlite','r+b'); f.write(os.urandom(4096))\"; rm -f rpmdb.sqlite-*");

    // Two versions of packages that may be there in several, and of one that may not, of which the newer one came last.
    protected static async Task InstallTwiceAsync(LentHost lent)
    {
        await InstallAsync(lent, "9");

        // Which came last is told by rpm's time of it, which is in whole seconds.
        _ = await lent.Host.MustAsync("second=$(date +%s); until [ \"$(date +%s)\" -gt $second ]; do :; done");
        await InstallAsync(lent, "10");
    }

    private static async Task InstallAsync(LentHost lent, string release)
    {
        _ = await BuildRpmAsync(lent, "pw-kmp", "1", release, "Provides: multiversion(kernel)");
        _ = await BuildRpmAsync(lent, "pw-kmod", "1", release, "Provides: installonlypkg(kernel-module)");
        _ = await BuildRpmAsync(lent, "pw-own", "1", release);
        _ = await lent.Host.MustAsync($"cd /tmp/rpms/noarch; rpm -i --force --nodeps pw-kmp-1-{release}.noarch.rpm pw-kmod-1-{release}.noarch.rpm pw-own-1-{release}.noarch.rpm");
    }
}
