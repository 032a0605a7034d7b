using PatchWindow.Core.Policies.Checks;

namespace PatchWindow.Core.Tests.Policies.Checks;

/// <summary>Hosts in no policy and in two.</summary>
public sealed class FleetChecksTests
{
    private static readonly ManagedHost[] Hosts =
    [
        Tested.Host("web01", "env=prod", "role=web"), Tested.Host("web02", "env=prod", "role=web"), Tested.Host("db01", "env=prod"), Tested.Host("lab01", "env=lab"), Tested.Host("spare"),
    ];

    [Fact]
    public void Hosts_in_two_policies_are_one_error_for_each_two_with_targets_to_type()
    {
        var found = Find(["night", "day", "lab"], true, ("night", "env = prod"), ("day", "role = web"), ("lab", "env = lab or name = spare")).ToList();

        var finding = Assert.Single(found);
        Assert.Equal(("PoliciesOverlap", FindingSeverity.Error, "night", "policies:night:targets"), (finding.Code, finding.Severity, finding.Policy, finding.Path));
        Assert.Equal("2 hosts (web01, web02) are in 2 policies, 'night' and 'day': one must decide, and until it does nothing is applied there.", finding.Message);
        Assert.Equal("Write \"targets\": \"(role = web) and not (env = prod)\" in 'day', or the other way round.", finding.Suggestion);
    }

    [Fact]
    public void An_overlap_is_told_of_either_policy_that_is_asked_about_and_of_no_third()
    {
        (string, string)[] policies = [("night", "env = prod"), ("day", "role = web"), ("lab", "env = lab")];

        Assert.Equal("policies:day:targets", Assert.Single(Find(["day"], false, policies)).Path);
        Assert.Empty(Find(["lab"], false, policies));
    }

    [Fact]
    public void Hosts_in_no_policy_are_named_where_all_policies_are_asked_about()
    {
        var finding = Assert.Single(Find(["prod"], true, ("prod", "env = prod")));
        Assert.Equal(("HostWithoutPolicy", FindingSeverity.Warning, "2 hosts are in no policy and never patched: lab01, spare."), (finding.Code, finding.Severity, finding.Message));

        Assert.Equal("spare", Assert.Single(Find(["prod"], true, ("prod", "env = prod or env = lab"))).HostName);
        Assert.Empty(Find(["prod"], false, ("prod", "env = prod")));
        Assert.Empty(Find([], true));
    }

    private static IEnumerable<Finding> Find(string[] asked, bool all, params (string Name, string Targets)[] policies) =>
        PolicyChecks.Of(new TestedFleet(Tested.Claim(Hosts, policies), asked, all));
}
