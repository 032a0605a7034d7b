using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;

namespace PatchWindow.Fleet.Calendars.Events;

/// <summary>How long an event lasts.</summary>
/// <param name="Time">The time; none where the event has no end (RFC 5545 §3.6.1).</param>
/// <param name="Mode">Days are days of the clock; hours pass (RFC 5545 §3.3.6).</param>
internal readonly record struct EventLength(TimeSpan Time, DurationMode Mode)
{
    /// <param name="its">An event with a start.</param>
    /// <param name="wrong">What is wrong with its length; null where nothing is.</param>
    public static EventLength Of(CalendarEvent its, out string? wrong)
    {
        wrong = null;
        var start = its.DtStart!;

        // "DTEND is exclusive" is forgotten by some exporters: a date that ends on itself is that day, as calendars show it.
        var length = its.DtEnd is { } end && (end.HasTime || start.HasTime || end.Value != start.Value) ? Between(start, end)
            : its.DtEnd is null && its.Duration is { } duration ? Of(duration)
            : new EventLength(start.HasTime ? TimeSpan.Zero : TimeSpan.FromDays(1), DurationMode.WallClock);
        if (length.Time < TimeSpan.Zero) wrong = "it ends before it begins";
        else if (its.DtEnd is { } other && other.HasTime != start.HasTime) wrong = "one of DTSTART and DTEND is a date, the other a time";
        return length;
    }

    public static EventLength Of(Period period) => period.EndTime is { } end ? Between(period.StartTime, end) : Of(period.Duration!.Value);

    private static EventLength Between(CalDateTime start, CalDateTime end) => start.HasTime
        ? new(EventZone.Between(start, end), DurationMode.Elapsed)
        : new(end.Value - start.Value, DurationMode.WallClock);

    private static EventLength Of(Duration duration)
    {
        var time = new TimeSpan(((duration.Weeks ?? 0) * 7) + (duration.Days ?? 0), duration.Hours ?? 0, duration.Minutes ?? 0, duration.Seconds ?? 0);
        return new(time, duration.Weeks is null && duration.Days is null ? DurationMode.Elapsed : DurationMode.WallClock);
    }
}
