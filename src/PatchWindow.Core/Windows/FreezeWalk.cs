using NodaTime;
using PatchWindow.Core.Policies;

namespace PatchWindow.Core.Windows;

/// <summary>
/// What a freeze takes away, alongside occurrences that are asked about in order of their start. Nothing is allocated for an
/// occurrence that it does not touch.
/// </summary>
internal sealed class FreezeWalk
{
    private readonly Interval bounds;
    private readonly OccurrenceWalk? walk;

    // The frozen times that an occurrence may still touch, in order of their start; null where all of the bounds is frozen.
    private readonly List<Interval>? near;
    private Interval? ahead;

    /// <param name="freeze">The freeze.</param>
    /// <param name="hostZone">The zone that <c>host</c> stands for.</param>
    /// <param name="from">No occurrence that is asked about begins before this.</param>
    public FreezeWalk(CompiledFreeze freeze, DateTimeZone hostZone, Instant from)
    {
        Freeze = freeze;
        bounds = freeze.Bounds(hostZone);
        if (freeze.Schedule is { } schedule)
        {
            near = [];
            walk = new OccurrenceWalk(schedule, schedule.Zone ?? hostZone, from);
        }
    }

    public CompiledFreeze Freeze { get; }

    /// <summary>The walks of a policy's freezes, for occurrences of its schedules that end after a moment.</summary>
    public static FreezeWalk[] Of(CompiledPolicy policy, WindowQuery query, Instant from)
    {
        if (policy.Freezes.Count == 0) return [];
        var longest = Duration.Zero;
        for (var i = 0; i < policy.Schedules.Count; i++) longest = Duration.Max(longest, policy.Schedules[i].Duration);

        // A day that the clock repeats, and then some: no change of a clock is longer.
        var begin = from - longest - Duration.FromDays(2);
        var walks = new FreezeWalk[policy.Freezes.Count];
        for (var i = 0; i < walks.Length; i++) walks[i] = new FreezeWalk(policy.Freezes[i], query.HostZone, begin);
        return walks;
    }

    /// <summary>Whether it takes away any of [start, end).</summary>
    public bool Touches(Instant start, Instant end)
    {
        if (near is null) return Share(bounds, start, end);
        if (ahead is { } behind && behind.End <= start) ahead = null;

        // A freeze of every night is not read night by night for windows that open once a year.
        if (ahead is null) walk!.SkipTo(start);
        while ((ahead ??= Read(end)) is { } next && next.Start < end)
        {
            if (next.End > start) near.Add(next);
            ahead = null;
        }

        var touches = false;
        for (var i = near.Count - 1; i >= 0; i--)
        {
            if (near[i].End <= start) near.RemoveAt(i);
            else touches |= near[i].Start < end;
        }

        return touches;
    }

    /// <summary>How many stretches of frozen time are near the occurrence asked about last, in order of their start.</summary>
    public int Count => near?.Count ?? 1;

    public Interval this[int index] => near is null ? bounds : near[index];

    /// <summary>Whether it freezes a moment of the occurrence asked about last.</summary>
    public bool Freezes(Instant moment)
    {
        for (var i = 0; i < Count; i++)
        {
            if (this[i].Start <= moment && this[i].End > moment) return true;
        }

        return false;
    }

    private static bool Share(Interval frozen, Instant start, Instant end) =>
        frozen.Start < end && frozen.End > start && frozen.Start < frozen.End;

    // The next frozen time; null where none is left, or where it surely begins no earlier than a moment.
    private Interval? Read(Instant end)
    {
        while (!walk!.IsBeyond(end) && walk.MoveNext(out var occurrence))
        {
            var (start, stop) = (Instant.Max(occurrence.Start, bounds.Start), Instant.Min(occurrence.End, bounds.End));
            if (start < stop) return new Interval(start, stop);
        }

        return null;
    }
}
