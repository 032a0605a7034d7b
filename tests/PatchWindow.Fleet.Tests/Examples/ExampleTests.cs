namespace PatchWindow.Fleet.Tests.Examples;

/// <summary>
/// The policies in examples/: a year of their windows and a hundred decisions of each, against files that were checked by eye. When a
/// change of the code changes them, the diff is the review.
/// </summary>
public sealed class ExampleTests
{
    // What no whole configuration can meet: a policy with a fault.
    private const ReasonCode Never = ReasonCode.PolicyInvalid;

    private static readonly Dictionary<string, (IEnumerable<Scenario> Scenarios, ReasonCode[] NotMet)> Cases = new()
    {
        ["shop"] = (ShopScenarios.All, [ReasonCode.PolicyConflict, ReasonCode.RingWaiting]),
        ["three-zones"] = (ThreeZonesScenarios.All, [ReasonCode.PolicyConflict]),
        ["lab"] = (LabScenarios.All, [ReasonCode.PolicyConflict, ReasonCode.RingWaiting]),
        ["cluster"] = (ClusterScenarios.All, []),
    };

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void An_example_is_read_without_a_finding_and_each_of_its_hosts_is_in_one_policy(string name)
    {
        var example = Example.Read(name);
        Assert.Empty(example.Configuration.Findings);
        Assert.All(example.Inventory.All, host => Assert.NotNull(example.Inventory.PolicyOf(host).Policy));
        Assert.All(example.Configuration.Policies, policy => Assert.NotEmpty(example.HostsOf(policy)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_year_of_its_windows_is_the_approved_one(string name) => MatchApproved(name + ".windows.txt", WindowYear.Of(Example.Read(name)));

    [Theory]
    [MemberData(nameof(Names))]
    public void A_hundred_decisions_are_the_approved_ones(string name) =>
        MatchApproved(name + ".decisions.txt", DecisionTable.Of(Example.Read(name), Cases[name].Scenarios).Text);

    [Theory]
    [MemberData(nameof(Names))]
    public void Its_decisions_are_a_hundred_and_meet_every_reason_code_that_they_can(string name)
    {
        var (scenarios, notMet) = Cases[name];
        var decisions = DecisionTable.Of(Example.Read(name), scenarios).Decisions;
        Assert.InRange(decisions.Count, 100, 130);
        Assert.Equal(Enum.GetValues<ReasonCode>().Except([Never, .. notMet]).Order(), decisions.Select(d => d.Reason).Distinct().Order());
    }

    private static void MatchApproved(string file, string received)
    {
        var path = Path.Combine(Example.Repository, "tests", "PatchWindow.Fleet.Tests", "Examples", "Approved", file);
        var approve = Environment.GetEnvironmentVariable(ApprovedText.Variable) == "1";
        if (ApprovedText.Difference(path, received, approve) is { } difference) Assert.Fail(difference);
    }
}
