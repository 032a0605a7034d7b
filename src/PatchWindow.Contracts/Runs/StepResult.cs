namespace PatchWindow;

/// <summary>What became of the work on one host.</summary>
public sealed record StepResult
{
    /// <summary>The step's id, by which its journal is found.</summary>
    public string Step { get; init; } = "";

    /// <summary>The host's name.</summary>
    public string Host { get; init; } = "";

    public string? Policy { get; init; }

    public StepState State { get; init; }

    /// <summary>A sentence for people.</summary>
    public string Message { get; init; } = "";

    /// <summary>Each patch and what became of it, and after them each dependency that came along.</summary>
    public PatchResult[] Patches { get; init => field = value ?? []; } = [];

    /// <summary>Whether the host says that it wants a reboot.</summary>
    public bool RebootRequired { get; init; }

    public DateTimeOffset Started { get; init; }

    public DateTimeOffset Ended { get; init; }

    /// <summary>Every move of the step in order, each written before it was made.</summary>
    public JournalEntry[] Journal { get; init => field = value ?? []; } = [];

    public override string ToString() => $"{Host} {State}: {Message}";
}
