using System.Globalization;

namespace PatchWindow.Fleet.Store;

/// <summary>Moments as the store writes them: UTC, to the millisecond, sorting as they read.</summary>
internal static class Moments
{
    private const string Format = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    public static string Write(DateTimeOffset moment) => moment.UtcDateTime.ToString(Format, CultureInfo.InvariantCulture);

    public static string? WriteOrNull(DateTimeOffset? moment) => moment is { } known ? Write(known) : null;

    /// <summary>A moment on the clock of a zone; as it is where the zone is not known any more.</summary>
    public static DateTimeOffset In(string zone, DateTimeOffset moment) => NodaTime.DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone) is { } known
        ? NodaTime.Instant.FromDateTimeOffset(moment).InZone(known).ToDateTimeOffset()
        : moment;

    public static DateTimeOffset Read(string text) => DateTimeOffset.ParseExact(
        text, Format, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);
}
