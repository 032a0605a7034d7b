using System.Diagnostics;
using System.Management.Automation;
using System.Text.Json;
using PatchWindow.Tests.Session;

namespace PatchWindow.Rig.Tests.Cmdlets;

/// <summary>Get-PendingPatch on real hosts, through the module's manifest.</summary>
public sealed class GetPendingPatchTests(Engine engine, RigFixture rig) : SessionTest(engine)
{
    private const string Policy = """{ "all": { "targets": "name like *", "timeZone": "UTC", "schedules": [ { "text": "daily 00:00 for 24h" } ] } }""";

    [Fact]
    public async Task Fifty_hosts_answer_as_one_does()
    {
        var hosts = await rig.LendAsync(50);
        try
        {
            await ConfigureAsync([.. hosts.Select(h => h.Name)]);
            var one = Run($"Get-PendingPatch {hosts[0].Name}").MustSucceed();
            var clock = Stopwatch.StartNew();
            var all = Run("Get-PendingPatch -ThrottleLimit 25").MustSucceed();
            TestContext.Current.SendDiagnosticMessage($"50 hosts in {clock.Elapsed.TotalSeconds:0.0} s");

            var expected = one.Output.Select(Told).ToList();
            Assert.Equal(15, expected.Count);
            var byHost = all.Output.GroupBy(p => p.Text("Host")).ToDictionary(g => g.Key, g => g.Select(Told).ToList());
            Assert.Equal(hosts.Select(h => h.Name).Order(), byHost.Keys.Order());
            Assert.All(byHost.Values, told => Assert.Equal(expected, told));

            // Whole hosts one after the other, never mixed.
            Assert.Equal(50, all.Output.Select(p => p.Text("Host")).Aggregate(new List<string>(), (runs, h) => runs.Count > 0 && runs[^1] == h ? runs : [.. runs, h]).Count);
        }
        finally
        {
            foreach (var host in hosts) await host.DisposeAsync();
        }
    }

    [Fact]
    public async Task Bad_hosts_have_a_reason_each_and_hold_up_none_of_the_others()
    {
        await using var good = await rig.LendAsync();
        await using var down = await rig.LendAsync();
        await using var changed = await rig.LendAsync();
        await using var hung = await rig.LendAsync();
        await using var empty = await rig.LendAsync();
        await using var loud = await rig.LendAsync();
        await using var noApt = await rig.LendAsync();
        _ = await down.Host.StopSshdAsync();
        _ = await changed.Host.ChangeHostKeyAsync();
        _ = await hung.Host.ShimAsync("apt-get", "sleep 1000");
        _ = await empty.Host.MustAsync("rm -rf /var/lib/apt/lists; mkdir -p /var/lib/apt/lists/partial");
        _ = await loud.Host.ShimAsync("apt-get", "yes 'a line without an end to it' | head -c 1G");
        _ = await noApt.Host.RemoveAsync("apt-get");
        await ConfigureAsync([good.Name, down.Name, changed.Name, hung.Name, empty.Name, loud.Name, noApt.Name, "nowhere"], ", \"answerTimeout\": \"8s\"", "0s");

        var result = Run("Get-PendingPatch");

        Assert.Null(result.Stopped);
        var reasons = result.Errors.ToDictionary(e => e.Finding().Text("HostName"), e => e.Id());
        Assert.Equal("Unreachable", reasons[down.Name]);
        Assert.Equal("HostKeyChanged", reasons[changed.Name]);
        Assert.Equal("TimedOut", reasons[hung.Name]);
        Assert.Equal("PackageListsMissing", reasons[empty.Name]);
        Assert.Contains(reasons[loud.Name], new[] { "OutputTooLarge", "TimedOut" });
        Assert.Equal("PackageManagerMissing", reasons[noApt.Name]);
        Assert.Equal("Unreachable", reasons["nowhere"]);
        Assert.Equal(7, reasons.Count);
        Assert.Equal([good.Name], result.Output.Select(p => p.Text("Host")).Distinct());
        Assert.Equal(15, result.Output.Count);
    }

    [Fact]
    public async Task The_first_hosts_are_written_while_another_still_thinks()
    {
        await using var quick = await rig.LendAsync();
        await using var slow = await rig.LendAsync();
        _ = await slow.Host.MustAsync("mkfifo /run/gate");
        _ = await slow.Host.ShimAsync("apt-get", "[ -e /run/go ] || read word </run/gate; exec apt-get.real \"$@\"");
        await ConfigureAsync([slow.Name, quick.Name]);

        var result = await Engine.RunWhile("Get-PendingPatch | ForEach-Object { $_; $global:Seen = $_.Host; [IO.File]::WriteAllText($env:PATCHWINDOW_SEEN, $_.Host) }", async shell =>
        {
            // The slow one goes on only when the quick one was written.
            while (!File.Exists(Seen) || (await File.ReadAllTextAsync(Seen)) != quick.Name) await Task.Yield();
            _ = await slow.Host.MustAsync(": >/run/go; echo go >/run/gate");
        });

        Assert.Equal([quick.Name, slow.Name], result.Output.Select(p => p.Text("Host")).Distinct());
    }

    [Fact]
    public async Task Stopping_the_pipeline_ends_the_asking_within_a_second()
    {
        await using var lent = await rig.LendAsync();
        _ = await lent.Host.MustAsync("mkfifo /run/asked");
        _ = await lent.Host.ShimAsync("apt-get", "echo asked >/run/asked; sleep 1000");
        await ConfigureAsync([lent.Name]);

        var clock = new Stopwatch();
        var result = await Engine.RunWhile("Get-PendingPatch", async shell =>
        {
            _ = await lent.Host.MustAsync("read word </run/asked");
            clock.Start();
            shell.Stop();
        });

        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(1), $"{clock.Elapsed}");
        Assert.Empty(result.Output);
    }

    [Fact]
    public async Task Control_characters_that_a_host_prints_are_shown_escaped()
    {
        await using var lent = await rig.LendAsync();
        _ = await lent.Host.ShimAsync("apt-get", "printf 'The following packages will be upgraded:\\n   \\033[31mred\\033]0;owned\\007 (1.0 => 2.0)\\n'");
        await ConfigureAsync([lent.Name]);

        var error = Run("Get-PendingPatch").SingleError;

        Assert.Equal("OutputUnreadable", error.Id());
        Assert.Contains("\\u001b[31mred", error.Exception.Message);
        Assert.DoesNotContain('\u001b', error.Exception.Message);
    }

    [Fact]
    public async Task A_package_whose_name_is_a_command_is_an_error_and_runs_nothing()
    {
        await using var lent = await rig.LendAsync();
        _ = await lent.Host.ShimAsync("apt-get",
            "printf 'The following packages will be upgraded:\\n   ;reboot (1.0 => 2.0)\\n   $(touch${IFS}/ran) (1 => 2)\\n2 upgraded, 0 newly installed, 0 to remove and 0 not upgraded.\\n'");
        var boot = await lent.Host.MustAsync("cat /proc/sys/kernel/random/boot_id");
        await ConfigureAsync([lent.Name]);

        _ = Assert.Single(Run("Get-PendingPatch").Errors);

        Assert.NotEqual(0, (await lent.Host.RunAsync("test -e /ran")).ExitCode);
        Assert.Equal(boot, await lent.Host.MustAsync("cat /proc/sys/kernel/random/boot_id"));
    }

    [Fact]
    public async Task A_refresh_fetches_the_lists_and_a_repository_that_is_down_is_an_error()
    {
        await using var lent = await rig.LendAsync();
        _ = await lent.Host.MustAsync("rm -rf /var/lib/apt/lists; mkdir -p /var/lib/apt/lists/partial");
        await ConfigureAsync([lent.Name]);

        Assert.Equal(15, Run("Get-PendingPatch -Refresh").MustSucceed().Output.Count);

        await using (await lent.Rig.StopRepositoryAsync())
        {
            var broken = Run("Get-PendingPatch -Refresh");
            Assert.Empty(broken.Output);
            Assert.Equal("PackageDownloadFailed", broken.SingleError.Id());
        }
    }

    [Fact]
    public async Task An_unknown_host_key_is_an_error_until_it_is_accepted()
    {
        await using var lent = await rig.LendAsync();
        _ = lent.Host;
        var config = Write("config", $"Host new\n  HostName {lent.Host.Address}\n  User root\n  IdentityFile {lent.Rig.KeyPath}\n  UserKnownHostsFile {Folder}/known\n");
        Configure(Json(config, ["new"], ""));

        Assert.Equal("HostKeyUnknown", Run("Get-PendingPatch").SingleError.Id());
        Assert.Equal(15, Run("Get-PendingPatch -AcceptNewHostKey").MustSucceed().Output.Count);
        Assert.Equal(15, Run("Get-PendingPatch").MustSucceed().Output.Count);
    }

    private string Seen => Path.Combine(Folder, "seen");

    private async Task ConfigureAsync(IReadOnlyList<string> hosts, string ssh = "", string persist = "20s")
    {
        Set("PATCHWINDOW_SEEN", Seen);
        Configure(Json((await rig.RigAsync()).SshConfigPath, hosts, ssh, persist));
    }

    private static string Json(string config, IReadOnlyList<string> hosts, string ssh, string persist = "20s") =>
        $$"""{ "ssh": { "configFile": {{JsonSerializer.Serialize(config)}}, "controlPersist": "{{persist}}"{{ssh}} }, "hosts": [ {{string.Join(", ", hosts.Select(h => $$"""{ "name": "{{h}}" }"""))}} ], "policies": {{Policy}} }""";

    private static string Told(PSObject patch) =>
        string.Join(" ", new[] { "Name", "InstalledVersion", "Version", "Architecture", "Source", "Classification", "HeldBack", "PatchesBehind", "Size" }.Select(patch.Text));
}
