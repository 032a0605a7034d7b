namespace PatchWindow.Fleet.Tests.Inventory;

public sealed class AnsibleYamlInventoryTests
{
    [Fact]
    public void Groups_ranges_children_anchors_and_variables_make_hosts_and_tags()
    {
        var (hosts, findings) = InventoryFolder.ReadOne("site.yml", File.ReadAllText(InventoryFolder.Sample("site.yml")));

        Assert.All(findings, f => Assert.Equal(("InventoryValueNotRead", FindingSeverity.Information), (f.Code, f.Severity)));
        Assert.Equal(
            [
                "mail.example.com postmaster domain=example.com",
                "web01.example.com deploy canary=true domain=example.com env=prod http_port=80 patch=yes role=web site=sto stockholm=true web=true",
                "web02.example.com deploy domain=example.com env=prod http_port=80 patch=yes role=web site=sto stockholm=true web=true",
                "web03.example.com deploy domain=example.com env=prod http_port=80 patch=yes role=web site=sto stockholm=true web=true",
                "blue 10.1.0.20 deploy domain=example.com env=prod http_port=8080 patch=yes role=web site=sto stockholm=true web=true",
                "green1 10.1.0.21 deploy domain=example.com green=true http_port=8080",
                "db-a.example.com deploy canary=true db=true domain=example.com env=stage patch=yes role=db site=sto stockholm=true",
                "db-b.example.com deploy db=true domain=example.com env=prod patch=yes role=db site=sto stockholm=true",
                "db-c.example.com deploy db=true domain=example.com env=prod patch=yes role=db site=sto stockholm=true",
            ],
            InventoryFolder.Lines(hosts));
        Assert.Equal("site.yml, line 12", hosts[1].Source);
    }

    [Theory]
    [InlineData("<<: prod")]
    [InlineData("<<: [ { env: prod }, prod ]")]
    [InlineData("<<:")]
    public void What_is_merged_and_is_no_mapping_is_a_fault(string merge)
    {
        var (hosts, findings) = InventoryFolder.ReadOne("site.yml", "all:\n  hosts:\n    web01:\n      " + merge + "\n      role: web\n");

        Assert.Empty(hosts);
        Assert.Contains("what '<<' merges is no mapping", Assert.Single(findings, f => f.Code == "InventoryInvalid").Message);
    }

    [Fact]
    public void Nothing_is_decrypted_constructed_or_evaluated()
    {
        var (hosts, findings) = InventoryFolder.ReadOne("site.yml", """
            all:
              hosts:
                web01:
                  sealed: !vault |
                    $ANSIBLE_VAULT;1.1;AES256
                    6361636131
                  raw: !unsafe 'as {{ it }} is'
                  made: !!python/object/apply:os.system [ "touch /tmp/made" ]
                  asked: "{{ lookup('pipe', 'id') }}"
                web02:
                  ansible_host: !vault |
                    $ANSIBLE_VAULT;1.1;AES256
                    6361636131
            """);

        Assert.Equal(["web01 raw=as {{ it }} is"], InventoryFolder.Lines(hosts));
        Assert.Equal(
            [
                "site.yml, line 4 InventoryVaultNotRead Warning", "site.yml, line 8 InventoryValueNotRead Warning",
                "site.yml, line 9 InventoryTemplateNotRead Warning", "site.yml, line 11 InventoryVaultNotRead Error",
            ],
            findings.Select(f => $"{f.Path} {f.Code} {f.Severity}"));
        Assert.DoesNotContain("6361", string.Concat(findings.Select(f => f.ToString())));
    }

    public static TheoryData<string, string, string> Faults => new()
    {
        { "", "site.yml InventoryEmpty", "" },
        { "# nothing\n", "site.yml InventoryEmpty", "" },
        { "- web01\n- web02\n", "site.yml InventoryInvalid", "" },
        { "web:\n  hosts:\n   web01:\n  vars: [\n", "site.yml, line 5 InventoryInvalid", "" },
        { "web:\n  hosts:\n    - web01\n", "site.yml, line 2 InventoryInvalid", "" },
        { "web:\n  host:\n    web01:\ndb:\n  hosts: web02\n", "site.yml, line 2 InventoryWordUnknown", "web02" },
        { "web01:\n  ansible_host: 10.1.0.1\ndb:\n  hosts: web02\n", "site.yml, line 2 InventoryWordUnknown", "web02" },
        { "web: yes\ndb:\n  hosts:\n    web02:\n", "site.yml, line 1 InventoryGroupNotRead", "web02" },
        { "db:\n  hosts:\n    web01: prod\n    web02:\n", "site.yml, line 3 InventoryInvalid", "web01,web02" },
        { "db:\n  hosts:\n    web02:\n  hosts:\n    web03:\n", "site.yml, line 4 InventoryKeyTwice", "web03" },
        { "db:\n  hosts:\n    web01 x:\n    web02:\n", "site.yml, line 3 HostNameInvalid", "web02" },
        { "db: &a\n  children:\n    web: *a\n", "site.yml, line 3 InventoryInvalid", "" },
        { "db: *a\n", "site.yml, line 1 InventoryInvalid", "" },
        { "a:\n  hosts:\n    web01:\n---\nb:\n  hosts:\n    web02:\n", "site.yml, line 4 InventoryInvalid", "" },
        { "plugin: amazon.aws.aws_ec2\nregions: [ eu-north-1 ]\n", "site.yml, line 1 InventoryIsProgram", "" },
        { "#!/bin/sh\necho web01\n", "site.yml InventoryIsProgram", "" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void What_is_wrong_is_reported_with_its_line_and_hides_no_other_host(string text, string finding, string names)
    {
        var (hosts, findings) = InventoryFolder.ReadOne("site.yml", text);

        Assert.Equal([finding], InventoryFolder.Codes(findings));
        Assert.Equal(names, string.Join(",", hosts.Select(h => h.Name)));
    }

    [Fact]
    public void A_document_that_is_meant_to_fill_the_memory_or_the_stack_is_refused()
    {
        var laughs = "a0: &a0 { hosts: { h: } }\n" + string.Concat(Enumerable.Range(1, 40).Select(i => $"a{i}: &a{i} {{ children: {{ x: *a{i - 1}, y: *a{i - 1}, z: *a{i - 1} }} }}\n"));
        var deep = string.Concat(Enumerable.Range(0, 5000).Select(i => new string(' ', i) + "a:\n"));

        Assert.Equal("InventoryInvalid", Assert.Single(InventoryFolder.ReadOne("site.yml", laughs).Findings).Code);
        Assert.Equal("InventoryInvalid", Assert.Single(InventoryFolder.ReadOne("site.yml", deep).Findings).Code);
        Assert.Equal("InventoryInvalid", Assert.Single(InventoryFolder.ReadOne("site.yml", "a: " + new string('[', 100_000)).Findings).Code);
    }
}
