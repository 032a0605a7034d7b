namespace PatchWindow.Fleet.Configuration;

/// <summary>Reads one schedule: which words it has and what they mean.</summary>
internal static class ScheduleSettings
{
    public static Schedule Read(SettingReader reader)
    {
        var schedule = ReadTimes(reader);
        schedule.Name = reader.Text("name");
        schedule.Cutoff = reader.Duration("cutoff") ?? TimeSpan.Zero;
        reader.RefuseTheRest();
        return schedule;
    }

    /// <summary>The words that say when and for how long, which other objects have among their own.</summary>
    public static Schedule ReadTimes(SettingReader reader)
    {
        var start = reader.Moment("start", out var startsOnADate);
        var until = reader.Moment("until", out var endsWithADate);
        var schedule = new Schedule
        {
            Text = reader.Text("text"),
            RRule = reader.Text("rrule"),
            Start = start,
            At = reader.TimeOfDay("at"),
            Duration = reader.Duration("duration") ?? TimeSpan.Zero,
            TimeZone = reader.Text("timeZone"),
            Offset = reader.Text("offset"),
            Until = until,
            Include = reader.Moments("include"),
            Exclude = reader.Moments("exclude"),
            WhenSkipped = reader.Word<SkippedTime>("whenSkipped"),
            WhenAmbiguous = reader.Word<AmbiguousTime>("whenAmbiguous"),
            DurationMode = reader.Has("durationMode") ? reader.Word<DurationMode>("durationMode") : null,
        };
        if (schedule is { Text: not null, RRule: not null })
            reader.Fault("text", "SettingConflict", "A schedule has either 'text' or 'rrule', not both.", "Remove one of the two.");

        // A schedule takes midnight for a date alone. One that is written out is the moment it says: the time at which windows
        // open, and an end that includes nothing of its day but a start at that very moment.
        if (start is { TimeOfDay.Ticks: 0 } && !startsOnADate && schedule.Text is null) schedule.At ??= TimeSpan.Zero;
        if (until is { TimeOfDay.Ticks: 0 } && !endsWithADate) schedule.Until = until.Value.AddTicks(1);
        return schedule;
    }
}
