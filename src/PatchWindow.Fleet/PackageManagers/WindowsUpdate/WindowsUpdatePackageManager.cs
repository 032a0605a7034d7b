using PatchWindow.Core.Outcomes;
using PatchWindow.Fleet.PackageManagers.HostSteps;
using PatchWindow.Fleet.Transports;

namespace PatchWindow.Fleet.PackageManagers.WindowsUpdate;

/// <summary>
/// Windows Update Agent, through its COM objects. A patch is an update: its name is the number of its article, <c>KB5031354</c> (with the
/// first letters of its UpdateID behind it where several updates that are pending share one; the UpdateID where it has none), and its
/// version is <c>UpdateID.Revision</c>, which is what "exactly this one" goes by.
/// </summary>
public sealed class WindowsUpdatePackageManager : IPackageManager
{
    // An agent that compares thousands of updates with what is there takes minutes.
    private static readonly TimeSpan SearchTimeout = TimeSpan.FromMinutes(20);

    public string Name => "Windows Update";

    /// <inheritdoc/>
    public Task<Outcome<IReadOnlyList<PendingPatch>>> ListAsync(
        string host, ITransport transport, ICollection<Finding> notices, CancellationToken cancellationToken) =>
        AskAsync(
            host, transport, WindowsUpdateScripts.List, [],
            output => WindowsUpdateListReader.Read(host, output, notices), cancellationToken);

    /// <inheritdoc/>
    public async Task<Finding?> RefreshAsync(string host, ITransport transport, CancellationToken cancellationToken) =>
        (await AskAsync(
            host, transport, WindowsUpdateScripts.Refresh, [], output => WindowsUpdateStateReader.ReadRefresh(host, output), cancellationToken)
            .ConfigureAwait(false)).Problem;

    /// <inheritdoc/>
    public Task<Outcome<HostReadiness>> CheckAsync(string host, ITransport transport, CancellationToken cancellationToken) =>
        AskAsync(
            host, transport, WindowsUpdateScripts.Check, [], output => WindowsUpdateStateReader.ReadReadiness(host, output), cancellationToken);

    /// <inheritdoc/>
    public async Task<Outcome<Simulation>> SimulateAsync(
        string host, IReadOnlyList<PackageVersion> packages, ITransport transport, CancellationToken cancellationToken) =>
        UpdateIdentity.Refuse(host, packages) ?? await AskAsync(
            host, transport, WindowsUpdateScripts.Simulate, Words(packages),
            output => WindowsUpdateStateReader.ReadSimulation(host, packages, output), cancellationToken).ConfigureAwait(false);

    /// <inheritdoc/>
    /// <remarks>
    /// From a session that came over the network it runs as a scheduled task of the host, which goes on without the session. Updates are
    /// not installed in one transaction: Windows has none for several, and what became of each is in the output.
    /// </remarks>
    public async Task<Outcome<HostOutput>> ApplyAsync(
        string host, string step, IReadOnlyList<PackageVersion> packages, ITransport transport, CancellationToken cancellationToken) =>
        UpdateIdentity.Refuse(host, packages) ?? await HostWork.ChangeAsync(
            host, transport, WindowsUpdateScripts.Apply, [WindowsUpdateScripts.Task, .. Words(packages)], cancellationToken, ScriptLanguage.PowerShell)
            .ConfigureAwait(false);

    /// <inheritdoc/>
    public Task<Outcome<HostOutput>> FollowAsync(string host, string step, ITransport transport, CancellationToken cancellationToken) =>
        Task.FromResult<Outcome<HostOutput>>(HostStepProblems.NotFollowed(host, Name));

    /// <inheritdoc/>
    /// <remarks>
    /// There is nothing to do: Windows keeps its own journal of an installation, and finishes it or rolls it back with the next start.
    /// <see cref="CheckAsync"/> tells whether it waits for that.
    /// </remarks>
    public async Task<Outcome<HostOutput>> RepairAsync(string host, ITransport transport, CancellationToken cancellationToken) =>
        (await VerifyAsync(host, [], transport, cancellationToken).ConfigureAwait(false)).TryGet(out var state, out var problem)
            ? new HostOutput(0, "Windows finishes or rolls back what was interrupted by itself"
                + (state.RebootRequired ? ", with the next reboot, which it waits for.\n" : "; it waits for no reboot.\n"), "")
            : problem;

    /// <inheritdoc/>
    public async Task<Outcome<HostPackages>> VerifyAsync(
        string host, IReadOnlyList<PackageVersion> packages, ITransport transport, CancellationToken cancellationToken) =>
        UpdateIdentity.Refuse(host, packages, allowNone: true) ?? await AskAsync(
            host, transport, WindowsUpdateScripts.Verify, Words(packages),
            output => WindowsUpdateStateReader.ReadInstalled(host, packages, output), cancellationToken).ConfigureAwait(false);

    /// <inheritdoc/>
    public Finding Explain(string host, HostOutput output) => WindowsUpdateErrors.Explain(host, output);

    private static Task<Outcome<T>> AskAsync<T>(
        string host, ITransport transport, string text, IReadOnlyList<string> arguments, Func<HostOutput, Outcome<T>> read, CancellationToken cancellationToken) =>
        HostWork.AskAsync(host, transport, text, arguments, read, cancellationToken, language: ScriptLanguage.PowerShell, timeout: SearchTimeout);

    private static string[] Words(IReadOnlyList<PackageVersion> packages) => [.. packages.Select(package => package.Version)];
}
