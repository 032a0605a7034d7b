namespace PatchWindow.Fleet.Tests.Inventory;

public sealed class JsonInventoryTests
{
    [Fact]
    public void Hosts_are_written_as_in_a_configuration()
    {
        var (hosts, findings) = InventoryFolder.ReadOne("hosts.json", File.ReadAllText(InventoryFolder.Sample("hosts.json")));

        Assert.Empty(findings);
        Assert.Equal(["web01.example.com 10.1.0.11 patch Europe/Oslo env=prod pinned=true rack=7", "spare"], InventoryFolder.Lines(hosts));
        Assert.Equal(["hosts.json: hosts[0]", "hosts.json: hosts[1]"], hosts.Select(h => h.Source));
    }

    public static TheoryData<string, string, string> Faults => new()
    {
        { "", "hosts.json, line 1 InventoryInvalid", "" },
        { "[ { \"name\": \"web01\" },\n  { \"name\" \"web02\" } ]", "hosts.json, line 2 InventoryInvalid", "" },
        { "\"web01\"", "hosts.json InventoryInvalid", "" },
        { "{ \"host\": [] }", "hosts.json: host SettingUnknown|hosts.json InventoryInvalid", "" },
        { "{ \"hosts\": { \"web01\": {} } }", "hosts.json InventoryInvalid", "" },
        { "[ \"web01\", { \"name\": \"web02\" } ]", "hosts.json: [0] SettingWrongType", "web02" },
        { "[ {}, { \"name\": \"web02\" } ]", "hosts.json: [0].name SettingMissing", "web02" },
        { "[ { \"name\": \"web01\", \"adress\": \"x\" }, { \"name\": \"web02\" } ]", "hosts.json: [0].adress SettingUnknown", "web02" },
        { "[ { \"name\": \"web01\", \"user\": 5 }, { \"name\": \"web02\" } ]", "hosts.json: [0].user SettingWrongType", "web02" },
        { "[ { \"name\": \"web01\", \"user\": \" \" }, { \"name\": \"web02\" } ]", "hosts.json: [0].user SettingEmpty", "web02" },
        { "[ { \"name\": \"web01\", \"Name\": \"web03\" }, { \"name\": \"web02\" } ]", "hosts.json: [0].Name SettingTwice", "web02" },
        { "[ { \"name\": \"web01\", \"tags\": [ \"a\" ] }, { \"name\": \"web02\" } ]", "hosts.json: [0].tags SettingWrongType", "web02" },
        { "[ { \"name\": \"web01\", \"tags\": { \"a\": [ 1 ] } }, { \"name\": \"web02\" } ]", "hosts.json: [0].tags.a SettingWrongType", "web02" },
        { "[ { \"name\": \"web01\", \"transport\": \"telnet\" }, { \"name\": \"web02\" } ]", "hosts.json: [0] TransportUnknown", "web02" },
        { "[ { \"name\": \"web\\ud800\" } ]", "hosts.json InventoryInvalid", "" },
        { "[]", "hosts.json InventoryEmpty", "" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void What_is_wrong_is_reported_with_its_place_and_hides_no_other_host(string text, string expected, string names)
    {
        var (hosts, findings) = InventoryFolder.ReadOne("hosts.json", text);

        Assert.Equal(expected, string.Join("|", InventoryFolder.Codes(findings)));
        Assert.Equal(names, string.Join(",", hosts.Select(h => h.Name)));
    }

    [Fact]
    public void What_ansible_inventory_prints_is_read_as_its_groups_and_variables()
    {
        var (hosts, findings) = InventoryFolder.ReadOne("hosts.json", """
            { "_meta": { "hostvars": { "web01": { "ansible_host": "10.1.0.11", "env": "prod", "ports": [ 80 ], "key": { "__ansible_vault": "x" } }, "lone": {} } },
              "all": { "children": [ "ungrouped", "stockholm" ] }, "stockholm": { "children": [ "web" ] }, "web": { "hosts": [ "web01" ] },
              "ungrouped": { "hosts": [ "lone" ] } }
            """);

        Assert.Equal(["web01 10.1.0.11 env=prod stockholm=true web=true", "lone"], InventoryFolder.Lines(hosts));
        Assert.Equal(["hosts.json: _meta.hostvars.web01 InventoryValueNotRead", "hosts.json: _meta.hostvars.web01 InventoryVaultNotRead"], InventoryFolder.Codes(findings));
    }
}
