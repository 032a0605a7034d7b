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
        (await manager.VerifyAsync(lent.Name, [.. names.Select(n => new PackageVersion(n, kind.HasApt() ? "1" : ""))], lent.Ssh(), Cancellation)).Value;

    protected static Finding Problem<T>(Outcome<T> outcome)
    {
        Assert.NotNull(outcome.Problem);
        return outcome.Problem;
    }

    private Finding? Judge(LentHost lent, Outcome<HostOutput> outcome) =>
        outcome.Problem ?? (outcome.Value.ExitCode == 0 ? null : manager.Explain(lent.Name, outcome.Value));
}
