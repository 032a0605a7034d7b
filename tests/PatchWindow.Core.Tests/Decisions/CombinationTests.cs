using PatchWindow.Core.Decisions;

namespace PatchWindow.Core.Tests.Decisions;

/// <summary>The table of precedence against a second writing of it, for every combination of what bears on a decision.</summary>
public sealed class CombinationTests
{
    // Mono, on which the other half of these tests runs, decides a tenth as fast: there a prime stride takes every value of each part.
    private static readonly int Stride = Type.GetType("Mono.Runtime") is null ? 1 : 41;

    [Fact]
    public void Whatever_comes_together_the_documented_rule_decides()
    {
        var met = new HashSet<ReasonCode>();
        var count = 0;
        foreach (var combination in Combination.All().Where((_, i) => i % Stride == 0))
        {
            var decision = DecisionMaker.Decide(combination.Facts);
            count++;
            met.Add(decision.Reason);
            if (decision.Reason != combination.Expected) Assert.Fail($"{combination}\nwanted {combination.Expected}, decided\n{string.Join("\n", decision.Trace)}");
            Assert.Equal(decision.Applies ? 15 : 1 + DecisionMaker.RuleNames.ToList().IndexOf(Row(decision)), decision.Trace.Length);
            Assert.True(decision.Message.Length > 0 && decision.Rule.Length > 0);
        }

        Assert.True(count > 10_000);
        Assert.Equal(Enum.GetValues(typeof(ReasonCode)).Length - 2, met.Count); // PolicyInvalid and PolicyConflict: PrecedenceTests
    }

    private static string Row(Decision decision)
    {
        var last = decision.Trace[decision.Trace.Length - 1];
        return last.Substring(0, last.IndexOf(':'));
    }
}
