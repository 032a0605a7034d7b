using PatchWindow.Core.Conversions;
using PatchWindow.Core.Tests.Windows;
using PatchWindow.Core.Windows;

namespace PatchWindow.Core.Tests.Conversions;

public sealed class GivenBesideTests
{
    [Theory]
    [InlineData("Cron", "0 2,14 * * *", "daily 23:00 for 3h UTC")]
    [InlineData("Cron", "0 2 * * 6\n0 14 * * 6", "Sat 23:00 for 3h UTC")]
    [InlineData("Text", "Sat 02:00,14:00 for 1h Europe/Oslo", "Sat 23:00 for 3h UTC")]
    [InlineData("AwsSsm", "at(2026-12-05T22:00:00)", "2026-12-05 23:00 for 3h UTC")]
    public void A_time_and_a_duration_beside_a_text_win_and_the_schedule_prints_what_it_is(string format, string text, string printed)
    {
        var schedule = GivenBeside.Apply(Converting.Read(format, text).Value, TimeSpan.FromHours(3), "UTC", TimeSpan.FromHours(23), null);
        Assert.Equal(printed, ScheduleCompiler.Compile(schedule, null, [])!.Source.ToString());
        Assert.All(Converting.Windows(schedule, "2026-12-01 00:00 +00:00", 3), w => Assert.EndsWith("23:00 +00:00 for 3h", w, StringComparison.Ordinal));
    }

    [Fact]
    public void What_is_not_given_stays()
    {
        var schedule = GivenBeside.Apply(Converting.Read("Cron", "0 2,14 * * 6").Value, TimeSpan.FromHours(1), null, null, Given.Local("2026-12-01"));
        Assert.Equal("Sat 02:00,14:00 for 1h from 2026-12-01", schedule.ToString());
    }
}
