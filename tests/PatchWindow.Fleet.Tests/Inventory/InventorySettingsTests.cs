namespace PatchWindow.Fleet.Tests.Inventory;

/// <summary>How a configuration names inventories.</summary>
public sealed class InventorySettingsTests
{
    [Theory]
    [InlineData("hosts.csv", "name\nweb01\n")]
    [InlineData("hosts.TSV", "name\tenv\nweb01\t\n")]
    [InlineData("hosts.json", "[ { \"name\": \"web01\" } ]")]
    [InlineData("site.yml", "all: { hosts: { web01: } }")]
    [InlineData("site.yaml", "all: { hosts: { web01: } }")]
    [InlineData("site.ini", "web01\n")]
    [InlineData("hosts", "web01\n")]
    [InlineData("config", "Host web01\n")]
    [InlineData("ssh_config", "Host web01\n")]
    [InlineData("jump.ssh", "Host web01\n")]
    public void The_name_of_a_file_tells_its_format(string name, string text)
    {
        var (hosts, findings) = InventoryFolder.ReadOne(name, text);

        Assert.Empty(findings);
        Assert.Equal("web01", Assert.Single(hosts).Name);
    }

    [Theory]
    [InlineData("\"inventories\": [ { \"path\": \"cmdb.txt\", \"format\": \"csv\", \"transport\": \"psrp\", \"tags\": { \"env\": \"prod\", \"site\": \"osl\" } } ]")]
    [InlineData("\"Inventories\": [ { \"Path\": \"cmdb.txt\", \"FORMAT\": \"Csv\", \"transport\": \"PSRP\", \"tags\": { \"env\": \"prod\", \"site\": \"osl\" } } ]")]
    public void An_object_says_the_format_and_what_hosts_have_that_say_nothing_themselves(string inventories)
    {
        using var folder = new InventoryFolder().With("cmdb.txt", "name,transport,env\nweb01,,\nweb02,ssh,lab\n");

        var (configuration, findings) = folder.Read(inventories);

        Assert.Empty(findings);
        Assert.Equal(["web01 psrp env=prod site=osl", "web02 env=lab site=osl"], InventoryFolder.Lines(configuration.Hosts).Select(l => l.Replace("PSRP", "psrp")));
    }

    [Fact]
    public void A_path_is_relative_to_the_file_it_stands_in_or_absolute()
    {
        using var folder = new InventoryFolder().With("in/hosts.csv", "name\nweb01\n").With("web.csv", "name\nweb02\n");

        var (configuration, findings) = folder.Read($"\"inventories\": [ \"in/hosts.csv\", \"{folder["web.csv"]}\" ]");

        Assert.Empty(findings);
        Assert.Equal(["web01", "web02"], InventoryFolder.Lines(configuration.Hosts));
        Assert.Equal([folder["in/hosts.csv"], folder["web.csv"]], configuration.InventoryFiles);
    }

    public static TheoryData<string, string> Faults => new()
    {
        { "\"inventories\": {}", "inventories SettingWrongType" },
        { "\"inventories\": null", "inventories SettingWrongType" },
        { "\"inventories\": true", "inventories SettingWrongType" },
        { "\"inventories\": { \"path\": \"hosts.csv\" }", "inventories SettingWrongType" },
        { "\"inventories\": [ \"\" ]", "inventories[0] SettingWrongType" },
        { "\"inventories\": [ [ \"hosts.csv\" ] ]", "inventories[0] SettingWrongType" },
        { "\"inventories\": [ {} ]", "inventories[0] SettingWrongType" },
        { "\"inventories\": [ { \"format\": \"Csv\" } ]", "inventories[0].path SettingMissing" },
        { "\"inventories\": [ { \"path\": \"hosts.csv\", \"fromat\": \"Csv\" } ]", "inventories[0].fromat SettingUnknown" },
        { "\"inventories\": [ { \"path\": \"hosts.csv\", \"format\": \"cvs\" } ]", "inventories[0].format InventoryFormatUnknown" },
        { "\"inventories\": [ { \"path\": \"hosts.csv\", \"transport\": \"shs\" } ]", "inventories[0].transport TransportUnknown" },
        { "\"inventories\": [ { \"path\": \"hosts.csv\", \"tags\": [ \"prod\" ] } ]", "inventories[0].tags SettingWrongType" },
        { "\"inventories\": [ \"inventory.txt\" ]", "inventories[0] InventoryFormatUnknown" },
        { "\"inventories\": [ { \"path\": \"inventory.txt\" } ]", "inventories[0].path InventoryFormatUnknown" },
        { "\"inventories\": [ \"none.csv\" ]", "inventories[0] InventoryNotFound" },
        { "\"inventories\": [ { \"path\": \"none/none.csv\" } ]", "inventories[0] InventoryNotFound" },
        { "\"inventories\": [ \"folder.ini\" ]", "inventories[0] InventoryUnreadable" },
        { "\"inventories\": [ \"a\\u0000b.csv\" ]", "inventories[0] PathInvalid" },
        { "\"inventories\": [ { \"path\": \"/dev/zero\", \"format\": \"Csv\" } ]", "inventories[0] InventoryTooLarge" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void What_is_wrong_names_the_place_and_hides_no_other_source(string inventories, string finding)
    {
        using var folder = new InventoryFolder().With("hosts.csv", "name\nweb02\n").With("folder.ini/x", "");

        var (configuration, findings) = folder.Read($"{inventories}, \"hosts\": [ {{ \"name\": \"web01\" }} ]");

        Assert.Equal(["patchwindow.json: " + finding], InventoryFolder.Codes(findings));
        Assert.Equal(["web01"], configuration.Hosts.Select(h => h.Name));
        Assert.NotNull(configuration.HostLoss);
    }

    [Fact]
    public void What_is_worth_knowing_of_an_inventory_does_not_hide_that_there_is_no_policy()
    {
        using var folder = new InventoryFolder().With("config", "Match all\nHost web01\n");

        Assert.Equal("InventoryMatchNotRead", Assert.Single(folder.Read("\"inventories\": [ \"config\" ]").Findings).Code);
        Assert.Contains(folder.Read("\"inventories\": [ \"config\" ]").Configuration.Findings, f => f.Code == "NothingConfigured");
    }

    [Fact]
    public void Formats_that_could_be_meant_are_named()
    {
        using var folder = new InventoryFolder();

        Assert.Contains("Csv, Json, AnsibleIni, AnsibleYaml, SshConfig", folder.Read("\"inventories\": [ \"inventory.txt\" ]").Findings[0].Suggestion);
        Assert.Contains("Did you mean 'Csv'?", folder.Read("\"inventories\": [ { \"path\": \"a.txt\", \"format\": \"cvs\" } ]").Findings[0].Message);
    }

    [Fact]
    public void An_inventory_that_is_lost_leaves_no_host_and_not_this_machine()
    {
        using var folder = new InventoryFolder();

        var (configuration, _) = folder.Read("\"inventories\": [ \"none.csv\" ]");

        Assert.True(configuration.ListsHosts);
        Assert.Empty(new PatchWindow.Fleet.Inventory.HostInventory(configuration).All);
        Assert.False(folder.Read("\"inventories\": []").Configuration.ListsHosts);
    }
}
