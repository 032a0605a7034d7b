using PatchWindow.Core.Policies;
using PatchWindow.Core.Windows;

namespace PatchWindow.Core.Tests.Windows;

public sealed class FirstWithRoomTests
{
    [Theory]
    [InlineData("2026-12-05 21:00Z", "0m", "2026-12-05 22:00 +00:00 for 4h")]
    [InlineData("2026-12-05 23:00Z", "0m", "2026-12-05 22:00 +00:00 for 4h")]
    [InlineData("2026-12-06 01:29Z", "0m", "2026-12-05 22:00 +00:00 for 4h")]
    [InlineData("2026-12-06 01:30Z", "0m", "2026-12-12 22:00 +00:00 for 4h")]
    [InlineData("2026-12-05 23:00Z", "2h50m", "2026-12-05 22:00 +00:00 for 4h")]
    [InlineData("2026-12-05 23:00Z", "2h51m", "2026-12-12 22:00 +00:00 for 4h")]
    [InlineData("2026-12-05 21:00Z", "3h51m", null)]
    [InlineData("2026-12-17 00:00Z", "0m", "2027-01-02 22:00 +00:00 for 4h")]
    public void It_is_the_first_window_before_whose_cutoff_and_reserve_the_work_is_done(string now, string room, string? window)
    {
        var schedule = Given.Text("Sat 22:00 for 4h");
        schedule.Cutoff = TimeSpan.FromMinutes(30);
        var policy = new Policy
        {
            Name = "p", Schedules = [schedule], Freezes = [Given.Freeze("2026-12-18", "2027-01-01")], Reboot = new RebootRule { Reserve = TimeSpan.FromMinutes(10) },
        };
        var compiled = PolicyCompiler.Compile(policy, [])!;
        var first = WindowFinder.FirstWithRoom(compiled, Given.Query(now, null), Core.Text.DurationParser.Parse(room).Value);
        Assert.Equal(window, first is null ? null : Given.Line(first));
    }

    [Theory]
    [InlineData("every 2 weeks Wed 22:00 for 2h", "3h")]
    [InlineData("2020-01-01 22:00 for 2h", "0m")]
    public void Where_none_is_in_sight_there_is_none(string text, string room) =>
        Assert.Null(WindowFinder.FirstWithRoom(Given.Policy(Given.Text(text)), Given.Query("2026-12-01 00:00Z", null), Core.Text.DurationParser.Parse(room).Value));

    [Fact]
    public void Windows_that_open_every_minute_and_have_no_room_are_not_looked_at_for_years()
    {
        var policy = Given.Policy(new Schedule { RRule = "FREQ=MINUTELY", Duration = TimeSpan.FromSeconds(30) });
        Assert.Null(WindowFinder.FirstWithRoom(policy, Given.Query("2026-12-01 00:00Z", null), TimeSpan.FromMinutes(1)));
    }

    [Fact]
    public void Windows_that_a_freeze_takes_away_do_not_end_the_search()
    {
        var policy = Given.Policy(null, [Given.Freeze("2026-12-01", "2027-02-01")], new Schedule { RRule = "FREQ=MINUTELY;INTERVAL=5", Duration = TimeSpan.FromMinutes(1) });
        Assert.Equal(
            "2027-02-01 00:00 +00:00 for 1m",
            Given.Line(WindowFinder.FirstWithRoom(policy, Given.Query("2026-12-01 00:00Z", null), TimeSpan.Zero)!));
    }
}
