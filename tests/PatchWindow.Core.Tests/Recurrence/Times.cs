using System.Globalization;
using NodaTime;
using NodaTime.Text;
using PatchWindow.Core.Recurrence;

namespace PatchWindow.Core.Tests.Recurrence;

/// <summary>What a rule gives, as text.</summary>
internal static class Times
{
    private static readonly LocalDateTimePattern Minutes = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm");

    /// <summary>The dates of the first times from a moment on.</summary>
    public static string[] Dates(string rule, string start, int most, string from = "0001-01-01 00:00", string zone = "America/New_York") =>
        [.. From(rule, start, from, zone).Take(most).Select(t => Date(t.Date))];

    /// <summary>The first times from a moment on: <c>1997-09-02 09:00</c>, with seconds where they are not 0.</summary>
    public static string[] Of(string rule, string start, int most, string from = "0001-01-01 00:00", string zone = "America/New_York") =>
        [.. From(rule, start, from, zone).Take(most).Select(Text)];

    public static RecurrenceTimes Rule(string rule, string start, string zone = "UTC") =>
        new(RecurrenceRuleParser.Parse(rule).Value, Local(start), DateTimeZoneProviders.Tzdb[zone]);

    public static LocalDateTime Local(string text) => Minutes.Parse(text).Value;

    public static string Date(LocalDate date) => date.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture);

    public static string Text(LocalDateTime time) =>
        time.ToString(time.Second == 0 ? "uuuu-MM-dd HH:mm" : "uuuu-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    private static IEnumerable<LocalDateTime> From(string rule, string start, string from, string zone) =>
        Rule(rule, start, zone).Between(Local(from), new LocalDateTime(9999, 12, 31, 0, 0));
}
