using System.Text.RegularExpressions;
using PatchWindow.Core.Outcomes;
using PatchWindow.Fleet.PackageManagers.HostSteps;
using PatchWindow.Fleet.PackageManagers.Rpm;
using PatchWindow.Fleet.Transports;

namespace PatchWindow.Fleet.PackageManagers.Dnf;

/// <summary>dnf 4 and rpm, on Fedora, Red Hat Enterprise Linux and what comes from them.</summary>
public sealed class DnfPackageManager : IPackageManager
{
    // dnf 4.14 ends with 0 though a scriptlet failed, after which the package counts as installed (RIG.md, dnf).
    private static readonly Regex ScriptFailed = new(@"^(?:Error in|warning: %\w+\().*scriptlet", RegexOptions.Multiline | RegexOptions.CultureInvariant);

    public string Name => "dnf";

    /// <inheritdoc/>
    /// <remarks>From the metadata that root has fetched (dnf makecache), for any user; it fetches none.</remarks>
    public Task<Outcome<IReadOnlyList<PendingPatch>>> ListAsync(
        string host, ITransport transport, ICollection<Finding> notices, CancellationToken cancellationToken) =>
        HostWork.AskAsync(host, transport, DnfScripts.List, [], output => DnfListReader.Read(host, output, notices), cancellationToken);

    /// <inheritdoc/>
    public async Task<Finding?> RefreshAsync(string host, ITransport transport, CancellationToken cancellationToken) =>
        (await HostWork.AskAsync(
            host, transport, DnfScripts.Refresh, [], output => DnfStateReader.ReadRefresh(host, output, Explain), cancellationToken, needsRoot: true)
            .ConfigureAwait(false)).Problem;

    /// <inheritdoc/>
    public Task<Outcome<HostReadiness>> CheckAsync(string host, ITransport transport, CancellationToken cancellationToken) =>
        HostWork.AskAsync(
            host, transport, DnfScripts.Check, [], output => DnfStateReader.ReadReadiness(host, output, Explain), cancellationToken, needsRoot: true);

    /// <inheritdoc/>
    public async Task<Outcome<Simulation>> SimulateAsync(
        string host, IReadOnlyList<PackageVersion> packages, ITransport transport, CancellationToken cancellationToken) =>
        RpmNames.Refuse(host, packages) ?? await HostWork.AskAsync(
            host, transport, DnfScripts.Simulate, Words(packages), output => DnfStateReader.ReadSimulation(host, output), cancellationToken)
            .ConfigureAwait(false);

    /// <inheritdoc/>
    /// <remarks>It removes nothing but the versions it replaces, and says so where a scriptlet failed, which dnf itself does not.</remarks>
    public async Task<Outcome<HostOutput>> ApplyAsync(
        string host, string step, IReadOnlyList<PackageVersion> packages, ITransport transport, CancellationToken cancellationToken) =>
        RpmNames.Refuse(host, packages)
        ?? Judged(await HostStep.BeginAsync(host, transport, DnfScripts.Apply, step, Words(packages), cancellationToken).ConfigureAwait(false));

    /// <inheritdoc/>
    public async Task<Outcome<HostOutput>> FollowAsync(string host, string step, ITransport transport, CancellationToken cancellationToken) =>
        Judged(await HostStep.FollowAsync(host, transport, step, cancellationToken).ConfigureAwait(false));

    /// <inheritdoc/>
    public Task<Outcome<HostOutput>> RepairAsync(string host, ITransport transport, CancellationToken cancellationToken) =>
        HostStep.BeginAsync(host, transport, DnfScripts.Repair, HostStep.NewRepair(), [], cancellationToken);

    /// <inheritdoc/>
    public async Task<Outcome<HostPackages>> VerifyAsync(
        string host, IReadOnlyList<PackageVersion> packages, ITransport transport, CancellationToken cancellationToken) =>
        RpmNames.Refuse(host, packages, allowNone: true) ?? await HostWork.AskAsync(
            host, transport, DnfScripts.Verify, [.. packages.Select(package => package.Name)],
            output => RpmStateReader.Read(host, packages, output, DnfErrors.Missing), cancellationToken).ConfigureAwait(false);

    /// <inheritdoc/>
    public Finding Explain(string host, HostOutput output) => DnfErrors.Explain(host, output);

    private static Outcome<HostOutput> Judged(Outcome<HostOutput> applied) =>
        applied.TryGet(out var output, out _) && output.ExitCode == 0 && ScriptFailed.IsMatch(output.Output) ? output with { ExitCode = 1 } : applied;

    private static string[] Words(IReadOnlyList<PackageVersion> packages) => [.. packages.Select(RpmNames.Word)];
}
