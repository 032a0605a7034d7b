namespace PatchWindow.Fleet.Store;

/// <summary>A run as the store keeps it: one policy's work in one window.</summary>
public sealed record RunRecord
{
    public string Id { get; init; } = "";

    public string Policy { get; init; } = "";

    /// <summary>Whether it is of work that needs no window; a policy has one such run at a time.</summary>
    public bool IsOutsideWindow { get; init; }

    /// <summary>When its window opened, by which it is known; a policy has one run for all windows that open at one moment.</summary>
    public DateTimeOffset WindowStart { get; init; }

    public DateTimeOffset? WindowEnd { get; init; }

    public DateTimeOffset? Cutoff { get; init; }

    /// <summary>The IANA id of the zone on whose clock its moments are told.</summary>
    public string TimeZone { get; init; } = "UTC";

    public RunState State { get; init; }

    public string Message { get; init; } = "";

    public DateTimeOffset Created { get; init; }

    public DateTimeOffset? Ended { get; init; }
}

/// <summary>A host that a run is to have a step for.</summary>
/// <param name="Step">The step's id.</param>
/// <param name="Host">The host's name.</param>
/// <param name="Ring">The place of its ring, from 0.</param>
/// <param name="RingName">Its ring's name.</param>
/// <param name="Budgets">What it shares budgets by, in order.</param>
public sealed record PlannedHost(string Step, string Host, int Ring, string RingName, IReadOnlyList<string> Budgets);
