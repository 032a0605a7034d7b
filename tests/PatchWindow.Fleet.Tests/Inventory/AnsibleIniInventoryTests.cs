namespace PatchWindow.Fleet.Tests.Inventory;

public sealed class AnsibleIniInventoryTests
{
    [Fact]
    public void Groups_ranges_children_and_variables_make_hosts_and_tags()
    {
        var (hosts, findings) = InventoryFolder.ReadOne("site.ini", File.ReadAllText(InventoryFolder.Sample("site.ini")));

        Assert.Equal(["site.ini, line 4 InventoryPortNotRead"], InventoryFolder.Codes(findings));
        Assert.Equal(
            [
                "localhost deploy local domain=example.com",
                "mail.example.com postmaster ansible_port=2222 domain=example.com",
                "jump 192.0.2.50 deploy domain=example.com motd=Authorized users only # really note=two words",
                "web01.example.com deploy canary=true domain=example.com env=prod http_port=80 maxconn=0200 proxy=http://proxy.example.com:3128 role=web site=sto stockholm=true web=true",
                "web02.example.com deploy domain=example.com env=prod http_port=80 maxconn=0200 proxy=http://proxy.example.com:3128 role=web site=sto stockholm=true web=true",
                "web03.example.com deploy domain=example.com env=prod http_port=80 maxconn=0200 proxy=http://proxy.example.com:3128 role=web site=sto stockholm=true web=true",
                "blue 10.1.0.20 deploy domain=example.com env=prod http_port=8080 maxconn=0200 proxy=http://proxy.example.com:3128 role=web site=sto stockholm=true web=true",
                "db-a.example.com oracle backup=true canary=true db=true domain=example.com env=stage site=sto stockholm=true",
                "db-b.example.com oracle backup=true db=true domain=example.com env=prod site=sto stockholm=true",
                "db-c.example.com oracle backup=true db=true domain=example.com env=prod site=sto stockholm=true",
                "db-90.example.com deploy backup=true db=true domain=example.com env=prod site=sto stockholm=true",
                "db-100.example.com deploy backup=true db=true domain=example.com env=prod site=sto stockholm=true",
                "win1 deploy psrp domain=example.com windows=true",
            ],
            InventoryFolder.Lines(hosts));
        Assert.Equal("site.ini, line 8", hosts[4].Source);
    }

    public static TheoryData<string, string, string> Faults => new()
    {
        { "web01 env prod\nweb02\n", "hosts, line 1 InventoryInvalid", "web01,web02" },
        { "[web]\nenv=prod\nweb02\n", "hosts, line 2 InventoryInvalid", "web02" },
        { "[web:var]\nx=1\n[db]\nweb02\n", "hosts, line 1 InventoryInvalid", "web02" },
        { "[web servers]\nweb01\n[db]\nweb02\n", "hosts, line 1 InventoryInvalid", "web02" },
        { "[web:vars]\nenv=prod\n[db]\nweb02\n", "hosts, line 1 InventoryGroupUnknown", "web02" },
        { "web02\n[all:children]\nwbe\n", "hosts, line 3 InventoryGroupUnknown", "web02" },
        { "[a:children]\nb\n[b:children]\na\n[c]\nweb02\n", "hosts, line 4 InventoryInvalid", "web02" },
        { "web01 note=\"open\nweb02\n", "hosts, line 1 InventoryInvalid", "web02" },
        { "web[1:3\nweb02\n", "hosts, line 1 InventoryRangeInvalid", "web02" },
        { "web[3:1]\nweb02\n", "hosts, line 1 InventoryRangeInvalid", "web02" },
        { "web[01:100]\nweb02\n", "hosts, line 1 InventoryRangeInvalid", "web02" },
        { "web[a:3]\nweb02\n", "hosts, line 1 InventoryRangeInvalid", "web02" },
        { "web[1:3:0]\nweb02\n", "hosts, line 1 InventoryRangeInvalid", "web02" },
        { "web[0:999999999]\nweb02\n", "hosts, line 1 InventoryRangeInvalid", "web02" },
        { "web[0:9999][0:9999]\nweb02\n", "hosts, line 1 InventoryRangeInvalid", "web02" },
        { "127.0.0.1 localhost\nweb02\n", "hosts, line 1 InventoryInvalid", "127.0.0.1,web02" },
        { "web01 ansible_host={{x}}\nweb02\n", "hosts, line 1 InventoryTemplateNotRead", "web02" },
        { "web01 ansible_connection=network_cli\nweb02\n", "hosts, line 1 InventoryConnectionUnknown", "web02" },
        { "web01 env=\"{{ stage }}\"\nweb02\n", "hosts, line 1 InventoryTemplateNotRead", "web01,web02" },
        { "web02 ansible_become_password=hunter2\n", "hosts, line 1 InventorySecretNotRead", "web02" },
        { "[web]\nweb02\n[all:vars]\nweb=yes\n", "hosts InventoryVariableHidden", "web02" },
        { "#!/usr/bin/env python\nprint('web01')\n", "hosts InventoryIsProgram", "" },
        { "$ANSIBLE_VAULT;1.1;AES256\n6361\n", "hosts InventoryVaultNotRead", "" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void What_is_wrong_is_reported_with_its_line_and_hides_no_other_host(string text, string finding, string names)
    {
        var (hosts, findings) = InventoryFolder.ReadOne("hosts", text);

        Assert.Equal([finding], InventoryFolder.Codes(findings));
        Assert.Equal(names, string.Join(",", hosts.Select(h => h.Name)));
        Assert.DoesNotContain("hunter2", findings[0].ToString());
    }

    [Fact]
    public void A_nearer_group_and_a_higher_priority_win_and_a_value_that_cannot_be_read_hides_what_is_said_wider()
    {
        var (hosts, _) = InventoryFolder.ReadOne("hosts", """
            [near]
            web01
            [later]
            web01
            [first]
            web01
            [far:children]
            near
            [near:vars]
            a=near
            [far:vars]
            a=far
            b=far
            env=prod
            [first:vars]
            c=first
            ansible_group_priority=10
            [later:vars]
            c=later
            env={{ stage }}
            [all:vars]
            d=all
            """);

        Assert.Equal("web01 a=near b=far c=first d=all far=true first=true later=true near=true", InventoryFolder.Line(Assert.Single(hosts)));
    }
}
