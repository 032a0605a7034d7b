using System.Globalization;
using NodaTime;
using PatchWindow.Core.Conversions;
using PatchWindow.Core.Tests.Windows;
using PatchWindow.Core.Windows;

namespace PatchWindow.Core.Tests.Peers;

/// <summary>The events we write, read by Ical.Net in the same run: another reader finds the same windows in them.</summary>
public sealed class IcalNetPeerTests
{
    [Theory]
    [InlineData("Sat 22:00 for 4h Europe/Oslo")]
    [InlineData("2nd Tue +3d 22:00 for 4h America/New_York")]
    [InlineData("every 2 weeks Wed 22:00 for 2h Europe/Oslo")]
    [InlineData("daily 02:30 for 1h Australia/Lord_Howe except 2026-12-24,2027-01-01")]
    [InlineData("last Fri 20:00 for 30m UTC except 2026-07-31")]
    [InlineData("2026-12-05 22:00 for 6h Europe/Oslo")]
    public void What_is_written_opens_the_same_windows_there(string text) => Same(Given.Text(text));

    [Fact]
    public void So_do_an_end_a_count_and_dates_besides()
    {
        Same(new Schedule
        {
            RRule = "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU;WKST=SU", Start = new DateTime(2026, 1, 6), Until = new DateTime(2026, 10, 25), At = TimeSpan.FromHours(23.5),
            Duration = TimeSpan.FromHours(3), TimeZone = "America/New_York", Include = [new DateTime(2026, 8, 1), new DateTime(2027, 2, 1, 4, 0, 0)],
        });
        Same(new Schedule { RRule = "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;COUNT=7", Start = new DateTime(2026, 2, 6, 20, 0, 0), Duration = TimeSpan.FromHours(3), TimeZone = "UTC" });
    }

    private static void Same(Schedule schedule)
    {
        var (from, to) = (Instant.FromUtc(2026, 1, 1, 0, 0), Instant.FromUtc(2028, 1, 1, 0, 0));
        var written = ScheduleFormats.Find("ICalendar").Value.Write(schedule).Value;
        Assert.Empty(written.Losses);
        var ours = WindowFinder.Between(Given.Policy(schedule), from, to, new WindowQuery(from, Given.Utc)).Select(w => Line(w.Start.UtcDateTime, w.Duration));
        var theirs = Ical.Net.Calendar.Load(written.Value)!.Events.Single().GetOccurrences()
            .Select(o => (Start: o.Period.StartTime.AsUtc, Length: o.Period.EffectiveEndTime!.AsUtc - o.Period.StartTime.AsUtc))
            .SkipWhile(o => o.Start < from.ToDateTimeUtc()).TakeWhile(o => o.Start < to.ToDateTimeUtc()).Select(o => Line(o.Start, o.Length));
        Assert.Equal(written.Value + string.Join("\n", theirs), written.Value + string.Join("\n", ours));
    }

    private static string Line(DateTime start, TimeSpan length) => start.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) + " for " + DurationText.Format(length);
}
