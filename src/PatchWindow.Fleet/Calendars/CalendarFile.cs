#if NET
using Ical.Net;
using PatchWindow.Fleet.Calendars.Events;
#endif

namespace PatchWindow.Fleet.Calendars;

/// <summary>
/// Reads an iCalendar file (RFC 5545) whose events are times in which nothing may be patched. Whatever cannot be read is a fault of
/// the whole file: an event that is passed over would let through what somebody forbade.
/// </summary>
internal static class CalendarFile
{
    private const long LargestSize = 16 * 1024 * 1024;

    /// <summary>The events as schedules, named by their summaries; none that last no time, and none that are cancelled.</summary>
    /// <param name="path">The file.</param>
    /// <param name="findings">Receives what is wrong with it.</param>
    public static IReadOnlyList<Schedule> Read(string path, ICollection<Finding> findings)
    {
        string text;
        try
        {
            if (new FileInfo(path) is { Exists: true, Length: > LargestSize } file)
            {
                findings.Add(Fault("CalendarInvalid", $"The calendar '{path}' has {file.Length / 1024 / 1024} MiB; more than {LargestSize / 1024 / 1024} are not read.",
                    "Export only the calendar of freezes."));
                return [];
            }

            text = File.ReadAllText(path);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            findings.Add(Fault("CalendarNotFound", $"There is no calendar '{path}'.", "Correct the path, or export the calendar to it."));
            return [];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            findings.Add(Fault("CalendarUnreadable", $"The calendar '{path}' cannot be read: {e.Message}", null));
            return [];
        }

        return Parse(text, path, findings);
    }

#if NET
    private static List<Schedule> Parse(string text, string path, ICollection<Finding> findings)
    {
        // The library is content with a file that was cut short, and then there are fewer freezes than were written.
        var trimmed = text.Trim();
        if (!trimmed.StartsWith("BEGIN:VCALENDAR", StringComparison.OrdinalIgnoreCase))
            return Refuse($"The file '{path}' is no iCalendar file: it does not begin with BEGIN:VCALENDAR.");
        if (!trimmed.EndsWith("END:VCALENDAR", StringComparison.OrdinalIgnoreCase))
            return Refuse($"The calendar '{path}' is cut short: it does not end with END:VCALENDAR.");
        try
        {
            var lines = new CalendarLines(text);
            if (lines.UnreadDate() is { } unread)
                return Refuse($"The calendar '{path}' cannot be read: in its {unread.List}, '{unread.Item}' is no date.");
            var events = CalendarCollection.Load(text).SelectMany(c => c.Events).ToList();
            if (lines.Count("VEVENT") is var written && written != events.Count)
                return Refuse($"The calendar '{path}' cannot be read: of its {written} events, {written - events.Count} lie within another component.");
            return CalendarSchedules.Of(events, Path.GetFileName(path), findings);
        }
#pragma warning disable CA1031 // The library says in a dozen types of exceptions that it does not understand a line.
        catch (Exception e) when (e is not OutOfMemoryException)
#pragma warning restore CA1031
        {
            return Refuse($"The calendar '{path}' cannot be read: {e.Message.Split('\n')[0].TrimEnd('.', '\r')}.");
        }

        List<Schedule> Refuse(string message)
        {
            findings.Add(Fault("CalendarInvalid", message, "Export the calendar again, as iCalendar (.ics)."));
            return [];
        }
    }

#else
    private static List<Schedule> Parse(string text, string path, ICollection<Finding> findings)
    {
        _ = text;
        findings.Add(Fault("CalendarNotSupported", $"The calendar '{path}' cannot be read in Windows PowerShell.",
            "Run this in PowerShell 7.6, or write the freezes with 'from' and 'to' or as recurrences."));
        return [];
    }
#endif

    private static Finding Fault(string code, string message, string? suggestion) => new() { Code = code, Message = message, Suggestion = suggestion };
}
