using PatchWindow.Fleet.Inventory;

namespace PatchWindow.Fleet.Tests.Inventory;

/// <summary>What is decided about hosts while a part of what is said of hosts cannot be read.</summary>
public sealed class LostInventoryTests
{
    private const string Hosts =
        "\"hosts\": [ { \"name\": \"web01\", \"tags\": { \"env\": \"prod\", \"role\": \"web\" } }, { \"name\": \"lab01\", \"tags\": { \"env\": \"lab\" } } ]";

    public static TheoryData<string, string, string> Filters => new()
    {
        // the targets, the hosts it is sure of, why
        { "env = prod", "web01", "more tags change nothing" },
        { "env = prod and role in (web, api)", "web01", "lab01's env settles it" },
        { "name like web*", "web01", "it asks for no tag" },
        { "*", "lab01,web01", "it asks for nothing" },
        { "env = prod and not pinned", "", "the lost inventory may say that web01 is pinned" },
        { "not pinned", "", "it may be either" },
        { "env != dmz", "lab01,web01", "both have an env" },
        { "site != osl", "", "neither has a site" },
        { "site = osl or env = lab", "", "lab01 has no site, which is asked for first" },
        { "env = lab or site = osl", "lab01", "lab01's env settles it" },
        { "pinned", "", "who has it is not known" },
    };

    [Theory]
    [MemberData(nameof(Filters))]
    public void A_policy_that_asks_for_a_tag_which_may_be_lost_decides_nothing(string targets, string sure, string why)
    {
        using var folder = new InventoryFolder();
        var (configuration, findings) = folder.Read($$"""{{Hosts}}, "inventories": [ "none.csv" ], "policies": { "p": { "targets": "{{targets}}", {{InventoryFolder.Daily}} } }""");
        var inventory = new HostInventory(configuration);

        Assert.Equal("InventoryNotFound", Assert.Single(findings).Code);
        Assert.True(sure == string.Join(",", inventory.All.Where(h => inventory.PolicyOf(h).Policy is not null).Select(h => h.Name).Order()), why);
    }

    [Fact]
    public void It_is_said_what_it_depends_on()
    {
        using var folder = new InventoryFolder();
        var (configuration, _) = folder.Read($$"""{{Hosts}}, "inventories": [ "none.csv" ], "policies": { "p": { "targets": "not pinned", {{InventoryFolder.Daily}} } }""");
        var inventory = new HostInventory(configuration);

        var its = inventory.PolicyOf(inventory.Find("web01").Value);

        Assert.Equal(["p"], its.Names);
        Assert.Contains("'pinned'", its.Faulty[0].Fault.Message);
        Assert.Contains("none.csv", its.Faulty[0].Fault.Message);
    }

    [Theory]
    [InlineData("name,pinned\nweb01,yes\n", false)]
    [InlineData("name,pinned\nweb99\n", false)]
    [InlineData("name,pinned\nlab99,\"x\n", true)]
    [InlineData("nmae,pinned\nweb01,yes\n", true)]
    public void A_fault_about_a_host_that_it_names_is_no_loss_for_the_others(string text, bool lost)
    {
        using var folder = new InventoryFolder().With("a.csv", text);

        var (configuration, _) = folder.Read($"{Hosts}, \"inventories\": [ \"a.csv\" ]");

        Assert.Equal(lost, configuration.HostLoss is not null);
    }

    [Theory]
    [InlineData("\"hosts\": [ { \"name\": \"web01\", \"transport\": \"shs\" } ]", false)]
    [InlineData("\"hosts\": [ { \"name\": \"web01\" }, { \"name\": \"web01\" } ]", false)]
    [InlineData("\"hosts\": [ { \"tags\": { \"pinned\": \"yes\" } } ]", true)]
    [InlineData("\"hosts\": [ \"web01\" ]", true)]
    [InlineData("\"hosts\": {}", true)]
    [InlineData("\"inventory\": [ \"a.csv\" ]", true)]
    [InlineData("\"hsots\": [ ]", true)]
    [InlineData("\"polices\": { }", false)]
    public void So_it_is_in_the_configuration_itself(string inside, bool lost)
    {
        using var folder = new InventoryFolder();

        Assert.Equal(lost, folder.Read(inside).Configuration.HostLoss is not null);
    }
}
