using System.Collections.Concurrent;
using NodaTime;
using NodaTime.TimeZones;

namespace PatchWindow.Core.Policies;

/// <summary>A freeze on a zone's time line.</summary>
public sealed class CompiledFreeze
{
    // Moved forward, a skipped 'from' would leave open what the freeze means to close, and could pass 'to'.
    private static readonly ZoneLocalMappingResolver Resolver =
        Resolvers.CreateMappingResolver(Resolvers.ReturnEarlier, Resolvers.ReturnStartOfIntervalAfter);

    private const int LastYear = 9998;

    private readonly LocalDateTime from;
    private readonly LocalDateTime to;
    private readonly DateTimeZone? zone;

    // A freeze is asked about for every window, and its moments are the same each time.
    private readonly ConcurrentDictionary<DateTimeZone, Interval> known = new();

    internal CompiledFreeze(Freeze source, DateTimeZone? zone)
    {
        Source = source;
        from = LocalDateTime.FromDateTime(source.From);
        to = LocalDateTime.FromDateTime(source.To);
        this.zone = zone;
    }

    /// <summary>The freeze as it was written.</summary>
    public Freeze Source { get; }

    /// <summary>The half-open time it takes away; a moment that a clock skips is the end of the gap, an ambiguous one the earlier.</summary>
    /// <param name="hostZone">The zone that <c>host</c> stands for.</param>
    internal Interval On(DateTimeZone hostZone)
    {
        var its = zone ?? hostZone;
        return known.TryGetValue(its, out var interval) ? interval : known.GetOrAdd(its, new Interval(Moment(from, its), Moment(to, its)));
    }

    // "Until further notice" is written as the calendar's last moment, which west of Greenwich has no instant. No window lies
    // in the year 9999, so all of it may count as the end of time.
    private static Instant Moment(LocalDateTime local, DateTimeZone zone) =>
        local.Year > LastYear ? Instant.MaxValue : zone.ResolveLocal(local, Resolver).ToInstant();
}
