namespace PatchWindow.Core.Decisions;

/// <summary>Where the work on hosts stands at the moment, as far as it is known.</summary>
public sealed record RunFacts
{
    /// <summary>Nothing is known that would keep a host waiting.</summary>
    public static RunFacts None { get; } = new();

    /// <summary>Why the host cannot be reached; null where nothing says so.</summary>
    public string? Unreachable { get; init; }

    /// <summary>What the host's ring waits for, and since when or until when it does; null where it is open.</summary>
    public RunWait? Ring { get; init; }

    /// <summary>The budget that is spent; null where there is room for another host.</summary>
    public RunWait? Budget { get; init; }

    /// <summary>The step that is in progress on the host; null for none.</summary>
    public string? Busy { get; init; }
}

/// <summary>Something in a run that a host waits for.</summary>
/// <param name="Message">What, as the end of a sentence.</param>
/// <param name="Rule">The place in the policy: <c>rollout:rings:1</c>.</param>
/// <param name="Until">When it will be over by itself; null when that is not known.</param>
public sealed record RunWait(string Message, string Rule, DateTimeOffset? Until = null);
