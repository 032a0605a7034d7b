using NodaTime;

namespace PatchWindow.Core.Planning;

/// <summary>Moments as a plan counts them: ticks of UTC, on whole seconds, so that millions of them are small and exact.</summary>
internal static class PlanTime
{
    /// <summary>A moment that never comes.</summary>
    public const long Never = long.MaxValue;

    private static readonly long Longest = TimeSpan.FromDays(400).Ticks;

    /// <summary>The first whole second that is not before a moment.</summary>
    public static long NotBefore(DateTimeOffset moment) => NotBefore(moment.UtcTicks);

    public static long NotBefore(long ticks)
    {
        if (ticks >= DateTimeOffset.MaxValue.UtcTicks - TimeSpan.TicksPerSecond) return Never;
        var over = ticks % TimeSpan.TicksPerSecond;
        return over == 0 ? ticks : ticks - over + TimeSpan.TicksPerSecond;
    }

    /// <summary>A moment as it is; the end of the calendar never comes.</summary>
    public static long Exact(DateTimeOffset moment) => moment == DateTimeOffset.MaxValue ? Never : moment.UtcTicks;

    /// <summary>A length in whole seconds; what leaves every window is long enough.</summary>
    public static long Length(TimeSpan time) => time <= TimeSpan.Zero ? 0 : time.Ticks >= Longest ? Longest : NotBefore(time.Ticks);

    public static Instant ToInstant(long ticks) => Instant.FromDateTimeOffset(new DateTimeOffset(ticks, TimeSpan.Zero));

    public static long Of(Instant instant) => instant.ToDateTimeOffset().UtcTicks;

    /// <summary>A moment on a zone's clock.</summary>
    public static DateTimeOffset In(DateTimeZone zone, long ticks) => ToInstant(ticks).InZone(zone).ToDateTimeOffset();
}
