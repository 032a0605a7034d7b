using Ical.Net.DataTypes;
using NodaTime;
using PatchWindow.Core.Windows;

namespace PatchWindow.Fleet.Calendars.Events;

/// <summary>The zones of a calendar's times.</summary>
internal static class EventZone
{
    /// <summary>
    /// The zone by an id that is known; null for a date or a floating time (RFC 5545 §3.3.5), which is each reader's own. An id
    /// that is not known is left as it is, and refused where the schedule is compiled.
    /// </summary>
    public static string? Of(CalDateTime time)
    {
        if (time.TzId is not { Length: > 0 } id || !time.HasTime) return null;

        // RFC 5545 §3.2.19: "/" begins an id of a registry, such as /citadel.org/20210210_1/Europe/Oslo.
        for (var tail = id; tail.StartsWith("/", StringComparison.Ordinal); tail = tail.Substring(Math.Max(tail.IndexOf('/', 1), 1)))
        {
            if (TimeZones.Find(tail.Substring(1)).TryGet(out var zone, out _)) return zone.Id;
        }

        return id;
    }

    /// <summary>What another time's clock shows at a time of this calendar.</summary>
    public static DateTime On(CalDateTime time, CalDateTime other)
    {
        if (Of(time) == Of(other) || Zone(time) is not { } from || Zone(other) is not { } to) return time.Value;
        return LocalDateTime.FromDateTime(time.Value).InZoneLeniently(from).WithZone(to).ToDateTimeUnspecified();
    }

    /// <summary>The time that passes from one to another.</summary>
    public static TimeSpan Between(CalDateTime start, CalDateTime end) =>
        Zone(start) is { } from && Zone(end) is { } to
            ? (Instant(end, to) - Instant(start, from)).ToTimeSpan()
            : end.Value - start.Value;

    private static Instant Instant(CalDateTime time, DateTimeZone zone) =>
        LocalDateTime.FromDateTime(time.Value).InZoneLeniently(zone).ToInstant();

    private static DateTimeZone? Zone(CalDateTime time) =>
        Of(time) is { } id && TimeZones.Find(id).TryGet(out var zone, out _) ? zone : null;
}
