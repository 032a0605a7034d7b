using PatchWindow.Fleet.PackageManagers.Own;

namespace PatchWindow.Fleet.Tests.Configuration;

public sealed class PackageManagerSectionTests
{
    private const string Three = "\"list\": [ \"a\" ], \"apply\": [ \"b\", \"--\" ], \"verify\": \"c\"";

    [Fact]
    public void Commands_are_words_or_scripts_that_lie_beside_the_configuration()
    {
        using var file = new ConfigurationFile("""
            { "packageManagers": { "npm": { "list": { "script": "list.sh" }, "apply": [ "npm", "install", "$(reboot); x", "--" ], "verify": "npm-verify", "package": "{name}@{version}" } },
              "hosts": [ { "name": "web01", "packageManager": "NPM" }, { "name": "web02" } ] }
            """);
        File.WriteAllText(Path.Combine(Path.GetDirectoryName(file.Path)!, "list.sh"), "#!/bin/sh\r\necho '{}'\r\n");

        var (configuration, findings) = file.Read();

        Assert.Empty(findings);
        var npm = Assert.IsType<CommandManifest>(configuration.PackageManagers["npm"].Value);
        Assert.Equal(["sh", "-c", "#!/bin/sh\necho '{}'\n", "list.sh"], npm.List.Words);
        Assert.Equal(["npm", "install", "$(reboot); x", "--"], npm.Apply.Words);
        Assert.Equal(["npm-verify"], npm.Verify.Words);
        Assert.Null(npm.Simulate);
        Assert.Equal("left-pad@1.3.0", npm.Package.Of(new("left-pad", "1.3.0")));
        Assert.Equal(["NPM", null], configuration.Hosts.Select(h => h.PackageManager));
    }

    [Fact]
    public void What_is_filled_into_the_word_of_a_package_is_not_looked_at_again() =>
        Assert.Equal("{version}=$(x)", PackageWord.Default.Of(new("{version}", "$(x)")));

    public static TheoryData<string, string[], string> Faults => new()
    {
        { $"\"apt\": {{ {Three} }}", ["packageManagers.apt PackageManagerNameTaken"], "my-apt" },
        { $"\"my manager\": {{ {Three} }}", ["packageManagers.my manager PackageManagerNameInvalid"], "" },
        { "\"npm\": { \"list\": \"a\", \"apply\": \"b\" }", ["packageManagers.npm.verify SettingMissing"], "" },
        { "\"npm\": { \"list\": \"a\", \"aply\": \"b\", \"verify\": \"c\" }", ["packageManagers.npm.aply SettingUnknown"], "'apply'" },
        { $"\"npm\": {{ {Three}, \"refresh\": \"npm cache verify\" }}", ["packageManagers.npm.refresh CommandInvalid"], "[ \"npm\", \"cache\", \"verify\" ]" },
        { $"\"npm\": {{ {Three}, \"refresh\": [] }}", ["packageManagers.npm.refresh CommandEmpty"], "" },
        { $"\"npm\": {{ {Three}, \"refresh\": \"--all\" }}", ["packageManagers.npm.refresh CommandInvalid"], "" },
        { $"\"npm\": {{ {Three}, \"refresh\": [ \"a\", \"b\\u0000\" ] }}", ["packageManagers.npm.refresh CommandInvalid"], "" },
        { $"\"npm\": {{ {Three}, \"refresh\": {{ \"script\": \"absent.sh\" }} }}", ["packageManagers.npm.refresh.script PackageScriptNotFound"], "absent.sh" },
        { $"\"npm\": {{ {Three}, \"refresh\": {{ \"scritp\": \"a.sh\" }} }}", ["packageManagers.npm.refresh.script SettingMissing", "packageManagers.npm.refresh.scritp SettingUnknown"], "'script'" },
        { $"\"npm\": {{ {Three}, \"package\": \"{{name}}@{{verison}}\" }}", ["packageManagers.npm.package PackageWordInvalid"], "'version'" },
        { $"\"npm\": {{ {Three}, \"package\": \"all\" }}", ["packageManagers.npm.package PackageWordInvalid"], "{name}" },
        { "\"npm\": { \"script\": \"npm.sh\" }", ["packageManagers.npm.script PackageScriptInvalid"], "\"list\": { \"script\"" },
        { "\"npm\": { \"script\": \"absent.ps1\" }", ["packageManagers.npm.script PackageScriptNotFound"], "" },
        { "\"npm\": [ \"a\" ]", ["packageManagers.npm SettingWrongType"], "" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void A_fault_names_the_place_and_the_nearest_right_word_and_its_hosts_stay(string inside, string[] expected, string said)
    {
        var (configuration, findings) = ConfigurationFile.Read($$"""{ "packageManagers": { {{inside}} }, "hosts": [ { "name": "web01" } ] }""");

        Assert.Equal(expected, ConfigurationFile.Lines(findings));
        Assert.Contains(said, string.Concat(findings.Select(f => f.Message + f.Suggestion)));
        Assert.NotNull(Assert.Single(configuration.PackageManagers).Value.Problem);
        Assert.Single(configuration.Hosts);
    }

    [Theory]
    [InlineData("a.sh", "#!/usr/bin/python3\nprint()", "PackageScriptInvalid")]
    [InlineData("a.sh", "#!/bin/bash\n", "PackageScriptInvalid")]
    [InlineData("a.sh", " \n", "PackageScriptInvalid")]
    [InlineData("a.ps1", "'x'", "PackageScriptInvalid")]
    [InlineData("a.sh", "#!/usr/bin/env sh\ntrue\n", null)]
    [InlineData("a.sh", "\uFEFFtrue\n", null)]
    public void A_script_that_sh_could_not_run_is_refused_when_the_configuration_is_read(string name, string text, string? code)
    {
        using var file = new ConfigurationFile($$"""{ "packageManagers": { "npm": { {{Three}}, "check": { "script": "{{name}}" } } } }""");
        File.WriteAllText(Path.Combine(Path.GetDirectoryName(file.Path)!, name), text);

        Assert.Equal(code is null ? [] : [$"packageManagers.npm.check.script {code}"], ConfigurationFile.Lines(file.Read().Findings));
    }

    [Fact]
    public void A_PowerShell_script_is_the_whole_package_manager_and_nothing_stands_beside_it()
    {
        using var file = new ConfigurationFile("""{ "packageManagers": { "a": { "script": "a.ps1" }, "b": { "script": "a.ps1", "list": "x" } } }""");
        var script = Path.Combine(Path.GetDirectoryName(file.Path)!, "a.ps1");
        File.WriteAllText(script, "param($Action)");

        var (configuration, findings) = file.Read();

        Assert.Equal(script, Assert.IsType<ScriptManifest>(configuration.PackageManagers["a"].Value).File);
        Assert.Equal(["packageManagers.b.list PackageManagerAmbiguous"], ConfigurationFile.Lines(findings));
    }

    [Theory]
    [InlineData("zyper", "'zypper'")]
    [InlineData("npn", "'npm'")]
    [InlineData("something", "")]
    public void A_host_that_goes_by_one_that_there_is_not_is_reported_by_name_and_place_and_left_out(string name, string said)
    {
        var (configuration, findings) = ConfigurationFile.Read(
            $$"""{ "packageManagers": { "npm": { {{Three}} } }, "hosts": [ { "name": "web01", "packageManager": "{{name}}" }, { "name": "web02", "packageManager": "DNF" } ] }""");

        Assert.Equal(["hosts[0].packageManager PackageManagerUnknown"], ConfigurationFile.Lines(findings));
        Assert.Contains(name, findings[0].Message);
        Assert.Contains(said, findings[0].Message);
        Assert.Contains("apt, zypper, dnf5, dnf, npm", findings[0].Suggestion);
        Assert.Equal("web02", Assert.Single(configuration.Hosts).Name);
    }

    [Theory]
    [InlineData("h.csv", "name,packageManager,role\nweb01,npm,a\nweb02,,b\n")]
    [InlineData("h.json", """[ { "name": "web01", "packageManager": "npm" }, { "name": "web02" } ]""")]
    [InlineData("h.ini", "web01 patchwindow_package_manager=npm\nweb02 package_manager=yum\n")]
    [InlineData("h.yml", "all:\n  hosts:\n    web01: { patchwindow_package_manager: npm }\n    web02: {}\n")]
    public void Inventories_say_it_too(string name, string text)
    {
        using var file = new ConfigurationFile($$"""{ "packageManagers": { "npm": { {{Three}} } }, "inventories": [ "{{name}}" ] }""");
        File.WriteAllText(Path.Combine(Path.GetDirectoryName(file.Path)!, name), text);

        var (configuration, findings) = file.Read();

        Assert.Empty(findings);
        Assert.Equal(["npm", null], configuration.Hosts.Select(h => h.PackageManager));
        Assert.All(configuration.Hosts, h => Assert.DoesNotContain("packageManager", h.Tags.Keys));
    }

    [Fact]
    public void An_inventory_has_one_for_hosts_that_say_none()
    {
        using var file = new ConfigurationFile(
            $$"""{ "packageManagers": { "npm": { {{Three}} } }, "inventories": [ { "path": "h.csv", "packageManager": "npm" }, { "path": "h.csv", "packageManager": "nmp" } ] }""");
        File.WriteAllText(Path.Combine(Path.GetDirectoryName(file.Path)!, "h.csv"), "name,packageManager\nweb01,apt\nweb02,\n");

        var (configuration, findings) = file.Read();

        Assert.Equal(["inventories[1].packageManager PackageManagerUnknown"], ConfigurationFile.Lines(findings));
        Assert.Equal(["apt", "npm"], configuration.Hosts.Select(h => h.PackageManager));
    }
}
