namespace PatchWindow.Fleet.Tests.Inventory;

public sealed class SshConfigInventoryTests
{
    [Fact]
    public void Host_entries_that_are_no_patterns_are_hosts_and_the_first_value_wins()
    {
        var (hosts, findings) = InventoryFolder.ReadOne("ssh_config", File.ReadAllText(InventoryFolder.Sample("ssh_config")));

        Assert.Equal(
            [
                "bastion 192.0.2.50 gate", "jump 192.0.2.50 gate", "web01 web01.example.com web", "web02 web02.example.com web",
                "db-main db-main.fallback.example.com dba", "db01 10.1.0.31 everyone",
            ],
            InventoryFolder.Lines(hosts));
        Assert.All(hosts, h => Assert.Equal("ssh", h.Transport));
        Assert.Equal("ssh_config, line 9", hosts[2].Source);
        Assert.Equal(["ssh_config, line 15 InventoryMatchNotRead Information"], findings.Select(f => $"{f.Path} {f.Code} {f.Severity}"));
    }

    [Fact]
    public void Included_files_are_read_where_they_are_included_and_only_for_the_hosts_of_that_place()
    {
        using var folder = new InventoryFolder();
        folder.With("d/20.conf", "Host web02\n  User second\n").With("d/10.conf", "User outer\nHost web01\n  User first\n  HostName 10.1.0.1\n").With("d/.hidden", "Host hidden\n")
            .With("config", $"Host lab*\n  Include {folder["d/10.conf"]}\nHost *\nInclude {folder["d"]}/*.conf {folder["none.conf"]}\nUser last\nHost lab01 web01 web03\n");

        var (configuration, findings) = folder.Read("\"inventories\": [ \"config\" ]");

        Assert.Equal(["web01 10.1.0.1 outer", "web02 outer", "lab01 outer", "web03 outer"], InventoryFolder.Lines(configuration.Hosts));
        Assert.Equal(["config, line 4 InventoryIncludeNotRead"], InventoryFolder.Codes(findings));
        Assert.Equal(new[] { "config", "d/10.conf", "d/20.conf" }.Select(n => folder[n]), configuration.InventoryFiles);
    }

    [Fact]
    public void A_file_that_includes_itself_is_a_fault_and_no_endless_loop()
    {
        using var folder = new InventoryFolder();
        folder.With("config", $"Host web01\nInclude {folder["config"]}\nInclude {folder["config"]}\n");

        var (configuration, findings) = folder.Read("\"inventories\": [ \"config\" ]");

        Assert.Contains(findings, f => f.Code == "InventoryIncludeTooDeep");
        Assert.Equal(["web01"], InventoryFolder.Lines(configuration.Hosts));
    }

    [Theory]
    [InlineData("Host=web01\nUser=\"patch user\"", "web01 patch user")]
    [InlineData("host\tweb01 # the web\n\tuser patch # a person", "web01 patch")]
    [InlineData("Host web01 !web01\nHost web02", "web02")]
    [InlineData("Host *.example.com ?eb\nUser x\nHost web.example.com", "web.example.com x")]
    [InlineData("Host web01\nHost WEB01", "web01")]
    [InlineData("Match all\nUser x\nHost web01", "web01")]
    public void The_syntax_is_that_of_ssh_config(string text, string line) =>
        Assert.Equal([line], InventoryFolder.Lines(InventoryFolder.ReadOne("config", text).Hosts));

    [Theory]
    [InlineData("Host web01\nHostName \"10.1\nHost web02", "config, line 2 InventoryInvalid", "web01,web02")]
    [InlineData("Host web01\nHostName -oProxyCommand=reboot\nHost web02", "config, line 1 AddressInvalid", "web02")]
    [InlineData("Host *\n", "config InventoryEmpty", "")]
    public void What_is_wrong_is_reported_with_its_line_and_hides_no_other_host(string text, string finding, string names)
    {
        var (hosts, findings) = InventoryFolder.ReadOne("config", text);

        Assert.Equal([finding], InventoryFolder.Codes(findings));
        Assert.Equal(names, string.Join(",", hosts.Select(h => h.Name)));
    }
}
