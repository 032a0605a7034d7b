using NodaTime;

namespace PatchWindow.Core.Recurrence;

/// <summary>
/// A rule counted from its start: the local times at which it occurs. Compiled once, then asked any number of times, from
/// anywhere: a question costs the same however far it lies from the start, and allocates nothing.
/// </summary>
public sealed class RecurrenceTimes
{
    private readonly Occurrences occurrences;
    private readonly long start;
    private readonly long until;
    private readonly int? count;
    private long last = Unknown;

    /// <param name="rule">The rule.</param>
    /// <param name="start">DTSTART, to the second. Nothing occurs before it; it occurs itself only if the rule gives it.</param>
    /// <param name="untilZone">The zone that turns an UNTIL in UTC into local time.</param>
    public RecurrenceTimes(RecurrenceRule rule, LocalDateTime start, DateTimeZone untilZone)
    {
        Rule = rule;
        this.start = LocalSeconds.Of(start);
        occurrences = Occurrences.Of(rule, this.start);
        count = rule.Count;

        // UNTIL is tested by occurrence, not by period, and it is inclusive (RFC 5545 §3.3.10).
        until = rule.Until is not { } limit ? long.MaxValue - 1
            : LocalSeconds.Of(rule.UntilIsUtc ? limit.InUtc().WithZone(untilZone).LocalDateTime : limit);
    }

    /// <summary>The rule as it was compiled.</summary>
    public RecurrenceRule Rule { get; }

    /// <summary>Whether it never occurs, such as 30 February; known for certain, because the search ends with the calendar.</summary>
    public bool IsEmpty => Next(start) == None;

    /// <summary>What <see cref="Next(long)"/> answers where no further time is.</summary>
    internal const long None = Occurrences.None;

    private const long Unknown = -1;

    // COUNT becomes an end once; after that the rule is asked like any other. Two threads may both count: they agree.
    private long Last
    {
        get
        {
            var known = Volatile.Read(ref last);
            if (known != Unknown) return known;
            known = count is { } number ? Math.Min(until, Math.Min(occurrences.Nth(start, number, until), long.MaxValue - 1)) : until;
            Volatile.Write(ref last, known);
            return known;
        }
    }

    /// <summary>The first time that is not before another; null where there is none.</summary>
    public LocalDateTime? Next(LocalDateTime from)
    {
        var next = Next(LocalSeconds.NotBefore(from));
        return next == None ? null : LocalSeconds.ToLocal(next);
    }

    /// <summary>The times in [<paramref name="from"/>, <paramref name="to"/>), in order.</summary>
    public IEnumerable<LocalDateTime> Between(LocalDateTime from, LocalDateTime to)
    {
        var last = Math.Min(Last, LocalSeconds.NotBefore(to) - 1);
        for (var next = occurrences.Next(Math.Max(start, LocalSeconds.NotBefore(from))); next <= last; next = occurrences.Next(next + 1))
            yield return LocalSeconds.ToLocal(next);
    }

    /// <summary>The first time, in seconds, that is not before another; <see cref="None"/> where there is none.</summary>
    internal long Next(long from)
    {
        var next = occurrences.Next(Math.Max(from, start));
        return next <= Last ? next : None;
    }
}
