namespace PatchWindow;

/// <summary>Hosts of a run that have not begun, and what they wait for.</summary>
public sealed record RunWaiting
{
    /// <summary>The name of their ring.</summary>
    public string Ring { get; init; } = "";

    /// <summary>How many hosts.</summary>
    public int Hosts { get; init; }

    /// <summary>RingWaiting, BudgetSpent, CutoffReached and the like; Apply where they wait for nothing but a runner.</summary>
    public ReasonCode Reason { get; init; }

    /// <summary>What they wait for, as a sentence.</summary>
    public string Message { get; init; } = "";

    /// <summary>When that ends by itself; null where it is not known.</summary>
    public DateTimeOffset? Until { get; init; }

    public override string ToString() => $"{Hosts} of {Ring}: {Message}";
}
