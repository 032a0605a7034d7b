using PatchWindow.Core.Conversions;
using PatchWindow.Core.Tests.Windows;

namespace PatchWindow.Core.Tests.Conversions;

/// <summary>Conversions as lines that a table of cases can hold.</summary>
internal static class Converted
{
    /// <summary>The schedule that a text means; it must lose nothing.</summary>
    public static Schedule Read(string format, string text)
    {
        Assert.True(ScheduleFormats.Find(format).Value.Read(text).TryGet(out var read, out var problem), problem?.ToString());
        Assert.Empty(read.Losses);
        return read.Value;
    }

    /// <summary>Rule, time of day, dates, years and zone: <c>FREQ=WEEKLY;BYDAY=SA | 22:00 | Europe/Oslo</c>.</summary>
    public static string Line(Schedule schedule) => string.Join(" | ", new[]
    {
        schedule.RRule?.Replace("\n", " + "),
        schedule.At?.ToString(schedule.At.Value.Seconds == 0 ? "hh\\:mm" : "hh\\:mm\\:ss", System.Globalization.CultureInfo.InvariantCulture),
        schedule.Duration == TimeSpan.Zero ? null : "for " + DurationText.Format(schedule.Duration) + (schedule.DurationMode == DurationMode.WallClock ? " by the clock" : ""),
        schedule.Start is { } start ? "from " + MomentText.Format(start) : null,
        schedule.Include.Length == 0 ? null : "on " + string.Join(",", schedule.Include.Select(MomentText.Format)),
        schedule.Exclude.Length == 0 ? null : "except " + string.Join(",", schedule.Exclude.Select(MomentText.FormatDate)),
        schedule.TimeZone,
    }.Where(part => part is not null));

    /// <summary>The text of a schedule, and after a bar the properties that are lost.</summary>
    public static string Write(string format, Schedule schedule)
    {
        Assert.True(ScheduleFormats.Find(format).Value.Write(schedule).TryGet(out var written, out var problem), problem?.ToString());
        var lost = string.Join(",", written.Losses.Select(l => l.Path));
        return written.Value.Replace("\n", " + ") + (lost.Length == 0 ? "" : " | " + lost);
    }

    public static Finding Unread(string format, string text) => ScheduleFormats.Find(format).Value.Read(text).Problem!;

    public static Finding Unwritten(string format, Schedule schedule) => ScheduleFormats.Find(format).Value.Write(schedule).Problem!;

    public static Schedule Text(string text) => Given.Text(text);

    public static Schedule Rule(string rule, string at = "22:00") => new()
    {
        RRule = rule.Replace(" + ", "\n"), At = TimeSpan.Parse(at, System.Globalization.CultureInfo.InvariantCulture), Duration = TimeSpan.FromHours(4),
    };
}
