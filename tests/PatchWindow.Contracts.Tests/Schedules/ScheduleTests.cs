namespace PatchWindow.Tests.Schedules;

public sealed class ScheduleTests
{
    public static TheoryData<Schedule, string> Written => new()
    {
        { new() { Text = "Sat 22:00 for 4h", RRule = "FREQ=WEEKLY;BYDAY=SA" }, "Sat 22:00 for 4h" },
        { new() { RRule = "FREQ=DAILY", At = new(22, 0, 0), Duration = new(4, 0, 0) }, "FREQ=DAILY at 22:00 for 4h" },
        { new() { RRule = "FREQ=DAILY", Start = new(2026, 1, 13, 6, 5, 0), Duration = new(4, 0, 0) }, "FREQ=DAILY at 06:05 for 4h" },
        { new() { RRule = "FREQ=DAILY", Start = new(2026, 1, 13), Duration = new(4, 0, 0) }, "FREQ=DAILY for 4h" },
        { new() { RRule = "FREQ=DAILY", Start = new(2026, 1, 13, 6, 5, 0), At = new(22, 0, 0), Duration = new(4, 0, 0) }, "FREQ=DAILY at 22:00 for 4h" },
        { new() { RRule = "FREQ=DAILY\nFREQ=HOURLY", At = new(22, 0, 0), Duration = new(4, 0, 0) }, "FREQ=DAILY + FREQ=HOURLY at 22:00 for 4h" },
        {
            new() { RRule = "FREQ=MONTHLY;BYDAY=2TU", Offset = "P3D", At = new(22, 0, 0), Duration = new(4, 0, 0), TimeZone = "Europe/Oslo" },
            "FREQ=MONTHLY;BYDAY=2TU offset P3D at 22:00 for 4h Europe/Oslo"
        },
        { new() { Include = [new(2026, 12, 5, 22, 0, 0), new(2026, 12, 6)], At = new(6, 0, 0), Duration = new(4, 0, 0) }, "2026-12-05,2026-12-06 at 06:00 for 4h" },
        { new(), "for 0m" },
    };

    [Theory, MemberData(nameof(Written))]
    public void A_schedule_is_shown_as_typed_or_as_its_rule_time_duration_and_zone(Schedule schedule, string text) =>
        Assert.Equal(text, schedule.ToString());

    [Fact]
    public void A_new_schedule_shifts_takes_the_earlier_and_leaves_open_what_its_duration_measures()
    {
        var schedule = new Schedule();
        Assert.Equal(
            (SkippedTime.Shift, AmbiguousTime.Earlier, null), (schedule.WhenSkipped, schedule.WhenAmbiguous, schedule.DurationMode));
    }
}
