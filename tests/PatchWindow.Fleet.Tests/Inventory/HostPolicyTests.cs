using PatchWindow.Core.Policies;
using PatchWindow.Fleet.Inventory;
using PatchWindow.Fleet.Tests.Configuration;

namespace PatchWindow.Fleet.Tests.Inventory;

/// <summary>Which policy a host has, where one of them is faulty or several claim it.</summary>
public sealed class HostPolicyTests
{
    private const string Daily = "\"schedules\": [ { \"text\": \"daily 00:00 for 24h\" } ]";

    private const string Hosts =
        """ "hosts": [ { "name": "web01", "tags": { "env": "prod" } }, { "name": "lab01", "tags": { "env": "lab" } } ] """;

    public static TheoryData<string, string, string> FaultyPolicies => new()
    {
        // what the faulty policy says, the hosts that it stops, why
        { "\"a\": { \"targets\": \"*\", \"aprove\": { \"exclude\": [ \"*\" ] } }", "lab01,web01", "its filter can be read" },
        { "\"a\": { \"targets\": \"env = prod\", \"aprove\": {} }", "web01", "its filter can be read, and is another's no business" },
        { "\"a\": { \"targets\": \"env = prod\", \"timeZone\": \"Europe/Olso\" }", "web01", "a fault that only compiling finds" },
        { "\"a\": { \"targets\": \"env = dmz\", \"aprove\": {} }", "", "it aims at neither" },
        { "\"a\": { \"aprove\": {} }", "", "it aims at no host, and no misspelt word can change that" },
        { "\"a\": { \"targets\": \"env ==\" }", "lab01,web01", "its filter cannot be read" },
        { "\"a\": { \"targets\": [ \"env = prod\" ] }", "lab01,web01", "its filter is no text" },
        { "\"a\": { \"targets\": true }", "lab01,web01", "its filter is no text" },
        { "\"a\": { \"targets\": \"\" }", "lab01,web01", "its filter was left empty" },
        { "\"a\": { \"target\": \"env = prod\" }", "lab01,web01", "its filter has a misspelt name" },
        { "\"a\": { \"machines\": \"env = prod\" }", "lab01,web01", "its filter may be under a name that is none" },
        { "\"a\": [ \"env = prod\" ]", "lab01,web01", "it is no object" },
        { "\"a\": \"env = prod\"", "lab01,web01", "it is no object" },
    };

    [Theory]
    [MemberData(nameof(FaultyPolicies))]
    public void A_host_that_a_faulty_policy_claims_or_may_claim_falls_to_no_other(string faulty, string stopped, string why)
    {
        var (configuration, _) = ConfigurationFile.Read($$"""{ {{Hosts}}, "policies": { {{faulty}}, "b-open": { "targets": "*", {{Daily}} } } }""");
        var inventory = new HostInventory(configuration);

        Assert.True(stopped == string.Join(",", Where(inventory, its => its.Faulty.Count > 0)), why);
        foreach (var host in inventory.All)
        {
            var its = inventory.PolicyOf(host);
            Assert.Equal(["b-open"], its.Whole.Select(p => p.Name));
            Assert.Equal(its.Faulty.Count == 0 ? "b-open" : null, its.Policy?.Name);
            Assert.Equal(its.Faulty.Count == 0 ? ["b-open"] : ["a", "b-open"], host.Policies);
            Assert.All(its.Faulty, f => Assert.Equal(FindingSeverity.Error, f.Fault.Severity));
        }
    }

    [Fact]
    public void Policies_under_a_misspelt_word_may_claim_every_host()
    {
        var (configuration, _) = ConfigurationFile.Read(
            $$"""{ {{Hosts}}, "polices": { "a-strict": { "targets": "*" } }, "policies": { "b-open": { "targets": "*", {{Daily}} } } }""");
        var faulty = Assert.Single(configuration.FaultyPolicies);
        Assert.Equal(("a-strict", "SettingUnknown"), (faulty.Name, faulty.Fault.Code));
        Assert.Equal(["lab01", "web01"], Where(new HostInventory(configuration), its => its.Policy is null));
    }

    [Fact]
    public void A_host_in_two_policies_has_none_that_decides_and_one_in_no_policy_has_none_at_all()
    {
        var (configuration, _) = ConfigurationFile.Read(
            $$"""{ {{Hosts}}, "policies": { "night": { "targets": "env = prod", {{Daily}} }, "day": { "targets": "name = web01", {{Daily}} } } }""");
        var inventory = new HostInventory(configuration);
        var (web, lab) = (inventory.Find("web01").Value, inventory.Find("lab01").Value);
        Assert.Equal((null, false), (inventory.PolicyOf(web).Policy, inventory.PolicyOf(web).IsNone));
        Assert.Equal(["day", "night"], web.Policies);
        Assert.Equal((null, true), (inventory.PolicyOf(lab).Policy, inventory.PolicyOf(lab).IsNone));
    }

    private static IEnumerable<string> Where(HostInventory inventory, Func<HostPolicy, bool> holds) =>
        inventory.All.Where(h => holds(inventory.PolicyOf(h))).Select(h => h.Name).Order();
}
