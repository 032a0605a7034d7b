using System.Text.Json;
using PatchWindow.Tests.Session;

namespace PatchWindow.Tests.Cmdlets;

/// <summary>Plans of the sandbox's apt, and of patches that are piped in.</summary>
public sealed class GetPatchPlanTests(Engine engine) : SessionTest(engine)
{
    private const string Fleet = """
        {
          "hosts": [
            { "name": "web1", "transport": "local", "tags": { "site": "osl", "role": "canary" } },
            { "name": "web2", "transport": "local", "tags": { "site": "osl" } },
            { "name": "db1", "transport": "ssh", "tags": { "site": "lon" } },
            { "name": "spare", "transport": "local" },
          ],
          "policies": {
            "web": {
              "targets": "name like web*", "timeZone": "UTC", "schedules": [ { "text": "Sat 22:00 for 1h" } ],
              "approve": { "exclude": [ "pw-slow" ] }, "estimate": { "host": "5m", "patch": "1m" },
              "rollout": { "rings": [ { "name": "canary", "targets": "role = canary", "soak": "10m" }, { "name": "rest" } ], "budgets": [ { "max": 1 } ] },
            },
            "db": { "targets": "name = db1", "timeZone": "UTC", "schedules": [ { "text": "Sun 02:00 for 1h" } ] },
          },
        }
        """;

    // Two hosts' patches, as they were listed earlier.
    private const string Listed = """
        foreach ($h in 'web2', 'web1') { foreach ($n in 'nginx', 'curl', 'pw-slow') {
            [PatchWindow.PendingPatch]@{ Host = $h; Name = $n; InstalledVersion = '1'; Version = '2'; FirstSeen = '2026-12-01T00:00Z' } } }
        """;

    [Fact]
    public void What_apt_offers_is_planned_into_the_next_window()
    {
        _ = UseApt();
        Configure("""{ "policies": { "open": { "targets": "name = localhost", "timeZone": "UTC", "schedules": [ { "text": "Sat 22:00 for 4h" } ] } } }""");
        ClockShows("2026-12-09T13:00:00.5Z");

        var plan = Run("Get-PatchPlan").Single;
        var step = Run("(Get-PatchPlan localhost).Steps").Single;

        Assert.Equal("2026-12-09 13:00 +00:00 2027-01-08 13:00 +00:00", $"{plan.Text("From")} {plan.Text("To")}");
        Assert.Equal("localhost open 2026-12-12 22:00 +00:00 Apply", string.Join(" ", new[] { "Host", "Policy", "Start", "Reason" }.Select(step.Text)));
        Assert.Contains("pw-sec", Run("(Get-PatchPlan).Steps.Patches.Name").Output.Select(n => n.ToString()));
        Assert.Contains("pw-held: HeldBack", Run("(Get-PatchPlan).Waits | ForEach-Object { \"$($_.Name): $($_.Reason)\" }").Output.Select(n => n.ToString()));
    }

    [Fact]
    public void What_is_deferred_waits_and_changes_the_hash()
    {
        _ = UseApt();
        Configure("""{ "policies": { "open": { "targets": "name = localhost", "timeZone": "UTC", "schedules": [ { "text": "Sat 22:00 for 4h" } ] } } }""");
        ClockShows("2026-12-09T13:00Z");
        var before = Run("(Get-PatchPlan).Hash").Single.ToString();
        Assert.Equal(before, Run("(Get-PatchPlan -For 3d).Hash").Single.ToString());

        _ = Run("Get-PendingPatch localhost pw-sec | Suspend-PendingPatch -For 60d -Reason vendor").MustSucceed();

        Assert.Contains("pw-sec: Deferred", Run("(Get-PatchPlan).Waits | ForEach-Object { \"$($_.Name): $($_.Reason)\" }").Output.Select(n => n.ToString()));
        Assert.NotEqual(before, Run("(Get-PatchPlan).Hash").Single.ToString());
    }

    [Fact]
    public void Patches_that_were_listed_earlier_are_planned_without_asking_their_hosts()
    {
        Configure(Fleet);
        ClockShows("2026-12-09T13:00Z");

        var result = Run($"& {{ {Listed} }} | Get-PatchPlan -For 7d").Single;

        Assert.Equal("2 0 2", string.Join(" ", new[] { "Steps", "Misses", "Waits" }.Select(n => ((Array)result.Properties[n].Value).Length)));
        Assert.Equal(
            ["web1 canary 2026-12-12 22:00 +00:00 curl nginx", "web2 rest 2026-12-12 22:17 +00:00 curl nginx"],
            Run($"(& {{ {Listed} }} | Get-PatchPlan -For 7d).Steps").Output
                .Select(s => $"{s.Text("Host")} {s.Text("Ring")} {s.Text("Start")} {string.Join(" ", ((System.Collections.IEnumerable)s.Properties["Patches"].Value).Cast<object>().Select(p => p.GetType().GetProperty("Name")!.GetValue(p)))}"));
    }

    [Fact]
    public void The_same_patches_in_another_order_are_the_same_text()
    {
        Configure(Fleet);
        ClockShows("2026-12-09T13:00Z");

        var first = Run($"& {{ {Listed} }} | Get-PatchPlan -AsJson").Single.ToString();
        var second = Run($"$all = @(& {{ {Listed} }}); [array]::Reverse($all); $all | Get-PatchPlan -AsJson").Single.ToString();

        Assert.Equal(first, second);
        using var json = JsonDocument.Parse(first);
        Assert.Equal("PatchWindow.Plan/1", json.RootElement.GetProperty("format").GetString());
        Assert.Equal(["web1", "web2"], json.RootElement.GetProperty("steps").EnumerateArray().Select(s => s.GetProperty("host").GetString()));
    }

    [Fact]
    public void A_policy_names_the_hosts_that_are_planned_for()
    {
        Configure(Fleet);

        Assert.Empty(Run($"(& {{ {Listed} }} | Get-PatchPlan -Policy db).Steps").MustSucceed().Output);
        Assert.Equal(2, Run($"(& {{ {Listed} }} | Get-PatchPlan -Policy w*).Steps").Output.Count);
        Assert.Contains("'wbe'", Run($"& {{ {Listed} }} | Get-PatchPlan -Policy wbe").Errors.Single().ToString());
    }

    [Fact]
    public void A_host_that_cannot_be_asked_is_an_error_and_waits_in_the_plan()
    {
        Configure(Fleet);

        var result = Run("(Get-PatchPlan db1).Waits");

        Assert.Single(result.Errors);
        Assert.Equal("db1 db Unreachable", string.Join(" ", new[] { "Host", "Policy", "Reason" }.Select(result.Output.Single().Text)));
    }

    [Theory]
    [InlineData("0m", "PlanLengthInvalid")]
    [InlineData("400d", "PlanLengthInvalid")]
    public void A_plan_has_a_length_that_can_be_planned(string length, string code)
    {
        Configure(Fleet);

        var error = Run($"& {{ {Listed} }} | Get-PatchPlan -For {length}").Errors.Single();

        Assert.StartsWith(code, error.FullyQualifiedErrorId);
    }

    [Fact]
    public void Where_the_store_cannot_be_read_nothing_is_planned_and_a_warning_says_so()
    {
        Configure(Fleet);
        Directory.CreateDirectory(Path.GetDirectoryName(StoreFile)!);
        File.WriteAllText(StoreFile, string.Concat(Enumerable.Repeat("no database\n", 400)));

        var result = Run($"& {{ {Listed} }} | Get-PatchPlan").MustSucceed();

        Assert.Empty((Array)result.Output.Single().Properties["Steps"].Value);
        Assert.Contains("every patch counts as deferred", Assert.Single(result.Warnings).ToString());
    }
}
