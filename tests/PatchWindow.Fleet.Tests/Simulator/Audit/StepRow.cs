namespace PatchWindow.Fleet.Tests.Simulator.Audit;

/// <summary>A step as it lies in the table.</summary>
internal sealed record StepRow
{
    public required string Id { get; init; }

    public required string? Run { get; init; }

    public required string Host { get; init; }

    public required StepState State { get; init; }

    /// <summary>Whose it is: machine and process; <c>/0</c> is nobody's.</summary>
    public required string Owner { get; init; }

    public required long Epoch { get; init; }

    public required string? Ended { get; init; }

    public required int Ring { get; init; }

    public required bool IsForgiven { get; init; }

    public required bool IsReplaced { get; init; }

    public required bool IsOverridden { get; init; }

    public required string? LeaseUntil { get; init; }

    public const string Nobody = "/0";

    /// <summary>Whether it uses up its budgets and its host: begun, and not over.</summary>
    public bool IsInProgress => Ended is null && State != StepState.Planned;

    /// <summary>Whether it counts as a failure of its run.</summary>
    public bool IsFailure => !IsForgiven && !IsReplaced && (State == StepState.Failed || (State == StepState.Unknown && Ended is null));

    public override string ToString() => $"{Id} on {Host} ({State}{(Ended is null ? "" : ", over")}, {Owner})";
}

/// <summary>A run as it lies in the table.</summary>
internal sealed record RunRow(string Id, string Policy, RunState State, string? Ended);

/// <summary>An entry of a journal as it lies in the table.</summary>
internal sealed record EntryRow(int Sequence, StepState State, DateTimeOffset Time);
