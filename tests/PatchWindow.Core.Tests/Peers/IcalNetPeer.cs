using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Evaluation;

namespace PatchWindow.Core.Tests.Peers;

/// <summary>Ical.Net, in this process.</summary>
internal static class IcalNetPeer
{
    /// <summary>The times that the library gives; null where it has no answer.</summary>
    public static string[]? Ask(Question question)
    {
        try
        {
            var calendarEvent = new CalendarEvent { Start = new CalDateTime(question.Start) };
            calendarEvent.RecurrenceRule = new RecurrenceRule(question.Rule);

            // Without a limit an empty set is searched for ever.
            var options = new EvaluationOptions { MaxUnmatchedIncrementsLimit = 20_000 };
            return
            [
                .. calendarEvent.GetOccurrences(new CalDateTime(question.Start), options)
                    .Select(o => o.Period.StartTime.Value)
                    .TakeWhile(t => t < question.Horizon)
                    .Take(question.Limit)
                    .Select(Question.Text),
            ];
        }
        catch (Exception e) when (e is EvaluationException or ArgumentException or InvalidOperationException or NotSupportedException)
        {
            return null;
        }
    }
}
