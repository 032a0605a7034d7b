using PatchWindow.Core.Decisions;

namespace PatchWindow.Core.Tests.Decisions;

public sealed class PrecedenceTests
{
    public static TheoryData<ReasonCode> Reasons => [.. Objections.All.Select(o => o.Reason)];

    public static TheoryData<ReasonCode, ReasonCode> Pairs
    {
        get
        {
            // A window that is not open has neither a cutoff nor an end: these two pairs cannot both object.
            var pairs = from first in Objections.All.Select((item, index) => (Index: index, Item: item))
                        from second in Objections.All.Skip(first.Index + 1)
                        where first.Item.Rule != "window" && first.Item.Rule != second.Rule
                        select (first.Item.Reason, second.Reason);
            return [.. pairs];
        }
    }

    [Fact]
    public void Every_rule_has_an_objection_here_in_the_order_of_the_rules() =>
        Assert.Equal(DecisionMaker.RuleNames, Objections.All.Select(o => o.Rule).Distinct());

    [Theory, MemberData(nameof(Reasons))]
    public void Each_rule_decides_by_itself_and_the_trace_ends_with_it(ReasonCode reason)
    {
        var objection = Objections.All.Single(o => o.Reason == reason);
        var rule = objection.Rule;
        var decision = Spoiled(objection.Spoil).Decide();
        Assert.Equal(objection.Reason, decision.Reason);
        Assert.False(decision.Applies);
        var passed = DecisionMaker.RuleNames.TakeWhile(name => name != rule).Select(name => name + ": passed");
        Assert.Equal([.. passed, $"{rule}: {decision.Reason}, {decision.Message}"], decision.Trace);
    }

    [Theory, MemberData(nameof(Pairs))]
    public void Where_two_rules_object_the_earlier_decides(ReasonCode earlier, ReasonCode later)
    {
        var first = Objections.All.Single(o => o.Reason == earlier);
        var second = Objections.All.Single(o => o.Reason == later);
        Assert.Equal(earlier, Spoiled(second.Spoil, first.Spoil).Decide().Reason);
    }

    private static Case Spoiled(params Action<Case>[] spoils)
    {
        var c = new Case();
        foreach (var spoil in spoils) spoil(c);
        return c;
    }
}
