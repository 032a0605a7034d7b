using System.Collections.Concurrent;
using NodaTime;
using NodaTime.TimeZones;
using PatchWindow.Core.Windows;

namespace PatchWindow.Core.Policies;

/// <summary>A freeze made ready to answer: one stretch of time, or what one schedule makes recur. Built by <see cref="FreezeCompiler"/>.</summary>
public sealed class CompiledFreeze
{
    // Moved forward, a skipped 'from' would leave open what the freeze means to close, and could pass 'to'.
    private static readonly ZoneLocalMappingResolver Resolver =
        Resolvers.CreateMappingResolver(Resolvers.ReturnEarlier, Resolvers.ReturnStartOfIntervalAfter);

    private const int LastYear = 9998;

    private readonly DateTimeZone? zone;

    // A freeze is asked about for every window, and its moments are the same each time.
    private readonly ConcurrentDictionary<DateTimeZone, Interval> known = new();

    internal CompiledFreeze(Freeze source, DateTimeZone? zone, CompiledSchedule? schedule = null)
    {
        Source = source;
        Schedule = schedule;
        this.zone = zone;
    }

    /// <summary>The freeze as it was written.</summary>
    public Freeze Source { get; }

    /// <summary>What recurs; null where all of the stretch is frozen.</summary>
    public CompiledSchedule? Schedule { get; }

    /// <summary>Why: the freeze's reason, or else its event's name.</summary>
    public string Reason =>
        Source.Reason.Length > 0 ? Source.Reason : string.IsNullOrEmpty(Schedule?.Source.Name) ? "freeze" : Schedule!.Source.Name!;

    /// <summary>Whether it lies on each host's own clock, wholly or in part.</summary>
    internal bool GoesByHostZones => zone is null || Schedule is { Zone: null };

    /// <summary>Whether it freezes any time after a moment.</summary>
    internal bool FreezesFrom(Instant moment, DateTimeZone hostZone)
    {
        var bounds = Bounds(hostZone);
        if (bounds.End <= moment) return false;
        return Schedule is null || Schedule.Between(Instant.Max(moment, bounds.Start), bounds.End, Schedule.Zone ?? hostZone).Any();
    }

    /// <summary>
    /// The half-open stretch of time beyond which it freezes nothing; a moment that a clock skips is the end of the gap, an
    /// ambiguous one the earlier.
    /// </summary>
    /// <param name="hostZone">The zone that <c>host</c> stands for.</param>
    internal Interval Bounds(DateTimeZone hostZone)
    {
        var its = zone ?? hostZone;
        return known.TryGetValue(its, out var interval) ? interval : known.GetOrAdd(its, Between);
    }

    private Interval Between(DateTimeZone its) => new(
        Source.From is { } from ? Moment(from, its) : Instant.MinValue, Source.To is { } to ? Moment(to, its) : Instant.MaxValue);

    // "Until further notice" is written as the calendar's last moment, which west of Greenwich has no instant. No window lies
    // in the year 9999, so all of it may count as the end of time.
    private static Instant Moment(DateTime moment, DateTimeZone zone)
    {
        var local = LocalDateTime.FromDateTime(moment);
        return local.Year > LastYear ? Instant.MaxValue : zone.ResolveLocal(local, Resolver).ToInstant();
    }
}
