using PatchWindow.Core.Decisions;

namespace PatchWindow.Core.Tests.Decisions;

/// <summary>An emergency of which nobody could record when it was first seen.</summary>
public sealed class UnknownAgeTests
{
    [Theory]
    [InlineData("America/New_York")]
    [InlineData("Asia/Tokyo")]
    [InlineData("UTC")]
    public void A_deferral_does_not_hold_it_and_no_clock_is_asked_for_the_beginning_of_time(string zone)
    {
        var c = new Case { Open = Case.Window with { TimeZone = zone }, Deferral = new Deferral { By = "kari", Reason = "r", Until = Case.Opens.AddDays(9) } };
        c.Policy!.Emergency = new EmergencyRule { When = "*", Within = TimeSpan.FromHours(24) };

        var decision = c.Decide();

        Assert.Equal(ReasonCode.DeadlinePassed, decision.Reason);
        Assert.EndsWith("because it is an emergency, and nobody knows how long it waits already", decision.Message);
        Assert.Null(decision.Deadline);
    }
}
