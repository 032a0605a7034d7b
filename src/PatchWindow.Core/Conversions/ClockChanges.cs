using NodaTime;
using PatchWindow.Core.Windows;

namespace PatchWindow.Core.Conversions;

/// <summary>Whether it can be felt what a schedule says about changes of the clock.</summary>
internal static class ClockChanges
{
    // The year of this version, for want of a clock: Core has none to look at.
    private static readonly Instant Now = Instant.FromUtc(2026, 1, 1, 0, 0);

    // Years enough for every weekday and date to meet a change of the clock, and few enough to look through at once.
    private const int Most = 20_000;
    private static readonly Duration Span = Duration.FromDays(366 * 28);

    // No window opens later (WindowFinder).
    private static readonly Instant CalendarEnd = Instant.FromUtc(9998, 1, 1, 0, 0);

    // Zones whose clocks change at different times of day, for windows that go by each host's own: at 2 and 3, at 2 alone, about
    // midnight, and by half an hour.
    private static readonly DateTimeZone[] Anywhere =
        [.. new[] { "Europe/Oslo", "America/Denver", "Asia/Beirut", "Atlantic/Azores", "Australia/Lord_Howe" }.Select(id => DateTimeZoneProviders.Tzdb[id])];

    /// <summary>The first day on which a window differs once the schedule is changed; null where none does.</summary>
    public static LocalDateTime? FirstDifference(CompiledSchedule schedule, Action<Schedule> change)
    {
        var other = Copy(schedule.Source);
        change(other);
        var changed = ScheduleCompiler.Compile(other, null, [])!;
        var start = schedule.Start.InUtc().ToInstant();

        // A date that lies ahead says more, but a schedule may have ended before.
        var ends = schedule.Until is not null || schedule.Rules.Any(r => r.Until is not null || r.Count is not null);
        return FirstDifference(schedule, changed, Instant.Max(Now, start)) ?? (ends && start < Now ? FirstDifference(schedule, changed, start) : null);
    }

    private static LocalDateTime? FirstDifference(CompiledSchedule schedule, CompiledSchedule changed, Instant from)
    {
        var zones = schedule.Zone is { } own ? [own] : Anywhere;
        return zones.Select(zone => FirstDifference(schedule, changed, zone, from)).Where(first => first is not null).Min();
    }

    private static LocalDateTime? FirstDifference(CompiledSchedule schedule, CompiledSchedule changed, DateTimeZone zone, Instant from)
    {
        var to = from < CalendarEnd - Span ? from + Span : CalendarEnd;
        if (from >= to || zone.GetZoneIntervals(from, to).Skip(1).FirstOrDefault() is null) return null;
        var ours = schedule.Between(from, to, zone).Take(Most);
        var theirs = changed.Between(from, to, zone).Take(Most);
        foreach (var (our, their) in ours.Zip(theirs, (a, b) => (a, b)))
        {
            if (our.Start != their.Start || our.End != their.End) return Instant.Min(our.Start, their.Start).InZone(zone).LocalDateTime;
        }

        return null;
    }

    private static Schedule Copy(Schedule source) => new()
    {
        RRule = source.RRule, Start = source.Start, At = source.At, Duration = source.Duration, TimeZone = source.TimeZone,
        Offset = source.Offset, Until = source.Until, Include = source.Include, Exclude = source.Exclude,
        WhenSkipped = source.WhenSkipped, WhenAmbiguous = source.WhenAmbiguous, DurationMode = source.DurationMode,
    };
}
