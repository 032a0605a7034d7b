namespace PatchWindow;

/// <summary>A patch that is not planned to be applied by its deadline, or not at all; and what would make it fit.</summary>
public sealed record PlanMiss
{
    /// <summary>The host's name.</summary>
    public string Host { get; init; } = "";

    public string Policy { get; init; } = "";

    public PendingPatch Patch { get; init => field = value ?? new(); } = new();

    /// <summary>The package's name.</summary>
    public string Name => Patch.Name;

    /// <summary>The version that would be installed.</summary>
    public string Version => Patch.Version;

    /// <summary>
    /// The moment that is missed: a step must have ended by it, and for an emergency, whose time is how long it may wait, have
    /// started by it. Null where there is none, and the patch fits in no window.
    /// </summary>
    public DateTimeOffset? Deadline { get; init; }

    /// <summary>When it is planned to be applied all the same; null where it is not planned.</summary>
    public DateTimeOffset? PlannedStart { get; init; }

    /// <summary>The last window that opens in time; null where there is none.</summary>
    public Window? LastWindow { get; init; }

    /// <summary>What keeps it from its time.</summary>
    public ReasonCode Reason { get; init; }

    /// <summary>A sentence for people.</summary>
    public string Message { get; init; } = "";

    /// <summary>What would make it fit; null where it is not known.</summary>
    public string? Suggestion { get; init; }

    /// <summary><c>web01 openssl 3.0.17-1: DoesNotFit, …</c>.</summary>
    public override string ToString() => $"{Host} {Name} {Version}: {Reason}, {Message}";
}
