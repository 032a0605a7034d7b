using System.Globalization;
using System.Text.RegularExpressions;
using NodaTime;

namespace PatchWindow.Core.Conversions;

/// <summary>
/// The types that Google's APIs share, as JSON has them: google.type.TimeOfDay, google.type.Date and
/// google.protobuf.Duration. See https://github.com/googleapis/googleapis/tree/master/google/type.
/// </summary>
internal static class GoogleTypes
{
    /// <summary>A time of day; what it leaves out is 0.</summary>
    public static LocalTime TimeOfDay(JsonValue time)
    {
        time.AllowOnly("hours", "minutes", "seconds", "nanos");
        return new LocalTime(Part(time, "hours", 0, 23) ?? 0, Part(time, "minutes", 0, 59) ?? 0, Part(time, "seconds", 0, 59) ?? 0);
    }

    /// <summary>A whole date.</summary>
    public static LocalDate Date(string name, JsonValue date)
    {
        date.AllowOnly("year", "month", "day");
        int Needed(string part, int least, int most) =>
            Part(date, part, least, most) ?? throw new FormatFault($"'{name}' has no '{part}'.", "Give \"year\": 2026, \"month\": 12, \"day\": 5, for instance.");
        var (year, month, day) = (Needed("year", 2, 9997), Needed("month", 1, 12), Needed("day", 1, 31));
        return day <= CalendarSystem.Iso.GetDaysInMonth(year, month)
            ? new LocalDate(year, month, day)
            : throw new FormatFault($"'{name}' is day {day} of a month with {CalendarSystem.Iso.GetDaysInMonth(year, month)}.");
    }

    /// <summary>"14400s", with up to nine digits after a point, which are cut off.</summary>
    public static TimeSpan Duration(string text)
    {
        var match = Regex.Match(text, @"^(?<s>[0-9]{1,9})(?:\.[0-9]{1,9})?s$");
        return match.Success
            ? TimeSpan.FromSeconds(int.Parse(match.Groups["s"].Value, CultureInfo.InvariantCulture))
            : throw new FormatFault($"'{text}' is no duration in seconds.", "Write \"14400s\" for four hours.");
    }

    private static int? Part(JsonValue owner, string name, int least, int most) => owner.Whole(name) is not { } n ? null
        : n >= least && n <= most ? n
        : throw new FormatFault($"'{name}' is {n}, and goes from {least} to {most}.");
}
