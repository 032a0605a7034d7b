using PatchWindow.Core.Windows;

namespace PatchWindow.Core.Tests.Windows;

public sealed class ScheduleCompilerTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    public static TheoryData<string, Schedule> Refused => new()
    {
        { "RRule RecurrenceMissing", new() { At = Hour, Duration = Hour } },
        { "RRule RecurrenceRuleInvalid", new() { RRule = "FREQ=WEKLY", At = Hour, Duration = Hour } },
        { "Text ScheduleTextInvalid", new() { Text = "Sat" } },
        { "TimeZone TimeZoneNotFound", new() { RRule = "FREQ=DAILY", At = Hour, Duration = Hour, TimeZone = "Europe/Olso" } },
        { "TimeZone TimeZoneNotFound", new() { Text = "Sat 22:00 for 4h", TimeZone = "Mars/Olympus" } },
        { "Duration DurationMissing", new() { RRule = "FREQ=DAILY", At = Hour } },
        { "Duration DurationMissing", new() { RRule = "FREQ=DAILY", At = Hour, Duration = -Hour } },
        { "Duration DurationMissing", new() { RRule = "FREQ=DAILY", At = Hour, Cutoff = Hour } },
        { "Duration DurationTooLong", new() { RRule = "FREQ=DAILY", At = Hour, Duration = TimeSpan.FromDays(31) + TimeSpan.FromTicks(1) } },
        { "Cutoff CutoffTooLong", new() { RRule = "FREQ=DAILY", At = Hour, Duration = Hour, Cutoff = Hour } },
        { "Cutoff CutoffNegative", new() { RRule = "FREQ=DAILY", At = Hour, Duration = Hour, Cutoff = -Hour } },
        { "At StartTimeMissing", new() { RRule = "FREQ=DAILY", Duration = Hour } },
        { "At StartTimeMissing", new() { Include = [new DateTime(2026, 1, 1)], Duration = Hour } },
        { "At StartTimeMissing", new() { RRule = "FREQ=DAILY", Start = new DateTime(2026, 1, 13), Duration = Hour } },
        { "At StartTimeInvalid", new() { RRule = "FREQ=DAILY", At = TimeSpan.FromDays(1), Duration = Hour } },
        { "At StartTimeInvalid", new() { RRule = "FREQ=DAILY", At = TimeSpan.FromTicks(-1), Duration = Hour } },
        { "Start StartMissing", new() { RRule = "FREQ=DAILY;COUNT=3", At = Hour, Duration = Hour } },
        { "Offset OffsetInvalid", new() { RRule = "FREQ=DAILY", At = Hour, Duration = Hour, Offset = "3 days" } },
        { "Offset OffsetInvalid", new() { RRule = "FREQ=DAILY", At = Hour, Duration = Hour, Offset = "" } },
        { "Offset OffsetInvalid", new() { RRule = "FREQ=DAILY", At = Hour, Duration = Hour, Offset = "P367D" } },
        { "Offset OffsetInvalid", new() { RRule = "FREQ=DAILY", At = Hour, Duration = Hour, Offset = "-P13M" } },
        { "Offset OffsetInvalid", new() { RRule = "FREQ=DAILY", At = Hour, Duration = Hour, Offset = "PT8785H" } },
        { "Offset OffsetInvalid", new() { RRule = "FREQ=DAILY", At = Hour, Duration = Hour, Offset = "PT9999999999999H" } },
        { "Duration DurationMissing", new() { Text = "Sat 22:00 for 4h", Duration = -Hour } },
        { "Text ScheduleTextInvalid, TimeZone TimeZoneNotFound", new() { Text = "Sturday 22:00 for 4h", TimeZone = "Europ/Oslo" } },
        {
            "Text ScheduleTextInvalid, Cutoff CutoffTooLong, Offset OffsetInvalid, At StartTimeInvalid",
            new() { Text = "Sat", Duration = Hour, Cutoff = Hour, Offset = "3", At = -Hour }
        },
        { "Duration DurationMissing, At StartTimeInvalid, TimeZone TimeZoneNotFound", new() { RRule = "FREQ=DAILY", At = -Hour, TimeZone = "X" } },
        { "Duration DurationMissing, At StartTimeMissing, RRule RecurrenceRuleInvalid, Offset OffsetInvalid", new() { RRule = "X", Offset = "X", Include = [new DateTime(2026, 1, 1)] } },
    };

    public static TheoryData<Schedule> Taken => new()
    {
        new Schedule { RRule = "FREQ=DAILY", At = TimeSpan.Zero, Duration = TimeSpan.FromDays(31) },
        new Schedule { RRule = "FREQ=DAILY", At = new TimeSpan(23, 59, 59), Duration = Hour, Cutoff = Hour - TimeSpan.FromTicks(1) },
        new Schedule { RRule = "FREQ=DAILY;COUNT=3", Start = new DateTime(2026, 1, 1, 22, 0, 0), Duration = Hour },
        new Schedule { Include = [new DateTime(2026, 1, 1, 22, 0, 0)], Duration = Hour },
        new Schedule { RRule = "FREQ=DAILY", At = Hour, Duration = Hour, Offset = "+P3D", TimeZone = "HOST" },
        new Schedule { RRule = "FREQ=DAILY", At = Hour, Duration = Hour, Offset = "PT8784H" },
    };

    [Theory, MemberData(nameof(Refused))]
    public void Every_fault_is_found_at_once_and_names_its_property(string faults, Schedule schedule)
    {
        var findings = new List<Finding>();
        Assert.Null(ScheduleCompiler.Compile(schedule, null, findings));
        Assert.Equal(faults.Split(',').Select(f => f.Trim()).OrderBy(f => f, StringComparer.Ordinal), findings.Select(f => $"{f.Path} {f.Code}").OrderBy(f => f, StringComparer.Ordinal));
        Assert.All(findings, f => Assert.Equal(FindingSeverity.Error, f.Severity));
    }

    [Theory, MemberData(nameof(Taken))]
    public void What_is_just_allowed_is_taken(Schedule schedule)
    {
        var findings = new List<Finding>();
        Assert.NotNull(ScheduleCompiler.Compile(schedule, null, findings));
        Assert.Empty(findings);
    }

    [Theory]
    [InlineData("FREQ=HOURLY;INTERVAL=6", null, "00:00 06:00 12:00 18:00")]
    [InlineData("FREQ=HOURLY;INTERVAL=6", "01:00", "01:00 07:00 13:00 19:00")]
    [InlineData("FREQ=DAILY;BYHOUR=9,12", null, "09:00 12:00")]
    [InlineData("FREQ=DAILY;BYHOUR=9;BYMINUTE=0,30", null, "09:00 09:30")]
    [InlineData("FREQ=DAILY;BYHOUR=3\nRRULE:FREQ=DAILY;BYHOUR=1", null, "01:00 03:00")]
    public void A_rule_that_names_its_times_needs_no_other(string rule, string? at, string times)
    {
        var findings = new List<Finding>();
        var time = at is null ? (TimeSpan?)null : TimeSpan.Parse(at, null);
        var compiled = ScheduleCompiler.Compile(new Schedule { RRule = rule, At = time, Duration = Hour }, null, findings);

        Assert.Empty(findings);
        Assert.NotNull(compiled);
        var lines = Given.Between(Given.Policy(compiled.Source), "2026-09-12 00:00Z", "2026-09-13 00:00Z");
        Assert.Equal(times.Split(' '), lines.Select(line => line.Substring(11, 5)));
    }

    [Fact]
    public void What_is_given_beside_a_text_wins_over_it()
    {
        var compiled = ScheduleCompiler.Compile(
            new Schedule { Text = "2nd Tue +3d 22:00 for 4h UTC", At = Hour, Duration = Hour, Offset = "P1D", TimeZone = "Europe/Oslo", Name = "n" },
            null, [])!;
        Assert.Equal(
            ("n", Hour, Hour, "P1D", "Europe/Oslo"),
            (compiled.Source.Name, compiled.Source.At, compiled.Source.Duration, compiled.Source.Offset, compiled.Zone!.Id));
    }

    [Fact]
    public void What_a_text_cannot_say_is_taken_from_beside_it()
    {
        var start = new DateTime(2026, 9, 9);
        var given = new Schedule { Text = "every 2 weeks Wed 02:30 for 1h", Start = start, WhenAmbiguous = AmbiguousTime.Later };
        var source = ScheduleCompiler.Compile(given, null, [])!.Source;
        Assert.Equal(((DateTime?)start, AmbiguousTime.Later), (source.Start, source.WhenAmbiguous));
        Assert.Equal(
            ["2026-09-09 02:30 +00:00 for 1h", "2026-09-23 02:30 +00:00 for 1h"], Given.From(Given.Policy(given), "2026-09-01 00:00Z", 2));
    }

    [Fact]
    public void What_a_text_says_holds_unless_something_else_is_given_beside_it()
    {
        var text = "daily 02:00,14:00 for 1h cutoff 10m from 2026-01-13 until 2027-12-31 when skipped skip when ambiguous later";
        var source = ScheduleCompiler.Compile(new Schedule { Text = text }, null, [])!.Source;
        Assert.Equal((TimeSpan.FromMinutes(10), SkippedTime.Skip, AmbiguousTime.Later), (source.Cutoff, source.WhenSkipped, source.WhenAmbiguous));
        Assert.Equal((new DateTime(2026, 1, 13), new DateTime(2027, 12, 31)), (source.Start, source.Until));

        var other = ScheduleCompiler.Compile(
            new Schedule { Text = text, Cutoff = TimeSpan.FromMinutes(5), WhenSkipped = SkippedTime.GapEnd, At = Hour, Start = new DateTime(2026, 2, 1) }, null, [])!.Source;
        Assert.Equal((TimeSpan.FromMinutes(5), SkippedTime.GapEnd, Hour, "FREQ=DAILY"), (other.Cutoff, other.WhenSkipped, other.At, other.RRule));
    }

    [Theory]
    [InlineData("saturday AT 22:00 FOR 4H", null, "saturday AT 22:00 FOR 4H")]
    [InlineData("saturday AT 22:00 FOR 4H", "Europe/Oslo", "Sat 22:00 for 4h Europe/Oslo")]
    [InlineData("saturday AT 22:00 FOR 4H Europe/Oslo", "Europe/Oslo", "saturday AT 22:00 FOR 4H Europe/Oslo")]
    public void A_schedule_prints_what_was_typed_as_long_as_that_is_all_of_it(string text, string? zone, string printed) =>
        Assert.Equal(printed, ScheduleCompiler.Compile(new Schedule { Text = text, TimeZone = zone }, null, [])!.Source.ToString());

    [Fact]
    public void Dates_included_and_excepted_beside_a_text_are_added_to_its_own()
    {
        var (christmas, newYear) = (new DateTime(2026, 12, 25), new DateTime(2027, 1, 1));
        var source = ScheduleCompiler.Compile(
            new Schedule { Text = "Fri 22:00 for 4h except 2026-12-25", Exclude = [newYear, christmas], Include = [newYear] }, null, [])!.Source;
        Assert.Equal(("FREQ=WEEKLY;BYDAY=FR", 2, 1), (source.RRule, source.Exclude.Length, source.Include.Length));
    }

    [Theory]
    [InlineData("Sat 22:00-02:00", null, DurationMode.WallClock)]
    [InlineData("Sat 22:00-02:00", DurationMode.Elapsed, DurationMode.Elapsed)]
    [InlineData("Sat 22:00-02:00", DurationMode.WallClock, DurationMode.WallClock)]
    [InlineData("Sat 22:00 for 4h", null, DurationMode.Elapsed)]
    [InlineData("Sat 22:00 for 4h", DurationMode.WallClock, DurationMode.WallClock)]
    public void A_text_that_names_the_clock_at_the_end_keeps_its_meaning_unless_another_is_given(string text, DurationMode? given, DurationMode mode) =>
        Assert.Equal(mode, ScheduleCompiler.Compile(new Schedule { Text = text, DurationMode = given }, null, [])!.Source.DurationMode);

    [Fact]
    public void A_time_given_beside_a_text_with_a_date_is_the_time_of_that_date() => Assert.Equal(
        ["2026-12-05 23:00 +00:00 for 4h"],
        Given.From(Given.Policy(new Schedule { Text = "2026-12-05 22:00 for 4h", At = TimeSpan.FromHours(23) }), "2026-12-01 00:00Z", 2));

    // Thursday 31 December 2026 and the Thursday before.
    [Theory]
    [InlineData("2026-12-31", 2)]
    [InlineData("2026-12-31 21:59:59", 1)]
    [InlineData("2026-12-31 22:00", 2)]
    [InlineData("2026-12-30", 1)]
    [InlineData("9999-12-31", 3)]
    public void An_end_on_a_date_includes_that_day_and_one_at_a_moment_includes_that_moment(string until, int windows)
    {
        var schedule = new Schedule { Text = "Thu 22:00 for 4h", Until = Given.Local(until) };
        Assert.Equal(
            new[] { "2026-12-24 22:00 +00:00 for 4h", "2026-12-31 22:00 +00:00 for 4h", "2027-01-07 22:00 +00:00 for 4h" }.Take(windows),
            Given.Between(Given.Policy(schedule), "2026-12-20 00:00Z", "2027-01-10 00:00Z"));
    }

    [Fact]
    public void A_schedule_read_from_text_once_compiles_as_the_text_does()
    {
        foreach (var text in new[] { "2026-12-05 22:00 for 4h", "2nd Tue +3d 22:00-02:00", "daily 22:00 for 4h except Fri" })
        {
            var read = ScheduleText.Parse(text).Value;
            Assert.Equal(
                Given.From(Given.Policy(Given.Text(text)), "2026-12-01 00:00Z", 5), Given.From(Given.Policy(read), "2026-12-01 00:00Z", 5));
        }
    }

    [Fact]
    public void What_was_written_is_not_changed_by_compiling_it()
    {
        var schedule = Given.Text("2nd Tue +3d 22:00 for 4h");
        _ = ScheduleCompiler.Compile(schedule, null, []);
        Assert.Equal((null, null, TimeSpan.Zero), (schedule.RRule, schedule.Offset, schedule.Duration));
    }

    [Theory]
    [InlineData("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", null, "RRule", "all of its rule allows")]
    [InlineData("FREQ=MONTHLY;BYDAY=1MO;BYSETPOS=2", null, "RRule", "all of its rule allows")]
    [InlineData("FREQ=HOURLY;INTERVAL=24;BYHOUR=13", null, "RRule", "all of its rule allows")]
    [InlineData("FREQ=DAILY;UNTIL=20000101", null, "RRule", "all of its rule allows")]
    [InlineData("FREQ=DAILY", "2000-01-01", "Until", "after its end")]
    public void A_schedule_that_can_never_occur_is_taken_with_a_warning(string rule, string? until, string path, string why)
    {
        var findings = new List<Finding>();
        var schedule = new Schedule { RRule = rule, Start = Given.Local("2026-01-01 22:00"), Duration = TimeSpan.FromHours(4), Until = until is null ? null : Given.Local(until) };
        Assert.NotNull(ScheduleCompiler.Compile(schedule, null, findings));
        var finding = Assert.Single(findings);
        Assert.Equal(("ScheduleNeverOpens", FindingSeverity.Warning, path), (finding.Code, finding.Severity, finding.Path));
        Assert.Contains(why, finding.Message);
    }

    [Fact]
    public void A_policy_with_such_a_schedule_is_whole()
    {
        var findings = new List<Finding>();
        var never = new Schedule { RRule = "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", At = TimeSpan.Zero, Duration = TimeSpan.FromHours(1) };
        Assert.NotNull(Core.Policies.PolicyCompiler.Compile(new Policy { Name = "p", Schedules = [Given.Text("Sat 22:00 for 4h"), never] }, findings));
        Assert.Equal("policies:p:schedules:1:rrule", Assert.Single(findings).Path);
    }
}
