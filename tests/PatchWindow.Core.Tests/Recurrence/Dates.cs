using System.Globalization;
using NodaTime;
using NodaTime.Text;
using PatchWindow.Core.Recurrence;

namespace PatchWindow.Core.Tests.Recurrence;

/// <summary>The dates of a rule, as text.</summary>
internal static class Dates
{
    public static readonly LocalDate End = new(9997, 12, 31);

    public static string[] Of(string rule, string start, int most, string from = "0001-01-01", string zone = "America/New_York") =>
    [
        .. Rule(rule, start, zone)
            .Between(LocalDatePattern.Iso.Parse(from).Value, End)
            .Take(most)
            .Select(Text),
    ];

    public static RecurrenceDates Rule(string rule, string start, string zone = "UTC") => new(
        RecurrenceRuleParser.Parse(rule).Value,
        LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm").Parse(start).Value,
        DateTimeZoneProviders.Tzdb[zone]);

    public static string Text(LocalDate date) => date.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture);
}
