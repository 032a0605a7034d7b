namespace PatchWindow.Fleet.Tests.Inventory;

/// <summary>Hosts that several places list.</summary>
public sealed class HostListTests
{
    private const string Own = "\"hosts\": [ { \"name\": \"web01\", \"address\": \"10.0.0.1\", \"tags\": { \"env\": \"prod\" } } ], \"inventories\": [ \"a.csv\", \"b.csv\" ]";

    [Fact]
    public void Places_that_agree_are_one_host_with_the_tags_of_all_and_a_warning_that_names_both()
    {
        using var folder = new InventoryFolder().With("a.csv", "name,address,user,env,role\nWEB01,10.0.0.1,patch,PROD,web\n").With("b.csv", "name,site\nweb02,osl\nweb01,osl\n");

        var (configuration, findings) = folder.Read(Own);

        Assert.Equal(["web01 10.0.0.1 patch env=prod role=web site=osl", "web02 site=osl"], InventoryFolder.Lines(configuration.Hosts));
        Assert.Equal(["a.csv, line 2 HostDuplicate", "b.csv, line 3 HostDuplicate"], InventoryFolder.Codes(findings));
        Assert.All(findings, f => Assert.Equal((FindingSeverity.Warning, "WEB01"), (f.Severity, f.HostName!.ToUpperInvariant())));
        Assert.Contains("patchwindow.json: hosts[0]", findings[0].Message);
        Assert.Contains("a.csv, line 2", findings[0].Message);
        Assert.Equal($"{folder["patchwindow.json"]}: hosts[0]; {folder["a.csv"]}, line 2; {folder["b.csv"]}, line 3", configuration.Hosts[0].Source);
    }

    [Theory]
    [InlineData("address", "10.0.0.2", "address is '10.0.0.1' in patchwindow.json: hosts[0] and '10.0.0.2' in a.csv, line 2")]
    [InlineData("env", "lab", "the tag 'env' is 'prod' in patchwindow.json: hosts[0] and 'lab' in a.csv, line 2")]
    public void The_configuration_wins_over_an_inventory_and_the_contradiction_names_places_and_values(string column, string value, string said)
    {
        using var folder = new InventoryFolder().With("a.csv", $"name,{column}\nweb01,{value}\n").With("b.csv", "name\nweb02\n");

        var (configuration, findings) = folder.Read(Own);

        Assert.Equal("web01 10.0.0.1 env=prod", InventoryFolder.Line(configuration.Hosts[0]));
        var finding = Assert.Single(findings);
        Assert.Equal(("HostContradiction", FindingSeverity.Error, "web01"), (finding.Code, finding.Severity, finding.HostName));
        Assert.Contains(said, finding.Message);
    }

    [Theory]
    [InlineData("address", "10.0.0.1", "10.0.0.2")]
    [InlineData("user", "patch", "Patch")]
    [InlineData("transport", "ssh", "local")]
    [InlineData("timezone", "Europe/Oslo", "UTC")]
    [InlineData("env", "prod", "lab")]
    public void The_inventory_that_is_named_first_wins(string column, string first, string second)
    {
        using var folder = new InventoryFolder().With("a.csv", $"name,{column}\nweb01,{first}\n").With("b.csv", $"name,{column}\nweb01,{second}\n");

        var (configuration, findings) = folder.Read("\"inventories\": [ \"a.csv\", \"b.csv\" ]");
        var (reversed, _) = folder.Read("\"inventories\": [ \"b.csv\", \"a.csv\" ]");

        Assert.Equal(["b.csv, line 2 HostContradiction"], InventoryFolder.Codes(findings));
        Assert.Equal(2, new[] { configuration, reversed }.Select(c => InventoryFolder.Line(Assert.Single(c.Hosts))).Distinct().Count());
        Assert.Contains($"'{first}'", findings[0].Message);
        Assert.Contains($"'{second}'", findings[0].Message);
    }

    [Fact]
    public void A_host_twice_in_one_inventory_is_reported_as_well()
    {
        var (hosts, findings) = InventoryFolder.ReadOne("a.csv", "name,env\nweb01,prod\nweb02,prod\nweb01,lab\nweb02,prod\n");

        Assert.Equal(["web01 env=prod", "web02 env=prod"], InventoryFolder.Lines(hosts));
        Assert.Equal(["a.csv, line 4 HostContradiction", "a.csv, line 5 HostDuplicate"], InventoryFolder.Codes(findings));
    }

    [Fact]
    public void What_is_not_said_contradicts_nothing()
    {
        using var folder = new InventoryFolder().With("config", "Host web01\n").With("a.csv", "name,address,transport,user,timezone,env\nweb01,10.0.0.1,psrp,patch,UTC,prod\n");

        var (configuration, findings) = folder.Read("\"inventories\": [ \"config\", \"a.csv\" ]");

        Assert.Equal(["web01 10.0.0.1 patch psrp UTC env=prod"], InventoryFolder.Lines(configuration.Hosts));
        Assert.Equal(["a.csv, line 2 HostDuplicate"], InventoryFolder.Codes(findings));
    }

    [Theory]
    [InlineData("web01,shs,", "10.0.0.9,ssh")]
    [InlineData("web01,ssh,", "not an address,ssh")]
    public void A_host_that_one_place_is_faulty_about_is_left_out_of_all(string first, string second)
    {
        using var folder = new InventoryFolder().With("a.csv", $"name,transport,env\n{first}\nweb02,,\n").With("b.csv", $"name,address,transport\nweb01,{second}\n");

        var (configuration, findings) = folder.Read("\"inventories\": [ \"a.csv\", \"b.csv\" ]");

        Assert.Equal(["web02"], configuration.Hosts.Select(h => h.Name));
        Assert.Contains(findings, f => f.Severity == FindingSeverity.Error && f.HostName == "web01");
        Assert.Null(configuration.HostLoss);
    }

    [Fact]
    public void A_hundred_thousand_hosts_are_read_in_a_blink()
    {
        using var folder = new InventoryFolder().With("a.csv", "name,address,transport,timezone,env,role,site\n"
            + string.Concat(Enumerable.Range(0, 100_000).Select(i => $"web{i}.example.com,10.{i >> 16}.{(i >> 8) & 255}.{i & 255},ssh,Europe/Oslo,prod,web,osl\n")));
        _ = folder.Read("\"hosts\": []");
        var clock = System.Diagnostics.Stopwatch.StartNew();

        var (configuration, findings) = folder.Read("\"inventories\": [ \"a.csv\" ]");

        // It takes a second of processor time, of which others may have the most; in the square of the hosts it would take hours.
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(30), $"{clock.Elapsed}");
        TestContext.Current.SendDiagnosticMessage($"100,000 hosts in {clock.ElapsedMilliseconds} ms");
        Assert.Empty(findings);
        Assert.Equal(100_000, configuration.Hosts.Count);
    }
}
