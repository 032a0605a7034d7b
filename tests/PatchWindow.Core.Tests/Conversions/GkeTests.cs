using PatchWindow.Core.Tests.Windows;

namespace PatchWindow.Core.Tests.Conversions;

public sealed class GkeTests
{
    private const string Gke = "Gke";

    [Theory]
    [InlineData("FREQ=DAILY", "2026-12-05 01:00, 2026-12-06 01:00, 2026-12-07 01:00")]
    [InlineData("FREQ=WEEKLY;BYDAY=SA,SU", "2026-12-05 01:00, 2026-12-06 01:00, 2026-12-12 01:00")]
    [InlineData("RRULE:FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "2026-12-07 01:00, 2026-12-08 01:00, 2026-12-09 01:00")]
    [InlineData("FREQ=MONTHLY;BYSETPOS=1;BYDAY=SA,SU", "2026-12-05 01:00, 2027-01-02 01:00, 2027-02-06 01:00")]
    public void A_recurrence_means_these_windows_in_UTC(string recurrence, string windows)
    {
        var read = Converting.Read(Gke, Text(recurrence));
        Assert.Empty(read.Losses);
        Assert.Equal(windows.Split(',').Select(w => w.Trim() + " +00:00 for 6h"), Converting.Windows(read.Value, "2026-11-01 00:00 +00:00", 3));
    }

    [Theory]
    [InlineData("""{ "recurringWindow": { W } }""")]
    [InlineData("""{ "window": { "recurringWindow": { W } }, "resourceVersion": "abc" }""")]
    [InlineData("""{ "maintenancePolicy": { "window": { "recurringWindow": { W }, "maintenanceExclusions": {} } } }""")]
    public void It_is_read_from_the_policy_or_the_window_alone(string text)
    {
        var window = """ "window": { "startTime": "2026-12-05T02:00:00+01:00", "endTime": "2026-12-05T07:00:00Z" }, "recurrence": "FREQ=DAILY" """;
        Assert.Equal("FREQ=DAILY | from 2026-12-05T01:00:00 | 01:00:00 | 6h | UTC", Converting.Line(Converting.Read(Gke, text.Replace(" W ", window)).Value));
    }

    [Fact]
    public void A_daily_window_lasts_four_hours() => Assert.Equal(
        "FREQ=DAILY | 03:00:00 | 4h | UTC", Converting.Line(Converting.Read(Gke, """{ "window": { "dailyMaintenanceWindow": { "startTime": "03:00", "duration": "PT4H0M0S" } } }""").Value));

    [Theory]
    [InlineData("""{ "windowStartTime": { "hours": 1 }, "windowDuration": "21600s", "recurrence": "FREQ=WEEKLY;BYDAY=SA" }""", "FREQ=WEEKLY;BYDAY=SA | 01:00:00 | 6h | UTC")]
    [InlineData(
        """{ "delayUntil": { "year": 2026, "month": 12, "day": 5 }, "windowStartTime": { "hours": 22, "minutes": 30 }, "windowDuration": "14400s", "recurrence": "FREQ=DAILY;INTERVAL=2" }""",
        "FREQ=DAILY;INTERVAL=2 | from 2026-12-05T22:30:00 | 22:30:00 | 4h | UTC")]
    public void The_window_by_its_newer_name_is_read_too(string window, string schedule)
    {
        var read = Converting.Read(Gke, $$"""{ "maintenancePolicy": { "window": { "recurringMaintenanceWindow": {{window}} } } }""");
        Assert.Empty(read.Losses);
        Assert.Equal(schedule, Converting.Line(read.Value));
    }

    [Theory]
    [InlineData("""{ "windowStartTime": { "hours": 1 }, "windowDuration": "21600s", "recurrence": "FREQ=DAILY;INTERVAL=2" }""", "'FREQ=DAILY;INTERVAL=2' counts from a day, and there is no 'delayUntil'.")]
    [InlineData("""{ "windowStartTime": { "hours": 1 }, "windowDuration": "21600s", "recurrence": "FREQ=MONTHLY" }""", "'FREQ=MONTHLY' counts from a day, and there is no 'delayUntil'.")]
    [InlineData("""{ "windowStartTime": { "hours": 24 }, "windowDuration": "21600s", "recurrence": "FREQ=DAILY" }""", "'hours' is 24, and goes from 0 to 23.")]
    [InlineData("""{ "windowStartTime": {}, "windowDuration": "6h", "recurrence": "FREQ=DAILY" }""", "'6h' is no duration in seconds.")]
    [InlineData("""{ "windowStartTime": {}, "windowDuration": "0s", "recurrence": "FREQ=DAILY" }""", "'windowDuration' is nothing.")]
    [InlineData("""{ "windowStartTime": {}, "recurrence": "FREQ=DAILY" }""", "'recurringMaintenanceWindow' has no 'windowDuration'.")]
    [InlineData("""{ "windowDuration": "60s", "recurrence": "FREQ=DAILY" }""", "'recurringMaintenanceWindow' has no 'windowStartTime'.")]
    [InlineData("""{ "delayUntil": { "year": 2026, "month": 2, "day": 30 }, "windowStartTime": {}, "windowDuration": "60s", "recurrence": "FREQ=DAILY" }""", "'delayUntil' is day 30 of a month with 28.")]
    [InlineData("""{ "delayUntill": {}, "windowStartTime": {}, "windowDuration": "60s", "recurrence": "FREQ=DAILY" }""", "'delayUntill' is not understood. Did you mean 'delayUntil'?")]
    public void A_window_by_its_newer_name_that_cannot_be_read_names_the_word(string window, string reason) => Assert.EndsWith(
        " cannot be read: " + reason,
        Converting.Unreadable(Gke, $$"""{ "recurringMaintenanceWindow": {{window}} }""").Message, StringComparison.Ordinal);

    [Fact]
    public void Positions_keep_the_time_that_they_choose_from()
    {
        var written = Converting.Write(Gke, new Schedule
        {
            RRule = "FREQ=MONTHLY;INTERVAL=5;BYHOUR=18;BYSETPOS=2,-1", At = new TimeSpan(19, 0, 0), Duration = TimeSpan.FromHours(60), TimeZone = "UTC",
        });
        Assert.Contains("BYHOUR=18", written.Value, StringComparison.Ordinal);
        Assert.Equal(
            ["2026-01-01 18:00 +00:00 for 2d12h", "2026-06-01 18:00 +00:00 for 2d12h"], Converting.Windows(Converting.Read(Gke, written.Value).Value, "2026-01-01 00:00 +00:00", 2));
    }

    [Fact]
    public void Exclusions_are_a_loss() => Assert.Equal(
        "Exclude: 'maintenanceExclusions' are spans of time, and a schedule excludes days: its windows open during them as well.",
        Assert.Single(Converting.Read(Gke, """{ "dailyMaintenanceWindow": { "startTime": "03:00" }, "maintenanceExclusions": { "holiday": {} } }""").Losses).ToString());

    [Theory]
    [InlineData("FREQ=WEKLY;BYDAY=SA", "Did you mean 'WEEKLY'?")]
    [InlineData("FREQ=HOURLY", "'FREQ=HOURLY' goes by the hour or less, which GKE does not take.")]
    public void A_recurrence_that_cannot_be_read_names_the_word(string recurrence, string reason) =>
        Assert.Contains(reason, Converting.Unreadable(Gke, Text(recurrence)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("""{ "recurence": "FREQ=DAILY" }""", "'recurence' is not understood. Did you mean 'recurrence'?")]
    [InlineData("""{ "recurrence": "FREQ=DAILY" }""", "it has no 'window' with a 'startTime' and an 'endTime'.")]
    [InlineData("""{ "window": { "startTime": "2026-12-05T01:00:00Z", "endTime": "2026-12-05T01:00:00Z" }, "recurrence": "FREQ=DAILY" }""", "'2026-12-05T01:00:00Z' is not after '2026-12-05T01:00:00Z'.")]
    [InlineData("""{ "window": { "startTime": "2026-12-05T01:00:00Z", "endTime": "2026-12-05T01:00:00Z" } }""", "'2026-12-05T01:00:00Z' is not after '2026-12-05T01:00:00Z'.")]
    public void A_window_that_cannot_be_read_names_the_word(string text, string reason) =>
        Assert.EndsWith(" cannot be read: " + reason, Converting.Unreadable(Gke, text).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("Sat 22:00 for 16h UTC", "2001-01-06T22:00:00Z", "FREQ=WEEKLY;BYDAY=SA")]
    [InlineData("Sat 04:00 for 16h Asia/Tokyo", "2001-01-05T19:00:00Z", "FREQ=WEEKLY;BYDAY=FR")]
    [InlineData("daily 04:00 for 16h Asia/Tokyo", "2000-12-31T19:00:00Z", "FREQ=DAILY")]
    [InlineData("2nd,3rd Tue 04:00 for 60h Asia/Tokyo", "2001-01-08T19:00:00Z", "FREQ=MONTHLY;BYMONTHDAY=7,8,9,10,11,12,13,14,15,16,17,18,19,20;BYDAY=MO")]
    [InlineData("2nd,3rd Tue +3d 22:00 for 60h UTC", "2001-01-12T22:00:00Z", "FREQ=MONTHLY;BYMONTHDAY=11,12,13,14,15,16,17,18,19,20,21,22,23,24;BYDAY=FR")]
    [InlineData("2nd,3rd Tue 20:00 for 60h America/Phoenix", "2001-01-10T03:00:00Z", "FREQ=MONTHLY;BYMONTHDAY=9,10,11,12,13,14,15,16,17,18,19,20,21,22;BYDAY=WE")]
    public void Days_and_times_are_written_as_they_lie_in_UTC(string text, string start, string recurrence)
    {
        var written = Converting.Write(Gke, Given.Text(text));
        Assert.Empty(written.Losses);
        Assert.Contains($"\"startTime\": \"{start}\"", written.Value, StringComparison.Ordinal);
        Assert.Contains($"\"recurrence\": \"{recurrence}\"", written.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void A_clock_that_changes_moves_the_window_and_is_a_loss()
    {
        var written = Converting.Write(Gke, Given.Text("Sat 22:00 for 16h Europe/Oslo"));
        Assert.Contains("\"startTime\": \"2001-01-06T21:00:00Z\"", written.Value, StringComparison.Ordinal);
        Assert.Equal(
            "TimeZone: GKE goes by UTC: written for UTC+01:00, windows open 1h later on the clock of Europe/Oslo while that is at UTC+02:00.", Assert.Single(written.Losses).ToString());
    }

    [Theory]
    [InlineData("Sat 22:00 for 4h UTC", "16h")]
    [InlineData("daily 22:00 for 3h UTC", "0m")]
    [InlineData("2nd Tue 22:00 for 2d UTC", "0m")]
    public void Fewer_hours_than_GKE_demands_are_a_loss(string text, string hours) => Assert.Equal(
        $"Duration: GKE refuses a window unless any 32 days have 48 hours of it in pieces of at least 4 hours: here there are days with {hours}.",
        Assert.Single(Converting.Write(Gke, Given.Text(text)).Losses).ToString());

    [Theory]
    [InlineData("Sat 22:00 for 16h host", "it opens in each host's own zone, and Gke has one zone for all.")]
    [InlineData("2026-12-05 22:00 for 4h", "it has dates and no rule, and GKE needs a rule.")]
    [InlineData("1st Tue 04:00 for 60h Asia/Tokyo", "the days of FREQ=MONTHLY;BYDAY=1TU lie 1 day earlier in UTC, and no rule counts them there.")]
    [InlineData("4th Tue +1d 22:00 for 60h", "the days of FREQ=MONTHLY;BYDAY=4TU lie 1 day later in UTC, and no rule counts them there.")]
    [InlineData("last Tue +3d 22:00 for 60h", "the days of FREQ=MONTHLY;BYDAY=-1TU lie 3 days later in UTC, and no rule counts them there.")]
    public void A_recurrence_that_GKE_cannot_say_is_refused_with_the_reason(string text, string reason)
    {
        var problem = Converting.Impossible(Gke, Given.Text(text));
        Assert.Equal("Gke cannot say this schedule: " + reason, problem.Message);
        Assert.NotNull(problem.Suggestion);
    }

    private static string Text(string recurrence) => $$"""
        { "window": { "startTime": "2026-12-05T01:00:00Z", "endTime": "2026-12-05T07:00:00Z" }, "recurrence": "{{recurrence}}" }
        """;
}
