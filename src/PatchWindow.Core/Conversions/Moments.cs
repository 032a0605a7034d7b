using System.Globalization;
using NodaTime;
using NodaTime.Text;

namespace PatchWindow.Core.Conversions;

/// <summary>Moments as the cloud's APIs write them: RFC 3339, in UTC or with an offset.</summary>
internal static class Moments
{
    /// <summary>Whether a date leaves room in the calendar for a zone, an offset and a duration.</summary>
    public static bool IsUsable(LocalDateTime date) => date.Year is >= 2 and <= 9997;

    /// <summary>The moment of a text; a fault that names it where it is none.</summary>
    public static Instant Read(string name, string text)
    {
        var read = OffsetDateTimePattern.ExtendedIso.Parse(text.Trim().ToUpperInvariant());
        if (read.Success && IsUsable(read.Value.LocalDateTime)) return read.Value.ToInstant();

        // "2021-01-01T00:00Z" and "…-08": ISO 8601 without seconds, as AWS takes it.
        return DateTimeOffset.TryParseExact(
            text.Trim(), ["yyyy-MM-dd'T'HH:mmzzz", "yyyy-MM-dd'T'HH:mm'Z'", "yyyy-MM-dd'T'HH:mm:sszz"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment)
            && IsUsable(LocalDateTime.FromDateTime(moment.DateTime))
            ? Instant.FromDateTimeOffset(moment)
            : throw new FormatFault($"'{text}' is no moment for {name}.", "Write 2026-12-05T22:00:00Z or 2026-12-05T22:00:00+01:00.");
    }

    /// <summary>The moment with the offset that its zone has then.</summary>
    public static string Write(Instant moment, DateTimeZone zone) => zone.Equals(DateTimeZone.Utc)
        ? InstantPattern.General.Format(moment)
        : OffsetDateTimePattern.Rfc3339.Format(moment.InZone(zone).ToOffsetDateTime());

    /// <summary>
    /// The last start as a schedule's Until has it. A moment at midnight is the end of the day before: alone, midnight would
    /// stand for all of the day that it begins.
    /// </summary>
    public static DateTime Until(LocalDateTime end) => (end.TimeOfDay == LocalTime.Midnight ? end.PlusSeconds(-1) : end).ToDateTimeUnspecified();

    /// <summary>The end to write for a last start, so that reading it keeps that start, also one at midnight.</summary>
    public static LocalDateTime End(LocalDateTime last, Period resolution) =>
        last.TimeOfDay == LocalTime.Midnight ? last + resolution : last.Date + new LocalTime(last.Hour, last.Minute, resolution.Minutes > 0 ? 0 : last.Second);

    /// <summary>The first day to count from, for windows that open at a time of day, where nothing may start before a moment.</summary>
    public static LocalDate FirstDay(LocalDateTime notBefore, LocalTime at) => notBefore.TimeOfDay > at ? notBefore.Date.PlusDays(1) : notBefore.Date;
}
