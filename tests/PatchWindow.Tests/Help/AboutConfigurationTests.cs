using System.Text.RegularExpressions;
using PatchWindow.Tests.Session;

namespace PatchWindow.Tests.Help;

/// <summary>The whole configuration that Get-Help about_PatchWindow shows: all that someone with the module alone has to go by.</summary>
public sealed class AboutConfigurationTests(Engine engine) : SessionTest(engine)
{
    private static readonly string Topic = File.ReadAllText(Path.Combine(StagedModule.Folder, "en-US", "about_PatchWindow.help.txt"));

    // From the line that opens it to the one that closes it, as someone would copy it.
    private static readonly string Whole = Regex.Match(Topic, @"^ *\{\n.*?^ *\}$(?=\n\n)", RegexOptions.Multiline | RegexOptions.Singleline).Value;

    [Fact]
    public void It_loads_without_a_finding_and_its_policies_have_windows()
    {
        Configure(Whole);

        var policies = Run("Get-PatchPolicy").MustSucceed();

        Assert.Empty(policies.Warnings);
        Assert.Equal(["lab", "prod-web", "this-machine"], policies.Texts("Name").Order());
        Assert.Equal(["localhost", "web01"], Run("Get-PatchHost | Where-Object { $_.Policies }").MustSucceed().Texts("Name").Order());
        Assert.Equal(["prod-web", "this-machine"], Run("Get-PatchWindow -First 1").MustSucceed().Texts("Policy").Order());
    }

    [Fact]
    public void Its_store_is_right_too_when_the_comment_is_taken_away()
    {
        Configure(Whole.Replace("// \"store\"", "\"store\"").Replace("//            \"conn", "\"conn").Replace("/srv/patchwindow.db", StoreFile));
        Set("PATCHWINDOW__store__connectionString", null);

        Assert.Contains(Run("Get-PatchDeferral -Verbose").MustSucceed().Verbose, v => v.Contains($"kept in '{StoreFile}'"));
    }

    [Fact]
    public void Every_word_that_a_configuration_may_hold_stands_in_it()
    {
        Configure("""
            { "x": 1, "store": { "x": 1 }, "hosts": [ { "name": "h", "x": 1 } ], "inventories": [ { "path": "h.csv", "x": 1 } ], "packageManagers": { "m": { "x": 1, "list": { "x": 1 } } }, "policies": { "p": { "x": 1,
              "schedules": [ { "x": 1, "text": "Sat 22:00 for 4h" } ], "freezes": [ { "x": 1, "from": "2026-12-18", "to": "2026-12-19" } ],
              "approve": { "x": 1 }, "defer": { "x": 1 }, "reboot": { "x": 1 }, "deadlines": { "x": 1 }, "emergency": { "x": 1, "when": "exploited" },
              "rollout": { "x": 1, "rings": [ { "x": 1, "name": "a" } ], "budgets": [ { "x": 1, "max": 1 } ] },
              "hooks": { "x": 1 }, "estimate": { "x": 1 } } }, "advisories": [ { "x": 1, "id": "CVE-2026-1" } ] }
            """);

        var known = Run("Get-PatchHost").Errors.Where(e => e.Id() == "SettingUnknown").Select(e => e.Finding().Text("Suggestion")).ToList();

        Assert.Equal(20, known.Count);
        var words = known.SelectMany(k => Regex.Matches(k.Replace("Known are ", ""), @"\w+").Select(m => m.Value)).Distinct();
        Assert.All(words, word => Assert.Matches($@"(?i)\b{word}\b", Topic));
    }

    [Fact]
    public void It_fits_100_columns() =>
        Assert.All(Topic.Split('\n'), line => Assert.True(line.Length <= CapturingHost.Columns, line));
}
