namespace PatchWindow.Core.Runs;

/// <summary>Where a run stands, as the store knows it at one moment.</summary>
public sealed record RunStanding
{
    public DateTimeOffset Now { get; init; }

    public RunState State { get; init; }

    /// <summary>When its window closes; null where nothing closes it.</summary>
    public DateTimeOffset? End { get; init; }

    /// <summary>From when on nothing new starts; null where nothing closes it.</summary>
    public DateTimeOffset? Cutoff { get; init; }

    /// <summary>How many steps failed, or are unknown; those that a person has seen and let pass are not among them.</summary>
    public int Failures { get; init; }

    /// <summary>Its rings that have hosts in the run.</summary>
    public IReadOnlyList<RingStanding> Rings { get; init; } = [];

    /// <summary>How many hosts are worked on, or are unknown, by the budgets that they share; of all runs of the policy.</summary>
    public IReadOnlyDictionary<string, int> InUse { get; init; } = new Dictionary<string, int>();
}

/// <summary>Where a ring stands in a run.</summary>
/// <param name="Ring">Its place among the policy's rings, from 0.</param>
/// <param name="Hosts">How many hosts it has in the run.</param>
/// <param name="Open">How many of its steps are not over; an unknown one is not.</param>
/// <param name="Failures">How many failed, less those that a person has seen and let pass.</param>
/// <param name="LastSuccess">When its last step succeeded; null where none has.</param>
public sealed record RingStanding(int Ring, int Hosts, int Open, int Failures, DateTimeOffset? LastSuccess);
