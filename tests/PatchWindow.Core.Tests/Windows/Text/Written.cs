using System.Globalization;
using NodaTime;
using PatchWindow.Core.Windows;

namespace PatchWindow.Core.Tests.Windows.Text;

/// <summary>Schedules as lines that hold all that they are.</summary>
internal static class Written
{
    /// <summary><c>FREQ=WEEKLY;BYDAY=SA | 22:00 | 4h</c> and whatever else is set.</summary>
    public static string Line(Schedule schedule) => string.Join(" | ", new[]
    {
        schedule.RRule ?? Dates(schedule.Include),
        schedule.At is { Seconds: > 0 } ? schedule.At.ToString() : schedule.At?.ToString("hh\\:mm", CultureInfo.InvariantCulture),
        DurationText.Format(schedule.Duration),
        schedule.Offset,
        schedule.TimeZone,
        schedule.DurationMode == DurationMode.WallClock ? "WallClock" : null,
        schedule.Cutoff == TimeSpan.Zero ? null : "cutoff " + DurationText.Format(schedule.Cutoff),
        schedule.Start is { } start ? "from " + Dates([start]) : null,
        schedule.Until is { } until ? "until " + Dates([until]) : null,
        schedule.Exclude.Length == 0 ? null : "except " + Dates(schedule.Exclude),
        schedule.RRule is null || schedule.Include.Length == 0 ? null : "also " + Dates(schedule.Include),
        schedule.WhenSkipped == SkippedTime.Shift ? null : schedule.WhenSkipped.ToString(),
        schedule.WhenAmbiguous == AmbiguousTime.Earlier ? null : schedule.WhenAmbiguous.ToString(),
    }.Where(part => part is not null));

    /// <summary>The windows of some years, one a line; zones that are not set are those of a host in Oslo.</summary>
    public static string Windows(Schedule schedule, int years = 3)
    {
        var from = Instant.FromUtc(2026, 1, 1, 0, 0);
        var query = new WindowQuery(from, Given.Zone("Europe/Oslo"));
        return string.Join("\n", WindowFinder.Between(Given.Policy("host", [], schedule), from, from.Plus(Duration.FromDays(366 * years)), query)
            .Take(400).Select(w => Given.Line(w) + " until " + MomentText.Format(w.Cutoff)));
    }

    private static string Dates(DateTime[] dates) => string.Join(",", dates.Select(d => MomentText.Format(d).Replace(" 00:00", "") + (d.Second == 0 ? "" : ":" + d.Second)));
}
