namespace PatchWindow.Fleet.Store;

/// <summary>Which runs are asked for.</summary>
public sealed record RunQuery
{
    /// <summary>The run's id; null is any.</summary>
    public string? Id { get; init; }

    /// <summary>The policy's name; null is any.</summary>
    public string? Policy { get; init; }

    /// <summary>The moment at which the window opened; null is any.</summary>
    public DateTimeOffset? WindowStart { get; init; }

    /// <summary>Whether those that have ended are meant as well.</summary>
    public bool WithEnded { get; init; }

    /// <summary>How many, the newest first; null is all.</summary>
    public int? Most { get; init; }
}

/// <summary>How many steps of a run are in which state.</summary>
/// <param name="Hosts">All.</param>
/// <param name="ByState">By state; those in none are left out.</param>
/// <param name="LastWork">When the last that had begun to apply was over; null where none had.</param>
public sealed record RunTally(int Hosts, IReadOnlyDictionary<StepState, int> ByState, DateTimeOffset? LastWork)
{
    public int Of(params StepState[] states) => states.Sum(s => ByState.TryGetValue(s, out var count) ? count : 0);
}

/// <summary>What a purge counted or removed.</summary>
/// <param name="Runs">Runs.</param>
/// <param name="Steps">Steps, those of the runs and others.</param>
/// <param name="Entries">Entries of their journals.</param>
public sealed record PurgeCount(int Runs, int Steps, int Entries);
