using System.Text.RegularExpressions;
using PatchWindow.Core.Outcomes;
using PatchWindow.Core.Windows.Text;

namespace PatchWindow.Core.Windows;

/// <summary>
/// Schedules as people type them:
/// <code>
///   schedule = days [ offset ] [ "at" ] times { clause }
///   days     = "daily" | "every" n "days"
///            | [ "weekly" | "every" n "weeks" ] weekdays
///            | [ "monthly" | "quarterly" | "every" n "months" ] monthdays [ "in" months ]
///            | ( "yearly" | "every" n "years" ) ( n month | monthdays "in" months )
///            | date { "," date }
///   weekdays = weekday [ "-" weekday ] { "," … } | "weekdays" | "weekends"
///   monthdays = nth weekday { "," nth weekday } | nth ( "business day" | "of" weekdays ) | nth "day" | "day" n [ "-" n ] { "," … }
///   nth      = ( "1st" | "2nd" | … | "last" | "2nd-to-last" ) { "," … }
///   offset   = ( "+" | "-" ) { n ( "mo" | "w" | "d" | "h" | "min" ) }
///   times    = time [ "-" time ] { "," … }        22:00 with "for", or 22:00-02:00
///   clause   = "for" duration | zone | "cutoff" duration | "from" date | "until" date
///            | "except" ( weekdays | months | dates ) | "also" dates
///            | "when skipped" ( "shift" | "skip" | "gapEnd" ) | "when ambiguous" ( "earlier" | "later" )
/// </code>
/// Letter case and spacing do not matter. A fault points at the word; words that may mean several things are a fault that lists
/// the readings, each as a text to type. <see cref="ScheduleWords"/> writes what this reads; about_PatchWindow_Schedules says
/// it to admins.
/// </summary>
public static class ScheduleText
{
    /// <summary>The schedule with its rule, time, duration, offset and zone; its Text is what was typed.</summary>
    public static Outcome<Schedule> Parse(string text) => Parse(text, mayBeDays: false);

    /// <summary>The same where a text that says no time means whole days, from midnight until the clock shows the next.</summary>
    internal static Outcome<Schedule> Parse(string text, bool mayBeDays)
    {
        if (text.Trim().Length == 0)
        {
            return Fault("ScheduleTextInvalid", "The schedule cannot be read: it is empty.", "Write '2nd Tue +3d 22:00 for 4h Europe/Oslo', for instance.");
        }

        if (Read(text, mayBeDays, out var schedule) is not { } fault) return schedule!;

        // PowerShell makes one line of it where a script shows the error: the first line must do by itself.
        var place = fault.At < text.TrimEnd().Length ? FormattableString.Invariant($"character {fault.At + 1}") : "its end";
        var message = $"The schedule cannot be read at {place}: {fault.Message}\n  {Regex.Replace(text, @"\s", " ")}\n  {new string(' ', fault.At)}^";
        if (fault.Readings.Count == 0) return Fault("ScheduleTextInvalid", message, fault.Suggestion);

        // Readings that cannot be typed back would be no help, unless something else is wrong besides.
        var readings = fault.Readings.Where(r => Read(r, mayBeDays, out _) is null).ToArray();
        if (readings.Length == 0) readings = [.. fault.Readings];
        return Fault(readings.Length > 1 ? "ScheduleTextAmbiguous" : "ScheduleTextInvalid", message, $"Write {Either(readings)}.");
    }

    private static TextFaultException? Read(string text, bool mayBeDays, out Schedule? schedule)
    {
        schedule = null;
        try
        {
            var (words, draft) = (new TokenReader(text), new ScheduleDraft());
            DayReader.Read(words, draft);
            if (mayBeDays && !TimeReader.Follows(words)) TimeReader.MakeWholeDays(draft);
            else TimeReader.Read(words, draft);
            ClauseReader.Read(words, draft);
            schedule = draft.ToSchedule(text);
            return null;
        }
        catch (TextFaultException fault)
        {
            return fault;
        }
    }

    private static string Either(string[] texts) =>
        (texts.Length > 1 ? string.Join(", ", texts.Take(texts.Length - 1).Select(t => $"'{t}'")) + " or " : "") + $"'{texts[texts.Length - 1]}'";

    private static Finding Fault(string code, string message, string? suggestion) => new()
    {
        Code = code, Kind = FindingKind.InvalidArgument, Message = message, Suggestion = suggestion,
    };
}
