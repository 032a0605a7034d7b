namespace PatchWindow.Core.Tests.Decisions;

/// <summary>Work that takes a window's whole length.</summary>
public sealed class ExactFitTests
{
    [Theory]
    [InlineData(240, DecisionFlags.LastWindow)]
    [InlineData(241, DecisionFlags.MissesDeadline)]
    public void A_window_that_the_work_fits_exactly_keeps_a_deadline(int minutes, DecisionFlags flags)
    {
        var c = new Case { Now = Case.Opens.AddHours(-1), Open = null, Room = TimeSpan.FromMinutes(minutes) };
        c.Policy!.Deadlines = new DeadlineRule { Important = TimeSpan.FromDays(11) };
        c.Windows.Add(Case.Window);

        var decision = c.Decide();

        Assert.Equal(flags, decision.Flags);
        Assert.Equal(flags == DecisionFlags.LastWindow ? Case.Window : null, decision.LastWindow);
    }
}
