using PatchWindow.Fleet.Calendars;

namespace PatchWindow.Fleet.Configuration;

/// <summary>Reads one freeze: dates, what recurs, or a calendar file.</summary>
internal static class FreezeSettings
{
    public static Freeze Read(SettingReader reader)
    {
        var recurs = reader.Has("text") | reader.Has("rrule");
        var calendar = reader.Has("calendar");
        var from = reader.Moment("from", out _);
        var to = reader.Moment("to", out var wholeDay);
        if (!recurs && !calendar)
        {
            _ = reader.Required("from");
            _ = reader.Required("to");
        }

        if (recurs && calendar)
        {
            reader.Fault("calendar", "SettingConflict", "A freeze has either 'calendar' or a recurrence, not both.",
                "Write two freezes, one with each.");
        }

        var freeze = new Freeze
        {
            From = from,
            To = wholeDay && to is { } day && day < DateTime.MaxValue.Date ? day.AddDays(1) : to,
            Reason = reader.Text("reason") ?? (calendar ? "" : "freeze"),
            Mode = reader.Word<FreezeMode>("mode"),
            Minimum = reader.Duration("minimum") ?? TimeSpan.Zero,
            Allow = reader.Words<FreezePass>("allow").Aggregate(FreezePass.None, (all, one) => all | one),
        };

        // One that could not be read is reported above; it need not be called missing as well.
        if (!recurs && !calendar)
        {
            freeze.From ??= DateTime.MinValue;
            freeze.To ??= DateTime.MaxValue;
        }

        if (recurs) freeze.Schedules = [ScheduleSettings.ReadTimes(reader)];
        else if (calendar) ReadCalendar(reader, freeze);
        reader.RefuseTheRest();
        return freeze;
    }

    private static void ReadCalendar(SettingReader reader, Freeze freeze)
    {
        freeze.Calendar = reader.FilePath("calendar") ?? "";
        if (freeze.Calendar.Length == 0) return;
        var findings = new List<Finding>();
        freeze.Schedules = [.. CalendarFile.Read(freeze.Calendar, findings)];
        foreach (var finding in findings) reader.Take("calendar", finding);
    }
}
