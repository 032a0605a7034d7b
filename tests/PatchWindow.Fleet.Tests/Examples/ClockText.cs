using System.Globalization;
using NodaTime;
using NodaTime.Text;

namespace PatchWindow.Fleet.Tests.Examples;

/// <summary>Moments in cases and approved files: on the clock of a zone, with the weekday, because that is what a reviewer checks.</summary>
internal static class ClockText
{
    private static readonly LocalDateTimePattern Local = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm:ss");

    /// <summary>
    /// A moment of a case: <c>2027-02-09 03:00</c>, with seconds where they matter, and with an offset where the clock shows it twice.
    /// </summary>
    public static DateTimeOffset Read(string text, DateTimeZone zone)
    {
        var (clock, offset) = text.IndexOfAny(['+', '-'], 12) is > 0 and var sign ? (text[..sign].Trim(), text[sign..]) : (text, null);
        var local = Local.Parse(clock.Length == "2027-02-09".Length ? clock + " 00:00:00" : clock.Length == "2027-02-09 03:00".Length ? clock + ":00" : clock).GetValueOrThrow();
        if (offset is null) return local.InZoneStrictly(zone).ToDateTimeOffset();
        var meant = new DateTimeOffset(local.ToDateTimeUnspecified(), TimeSpan.Parse(offset.TrimStart('+'), CultureInfo.InvariantCulture));
        var there = Instant.FromDateTimeOffset(meant).InZone(zone);
        return there.LocalDateTime == local ? meant : throw new ArgumentException($"{zone.Id} does not show {text}.", nameof(text));
    }

    /// <summary><c>Tue 2027-02-09 03:00 +01:00</c>, with seconds only where there are any.</summary>
    public static string Write(DateTimeOffset moment, DateTimeZone zone)
    {
        var there = Instant.FromDateTimeOffset(moment).InZone(zone).ToDateTimeOffset();
        var seconds = there.Second == 0 && there.Ticks % TimeSpan.TicksPerSecond == 0 ? "" : ":ss";
        return there.ToString("ddd yyyy-MM-dd HH:mm" + seconds + " zzz", CultureInfo.InvariantCulture);
    }

    /// <summary>The end of a stretch of time whose start stands before it: <c>05:00 +01:00</c>, <c>Sat 02:00 +01:00</c> on another day.</summary>
    public static string WriteEnd(DateTimeOffset end, DateTimeOffset start) =>
        end.ToString((end.Date == start.Date ? "HH:mm zzz" : "ddd HH:mm zzz"), CultureInfo.InvariantCulture);
}
