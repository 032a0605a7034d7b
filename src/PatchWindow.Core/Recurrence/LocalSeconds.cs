using NodaTime;

namespace PatchWindow.Core.Recurrence;

/// <summary>
/// Local date-times as the engine counts them: whole seconds since midnight of 1 January of the year 1. Between NodaTime's
/// types and these numbers stand only the two methods here.
/// </summary>
internal static class LocalSeconds
{
    /// <summary>The second that holds a local date-time; 0 for one before the year 1, in which nothing occurs.</summary>
    public static long Of(LocalDateTime local) => local.Year < 1 ? 0 : local.ToDateTimeUnspecified().Ticks / TimeSpan.TicksPerSecond;

    public static LocalDateTime ToLocal(long seconds) => LocalDateTime.FromDateTime(new DateTime(seconds * TimeSpan.TicksPerSecond));
}
