using PatchWindow.Fleet.Connections;

namespace PatchWindow.Fleet.Repair;

/// <summary>Finishes installations that were interrupted on hosts, by what their own package managers have for that, and nothing else.</summary>
public sealed class HostRepairService(IHostConnections connections)
{
    // As the package managers name it.
    private const string InterruptedCode = "PackageManagerInterrupted";

    /// <summary>Whether there is something to finish. Changes nothing.</summary>
    public async Task<HostCondition> ExamineAsync(ManagedHost host, CancellationToken cancellationToken)
    {
        if (!connections.To(host).TryGet(out var connection, out var problem)) return new HostCondition(host, null, problem);
        var ready = await connection.Packages.CheckAsync(host.Name, connection.Transport, cancellationToken).ConfigureAwait(false);
        return ready.Problem is { } found && found.Code == InterruptedCode
            ? new HostCondition(host, found, null)
            : new HostCondition(host, null, ready.Problem);
    }

    /// <summary>
    /// Finishes it. A finding of severity Information says that the host is fit now, an error what became of it otherwise. Once it has
    /// begun it is not ended by a cancellation: that would interrupt it again.
    /// </summary>
    public async Task<Finding> RepairAsync(ManagedHost host, CancellationToken cancellationToken)
    {
        if (!connections.To(host).TryGet(out var connection, out var problem)) return problem;
        cancellationToken.ThrowIfCancellationRequested();
        var (transport, packages) = connection;
        if (!(await packages.RepairAsync(host.Name, transport, CancellationToken.None).ConfigureAwait(false)).TryGet(out var ended, out problem)) return problem;

        // The host is asked, and not the exit code: dpkg ends with a fault where a script of a package failed and the rest was finished.
        var ready = await packages.CheckAsync(host.Name, transport, CancellationToken.None).ConfigureAwait(false);
        if (ready.Problem is { } unfit) return ended.ExitCode == 0 ? unfit : packages.Explain(host.Name, ended);
        return new Finding
        {
            Code = "HostRepaired",
            Severity = FindingSeverity.Information,
            HostName = host.Name,
            Message = $"What was interrupted on '{host.Name}' is finished; {packages.Name} could install something now.",
            Suggestion = $"Get-PendingPatch {host.Name} tells what is pending there.",
        };
    }

    /// <summary>What is said of a host where nothing was interrupted.</summary>
    public static Finding Nothing(ManagedHost host) => new()
    {
        Code = "NothingToRepair",
        Severity = FindingSeverity.Information,
        HostName = host.Name,
        Message = $"Nothing was interrupted on '{host.Name}'.",
    };
}
