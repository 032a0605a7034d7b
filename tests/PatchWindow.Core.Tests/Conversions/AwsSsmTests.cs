using PatchWindow.Core.Tests.Windows;

namespace PatchWindow.Core.Tests.Conversions;

public sealed class AwsSsmTests
{
    private const string Aws = "AwsSsm";

    // As aws ssm get-maintenance-window prints it.
    private const string Printed = """
        {
            "WindowId": "mw-0c50858d01EXAMPLE",
            "Name": "third-tuesday",
            "Description": "",
            "StartDate": "2026-12-01T00:00:00+01:00",
            "EndDate": "2027-03-01T00:00:00+01:00",
            "Schedule": "cron(30 23 ? * TUE#3 *)",
            "ScheduleTimezone": "Europe/Oslo",
            "ScheduleOffset": 2,
            "NextExecutionTime": "2026-12-17T23:30+01:00",
            "Duration": 4,
            "Cutoff": 1,
            "AllowUnassociatedTargets": true,
            "Enabled": true,
            "CreatedDate": 1764547200.5,
            "ModifiedDate": "2026-11-02T10:00:00.123000+01:00"
        }
        """;

    [Theory]
    [InlineData("cron(0 16 ? * TUE *)", "2026-12-01 16:00, 2026-12-08 16:00, 2026-12-15 16:00")]
    [InlineData("cron(0 23 ? * TUE#3 *)", "2026-12-15 23:00, 2027-01-19 23:00, 2027-02-16 23:00")]
    [InlineData("cron(0 2 ? * THU#3 *)", "2026-12-17 02:00, 2027-01-21 02:00, 2027-02-18 02:00")]
    [InlineData("cron(15 10 ? * * *)", "2026-12-01 10:15, 2026-12-02 10:15, 2026-12-03 10:15")]
    [InlineData("cron(15 10 * * ? *)", "2026-12-01 10:15, 2026-12-02 10:15, 2026-12-03 10:15")]
    [InlineData("cron(15 10 ? * MON-FRI *)", "2026-12-01 10:15, 2026-12-02 10:15, 2026-12-03 10:15")]
    [InlineData("cron(0 2 L * ? *)", "2026-12-31 02:00, 2027-01-31 02:00, 2027-02-28 02:00")]
    [InlineData("cron(15 10 ? * 6L *)", "2026-12-25 10:15, 2027-01-29 10:15, 2027-02-26 10:15")]
    [InlineData("cron(15 10 ? * FRIL *)", "2026-12-25 10:15, 2027-01-29 10:15, 2027-02-26 10:15")]
    [InlineData("cron(0 2 ? * 1 *)", "2026-12-06 02:00, 2026-12-13 02:00, 2026-12-20 02:00")]
    [InlineData("cron(0 2 ? * 7,2 *)", "2026-12-05 02:00, 2026-12-07 02:00, 2026-12-12 02:00")]
    [InlineData("cron(0 2 ? * L *)", "2026-12-05 02:00, 2026-12-12 02:00, 2026-12-19 02:00")]
    [InlineData("cron(0 2 ? * FRI-MON *)", "2026-12-04 02:00, 2026-12-05 02:00, 2026-12-06 02:00")]
    [InlineData("cron(0 8 1 * ? *)", "2026-12-01 08:00, 2027-01-01 08:00, 2027-02-01 08:00")]
    [InlineData("cron(0 8 1,31 * ? *)", "2026-12-01 08:00, 2026-12-31 08:00, 2027-01-01 08:00")]
    [InlineData("cron(0 8 15W 5/3 ? *)", "2027-05-14 08:00, 2027-08-16 08:00, 2027-11-15 08:00")]
    [InlineData("cron(0 8 1W 5,8 ? *)", "2027-05-03 08:00, 2027-08-02 08:00, 2028-05-01 08:00")]
    [InlineData("cron(0 8 LW 1-3 ? *)", "2027-01-29 08:00, 2027-02-26 08:00, 2027-03-31 08:00")]
    [InlineData("cron(0 0/12 * * ? *)", "2026-12-01 00:00, 2026-12-01 12:00, 2026-12-02 00:00")]
    [InlineData("cron(0/30 22-23 ? * SAT *)", "2026-12-05 22:00, 2026-12-05 22:30, 2026-12-05 23:00")]
    [InlineData("cron(0 22 ? 1/3 SAT#1 *)", "2027-01-02 22:00, 2027-04-03 22:00, 2027-07-03 22:00")]
    [InlineData("cron(0 22 ? JAN,jul sun#2 *)", "2027-01-10 22:00, 2027-07-11 22:00, 2028-01-09 22:00")]
    [InlineData("cron(0 8 1 1 ? 2028-2029)", "2028-01-01 08:00, 2029-01-01 08:00")]
    public void A_cron_expression_means_these_windows(string expression, string windows)
    {
        var read = Converting.Read(Aws, $$"""{ "Schedule": "{{expression}}", "Duration": 2 }""");
        Assert.Empty(read.Losses);
        Assert.Equal(windows.Split(',').Select(w => w.Trim() + " +00:00 for 2h"), Converting.Windows(read.Value, "2026-12-01 00:00 +00:00", 3));
    }

    [Fact]
    public void What_the_command_line_prints_is_read_whole()
    {
        var read = Converting.Read(Aws, Printed);
        Assert.Empty(read.Losses);
        Assert.Equal("third-tuesday", read.Value.Name);
        Assert.Equal(
            "FREQ=MONTHLY;BYDAY=3TU | from 2026-12-01T23:30:00 | until 2027-02-28T23:59:59 | 23:30:00 | P2D | 4h | cutoff 1h | Europe/Oslo", Converting.Line(read.Value));
        Assert.Equal(
            ["2026-12-17 23:30 +01:00 for 4h", "2027-01-21 23:30 +01:00 for 4h", "2027-02-18 23:30 +01:00 for 4h"],
            Converting.Windows(read.Value, "2026-01-01 00:00 +00:00", 9));
    }

    [Fact]
    public void A_seventh_field_is_the_seconds() =>
        Assert.Equal("FREQ=DAILY | 09:30:24 | 0m | UTC", Converting.Line(Converting.Read(Aws, "cron(24 30 09 ? * * *)").Value));

    [Theory]
    [InlineData("""{ "Schedule": "rate(7 days)", "StartDate": "2026-12-05T22:00:00+01:00", "Duration": 3 }""", "2026-12-05 21:00, 2026-12-12 21:00, 2026-12-19 21:00")]
    [InlineData("""{ "Schedule": "rate(5 hours)", "StartDate": "2026-12-05T22:30Z", "Duration": 3 }""", "2026-12-05 22:30, 2026-12-06 03:30, 2026-12-06 08:30")]
    [InlineData("""{ "Schedule": "rate(90 minutes)", "NextExecutionTime": "2026-12-05T22:00:00Z", "StartDate": "2020-01-01T00:10:00Z", "Duration": 3 }""", "2026-12-05 22:00, 2026-12-05 23:30, 2026-12-06 01:00")]
    [InlineData("""{ "Schedule": "at(2026-12-05T22:00:00)", "Duration": 3 }""", "2026-12-05 22:00")]
    public void Rates_count_from_the_start_and_dates_are_one(string text, string windows)
    {
        var read = Converting.Read(Aws, text);
        Assert.Empty(read.Losses);
        Assert.Equal(
            windows.Split(',').Select(w => w.Trim() + " +00:00 for 3h"), Converting.Windows(read.Value, "2026-12-01 00:00 +00:00", 3));
    }

    [Theory]
    [InlineData("""{ "Schedule": "rate(2 days)", "Duration": 2 }""", "A rate counts from the moment at which AWS makes the window active, and the text does not say it: without a Start it is counted from 2001-01-01 UTC.")]
    [InlineData("""{ "Schedule": "cron(0 23 ? * TUE *)", "Duration": 2, "Enabled": false }""", "RRule: 'Enabled' is false: AWS opens no window, and the schedule opens them all the same.")]
    public void What_the_text_leaves_open_is_a_loss(string text, string loss)
    {
        var found = Assert.Single(Converting.Read(Aws, text).Losses);
        Assert.Equal(("ConversionLoss", FindingSeverity.Warning, loss), (found.Code, found.Severity, found.ToString()));
    }

    // The user guide has at(…) in UTC; a zone beside it may make somebody expect its clock.
    [Fact]
    public void A_date_is_in_UTC_whatever_zone_stands_beside_it_and_that_is_said()
    {
        var read = Converting.Read(Aws, """{ "Schedule": "at(2026-12-05T22:00:00)", "ScheduleTimezone": "Asia/Tokyo", "Duration": 3 }""");
        Assert.Equal(["2026-12-05 22:00 +00:00 for 3h"], Converting.Windows(read.Value, "2026-12-01 00:00 +00:00", 3));
        Assert.Equal(
            "TimeZone: AWS documents at(…) as a time in UTC, and 'ScheduleTimezone' is Asia/Tokyo: it is read as 2026-12-05 22:00 UTC.",
            Assert.Single(read.Losses).ToString());
    }

    [Fact]
    public void A_date_is_written_in_UTC_without_a_zone_that_could_be_read_into_it()
    {
        var written = Converting.Write(Aws, Given.Text("2026-12-05 22:00 for 3h Europe/Oslo"));
        Assert.Contains("\"at(2026-12-05T21:00:00)\"", written.Value, StringComparison.Ordinal);
        Assert.DoesNotContain("ScheduleTimezone", written.Value, StringComparison.Ordinal);
        Assert.Empty(written.Losses);
    }

    [Theory]
    [InlineData("\"ScheduleOffset\": 3", "'ScheduleOffset' stands beside a date, and AWS takes it beside cron alone.")]
    [InlineData("\"StartDate\": \"2027-01-01T00:00:00Z\"", "its StartDate, 2027-01-01T00:00:00Z, lies after its one date, 2026-12-05 22:00 UTC: it never opens.")]
    public void What_a_date_cannot_have_beside_it_is_not_passed_over(string beside, string reason) => Assert.EndsWith(
        reason, Converting.Unreadable(Aws, $$"""{ "Schedule": "at(2026-12-05T22:00:00)", "Duration": 3, {{beside}} }""").Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("cron(0 23 ? * TUE#3 *)", "FREQ=MONTHLY;BYDAY=3TU | 23:00:00 | 0m | UTC")]
    [InlineData("rate(7 days)", "FREQ=DAILY;INTERVAL=7 | 0m | UTC")]
    [InlineData("at(2026-12-05T22:00:00)", "2026-12-05T22:00:00 | 22:00:00 | 0m | UTC")]
    public void An_expression_alone_leaves_the_duration_open_as_a_crontab_does(string expression, string schedule)
    {
        var read = Converting.Read(Aws, expression);
        Assert.DoesNotContain(read.Losses, l => l.Path == nameof(Schedule.Duration));
        Assert.Equal(schedule, Converting.Line(read.Value));
    }

    [Theory]
    [InlineData("cron(0 23 ? * TUX#3 *)", "'TUX' is no day of the week, which goes from 1 to 7 or SUN to SAT. Did you mean 'TUE'?")]
    [InlineData("cron(0 23 ? * 8 *)", "'8' is no day of the week, which goes from 1 to 7 or SUN to SAT.")]
    [InlineData("cron(0 23 ? * TUE#6 *)", "'TUE#6' asks for weekday number 6 of a month, which goes from 1 to 5.")]
    [InlineData("cron(0 23 ? * TUE#1,TUE#3 *)", "'TUE#1,TUE#3' has a # in a list, and AWS takes one weekday where there is a #.")]
    [InlineData("cron(0 24 ? * TUE *)", "'24' is no hour, which goes from 0 to 23.")]
    [InlineData("cron(0 23 ? JUNE TUE *)", "'JUNE' is no month, which goes from 1 to 12 or JAN to DEC. Did you mean 'JUN'?")]
    [InlineData("cron(0 23 ? * TUE)", "'cron(0 23 ? * TUE)' has 5 fields and must have six: minutes, hours, day of month, month, day of week, year.")]
    [InlineData("cron(0 23 * * TUE *)", "'*' for the day of the month and 'TUE'")]
    [InlineData("cron(0 23 ? * ? *)", "'?' stands for both days, and one of the two must not.")]
    [InlineData("cron(0 23 * * * *)", "'*' stands for both days, and one of the two must be '?'.")]
    [InlineData("cron(0 23 1 * TUE *)", "'1' for the day of the month and 'TUE' for the day of the week")]
    [InlineData("cron(0 23 31W * ? *)", "'31W' may be the last day of a month or not, and no rule says the weekday nearest to it.")]
    [InlineData("cron(0 23 32 * ? *)", "'32' is no day of the month, which goes from 1 to 31.")]
    [InlineData("cron(0 23 1-5/0 * ? *)", "'1-5/0' is no day of the month: its step or range is not possible.")]
    [InlineData("cron(0 23 ? * TUE 2027,2029)", "'2027,2029' has years between which others are left out.")]
    [InlineData("corn(0 23 ? * TUE *)", "'corn' is none of cron, rate and at. Did you mean 'cron'?")]
    [InlineData("0 23 ? * TUE *", "'0 23 ? * TUE *' is none of cron(…), rate(…) and at(…).")]
    [InlineData("rate(1 days)", "'1 days' is not what AWS takes.")]
    [InlineData("rate(2 weeks)", "'weeks' is no unit of a rate, which is minutes, hours or days.")]
    [InlineData("rate(2 dyas)", "'dyas' is no unit of a rate, which is minutes, hours or days. Did you mean 'days'?")]
    [InlineData("at(2026-13-05T22:00:00)", "'2026-13-05T22:00:00' is no date and time.")]
    [InlineData("""{ "Schedul": "cron(0 23 ? * TUE *)" }""", "'Schedul' is not understood. Did you mean 'Schedule'?")]
    [InlineData("""{ "Duration": 4 }""", "it has no 'Schedule'.")]
    [InlineData("""{ "Schedule": "cron(0 23 ? * TUE *)" }""", "it has no 'Duration'.")]
    [InlineData("""{ "Schedule": "cron(0 23 ? * TUE *)", "Duration": "4" }""", "'Duration' is \"4\", and must be a whole number.")]
    [InlineData("""{ "Schedule": "cron(0 23 ? * TUE *)", "Duration": 25 }""", "'Duration' is 25, and AWS takes 1 to 24.")]
    [InlineData("""{ "Schedule": "cron(0 23 ? * TUE *)", "Duration": 4, "ScheduleOffset": 7 }""", "'ScheduleOffset' is 7, and AWS takes 0 to 6.")]
    [InlineData("""{ "Schedule": "cron(0 23 ? * TUE *)", "Duration": 4, "ScheduleTimezone": "Europe/Olso" }""", "'Europe/Olso' is no time zone. Did you mean 'Europe/Oslo'?")]
    [InlineData("""{ "Schedule": "cron(0 23 ? * TUE *)", "Duration": 4, "StartDate": "tomorrow" }""", "'tomorrow' is no moment for StartDate.")]
    public void A_text_that_cannot_be_read_names_the_word_and_the_nearest_right_one(string text, string reason) =>
        Assert.Contains(" cannot be read: " + reason, Converting.Unreadable(Aws, text).Message, StringComparison.Ordinal);

    [Fact]
    public void A_schedule_is_written_as_the_command_line_prints_it() => Assert.Equal(
        """
        {
          "Schedule": "cron(0 22 ? * TUE#2 *)",
          "ScheduleTimezone": "Europe/Oslo",
          "ScheduleOffset": 3,
          "StartDate": "2026-12-08T22:00:00+01:00",
          "EndDate": "2027-06-30T23:59:59+02:00",
          "Duration": 4,
          "Cutoff": 1
        }
        """,
        Converting.Write(Aws, new Schedule
        {
            Text = "2nd Tue +3d 22:00 for 4h Europe/Oslo", Start = Given.Local("2026-12-01"), Until = Given.Local("2027-06-30"), Cutoff = TimeSpan.FromHours(1),
        }).Value);

    [Theory]
    [InlineData("FREQ=MONTHLY;BYDAY=TU;BYMONTHDAY=8,9,10,11,12,13,14", "cron(0 22 ? * TUE#2 *)")]
    [InlineData("FREQ=MONTHLY;BYDAY=TU;BYSETPOS=-1", "cron(0 22 ? * 3L *)")]
    [InlineData("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "cron(0 22 LW * ? *)")]
    [InlineData("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1", "cron(0 22 1W * ? *)")]
    [InlineData("FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR", "cron(0 22 ? * MON-FRI *)")]
    [InlineData("FREQ=WEEKLY;BYDAY=SA,SU", "cron(0 22 ? * SUN,SAT *)")]
    [InlineData("FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=-1", "cron(0 22 L JAN,APR,JUL,OCT ? *)")]
    [InlineData("FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=1", "cron(0 22 1 JUN ? *)")]
    [InlineData("FREQ=HOURLY;INTERVAL=6", "cron(0 4,10,16,22 ? * * *)")]
    [InlineData("FREQ=DAILY;INTERVAL=2", "rate(2 days)")]
    [InlineData("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", "rate(14 days)")]
    [InlineData("FREQ=HOURLY;INTERVAL=7", "rate(7 hours)")]
    public void A_rule_is_written_in_the_words_of_AWS_whatever_way_it_was_said(string rule, string expression) => Assert.Contains(
        $"\"Schedule\": \"{expression}\"",
        Converting.Write(Aws, new Schedule { RRule = rule, At = new TimeSpan(22, 0, 0), Duration = TimeSpan.FromHours(4) }).Value, StringComparison.Ordinal);

    [Fact]
    public void A_rate_written_and_read_back_gives_the_same_windows_and_says_what_AWS_makes_of_a_past_start()
    {
        var schedule = new Schedule { RRule = "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", Start = Given.Local("2026-01-13T22:00:00"), Duration = TimeSpan.FromHours(4), TimeZone = "UTC" };
        var written = Converting.Write(Aws, schedule);
        Assert.StartsWith("AWS counts a rate from StartDate, 2026-01-13 22:00, only while that lies ahead", Assert.Single(written.Losses).ToString(), StringComparison.Ordinal);
        var from = Given.Moment("2026-01-01 00:00 +00:00");
        Assert.Equal(Converting.Moments(schedule, from, "UTC"), Converting.Moments(Converting.Read(Aws, written.Value).Value, from, "UTC"));
    }

    public static TheoryData<Schedule, string> Lossy() => new()
    {
        { new Schedule { Text = "Sat 22:00 for 90m" }, "Duration: AwsSsm has windows of 1h to 1d in steps of 1h: they last 1h, 30m shorter than 1h30m." },
        { new Schedule { Text = "Sat 22:00 for 30m" }, "Duration: AwsSsm has windows of 1h to 1d in steps of 1h: they last 1h, 30m longer than 30m." },
        { new Schedule { Text = "Sat 22:00 for 4h", Cutoff = TimeSpan.FromMinutes(30) }, "Cutoff: AWS has a cutoff in whole hours, shorter than the window: new work stops 1h before the end, and not 30m." },
        { new Schedule { Text = "Sat 22:00 for 4h except 2026-12-26" }, "Exclude: AwsSsm has no excluded dates: windows open on 2026-12-26 as well." },
        { new Schedule { Text = "Sat 22:00 for 4h", Include = [Given.Local("2026-12-24")] }, "Include: AwsSsm has no dates besides a rule: no window opens on 2026-12-24 22:00." },
        { new Schedule { Text = "Sun 02:30 for 1h Europe/Oslo", WhenSkipped = SkippedTime.Skip }, "WhenSkipped: AwsSsm goes by Shift where the schedule says Skip: a window differs on 2026-03-29 for the first time." },
        { new Schedule { Text = "Sun 01:00-05:00 Europe/Oslo" }, "DurationMode: AwsSsm goes by Elapsed where the schedule says WallClock: a window differs on 2026-03-29 for the first time." },
        { new Schedule { Text = "every 2 days 22:00 for 4h Europe/Oslo" }, "TimeZone: A rate counts hours and not days of the clock: when the clock of Europe/Oslo changes, the time of day does." },
    };

    [Theory, MemberData(nameof(Lossy))]
    public void What_AWS_cannot_say_is_a_loss_with_its_consequence(Schedule schedule, string loss)
    {
        var losses = Converting.Write(Aws, schedule).Losses;
        Assert.Contains(loss, losses.Select(l => l.ToString()));
        Assert.All(losses, l => Assert.Equal(("ConversionLoss", FindingSeverity.Warning), (l.Code, l.Severity)));
    }

    [Theory]
    [InlineData("Sat 22:00-02:00 Europe/Oslo")]
    [InlineData("Sun 01:00-05:00 Asia/Tokyo")]
    public void Windows_that_no_change_of_the_clock_touches_lose_nothing(string text) => Assert.Empty(Converting.Write(Aws, Given.Text(text)).Losses);

    public static TheoryData<Schedule, string> Unsayable() => new()
    {
        { new Schedule { Text = "Sat 22:00 for 4h host" }, "it opens in each host's own zone, and AwsSsm has one zone for all." },
        { new Schedule { Text = "2nd Tue -1d 22:00 for 4h" }, "its windows open 1 day before the rule's days, and AWS waits 0 to 6 days." },
        { new Schedule { Text = "1st,3rd Tue 22:00 for 4h" }, "1TU,3TU is not one weekday with a number from 1 to 5 or the last, and AWS takes no more." },
        { new Schedule { Text = "every 2 weeks Mon,Tue 22:00 for 4h" }, "Monday,Tuesday of every 2 weeks are no days that cron or a rate of AWS can count." },
        { new Schedule { RRule = "FREQ=MONTHLY;INTERVAL=5;BYMONTHDAY=1", At = default(TimeSpan), Duration = TimeSpan.FromHours(1) }, "Every 5 months are no days that cron or a rate of AWS can count." },
        { new Schedule { RRule = "FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO", At = default(TimeSpan), Duration = TimeSpan.FromHours(1) }, "the rule FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO has no counterpart: BYWEEKNO counts weeks of the year." },
        { new Schedule { RRule = "FREQ=DAILY\nFREQ=WEEKLY;BYDAY=SA", At = default(TimeSpan), Duration = TimeSpan.FromHours(1) }, "it has 2 rules, and AwsSsm takes one." },
        { new Schedule { Include = [Given.Local("2026-12-05T22:00"), Given.Local("2026-12-06T22:00")], Duration = TimeSpan.FromHours(1) }, "it has 2 dates, and a window at AWS has one." },
        { new Schedule { RRule = "FREQ=MONTHLY;BYMONTHDAY=30", Offset = "P1M", At = default(TimeSpan), Duration = TimeSpan.FromHours(1) }, "its offset P1M has months, whose length differs." },
    };

    [Theory, MemberData(nameof(Unsayable))]
    public void A_recurrence_that_AWS_cannot_say_is_refused_with_the_reason(Schedule schedule, string reason)
    {
        var problem = Converting.Impossible(Aws, schedule);
        Assert.Equal("AwsSsm cannot say this schedule: " + reason, problem.Message);
        Assert.NotNull(problem.Suggestion);
    }

    [Fact]
    public void A_schedule_that_is_wrong_itself_is_refused_as_it_is_everywhere() =>
        Assert.Equal("ScheduleTextInvalid", Converting.Format(Aws).Write(Given.Text("Sut 22:00 for 4h")).Problem!.Code);
}
