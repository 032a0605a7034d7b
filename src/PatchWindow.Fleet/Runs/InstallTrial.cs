using PatchWindow.Core.Outcomes;
using PatchWindow.Fleet.Connections;
using PatchWindow.Fleet.PackageManagers;

namespace PatchWindow.Fleet.Runs;

/// <summary>
/// Finds out, by the package manager's own simulations, which of the patches that someone wants can be installed together:
/// without removing a package, and without bringing in one that a person said no to. One that cannot does not stop the others.
/// </summary>
/// <param name="host">The host.</param>
/// <param name="connection">The way to it.</param>
/// <param name="objection">Why a package must not be brought in; null where it may.</param>
internal sealed class InstallTrial(
    ManagedHost host, HostConnection connection, Func<string, string?> objection)
{
    // Halving finds three culprits among two hundred patches in about fifty simulations, of half a second each.
    private const int Most = 64;

    private readonly List<Culprits> culprits = [];
    private int simulations;

    /// <summary>The patches that can be installed together.</summary>
    public IReadOnlyList<PendingPatch> Accepted { get; private set; } = [];

    /// <summary>Everything that installing them would install.</summary>
    public IReadOnlyList<PackageVersion> Installs { get; private set; } = [];

    /// <summary>Whether the package manager cannot simulate.</summary>
    public bool IsUntold { get; private set; }

    /// <summary>A finding for those that cannot.</summary>
    public IEnumerable<Finding> Refused => culprits.Select(c => c.Finding);

    /// <summary>Tries the patches. A problem is one of the host and not of any patch.</summary>
    public async Task<Finding?> RunAsync(IReadOnlyList<PendingPatch> wanted, CancellationToken cancellationToken)
    {
        if (wanted.Count > 0 && await AddAsync(wanted, cancellationToken).ConfigureAwait(false) is { } problem) return problem;

        // A patch may need another that was only accepted after it was tried.
        while (simulations < Most && culprits.Find(c => c.Beside < Accepted.Count) is { } again)
        {
            culprits.Remove(again);
            if (await AddAsync(again.Patches, cancellationToken).ConfigureAwait(false) is { } fault) return fault;
        }

        return null;
    }

    private async Task<Finding?> AddAsync(IReadOnlyList<PendingPatch> group, CancellationToken cancellationToken)
    {
        var tried = await TryAsync(group, cancellationToken).ConfigureAwait(false);
        return tried.Fault ?? (tried.Refusal is null ? null : await SplitAsync(group, tried, cancellationToken).ConfigureAwait(false));
    }

    // Looks for the culprits in a group that was refused.
    private async Task<Finding?> SplitAsync(IReadOnlyList<PendingPatch> group, Trial whole, CancellationToken cancellationToken)
    {
        if (group.Count > 1 && simulations + 1 < Most)
        {
            PendingPatch[] left = [.. group.Take(group.Count / 2)], right = [.. group.Skip(group.Count / 2)];
            var first = await TryAsync(left, cancellationToken).ConfigureAwait(false);
            if (first.Fault is not null) return first.Fault;
            var second = await TryAsync(right, cancellationToken).ConfigureAwait(false);
            if (second.Fault is not null) return second.Fault;

            // The same words for either half as for the whole: it is not this patch or that.
            if (whole.Words is null || first.Words != whole.Words || second.Words != whole.Words)
            {
                return (first.Refusal is null ? null : await SplitAsync(left, first, cancellationToken).ConfigureAwait(false))
                    ?? (second.Refusal is null ? null : await SplitAsync(right, second, cancellationToken).ConfigureAwait(false));
            }
        }

        culprits.Add(new Culprits(group, whole.Refusal!, Accepted.Count));
        return null;
    }

    // Always beside what is accepted already, so that what is accepted in the end was simulated as a whole.
    private async Task<Trial> TryAsync(IReadOnlyList<PendingPatch> group, CancellationToken cancellationToken)
    {
        IReadOnlyList<PendingPatch> together = [.. Accepted, .. group];
        simulations++;
        var simulated = await connection.Packages.SimulateAsync(host.Name, InstallPlan.Versions(together), connection.Transport, cancellationToken)
            .ConfigureAwait(false);
        if (simulated.Problem is { } fault && fault.Kind is not (FindingKind.InvalidOperation or FindingKind.ObjectNotFound))
            return new Trial(fault, null, null);
        var refusal = Refusal(group, simulated);
        if (refusal is null) (Accepted, Installs, IsUntold) = (together, simulated.Value.Installs, simulated.Value.IsUntold);
        return new Trial(null, refusal, simulated.Problem?.Message);
    }

    private Finding? Refusal(IReadOnlyList<PendingPatch> group, Outcome<Simulation> simulated)
    {
        if (!simulated.TryGet(out var simulation, out var problem)) return Finding(group, problem.Code, problem.Kind, problem.Message, problem.Suggestion);
        if (simulation.Removes.Count > 0)
        {
            return Finding(group, "WouldRemovePackages", FindingKind.InvalidOperation,
                $"{connection.Packages.Name} would remove {string.Join(", ", simulation.Removes)} for that.",
                "A patch never removes a package; where that is wanted, do it by hand.");
        }

        var forbidden = simulation.Installs.Select(i => (i.Name, Why: objection(i.Name))).Where(i => i.Why is not null).ToList();
        return forbidden.Count == 0 ? null : Finding(group, "WouldInstallExcluded", FindingKind.InvalidOperation,
            $"that would bring in {string.Join("; ", forbidden.Select(f => $"{f.Name} ({f.Why})"))}.",
            $"Decide about {string.Join(", ", forbidden.Select(f => f.Name))} first, or leave {(group.Count == 1 ? "it" : "them")} for later.");
    }

    private Finding Finding(IReadOnlyList<PendingPatch> group, string code, FindingKind kind, string reason, string? suggestion) => new()
    {
        Code = code,
        Kind = kind,
        Policy = group[0].Decision?.Policy,
        HostName = host.Name,
        Path = group.Count == 1 ? group[0].ToString() : host.Name,
        Message = $"{string.Join(", ", group.Select(p => $"'{p.Name}'"))} on '{host.Name}' {(group.Count == 1 ? "is" : "are")} not installed: {reason}",
        Suggestion = suggestion,
    };

    /// <summary>How a simulation went.</summary>
    /// <param name="Fault">The host could not be asked.</param>
    /// <param name="Refusal">Why the patches cannot be installed; null where they can.</param>
    /// <param name="Words">The package manager's own words where it was it that refused.</param>
    private sealed record Trial(Finding? Fault, Finding? Refusal, string? Words);

    /// <summary>Patches that could not be installed, and how many were accepted when they were tried.</summary>
    private sealed record Culprits(IReadOnlyList<PendingPatch> Patches, Finding Finding, int Beside);
}
