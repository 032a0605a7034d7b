using PatchWindow.Core.Outcomes;
using PatchWindow.Fleet.Connections;
using PatchWindow.Fleet.PackageManagers;
using PatchWindow.Fleet.PackageManagers.Apt;
using PatchWindow.Fleet.Transports;

namespace PatchWindow.Fleet.Tests.Runs;

/// <summary>The real apt, which goes to the sandbox of one test whatever host it is asked about.</summary>
internal sealed class SandboxedApt(ITransport sandbox) : IPackageManager, IHostConnections
{
    private readonly AptPackageManager apt = new();

    public string Name => apt.Name;

    public Outcome<HostConnection> To(ManagedHost host) => new HostConnection(sandbox, this);

    /// <summary>How often it was asked to simulate.</summary>
    public int Simulations { get; private set; }

    public Task<Outcome<IReadOnlyList<PendingPatch>>> ListAsync(
        string host, ITransport transport, ICollection<Finding> notices, CancellationToken cancellationToken) =>
        apt.ListAsync(host, sandbox, notices, cancellationToken);

    public Task<Finding?> RefreshAsync(string host, ITransport transport, CancellationToken cancellationToken) =>
        apt.RefreshAsync(host, sandbox, cancellationToken);

    public Task<Outcome<HostOutput>> RepairAsync(string host, ITransport transport, CancellationToken cancellationToken) =>
        apt.RepairAsync(host, sandbox, cancellationToken);

    public Task<Outcome<HostReadiness>> CheckAsync(string host, ITransport transport, CancellationToken cancellationToken) =>
        apt.CheckAsync(host, sandbox, cancellationToken);

    public Task<Outcome<Simulation>> SimulateAsync(
        string host, IReadOnlyList<PackageVersion> packages, ITransport transport, CancellationToken cancellationToken)
    {
        Simulations++;
        return apt.SimulateAsync(host, packages, sandbox, cancellationToken);
    }

    public Task<Outcome<HostOutput>> ApplyAsync(
        string host, string step, IReadOnlyList<PackageVersion> packages, ITransport transport, CancellationToken cancellationToken) =>
        Cut(apt.ApplyAsync(host, step, packages, sandbox, cancellationToken));

    public Task<Outcome<HostOutput>> FollowAsync(string host, string step, ITransport transport, CancellationToken cancellationToken) =>
        Cut(apt.FollowAsync(host, step, sandbox, cancellationToken));

    /// <summary>How many answers about work are lost on their way; the work itself is done.</summary>
    public int Cuts { get; set; }

    private async Task<Outcome<HostOutput>> Cut(Task<Outcome<HostOutput>> answer)
    {
        var whole = await answer;
        return Cuts-- > 0 ? new Finding { Code = "Unreachable", Message = "The connection was cut." } : whole;
    }

    public Task<Outcome<HostPackages>> VerifyAsync(
        string host, IReadOnlyList<PackageVersion> packages, ITransport transport, CancellationToken cancellationToken) =>
        apt.VerifyAsync(host, packages, sandbox, cancellationToken);

    public Finding Explain(string host, HostOutput output) => apt.Explain(host, output);
}
