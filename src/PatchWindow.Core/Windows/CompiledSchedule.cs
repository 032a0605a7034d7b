using System.Collections.Concurrent;
using NodaTime;
using PatchWindow.Core.Recurrence;

namespace PatchWindow.Core.Windows;

/// <summary>A schedule made ready to answer: which occurrences touch a stretch of time. Built by <see cref="ScheduleCompiler"/>.</summary>
public sealed class CompiledSchedule
{
    // An UNTIL in UTC is another local time in each zone; without one the starts are the same in all.
    private readonly ConcurrentDictionary<DateTimeZone, LocalStarts> startsByZone = new();
    private LocalStarts? starts;
    private readonly Lazy<string> description;

    internal CompiledSchedule(Schedule source)
    {
        Source = source;
        description = new Lazy<string>(source.ToString);
    }

    /// <summary>The schedule as it was written.</summary>
    public Schedule Source { get; }

    /// <summary>Its zone; null where each host's own is meant.</summary>
    public DateTimeZone? Zone { get; internal init; }

    /// <summary>How long an occurrence lasts by the schedule.</summary>
    public Duration Duration { get; internal init; }

    /// <summary>The last part of a window in which nothing new starts.</summary>
    public Duration Cutoff { get; internal init; }

    /// <summary>Whether it never gives an occurrence; known for certain, because the search ends with the calendar.</summary>
    internal bool IsEmpty => StartsIn(Zone ?? DateTimeZone.Utc).Next(0) == LocalStarts.None;

    internal string Description => description.Value;

    internal DurationMode Mode { get; init; }

    internal IReadOnlyList<RecurrenceRule> Rules { get; init; } = [];

    internal LocalDateTime Start { get; init; }

    internal StartOffset Offset { get; init; }

    internal LocalDateTime? Until { get; init; }

    internal IReadOnlyList<LocalDateTime> Include { get; init; } = [];

    internal IReadOnlyList<LocalDate> Exclude { get; init; } = [];

    /// <summary>The same schedule with longer occurrences: what a plan tries out.</summary>
    internal CompiledSchedule LongerBy(Duration time) => new(Source)
    {
        Zone = Zone, Duration = Duration + time, Cutoff = Cutoff, Mode = Mode, Rules = Rules, Start = Start, Offset = Offset, Until = Until,
        Include = Include, Exclude = Exclude,
    };

    /// <summary>
    /// The occurrences that share any time with [from, to), in order of their start. Those that began before
    /// <paramref name="from"/> and still run are among them.
    /// </summary>
    internal IEnumerable<Occurrence> Between(Instant from, Instant to, DateTimeZone zone)
    {
        var walk = new OccurrenceWalk(this, zone, from);
        while (walk.MoveNext(out var occurrence) && occurrence.Start < to) yield return occurrence;
    }

    internal LocalStarts StartsIn(DateTimeZone zone)
    {
        if (Volatile.Read(ref starts) is { } known) return known;
        if (Rules.Any(r => r.UntilIsUtc)) return startsByZone.GetOrAdd(zone, MakeStarts);

        // A race makes the same twice.
        var made = MakeStarts(zone);
        Volatile.Write(ref starts, made);
        return made;
    }

    private LocalStarts MakeStarts(DateTimeZone zone) => new(
        [.. Rules.Select(rule => new RecurrenceTimes(rule, Start, zone))],
        Offset,
        [.. Include.Select(LocalSeconds.Of).Distinct().OrderBy(i => i)],
        [.. Exclude.Select(day => LocalSeconds.Of(day.AtMidnight()) / Occurrences.SecondsADay)],
        Until is { } until ? LocalSeconds.Of(until) : long.MaxValue - 1);
}
