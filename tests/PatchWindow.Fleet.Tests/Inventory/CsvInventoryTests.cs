namespace PatchWindow.Fleet.Tests.Inventory;

public sealed class CsvInventoryTests
{
    [Fact]
    public void A_table_as_a_spreadsheet_exports_it_is_read()
    {
        var (hosts, findings) = InventoryFolder.ReadOne("cmdb.csv", File.ReadAllText(InventoryFolder.Sample("cmdb.csv")));

        Assert.Empty(findings);
        Assert.Equal(
            [
                "web01.example.com 10.1.0.11 patch Europe/Oslo Patch Group=A env=prod owner=Ops; on call role=web",
                "web02.example.com 10.1.0.12 Europe/Oslo Patch Group=B env=prod owner=said \"soon\" role=web",
                "db01 2001:db8::5 root America/New_York env=prod owner=Data role=db",
                "spare",
            ],
            InventoryFolder.Lines(hosts));
        Assert.Equal(["cmdb.csv, line 2", "cmdb.csv, line 3", "cmdb.csv, line 4", "cmdb.csv, line 6"], hosts.Select(h => h.Source));
    }

    [Theory]
    [InlineData("name,env\nweb01,prod\n")]
    [InlineData("name;env\nweb01;prod")]
    [InlineData("NAME\tEnv\r\nweb01\tprod\r\n")]
    [InlineData("\uFEFFname,env\r\nweb01,prod")]
    [InlineData("sep=;\nname;env\nweb01;prod")]
    [InlineData("#TYPE System.Management.Automation.PSCustomObject\n\"name\",\"env\"\n\"web01\",\"prod\"\n")]
    [InlineData("\n\nenv , name \n prod , web01 \n,\n")]
    [InlineData("name,env,,\nweb01,prod,,\n")]
    [InlineData("\"name\" , \"env\"\n\"web01\" , \"prod\"\n")]
    public void Separators_quotes_and_blank_lines_are_those_of_its_writer(string text)
    {
        var (hosts, findings) = InventoryFolder.ReadOne("hosts.csv", text);

        Assert.Empty(findings);
        Assert.Equal(["web01 env=prod"], InventoryFolder.Lines(hosts).Select(l => l.Replace("Env", "env")));
    }

    [Fact]
    public void A_value_may_have_lines_and_the_lines_after_it_are_counted_right()
    {
        var (hosts, _) = InventoryFolder.ReadOne("hosts.csv", "name,note\nweb01,\"one\ntwo, three\"\nweb02,four\n");

        Assert.Equal("one\ntwo, three", hosts[0].Tags["NOTE"]);
        Assert.Equal("hosts.csv, line 4", hosts[1].Source);
    }

    public static TheoryData<string, string, string> Faults => new()
    {
        { "", "hosts.csv InventoryEmpty", "" },
        { "hostname,env\nweb01,prod\n", "hosts.csv, line 1 InventoryColumnMissing", "" },
        { "nmae,env\nweb01,prod\n", "hosts.csv, line 1 InventoryColumnMissing", "" },
        { "name,env,ENV\nweb01,prod,lab\n", "hosts.csv, line 1 InventoryColumnTwice", "" },
        { "name,env\nweb01\nweb02,prod\n", "hosts.csv, line 2 InventoryInvalid", "web02" },
        { "name,env\nweb01,prod,extra\nweb02,prod\n", "hosts.csv, line 2 InventoryInvalid", "web02" },
        { "name,env\n,prod\nweb02,prod\n", "hosts.csv, line 2 SettingMissing", "web02" },
        { "name,env\nweb 01,prod\nweb02,prod\n", "hosts.csv, line 2 HostNameInvalid", "web02" },
        { "name,transport\nweb01,shs\nweb02,\n", "hosts.csv, line 2 TransportUnknown", "web02" },
        { "name,timezone\nweb01,Europe/Olso\nweb02,\n", "hosts.csv, line 2 TimeZoneNotFound", "web02" },
        { "name,address\nweb01,-oProxyCommand=reboot\nweb02,\n", "hosts.csv, line 2 AddressInvalid", "web02" },
        { "name,address\nweb01,10.0.0.1:22\nweb02,\n", "hosts.csv, line 2 AddressInvalid", "web02" },
        { "name,user\nweb01,-l\nweb02,\n", "hosts.csv, line 2 UserInvalid", "web02" },
        { "name,env\nweb01,\"prod\nweb02,prod\n", "hosts.csv, line 2 InventoryInvalid", "" },
        { "name,env\nweb02,prod\nweb01,\"prod\"x\nweb03,prod\n", "hosts.csv, line 3 InventoryInvalid", "web02" },
        { "name,env\n", "hosts.csv InventoryEmpty", "" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void What_is_wrong_is_reported_with_its_line_and_hides_no_other_host(string text, string finding, string names)
    {
        var (hosts, findings) = InventoryFolder.ReadOne("hosts.csv", text);

        Assert.Equal([finding], InventoryFolder.Codes(findings));
        Assert.Equal(names, string.Join(",", hosts.Select(h => h.Name)));
    }

    [Fact]
    public void A_column_that_is_named_like_a_secret_is_no_tag_and_what_it_holds_is_not_said()
    {
        var (hosts, findings) = InventoryFolder.ReadOne("hosts.csv", "name,root_password,compass\nweb01,hunter2,north\nweb02,hunter3,south\n");

        Assert.Equal(["web01 compass=north", "web02 compass=south"], InventoryFolder.Lines(hosts));
        Assert.Equal("InventorySecretNotRead", Assert.Single(findings).Code);
        Assert.DoesNotContain("hunter", findings[0].ToString());
    }

    [Fact]
    public void Of_many_faults_of_one_kind_the_first_are_shown_and_the_others_counted()
    {
        var (hosts, findings) = InventoryFolder.ReadOne("hosts.csv", "name,transport\n" + string.Concat(Enumerable.Range(0, 1000).Select(i => $"web{i},shs\n")) + "good,ssh\n");

        Assert.Equal(21, findings.Length);
        Assert.StartsWith("There are 980 more like this (TransportUnknown) in 'hosts.csv'", findings[20].Message);
        Assert.Equal(["good"], hosts.Select(h => h.Name));
    }
}
