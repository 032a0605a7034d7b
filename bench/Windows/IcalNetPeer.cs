using System.Globalization;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Evaluation;

namespace PatchWindow.Bench.Windows;

/// <summary>Ical.Net, in this process.</summary>
internal static class IcalNetPeer
{
    public static Answer? Ask(Rule rule)
    {
        try
        {
            // Without a duration: one that still ran would be found as well.
            var its = new CalendarEvent { Start = new CalDateTime(Rule.Start), RecurrenceRule = new RecurrenceRule(rule.Text) };
            var expand = Cost.Of(() => its.GetOccurrences(new CalDateTime(Rule.Start)).Take(Rule.Occurrences).LongCount());
            var seek = Cost.Of(() => 20 * Enumerable.Range(0, 20).LongCount(_ => First(its) is not null) / 20);
            return new Answer(expand, seek, First(its)!.Value.ToString("s", CultureInfo.InvariantCulture));
        }
        catch (Exception e) when (e is EvaluationException or ArgumentException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>A window in a zone: an occurrence with its start and end as moments.</summary>
    public static Cost Zoned(string rule, string zone)
    {
        var its = new CalendarEvent { Start = new CalDateTime(Rule.Start, zone), Duration = Duration.FromHours(4), RecurrenceRule = new RecurrenceRule(rule) };
        return Cost.Of(() => its.GetOccurrences(new CalDateTime(Rule.Start, zone)).Take(Rule.Occurrences).LongCount(o => o.Period.StartTime.AsUtc < o.Period.EffectiveEndTime!.AsUtc));
    }

    private static DateTime? First(CalendarEvent its) => its.GetOccurrences(new CalDateTime(Rule.Far)).First().Period.StartTime.Value;
}
