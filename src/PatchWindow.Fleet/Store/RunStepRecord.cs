namespace PatchWindow.Fleet.Store;

/// <summary>A step of a run as the store keeps it.</summary>
public sealed record RunStepRecord
{
    public string Id { get; init; } = "";

    public string Run { get; init; } = "";

    public string Host { get; init; } = "";

    /// <summary>The place of its ring, from 0.</summary>
    public int Ring { get; init; }

    public string RingName { get; init; } = "";

    public StepState State { get; init; }

    /// <summary>Whether something is due; null where nobody knows yet.</summary>
    public bool? IsDue { get; init; }

    /// <summary>What it shares budgets by.</summary>
    public IReadOnlyList<string> Budgets { get; init; } = [];

    public RunnerIdentity Runner { get; init; } = RunnerIdentity.Nobody;

    /// <summary>When it was taken; null where it was not.</summary>
    public DateTimeOffset? Claimed { get; init; }

    public DateTimeOffset? Ended { get; init; }

    /// <summary>The last entry of its journal; empty where it has none.</summary>
    public string Message { get; init; } = "";
}

/// <summary>How long a step took on its host.</summary>
/// <param name="Host">The host's name.</param>
/// <param name="PackageManager">What installed.</param>
/// <param name="Patches">How many patches it had.</param>
/// <param name="Took">From the moment it was sent to the moment it was over.</param>
public sealed record StepTime(string Host, string PackageManager, int Patches, TimeSpan Took);

/// <summary>Hosts of a run that have not begun and share the same budgets.</summary>
public sealed record WaitingShare(int Ring, string RingName, IReadOnlyList<string> Budgets, int Hosts);
