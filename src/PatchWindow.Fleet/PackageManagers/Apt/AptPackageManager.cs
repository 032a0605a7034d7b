using PatchWindow.Core.Outcomes;
using PatchWindow.Fleet.PackageManagers.HostSteps;
using PatchWindow.Fleet.Transports;

namespace PatchWindow.Fleet.PackageManagers.Apt;

/// <summary>apt and dpkg, on Debian and what comes from it. One script, one round trip, for each question.</summary>
public sealed class AptPackageManager : IPackageManager
{
    public string Name => "apt";

    /// <inheritdoc/>
    /// <remarks>
    /// From the package lists that the host has; it does not refresh them, and says when there are none or they are old.
    /// For any user, and under another's lock.
    /// </remarks>
    public Task<Outcome<IReadOnlyList<PendingPatch>>> ListAsync(
        string host, ITransport transport, ICollection<Finding> notices, CancellationToken cancellationToken) =>
        HostWork.AskAsync(
            host, transport, AptScripts.List, [], output => AptListReader.Read(host, output, notices), cancellationToken);

    /// <inheritdoc/>
    public Task<Outcome<HostReadiness>> CheckAsync(
        string host, ITransport transport, CancellationToken cancellationToken) =>
        HostWork.AskAsync(
            host, transport, AptScripts.Check, [], output => AptStateReader.ReadReadiness(host, output),
            cancellationToken, needsRoot: true);

    /// <inheritdoc/>
    public async Task<Outcome<Simulation>> SimulateAsync(
        string host, IReadOnlyList<PackageVersion> packages, ITransport transport,
        CancellationToken cancellationToken) =>
        DebianNames.Refuse(host, packages) ?? await HostWork.AskAsync(
            host, transport, AptScripts.Simulate, Words(packages), output => ReadSimulation(host, output),
            cancellationToken).ConfigureAwait(false);

    /// <inheritdoc/>
    /// <remarks>
    /// A cancellation does not end it: packages are left half-installed by that. It never removes a package, keeps the
    /// admin's configuration files and keeps apt's marks of what was installed as a dependency.
    /// </remarks>
    public async Task<Outcome<HostOutput>> ApplyAsync(
        string host, string step, IReadOnlyList<PackageVersion> packages, ITransport transport, CancellationToken cancellationToken)
    {
        if (DebianNames.Refuse(host, packages) is { } refused)
            return refused;
        return await HostStep.BeginAsync(host, transport, AptScripts.Apply, step, Words(packages), cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public Task<Outcome<HostOutput>> FollowAsync(string host, string step, ITransport transport, CancellationToken cancellationToken) =>
        HostStep.FollowAsync(host, transport, step, cancellationToken);

    /// <inheritdoc/>
    /// <remarks>It configures what was unpacked and brings in what is missing; it removes nothing.</remarks>
    public Task<Outcome<HostOutput>> RepairAsync(string host, ITransport transport, CancellationToken cancellationToken) =>
        HostStep.BeginAsync(host, transport, AptScripts.Repair, HostStep.NewRepair(), [], cancellationToken);

    /// <inheritdoc/>
    public async Task<Finding?> RefreshAsync(string host, ITransport transport, CancellationToken cancellationToken) =>
        (await HostWork.AskAsync(
            host, transport, AptScripts.Refresh, [], output => AptStateReader.ReadRefresh(host, output), cancellationToken,
            needsRoot: true).ConfigureAwait(false)).Problem;

    /// <inheritdoc/>
    public async Task<Outcome<HostPackages>> VerifyAsync(
        string host, IReadOnlyList<PackageVersion> packages, ITransport transport,
        CancellationToken cancellationToken) =>
        DebianNames.Refuse(host, packages, allowNone: true) ?? await HostWork.AskAsync(
            host, transport, AptScripts.Verify, [.. packages.Select(package => package.Name)],
            output => AptStateReader.ReadPackages(host, packages, output), cancellationToken).ConfigureAwait(false);

    /// <inheritdoc/>
    public Finding Explain(string host, HostOutput output) => AptErrors.Explain(host, output);

    private static string[] Words(IReadOnlyList<PackageVersion> packages) =>
        [.. packages.Select(DebianNames.Word)];

    private static Outcome<Simulation> ReadSimulation(string host, HostOutput output)
    {
        if (!FramedOutput.Read(host, output).TryGet(out var frames, out var problem)
            || !AptFrames.Required(host, frames, output, "simulate").TryGet(out var frame, out problem)
            || !AptPlanReader.Read(host, frame.Lines).TryGet(out var plan, out problem))
            return problem;
        return new Simulation(
            [.. plan.Changes.Where(change => change.Kept is null).Select(change => new PackageVersion(change.Name, change.Version)), .. plan.Added],
            plan.Removed);
    }
}
