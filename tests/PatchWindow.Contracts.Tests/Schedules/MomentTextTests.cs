namespace PatchWindow.Tests.Schedules;

public sealed class MomentTextTests
{
    [Fact]
    public void A_moment_is_shown_the_same_whatever_the_culture()
    {
        using var culture = new DottedClock();
        var moment = new DateTimeOffset(2026, 12, 11, 22, 5, 59, TimeSpan.FromMinutes(-210));
        Assert.Equal("22.05", $"{moment:HH:mm}"); // or this would prove nothing
        Assert.Equal("2026-12-11 22:05 -03:30", MomentText.Format(moment));
        Assert.Equal("2026-12-11 22:05", MomentText.Format(moment.DateTime));
        Assert.Equal("2026-12-11", MomentText.FormatDate(moment.DateTime));
        Assert.Equal("22:05:59", MomentText.FormatTime(moment));
    }
}
