using PatchWindow.Core.Outcomes;

namespace PatchWindow.Core.Tests.Outcomes;

public sealed class OutcomeTests
{
    [Fact]
    public void A_value_is_an_outcome_without_a_problem()
    {
        Outcome<int> outcome = 7;
        Assert.True(outcome.TryGet(out var value, out var problem));
        Assert.Equal((7, 7, true), (value, outcome.Value, outcome.IsSuccess));
        Assert.Null(problem);
    }

    [Fact]
    public void A_finding_is_an_outcome_without_a_value_and_asking_for_one_throws_its_message()
    {
        Outcome<int> outcome = new Finding { Message = "no such host" };
        Assert.False(outcome.TryGet(out _, out var problem));
        Assert.False(outcome.IsSuccess);
        Assert.Equal("no such host", problem.Message);
        Assert.Equal("no such host", Assert.Throws<InvalidOperationException>(() => outcome.Value).Message);
    }
}
