using PatchWindow.Core.Decisions;

namespace PatchWindow.Fleet.Plans;

/// <summary>What people said about the patches of hosts, for a plan of many hosts: read once, then asked host by host.</summary>
public interface IHostStandings
{
    /// <param name="at">The moment at which it holds.</param>
    /// <param name="fault">Receives why it is not known; null where it is.</param>
    Func<string, HostStanding> Read(DateTimeOffset at, out Finding? fault);
}

/// <summary>What people said about the patches of a host.</summary>
/// <param name="Deferrals">The deferrals that hold.</param>
/// <param name="Approvals">The approvals and denials that hold.</param>
/// <param name="Earlier">Earlier releases of a package that the host was offered and still lacks.</param>
public sealed record HostStanding(
    IReadOnlyList<Deferral> Deferrals, IReadOnlyList<Approval> Approvals, Func<PendingPatch, IReadOnlyList<SeenRelease>>? Earlier = null)
{
    public static HostStanding None { get; } = new([], []);
}
