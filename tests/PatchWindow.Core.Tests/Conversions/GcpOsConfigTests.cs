using PatchWindow.Core.Tests.Windows;

namespace PatchWindow.Core.Tests.Conversions;

public sealed class GcpOsConfigTests
{
    private const string Gcp = "GcpOsConfig";

    [Theory]
    [InlineData("\"frequency\": \"DAILY\"", "2026-12-01 22:30, 2026-12-02 22:30, 2026-12-03 22:30")]
    [InlineData("\"frequency\": \"WEEKLY\", \"weekly\": { \"dayOfWeek\": \"SUNDAY\" }", "2026-12-06 22:30, 2026-12-13 22:30, 2026-12-20 22:30")]
    [InlineData("\"frequency\": \"MONTHLY\", \"monthly\": { \"monthDay\": 31 }", "2026-12-31 22:30, 2027-01-31 22:30, 2027-03-31 22:30")]
    [InlineData("\"frequency\": \"MONTHLY\", \"monthly\": { \"monthDay\": -1 }", "2026-12-31 22:30, 2027-01-31 22:30, 2027-02-28 22:30")]
    [InlineData("\"monthly\": { \"weekDayOfMonth\": { \"weekOrdinal\": 2, \"dayOfWeek\": \"TUESDAY\" } }", "2026-12-08 22:30, 2027-01-12 22:30, 2027-02-09 22:30")]
    [InlineData("\"monthly\": { \"weekDayOfMonth\": { \"weekOrdinal\": 2, \"dayOfWeek\": \"TUESDAY\", \"dayOffset\": 3 } }", "2026-12-11 22:30, 2027-01-15 22:30, 2027-02-12 22:30")]
    [InlineData("\"monthly\": { \"weekDayOfMonth\": { \"weekOrdinal\": -1, \"dayOfWeek\": \"FRIDAY\", \"dayOffset\": -5 } }", "2026-12-20 22:30, 2027-01-24 22:30, 2027-02-21 22:30")]
    [InlineData("\"monthly\": { \"weekDayOfMonth\": { \"weekOrdinal\": 4, \"dayOfWeek\": \"TUESDAY\", \"dayOffset\": 10 } }", "2026-12-04 22:30, 2027-01-01 22:30, 2027-02-05 22:30")]
    public void A_recurring_schedule_means_these_windows(string days, string windows)
    {
        var read = Converting.Read(Gcp, Recurring(days));
        Assert.Empty(read.Losses);
        Assert.Equal("patch", read.Value.Name);
        Assert.Equal(
            windows.Split(',').Select(w => w.Trim() + (w.Contains("-03-31") ? " +02:00" : " +01:00") + " for 4h"),
            Converting.Windows(read.Value, "2026-12-01 12:00 +01:00", 3));
    }

    [Fact]
    public void Its_start_and_end_limit_the_windows()
    {
        var read = Converting.Read(Gcp, Recurring(
            "\"startTime\": \"2026-12-03T22:00:00Z\", \"endTime\": \"2026-12-06T21:30:00Z\", \"frequency\": \"DAILY\""));
        Assert.Equal(
            ["2026-12-04 22:30 +01:00 for 4h", "2026-12-05 22:30 +01:00 for 4h", "2026-12-06 22:30 +01:00 for 4h"],
            Converting.Windows(read.Value, "2026-12-01 00:00 +01:00", 9));
    }

    [Fact]
    public void A_one_time_schedule_is_one_window() => Assert.Equal(
        ["2026-12-05 21:00 +00:00 for 30m"],
        Converting.Windows(
            Converting.Read(Gcp, """{ "duration": "1800.500s", "oneTimeSchedule": { "executeTime": "2026-12-05T21:00:00Z" } }""").Value, "2026-12-01 00:00 +01:00", 9));

    [Fact]
    public void A_deployment_that_is_paused_is_a_loss() => Assert.Equal(
        "RRule: 'state' is PAUSED: Google deploys nothing, and the schedule opens all the same.",
        Assert.Single(Converting.Read(Gcp, """{ "duration": "60s", "state": "PAUSED", "oneTimeSchedule": { "executeTime": "2026-12-05T21:00:00Z" } }""").Losses).ToString());

    [Fact]
    public void A_deployment_without_a_duration_leaves_it_open_as_a_crontab_does()
    {
        var read = Converting.Read(Gcp, """{ "oneTimeSchedule": { "executeTime": "2026-12-05T21:00:00Z" } }""");
        Assert.Empty(read.Losses);
        Assert.Equal(TimeSpan.Zero, read.Value.Duration);
    }

    [Theory]
    [InlineData("\"frequency\": \"DAYLY\"", "'DAYLY' is no frequency. Did you mean 'DAILY'?")]
    [InlineData("\"frequency\": \"WEEKLY\"", "'WEEKLY' needs 'weekly' with a 'dayOfWeek'.")]
    [InlineData("\"weekly\": { \"dayOfWeek\": \"Tuesday\" }", "'Tuesday' is no day of the week in capitals. Did you mean 'TUESDAY'?")]
    [InlineData("\"monthly\": { \"monthDay\": 32 }", "'monthDay' is 32, and is 1 to 31, or -1 for the last day.")]
    [InlineData("\"monthly\": { \"weekDayOfMonth\": { \"weekOrdinal\": 5, \"dayOfWeek\": \"TUESDAY\" } }", "'weekOrdinal' is 5, and is 1 to 4, or -1 for the last.")]
    [InlineData("\"monthly\": { \"weekDayOfMonth\": { \"weekOrdinal\": 2, \"dayOfWeek\": \"TUESDAY\", \"dayOffset\": 31 } }", "'dayOffset' is 31, and goes from -30 to 30.")]
    [InlineData("\"monthly\": { \"weekDayOfMonth\": { \"weekOrdinal\": 2, \"dayOfweek\": \"TUESDAY\" } }", "'dayOfweek' is not understood. Did you mean 'dayOfWeek'?")]
    [InlineData("\"frequency\": \"DAILY\", \"startTime\": \"2026-12-05\"", "'2026-12-05' is no moment for startTime.")]
    public void A_schedule_that_cannot_be_read_names_the_word_and_the_nearest_right_one(string days, string reason) =>
        Assert.EndsWith(" cannot be read: " + reason, Converting.Unreadable(Gcp, Recurring(days)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("{ \"duration\": \"14400s\"", "the JSON ends too early.")]
    [InlineData("{ \"duration\": 14400s }", "line 1: '14400s' stands where a value should.")]
    [InlineData("{\n\"duration\": \"14400s\",\n}", "line 3: '}' stands where a name in quotes should.")]
    [InlineData("{ \"duration\" \"14400s\" }", "line 1: '\"' stands where the colon after 'duration' should.")]
    [InlineData("{ \"duration\": \"4h\", \"duration\": \"4h\" }", "'duration' is given twice.")]
    [InlineData("{ \"duration\": \"4h }", "the text in quotes '4h }' does not end.")]
    [InlineData("{ \"duration\": \"4\\h\" }", "line 1: a backslash in quotes must be followed by one of \" \\ / b f n r t or u and four digits.")]
    [InlineData("{ \"description\": 012 }", "line 1: '012' stands where a value should.")]
    [InlineData("{} x", "line 1: 'x' stands after the end.")]
    [InlineData("[]", "it is not one object in braces.")]
    [InlineData("", "the JSON ends too early.")]
    [InlineData("{}", "it has neither 'recurringSchedule' nor 'oneTimeSchedule'.")]
    [InlineData("{ \"recurringSchedule\": [] }", "'recurringSchedule' is [], and must be an object in braces.")]
    [InlineData("{ \"oneTimeSchedule\": { \"executeTime\": \"2026-12-05T21:00:00Z\" }, \"duration\": \"4h\" }", "'4h' is no duration in seconds.")]
    public void JSON_that_is_none_is_refused_with_the_line_and_the_word(string text, string reason) =>
        Assert.EndsWith(" cannot be read: " + reason, Converting.Unreadable(Gcp, text).Message, StringComparison.Ordinal);

    [Fact]
    public void JSON_nested_without_end_is_refused_and_does_no_harm() => Assert.Contains(
        "is nested more than 50 levels deep", Converting.Unreadable(Gcp, "{ \"description\": " + new string('[', 100_000)).Message, StringComparison.Ordinal);

    [Fact]
    public void Escapes_in_JSON_are_read() => Assert.Equal(
        "a\"\\\b\f\n\r\té",
        Converting.Read(Gcp, """{ "name": "p\/a\"\\\b\f\n\r\t\u00e9", "duration": "60s", "oneTimeSchedule": { "executeTime": "2026-12-05T21:00:00Z" } }""").Value.Name);

    [Fact]
    public void A_schedule_is_written_as_the_API_takes_it() => Assert.Equal(
        """
        {
          "duration": "14400s",
          "recurringSchedule": {
            "timeZone": {
              "id": "Europe/Oslo"
            },
            "startTime": "2026-12-11T21:00:00Z",
            "endTime": "2027-06-30T21:59:59Z",
            "timeOfDay": {
              "hours": 22,
              "minutes": 0
            },
            "frequency": "MONTHLY",
            "monthly": {
              "weekDayOfMonth": {
                "weekOrdinal": 2,
                "dayOfWeek": "TUESDAY",
                "dayOffset": 3
              }
            }
          }
        }
        """,
        Converting.Write(Gcp, new Schedule { Text = "2nd Tue +3d 22:00 for 4h Europe/Oslo", Start = Given.Local("2026-12-01"), Until = Given.Local("2027-06-30") }).Value);

    [Fact]
    public void One_date_is_written_as_a_moment() => Assert.Contains(
        "\"executeTime\": \"2026-12-05T21:00:00Z\"", Converting.Write(Gcp, Given.Text("2026-12-05 22:00 for 4h Europe/Oslo")).Value, StringComparison.Ordinal);

    [Theory]
    [InlineData("Sat,Sun 22:00 for 4h", "Saturday,Sunday are several weekdays, and a patch deployment has one.")]
    [InlineData("every 2 weeks Sat 22:00 for 4h", "FREQ=WEEKLY;INTERVAL=2;BYDAY=SA leaves days, weeks or months out, and OS Config takes every one.")]
    [InlineData("5th Tue 22:00 for 4h", "5TU with 0 days after it is not one weekday with a number from 1 to 4 or the last, and a dayOffset from -30 to 30.")]
    [InlineData("Sat 22:00 for 4h host", "it opens in each host's own zone, and GcpOsConfig has one zone for all.")]
    public void A_recurrence_that_OS_Config_cannot_say_is_refused_with_the_reason(string text, string reason)
    {
        var problem = Converting.Impossible(Gcp, Given.Text(text));
        Assert.Equal("GcpOsConfig cannot say this schedule: " + reason, problem.Message);
        Assert.NotNull(problem.Suggestion);
    }

    private static string Recurring(string days) => $$"""
        { "name": "projects/123/patchDeployments/patch", "instanceFilter": { "all": true }, "patchConfig": {}, "duration": "14400s",
          "recurringSchedule": { "timeZone": { "id": "Europe/Oslo" }, "timeOfDay": { "hours": 22, "minutes": 30 }, {{days}} } }
        """;
}
