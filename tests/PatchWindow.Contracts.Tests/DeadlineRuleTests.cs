namespace PatchWindow.Tests;

public sealed class DeadlineRuleTests
{
    private static readonly DeadlineRule Rule = new() { Important = TimeSpan.FromDays(30), Low = TimeSpan.FromDays(90) };

    [Theory]
    [InlineData(PatchSeverity.Critical, 30)]
    [InlineData(PatchSeverity.Important, 30)]
    [InlineData(PatchSeverity.Moderate, 90)]
    [InlineData(PatchSeverity.Low, 90)]
    [InlineData(PatchSeverity.Unknown, null)]
    public void A_severity_without_a_time_of_its_own_has_that_of_the_next_lower_one(PatchSeverity severity, int? days) =>
        Assert.Equal(days, Rule.For(severity, PatchClassification.Bugfix)?.TotalDays);

    [Theory]
    [InlineData(PatchSeverity.Unknown, PatchClassification.Security, 14.0)]
    [InlineData(PatchSeverity.Critical, PatchClassification.Security, 7.0)]
    [InlineData(PatchSeverity.Critical, PatchClassification.Bugfix, 7.0)]
    [InlineData(PatchSeverity.Unknown, PatchClassification.Bugfix, 60.0)]
    public void Of_several_that_hold_the_shortest_counts(PatchSeverity severity, PatchClassification classification, double days)
    {
        var rule = new DeadlineRule { Critical = TimeSpan.FromDays(7), Security = TimeSpan.FromDays(14), Any = TimeSpan.FromDays(60) };
        Assert.Equal(days, rule.For(severity, classification)!.Value.TotalDays);
    }
}
