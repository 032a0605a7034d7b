namespace PatchWindow;

/// <summary>The work of one policy in one window: a step for each host.</summary>
public sealed record Run
{
    /// <summary>Sorts by time: <c>20261127-220003-3f9a12c07be4</c>.</summary>
    public string Id { get; init; } = "";

    public string Policy { get; init; } = "";

    public RunState State { get; init; }

    /// <summary>Why it stands so, as a sentence; empty while it runs as it should.</summary>
    public string Message { get; init; } = "";

    /// <summary>When its window opened; for work that needs no window, when that was found.</summary>
    public DateTimeOffset WindowStart { get; init; }

    /// <summary>When its window closes; null for work that needs none, and that no freeze ends.</summary>
    public DateTimeOffset? WindowEnd { get; init; }

    /// <summary>From when on no step begins; null for work that needs no window, and that no freeze ends.</summary>
    public DateTimeOffset? Cutoff { get; init; }

    /// <summary>Whether it applies what needs no window: of a policy in the mode Immediate, or emergencies.</summary>
    public bool IsOutsideWindow { get; init; }

    public DateTimeOffset Started { get; init; }

    /// <summary>When the last step was over; null while it goes on.</summary>
    public DateTimeOffset? Ended { get; init; }

    /// <summary>The time by which work went on past the window's end; zero where none did.</summary>
    public TimeSpan Overrun => Ended - WindowEnd is { } over && over > TimeSpan.Zero && LastWork > WindowEnd ? LastWork.Value - WindowEnd.Value : TimeSpan.Zero;

    /// <summary>When the last step that had begun to apply was over; null where none had.</summary>
    public DateTimeOffset? LastWork { get; init; }

    /// <summary>How many hosts it has steps for.</summary>
    public int Hosts { get; init; }

    public int Succeeded { get; init; }

    public int Failed { get; init; }

    /// <summary>Hosts on which nothing was to be done, or was not begun in time.</summary>
    public int Skipped { get; init; }

    /// <summary>Hosts of which nobody knows what became of the work; they keep their budgets until someone has looked.</summary>
    public int Unknown { get; init; }

    /// <summary>Hosts that are worked on now.</summary>
    public int InFlight { get; init; }

    /// <summary>Hosts that have not begun.</summary>
    public int Waiting { get; init; }

    /// <summary>What those that have not begun wait for.</summary>
    public RunWaiting[] Waits { get; init => field = value ?? []; } = [];

    /// <summary>The step of each host, in the order of the rings; none unless they were asked for.</summary>
    public RunStep[] Steps { get; init => field = value ?? []; } = [];

    public override string ToString() => $"{Policy} {MomentText.Format(WindowStart)} {State}";
}
