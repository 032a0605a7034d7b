using PatchWindow.Core.Outcomes;
using PatchWindow.Fleet.Transports;

namespace PatchWindow.Fleet.PackageManagers;

/// <summary>
/// The package manager of one host, found out by asking: each question goes to the first one, and to the next only where the host
/// answers that it does not have it. Most hosts so need one round trip and no other question before it. What was found is kept.
/// </summary>
/// <param name="candidates">Which to ask for, in that order.</param>
public sealed class FoundPackageManager(IReadOnlyList<IPackageManager> candidates) : IPackageManager
{
    private IPackageManager? found;

    /// <summary>The name of the one that was found; before that, of all it may be.</summary>
    public string Name => found?.Name ?? string.Join(" or ", candidates.Select(c => c.Name));

    /// <inheritdoc/>
    public Task<Outcome<IReadOnlyList<PendingPatch>>> ListAsync(
        string host, ITransport transport, ICollection<Finding> notices, CancellationToken cancellationToken) =>
        AskAsync(host, m => m.ListAsync(host, transport, notices, cancellationToken));

    /// <inheritdoc/>
    public Task<Finding?> RefreshAsync(string host, ITransport transport, CancellationToken cancellationToken) =>
        AskAsync(host, m => m.RefreshAsync(host, transport, cancellationToken), problem => problem, problem => problem);

    /// <inheritdoc/>
    public Task<Outcome<HostReadiness>> CheckAsync(string host, ITransport transport, CancellationToken cancellationToken) =>
        AskAsync(host, m => m.CheckAsync(host, transport, cancellationToken));

    /// <inheritdoc/>
    public Task<Outcome<Simulation>> SimulateAsync(
        string host, IReadOnlyList<PackageVersion> packages, ITransport transport, CancellationToken cancellationToken) =>
        AskAsync(host, m => m.SimulateAsync(host, packages, transport, cancellationToken));

    /// <inheritdoc/>
    public Task<Outcome<HostOutput>> ApplyAsync(
        string host, string step, IReadOnlyList<PackageVersion> packages, ITransport transport, CancellationToken cancellationToken) =>
        ChangeAsync(host, transport, m => m.ApplyAsync(host, step, packages, transport, cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public Task<Outcome<HostOutput>> FollowAsync(string host, string step, ITransport transport, CancellationToken cancellationToken) =>
        ChangeAsync(host, transport, m => m.FollowAsync(host, step, transport, cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public Task<Outcome<HostOutput>> RepairAsync(string host, ITransport transport, CancellationToken cancellationToken) =>
        ChangeAsync(host, transport, m => m.RepairAsync(host, transport, cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public Task<Outcome<HostPackages>> VerifyAsync(
        string host, IReadOnlyList<PackageVersion> packages, ITransport transport, CancellationToken cancellationToken) =>
        AskAsync(host, m => m.VerifyAsync(host, packages, transport, cancellationToken));

    /// <inheritdoc/>
    public Finding Explain(string host, HostOutput output) => (found ?? candidates[0]).Explain(host, output);

    // What changes something is never tried on one after the other.
    private async Task<Outcome<HostOutput>> ChangeAsync(
        string host, ITransport transport, Func<IPackageManager, Task<Outcome<HostOutput>>> change, CancellationToken cancellationToken)
    {
        if (found is null && (await VerifyAsync(host, [], transport, cancellationToken).ConfigureAwait(false)).Problem is { } problem) return problem;
        return await change(found!).ConfigureAwait(false);
    }

    private Task<Outcome<T>> AskAsync<T>(string host, Func<IPackageManager, Task<Outcome<T>>> ask) =>
        AskAsync(host, ask, answer => answer.Problem, problem => problem);

    private async Task<T> AskAsync<T>(string host, Func<IPackageManager, Task<T>> ask, Func<T, Finding?> problemOf, Func<Finding, T> none)
    {
        if (found is { } known) return await ask(known).ConfigureAwait(false);
        foreach (var candidate in candidates)
        {
            var answer = await ask(candidate).ConfigureAwait(false);
            if (problemOf(answer)?.Code == MissingCode && candidates.Count > 1) continue;

            // An answer that is no fault comes from the one that is there; of a fault (no privilege, no way to the host) that is not certain.
            if (problemOf(answer) is null) found = candidate;
            return answer;
        }

        return none(Missing(host));
    }

    /// <summary>The code of the problem that a host does not have this package manager.</summary>
    public const string MissingCode = "PackageManagerMissing";

    private Finding Missing(string host) => new()
    {
        Code = MissingCode,
        Kind = FindingKind.NotInstalled,
        HostName = host,
        Message = $"{host} has no package manager that is known here ({string.Join(", ", candidates.Select(c => c.Name))}), or its PATH is broken.",
        Suggestion = "Take the host out of the inventory, or mend the PATH.",
    };
}
