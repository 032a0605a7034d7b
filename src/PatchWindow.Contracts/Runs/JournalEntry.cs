namespace PatchWindow;

/// <summary>One move of a step, written before the move is made.</summary>
public sealed record JournalEntry
{
    public string Step { get; init; } = "";

    /// <summary>Counts the entries of a step from 1.</summary>
    public int Sequence { get; init; }

    public DateTimeOffset Time { get; init; }

    /// <summary>The state the step moves to.</summary>
    public StepState State { get; init; }

    public string Message { get; init; } = "";

    public override string ToString() => $"{MomentText.FormatTime(Time)} {State}: {Message}";
}
