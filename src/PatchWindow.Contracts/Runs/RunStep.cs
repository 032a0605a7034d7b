namespace PatchWindow;

/// <summary>One host in a run.</summary>
public sealed record RunStep
{
    /// <summary>The step's id, by which the host itself knows it too.</summary>
    public string Step { get; init; } = "";

    /// <summary>The run's id.</summary>
    public string Run { get; init; } = "";

    /// <summary>The host's name.</summary>
    public string Host { get; init; } = "";

    /// <summary>The name of its ring.</summary>
    public string Ring { get; init; } = "";

    public StepState State { get; init; }

    /// <summary>What happened last, or what it waits for.</summary>
    public string Message { get; init; } = "";

    /// <summary>The process that works on it, or did; empty where none has begun.</summary>
    public string Runner { get; init; } = "";

    /// <summary>When a runner took it; null where none has.</summary>
    public DateTimeOffset? Started { get; init; }

    /// <summary>When it was over; null while it is not.</summary>
    public DateTimeOffset? Ended { get; init; }

    /// <summary>Every move in order, each written before it was made.</summary>
    public JournalEntry[] Journal { get; init => field = value ?? []; } = [];

    public override string ToString() => $"{Host} {State}: {Message}";
}
