using PatchWindow.Core.Outcomes;
using PatchWindow.Fleet.PackageManagers;
using PatchWindow.Fleet.Transports;

namespace PatchWindow.Rig.Tests.PackageManagers;

/// <summary>A package manager on real hosts, over SSH.</summary>
public abstract class RigPackageTest(RigFixture rig, RigKind kind, IPackageManager manager)
{
    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    protected IPackageManager Manager => manager;

    /// <summary>A host that the test may change and break.</summary>
    protected async Task<LentHost> LendAsync()
    {
        var lent = await rig.LendAsync(kind);
        lent.Changed();
        return lent;
    }

    protected async Task<IReadOnlyList<PendingPatch>> ListAsync(LentHost lent, string? user = null)
    {
        var listed = await manager.ListAsync(lent.Name, lent.Ssh(user), [], Cancellation);
        Assert.Null(listed.Problem);
        return listed.Value;
    }

    protected async Task<Finding> ListProblemAsync(LentHost lent) => Problem(await manager.ListAsync(lent.Name, lent.Ssh(), [], Cancellation));

    protected Task<Outcome<HostReadiness>> CheckAsync(LentHost lent, string? user = null) => manager.CheckAsync(lent.Name, lent.Ssh(user), Cancellation);

    protected Task<Outcome<Simulation>> SimulateAsync(LentHost lent, params PackageVersion[] packages) =>
        manager.SimulateAsync(lent.Name, packages, lent.Ssh(), Cancellation);

    /// <summary>Applies; gives what failed, and null where nothing did.</summary>
    protected async Task<Finding?> ApplyAsync(LentHost lent, params PackageVersion[] packages) =>
        Judge(lent, await manager.ApplyAsync(lent.Name, NewStep(), packages, lent.Ssh("patch"), Cancellation));

    /// <summary>A name that no step on a host has.</summary>
    protected static string NewStep() => "test-" + Guid.NewGuid().ToString("N");

    protected async Task<Finding?> RepairAsync(LentHost lent) => Judge(lent, await manager.RepairAsync(lent.Name, lent.Ssh(), Cancellation));

    protected async Task<HostPackages> VerifyAsync(LentHost lent, params string[] names) =>
        (await manager.VerifyAsync(lent.Name, [.. names.Select(n => new PackageVersion(n, kind is RigKind.Apt or RigKind.Ubuntu ? "1" : ""))], lent.Ssh(), Cancellation)).Value;

    protected static Finding Problem<T>(Outcome<T> outcome)
    {
        Assert.NotNull(outcome.Problem);
        return outcome.Problem;
    }

    /// <summary>Makes a package for rpm in the host; its path is <c>/tmp/rpms/noarch/NAME-VERSION-RELEASE.noarch.rpm</c>. All are built at the same second.</summary>
    protected static Task<string> BuildRpmAsync(LentHost lent, string name, string version, string release, string extra = "") => lent.Host.MustAsync(
        $"printf 'Name: {name}\\nVersion: {version}\\nRelease: {release}\\nSummary: {name}\\nLicense: MIT\\nBuildArch: noarch\\n{extra}\\n%%description\\n{name}\\n%%files\\n' >/tmp/spec && "
        + "SOURCE_DATE_EPOCH=1700000000 rpmbuild -bb --define '_rpmdir /tmp/rpms' --define 'use_source_date_epoch_as_buildtime 1' /tmp/spec 2>&1");

    /// <summary>Damages rpm's database in the middle.</summary>
    protected static Task<string> DamageRpmDatabaseAsync(LentHost lent) => lent.Host.MustAsync(
        "cd /var/lib/rpm; python3 -c \"import os; f=open('rpmdb.sqlite','r+b'); f.write(os.urandom(4096))\"; rm -f rpmdb.sqlite-*");

    /// <summary>Two versions of a package that may be there in several, and of one that may not, of which the newer one came last.</summary>
    protected static async Task InstallTwiceAsync(LentHost lent)
    {
        foreach (var release in new[] { "9", "10" })
        {
            _ = await BuildRpmAsync(lent, "pw-kmp", "1", release, "Provides: multiversion(kernel)");
            _ = await BuildRpmAsync(lent, "pw-kmod", "1", release, "Provides: installonlypkg(kernel-module)");
            _ = await BuildRpmAsync(lent, "pw-own", "1", release);
            _ = await lent.Host.MustAsync($"cd /tmp/rpms/noarch; rpm -i --force --nodeps pw-kmp-1-{release}.noarch.rpm pw-kmod-1-{release}.noarch.rpm pw-own-1-{release}.noarch.rpm; sleep 1.1");
        }
    }

    private Finding? Judge(LentHost lent, Outcome<HostOutput> outcome) =>
        outcome.Problem ?? (outcome.Value.ExitCode == 0 ? null : manager.Explain(lent.Name, outcome.Value));
}
