using System.Globalization;

namespace PatchWindow.Fleet.Configuration;

/// <summary>Reads one policy: which words it has and what they mean.</summary>
internal static class PolicySettings
{
    public static Policy Read(SettingReader reader)
    {
        var policy = new Policy
        {
            Name = reader.Name,
            Targets = ReadTargets(reader) ?? "",
            TimeZone = reader.Text("timeZone"),
            Schedules = [.. reader.Objects("schedules").Select(ReadSchedule)],
            Freezes = [.. reader.Objects("freezes").Select(ReadFreeze)],
            Approve = reader.Object("approve") is { } approve ? ReadApproval(approve) : null,
            Defer = reader.Object("defer") is { } defer ? ReadDeferral(defer) : null,
        };
        if (reader.Object("reboot") is { } reboot)
        {
            policy.Reboot = new RebootRule { Reserve = reboot.Duration("reserve") ?? TimeSpan.Zero };
            reboot.ReadLater("mode", "timeout");
            reboot.RefuseTheRest();
        }

        reader.ReadLater("mode", "deadlines", "emergency", "rollout", "hooks");
        reader.RefuseTheRest();
        return policy;
    }

    private static string? ReadTargets(SettingReader reader)
    {
        // A word alone asks for a tag, and a number nobody means as one.
        var text = reader.Text("targets");
        if (text is null || !double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _)) return text;
        reader.Fault("targets", "SettingWrongType", $"'targets' is the number {text} and must be a filter.", "Write, for instance: env = prod; * is every host.");
        return null;
    }

    private static Schedule ReadSchedule(SettingReader reader)
    {
        var start = reader.Moment("start", out var startsOnADate);
        var until = reader.Moment("until", out var endsWithADate);
        var schedule = new Schedule
        {
            Name = reader.Text("name"),
            Text = reader.Text("text"),
            RRule = reader.Text("rrule"),
            Start = start,
            At = reader.TimeOfDay("at"),
            Duration = reader.Duration("duration") ?? TimeSpan.Zero,
            TimeZone = reader.Text("timeZone"),
            Offset = reader.Text("offset"),
            Until = until,
            Cutoff = reader.Duration("cutoff") ?? TimeSpan.Zero,
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
        reader.RefuseTheRest();
        return schedule;
    }

    private static Freeze ReadFreeze(SettingReader reader)
    {
        var recurring = new[] { "calendar", "rrule", "text" }.Where(reader.Has).ToList();
        var from = reader.Moment("from", out _);
        var to = reader.Moment("to", out var wholeDay);
        if (recurring.Count == 0)
        {
            _ = reader.Required("from");
            _ = reader.Required("to");
        }
        else
        {
            // A freeze that is not applied would let patches through that someone forbade: refuse the policy instead.
            reader.Fault("", "FreezeNotSupported", "This version reads freezes by 'from' and 'to' only.", "Write the dates of the freeze.");
        }

        var freeze = new Freeze
        {
            From = from ?? default,

            // One that could not be read is reported above; it need not be called empty as well.
            To = wholeDay && to is { } day && day < DateTime.MaxValue.Date ? day.AddDays(1) : to ?? DateTime.MaxValue,
            Reason = reader.Text("reason") ?? "freeze",
            Mode = reader.Word<FreezeMode>("mode"),
            Minimum = reader.Duration("minimum") ?? TimeSpan.Zero,
        };
        reader.RefuseTheRest();
        return freeze;
    }

    private static ApprovalRule ReadApproval(SettingReader reader)
    {
        var rule = new ApprovalRule
        {
            Classification = reader.Words<PatchClassification>("classification"),
            MinimumSeverity = reader.Word<PatchSeverity>("minimumSeverity"),
            AfterDays = reader.Count("afterDays") ?? 0,
            Include = reader.Packages("include"),
            Exclude = reader.Packages("exclude"),
        };
        reader.RefuseTheRest();
        return rule;
    }

    private static DeferralLimit ReadDeferral(SettingReader reader)
    {
        var limit = new DeferralLimit { MaxDays = reader.Count("maxDays"), MaxTimes = reader.Count("maxTimes") };
        reader.ReadLater("maxBehind");
        reader.RefuseTheRest();
        return limit;
    }
}
