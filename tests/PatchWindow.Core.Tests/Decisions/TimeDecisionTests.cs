using PatchWindow.Core.Decisions;

namespace PatchWindow.Core.Tests.Decisions;

/// <summary>Decisions about time alone, as Test-PatchWindow -For asks for them.</summary>
public sealed class TimeDecisionTests
{
    [Theory]
    [InlineData("00:00", "00:00", ReasonCode.Apply)]
    [InlineData("03:00", "00:00", ReasonCode.Apply)]
    [InlineData("03:01", "00:00", ReasonCode.DoesNotFit)]
    [InlineData("02:50", "00:10", ReasonCode.Apply)]
    [InlineData("02:51", "00:10", ReasonCode.DoesNotFit)]
    [InlineData("00:00", "03:00", ReasonCode.DoesNotFit)]
    [InlineData("10675199.02:48:05.4775807", "00:10", ReasonCode.DoesNotFit)]
    public void Work_fits_when_it_and_the_reserve_end_with_the_window(string room, string reserve, ReasonCode reason)
    {
        var c = new Case();
        Objections.Reserve(c, TimeSpan.Parse(reserve, null));
        Assert.Equal(reason, Decide(c, room).Reason);
    }

    [Fact]
    public void What_does_not_fit_says_what_is_left_needed_and_kept()
    {
        var c = new Case();
        Objections.Reserve(c, TimeSpan.FromMinutes(10));
        var decision = Decide(c, "03:30");
        Assert.Equal(
            ("3h of the window is left; 3h30m is needed and 10m is kept for a reboot", Case.Following.Start), (decision.Message, decision.ChangesAt));
    }

    [Fact]
    public void Room_is_there_until_the_work_no_longer_fits()
    {
        var c = new Case();
        Objections.Reserve(c, TimeSpan.FromMinutes(10));
        Assert.Equal(Case.Window.End.AddMinutes(-100), Decide(c, "01:30").ChangesAt);
    }

    [Fact]
    public void Only_the_rules_of_time_are_asked()
    {
        var decision = Decide(new Case(), "01:00");
        Assert.Equal(["window: passed", "cutoff: passed", "reserve: passed", "apply: " + decision.Message], decision.Trace);
        Assert.Equal(("prod", Case.Window), (decision.Policy, decision.Window));
    }

    private static Decision Decide(Case c, string room)
    {
        var facts = c.Facts;
        return DecisionMaker.Decide(new TimeFacts(facts.Policy!, facts.Outlook, TimeSpan.Parse(room, null), facts.Now));
    }
}
