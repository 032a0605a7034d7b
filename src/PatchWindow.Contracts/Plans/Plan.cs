namespace PatchWindow;

/// <summary>
/// What each host is to get in which window of a stretch of time, what will not fit, and what waits and why. A pending patch is in
/// a step, in <see cref="Waits"/>, or in <see cref="Misses"/>; one that is planned too late is in a step and in the misses.
/// </summary>
public sealed record Plan
{
    public DateTimeOffset From { get; init; }

    /// <summary>No step starts at this moment or later.</summary>
    public DateTimeOffset To { get; init; }

    /// <summary>
    /// SHA-256, as hexadecimal digits, over the policies, the hosts, what is pending on them, what people said of it, and the
    /// version of the tz database: while it stays the same the plan rests on the same facts. The moment is not in it.
    /// </summary>
    public string Hash { get; init; } = "";

    /// <summary>The version of the tz database it was computed with, such as <c>2026c</c>.</summary>
    public string TimeZoneVersion { get; init; } = "";

    /// <summary>The windows in which there is something to do, and the stretches of time of what needs none, in order.</summary>
    public PlannedWindow[] Windows { get; init => field = value ?? []; } = [];

    /// <summary>The steps in order of their start.</summary>
    public PlannedStep[] Steps { get; init => field = value ?? []; } = [];

    /// <summary>What will not be applied by its deadline, or in none of the windows there are.</summary>
    public PlanMiss[] Misses { get; init => field = value ?? []; } = [];

    /// <summary>What waits for something else than its turn: a person, an age, the end of a deferral.</summary>
    public PlanWait[] Waits { get; init => field = value ?? []; } = [];

    /// <summary><c>2026-12-01 00:00 +01:00 to 2026-12-31 00:00 +01:00: 12 steps, 1 miss, 3 waits</c>.</summary>
    public override string ToString() =>
        $"{MomentText.Format(From)} to {MomentText.Format(To)}: {Count(Steps.Length, "step")}, {Count(Misses.Length, "miss", "misses")}, {Count(Waits.Length, "wait")}";

    private static string Count(int number, string one, string? many = null) => $"{number} {(number == 1 ? one : many ?? one + "s")}";
}
