namespace PatchWindow;

/// <summary>What one host is to get at once: when, in which window, and why then.</summary>
public sealed record PlannedStep
{
    /// <summary>The host's name.</summary>
    public string Host { get; init; } = "";

    public string Policy { get; init; } = "";

    /// <summary>The window it lies in; null for what needs none.</summary>
    public Window? Window { get; init; }

    /// <summary>The ring of the host; null where the policy has no rings.</summary>
    public string? Ring { get; init; }

    public DateTimeOffset Start { get; init; }

    /// <summary>When it is expected to have ended; a reboot comes on top.</summary>
    public DateTimeOffset End { get; init; }

    public PlannedPatch[] Patches { get; init => field = value ?? []; } = [];

    /// <summary>
    /// The reason code of its patches, as the decision at <see cref="Start"/> gives it; where they have several, the one that says
    /// most: Emergency, DeadlinePassed, BehindLimit, Apply.
    /// </summary>
    public ReasonCode Reason { get; init; }

    /// <summary>The freeze that it waited for although it needs no window; null for none.</summary>
    public string? Freeze { get; init; }

    /// <summary><c>web01 2026-12-11 22:00 +01:00, 12 patches</c>.</summary>
    public override string ToString() => $"{Host} {MomentText.Format(Start)}, {Patches.Length} patch{(Patches.Length == 1 ? "" : "es")}";
}
