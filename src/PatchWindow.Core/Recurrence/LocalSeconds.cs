using NodaTime;

namespace PatchWindow.Core.Recurrence;

/// <summary>
/// Local date-times as the engine counts them: whole seconds since midnight of 1 January of the year 1. Between NodaTime's
/// types and these numbers stand only the methods here.
/// </summary>
internal static class LocalSeconds
{
    /// <summary>1 January 1970.</summary>
    public const long UnixEpoch = 62_135_596_800;

    /// <summary>What UTC's clock shows at a moment, to the second.</summary>
    public static long OfUtc(Instant moment) => moment.ToUnixTimeSeconds() + UnixEpoch;

    /// <summary>The second that holds a local date-time; 0 for one before the year 1, in which nothing occurs.</summary>
    public static long Of(LocalDateTime local) => local.Year < 1 ? 0 : local.ToDateTimeUnspecified().Ticks / TimeSpan.TicksPerSecond;

    /// <summary>The first whole second that is not before a local date-time.</summary>
    public static long NotBefore(LocalDateTime local) => local.NanosecondOfSecond == 0 ? Of(local) : Of(local) + 1;

    public static LocalDateTime ToLocal(long seconds) => LocalDateTime.FromDateTime(new DateTime(seconds * TimeSpan.TicksPerSecond));
}
