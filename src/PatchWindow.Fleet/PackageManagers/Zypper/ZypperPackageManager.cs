using PatchWindow.Core.Outcomes;
using PatchWindow.Fleet.PackageManagers.HostSteps;
using PatchWindow.Fleet.PackageManagers.Rpm;
using PatchWindow.Fleet.Transports;

namespace PatchWindow.Fleet.PackageManagers.Zypper;

/// <summary>zypper and rpm, on SUSE Linux Enterprise and openSUSE.</summary>
public sealed class ZypperPackageManager : IPackageManager
{
    public string Name => "zypper";

    /// <inheritdoc/>
    /// <remarks>A pending patch is a package with a newer version; what SUSE calls a patch is an advisory about packages.</remarks>
    public Task<Outcome<IReadOnlyList<PendingPatch>>> ListAsync(
        string host, ITransport transport, ICollection<Finding> notices, CancellationToken cancellationToken) =>
        HostWork.AskAsync(host, transport, ZypperScripts.List, [], output => ZypperListReader.Read(host, output), cancellationToken);

    /// <inheritdoc/>
    public async Task<Finding?> RefreshAsync(string host, ITransport transport, CancellationToken cancellationToken) =>
        (await HostWork.AskAsync(
            host, transport, ZypperScripts.Refresh, [], output => ZypperStateReader.ReadRefresh(host, output), cancellationToken, needsRoot: true)
            .ConfigureAwait(false)).Problem;

    /// <inheritdoc/>
    public Task<Outcome<HostReadiness>> CheckAsync(string host, ITransport transport, CancellationToken cancellationToken) =>
        HostWork.AskAsync(
            host, transport, ZypperScripts.Check, [], output => ZypperStateReader.ReadReadiness(host, output), cancellationToken, needsRoot: true);

    /// <inheritdoc/>
    public async Task<Outcome<Simulation>> SimulateAsync(
        string host, IReadOnlyList<PackageVersion> packages, ITransport transport, CancellationToken cancellationToken) =>
        RpmNames.Refuse(host, packages) ?? await HostWork.AskAsync(
            host, transport, ZypperScripts.Simulate, Words(packages), output => ZypperStateReader.ReadSimulation(host, output), cancellationToken,
            needsRoot: true).ConfigureAwait(false);

    /// <inheritdoc/>
    public async Task<Outcome<HostOutput>> ApplyAsync(
        string host, string step, IReadOnlyList<PackageVersion> packages, ITransport transport, CancellationToken cancellationToken) =>
        RpmNames.Refuse(host, packages) ?? await HostStep.BeginAsync(host, transport, ZypperScripts.Apply, step, Words(packages), cancellationToken)
            .ConfigureAwait(false);

    /// <inheritdoc/>
    public Task<Outcome<HostOutput>> FollowAsync(string host, string step, ITransport transport, CancellationToken cancellationToken) =>
        HostStep.FollowAsync(host, transport, step, cancellationToken);

    /// <inheritdoc/>
    public Task<Outcome<HostOutput>> RepairAsync(string host, ITransport transport, CancellationToken cancellationToken) =>
        HostStep.BeginAsync(host, transport, ZypperScripts.Repair, HostStep.NewRepair(), [], cancellationToken);

    /// <inheritdoc/>
    public async Task<Outcome<HostPackages>> VerifyAsync(
        string host, IReadOnlyList<PackageVersion> packages, ITransport transport, CancellationToken cancellationToken) =>
        RpmNames.Refuse(host, packages, allowNone: true) ?? await HostWork.AskAsync(
            host, transport, ZypperScripts.Verify, [.. packages.Select(package => package.Name)],
            output => RpmStateReader.Read(host, packages, output, ZypperErrors.Missing), cancellationToken).ConfigureAwait(false);

    /// <inheritdoc/>
    public Finding Explain(string host, HostOutput output) => ZypperErrors.Explain(host, output);

    private static string[] Words(IReadOnlyList<PackageVersion> packages) => [.. packages.Select(RpmNames.Word)];
}
