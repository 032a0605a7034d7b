using PatchWindow.Core.Decisions;

namespace PatchWindow.Fleet.Plans;

/// <summary>What is kept of hosts and their patches, for a plan of many hosts: read once, then asked host by host.</summary>
public interface IHostStandings
{
    /// <param name="at">The moment at which it holds.</param>
    /// <param name="notices">Receives why it is not known, now or when a host is asked about.</param>
    Func<string, HostStanding> Read(DateTimeOffset at, ICollection<Finding> notices);
}

/// <summary>What is kept of a host and its patches.</summary>
/// <param name="Deferrals">The deferrals that hold.</param>
/// <param name="Approvals">The approvals and denials that hold.</param>
/// <param name="History">What the host was ever offered.</param>
public sealed record HostStanding(IReadOnlyList<Deferral> Deferrals, IReadOnlyList<Approval> Approvals, SightingHistory History)
{
    /// <summary>A host of which it could not be read: someone may have put every patch off.</summary>
    public static HostStanding Unknown { get; } = new([], [], SightingHistory.None) { IsUnknown = true };

    /// <summary>Whether it could not be read.</summary>
    public bool IsUnknown { get; init; }
}
