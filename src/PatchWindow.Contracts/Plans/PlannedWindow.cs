namespace PatchWindow;

/// <summary>How much a plan has to do in one window, or in a stretch of time of work that needs none.</summary>
public sealed record PlannedWindow
{
    public string Policy { get; init; } = "";

    /// <summary>The window; null for work that needs none.</summary>
    public Window? Window { get; init; }

    /// <summary>Whether it is the time of what is applied at once because it is an emergency.</summary>
    public bool IsEmergency { get; init; }

    /// <summary>When the first step starts.</summary>
    public DateTimeOffset Start { get; init; }

    /// <summary>When the last step is expected to end.</summary>
    public DateTimeOffset End { get; init; }

    /// <summary>How many hosts get something.</summary>
    public int Hosts { get; init; }

    public int Patches { get; init; }

    /// <summary>The freeze that cut the window, or that the work waits for which needs none; null where there is none.</summary>
    public string? Freeze { get; init; }

    /// <summary>The window, or the time without one.</summary>
    public override string ToString() => Window?.ToString()
        ?? $"{Policy} {(IsEmergency ? "emergencies" : "at once")} from {MomentText.Format(Start)}";
}
