using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using PatchWindow.Rig;
using PatchWindow.Tests.Session;

namespace PatchWindow.Rig.Tests.Cmdlets;

/// <summary>Runs on real hosts, from start to finish.</summary>
public sealed class RunTests(Engine engine, RigFixture rig) : SessionTest(engine)
{
    private const string Everything = "\"pw-sec\", \"pw-fail\", \"pw-reboot\", \"pw-slow\"";

    [Fact]
    public async Task Thirty_hosts_in_three_rings_end_exactly_as_they_must()
    {
        var kinds = Enumerable.Repeat(RigKind.Apt, 24).Concat(Enumerable.Repeat(RigKind.Dnf, 3)).Concat(Enumerable.Repeat(RigKind.Zypper, 3));
        var lent = new List<LentHost>();
        foreach (var kind in kinds) lent.Add(await rig.LendAsync(kind));
        try
        {
            await Parallel.ForEachAsync(lent, (host, _) => new ValueTask(PrepareAsync(host)));
            var apt = lent.Where(l => l.Name.StartsWith("apt", StringComparison.Ordinal)).ToList();
            var (failing, slow, rebooting, locked, gone, broken) = (apt[10], apt[11], apt[12], apt[13], apt[14], apt[15]);
            _ = await failing.Host.MustAsync("apt-mark unhold pw-fail");
            _ = await slow.Host.MustAsync("apt-mark unhold pw-slow");
            _ = await rebooting.Host.MustAsync("apt-mark unhold pw-reboot");
            await broken.Host.HalfConfigureAsync();
            await using var held = await locked.Host.HoldLockAsync();
            await using var cut = await gone.Host.CutLinkAsync();
            var firmware = FirmwareAsync(rebooting);
            await Configure(lent, (_, i) => i < 2 ? "canary" : i < 10 ? "early" : "rest",
                """
                "rollout": { "rings": [ { "name": "canary", "targets": "role = canary", "soak": "2s" }, { "name": "early", "targets": "role = early" }, { "name": "rest" } ],
                  "budgets": [ { "max": 8 }, { "per": "site", "max": "30%" } ], "maxFailures": 5 },
                """);

            var first = Run("Invoke-PatchWindow");
            Assert.Equal(["canary"], Steps().Where(s => s.State == "Succeeded").Select(s => s.Ring).Distinct());
            Assert.Contains("soaks for 2s", Run("Get-PatchRun").Single.Text("Waits"));
            var result = await RunUntilEndedAsync();
            await firmware;

            // Each host with its state and the first word of why.
            var expected = lent.ToDictionary(l => l.Name, _ => ("Succeeded", "the host has 1 of 1"));
            expected[failing.Name] = ("Failed", "apt failed; the host does not have pw-fail 2.0");
            expected[slow.Name] = ("Succeeded", "the host has 2 of 2");
            expected[rebooting.Name] = ("Succeeded", "the host has 2 of 2");
            expected[locked.Name] = ("Failed", "PackageManagerLocked");
            expected[gone.Name] = ("Failed", "Unreachable");
            expected[broken.Name] = ("Failed", "PackageManagerInterrupted");
            Assert.Equal(
                expected.OrderBy(e => e.Key, StringComparer.Ordinal).Select(e => $"{e.Key} {e.Value.Item1} {e.Value.Item2}"),
                Steps().OrderBy(s => s.Host, StringComparer.Ordinal).Select(s => $"{s.Host} {s.State} {Shortened(s.Message, expected[s.Host].Item2)}"));
            Assert.Equal(["Ended"], Run("Get-PatchRun -All").Texts("State"));
            Assert.Equal("1", Run("$LASTEXITCODE").Output[0].ToString());
            foreach (var host in lent.Except([locked, gone, broken])) Assert.StartsWith("2", (await host.Host.StateOfAsync("pw-sec")).Split(' ')[^1]);
            Assert.NotEmpty(first.Output);
            Assert.True(result > 0);

            // By the journal, which knows nothing of budgets: how many had begun and had not ended, at each moment.
            var spans = Spans();
            Assert.InRange(Most(spans), 2, 8);
            foreach (var site in spans.GroupBy(s => SiteOf(lent, s.Host))) Assert.InRange(Most(site), 1, 15 * 30 / 100);
            Assert.True(spans.Where(s => s.Ring == 1).Min(s => s.Start) >= spans.Where(s => s.Ring == 0).Max(s => s.End).AddSeconds(2));
            Assert.True(spans.Where(s => s.Ring == 2).Min(s => s.Start) >= spans.Where(s => s.Ring == 1).Max(s => s.End));
        }
        finally
        {
            foreach (var host in lent) await host.DisposeAsync();
        }
    }

    [Fact]
    public async Task Of_two_that_run_at_once_each_host_is_worked_on_by_one()
    {
        await using var hosts = await LendAsync(6);
        await Configure(hosts.All, (_, _) => "rest", "", "\"pw-sec\"");
        using var other = Console("Invoke-PatchWindow -ThrottleLimit 2");
        var own = Run("Invoke-PatchWindow -ThrottleLimit 2");
        await other.WaitForExitAsync(TestContext.Current.CancellationToken);
        while (Run("Get-PatchRun").Output.Count > 0) Run("Invoke-PatchWindow");

        Assert.Equal(6, Steps().Count(s => s.State == "Succeeded"));
        Assert.Equal(6, Steps().Count);
        Assert.Empty(own.Errors);
        Assert.Equal("6", Ask("SELECT count(*) FROM journal WHERE state = 'Applying'"));
    }

    [Fact]
    public async Task A_run_that_is_stopped_begins_nothing_more_and_goes_on_when_it_may()
    {
        await using var hosts = await LendAsync(4);
        await Configure(hosts.All, (_, i) => i == 0 ? "canary" : "rest", """ "rollout": { "rings": [ { "name": "canary", "targets": "role = canary", "soak": "1s" }, { "name": "rest" } ] }, """, "\"pw-sec\"");
        _ = Run("Invoke-PatchWindow").MustSucceed();

        Assert.Equal("Stopped", Run("Get-PatchRun | Stop-PatchRun -Reason 'web is slow'").Single.Text("State"));
        Assert.Empty(Run("Invoke-PatchWindow").Output);
        Assert.Equal(3, Steps().Count(s => s.State == "Planned"));
        Assert.Equal("RunNotRunning", Assert.Single(Run("Get-PatchRun | Stop-PatchRun -Reason again").Errors).Id());

        Assert.Equal("Running", Run("Get-PatchRun | Resume-PatchRun -Reason 'all is well'").Single.Text("State"));
        await RunUntilEndedAsync();
        Assert.Equal(4, Steps().Count(s => s.State == "Succeeded"));
    }

    [Fact]
    public async Task More_failures_than_may_be_stop_the_run_and_what_failed_is_tried_again_on_demand()
    {
        await using var hosts = await LendAsync(4);
        await Configure(hosts.All, (_, _) => "rest", """ "rollout": { "budgets": [ { "max": 1 } ], "maxFailures": 1 }, """, "\"pw-sec\"");
        var faults = new List<RigFault>();
        foreach (var host in hosts.All.Take(3)) faults.Add(await host.Host.HoldLockAsync());

        var stopped = Run("Invoke-PatchWindow");

        Assert.Contains("RunStopped", stopped.Errors.Select(e => e.Id()));
        Assert.Equal("1", Run("$LASTEXITCODE").Output[0].ToString());
        Assert.Equal(("Stopped", "2", "2"), (Run("Get-PatchRun").Single.Text("State"), Run("Get-PatchRun").Single.Text("Failed"), Run("Get-PatchRun").Single.Text("Waiting")));
        foreach (var fault in faults) await fault.DisposeAsync();
        _ = Run("Get-PatchRun | Resume-PatchRun -Again -Reason 'locks are gone'").MustSucceed();
        await RunUntilEndedAsync();
        Assert.Equal(4, Steps().Count(s => s.State == "Succeeded"));
    }

    [Fact]
    public async Task Nothing_is_begun_after_the_cutoff_and_what_was_not_says_so()
    {
        await using var hosts = await LendAsync(2);
        await Configure(hosts.All, (_, i) => i == 0 ? "canary" : "rest",
            """ "rollout": { "rings": [ { "name": "canary", "targets": "role = canary", "soak": "1h" }, { "name": "rest" } ] }, """, "\"pw-sec\"", schedule: "2026-11-20 22:00 for 4h", cutoff: "30m");
        ClockShows("2026-11-20T22:10:00Z");
        _ = Run("Invoke-PatchWindow").MustSucceed();
        ClockShows("2026-11-21T01:31:00Z");

        var late = Run("Invoke-PatchWindow");

        Assert.Contains("1 host of 'all' did not begin: nothing new starts since the cutoff", Assert.Single(late.Warnings));
        Assert.Equal(["Skipped", "Succeeded"], Steps().Select(s => s.State).Order());
        Assert.Equal("Ended", Run("Get-PatchRun -All").Single.Text("State"));
        ClockShows("2026-11-21T01:40:00Z");
        Assert.Empty(Run("Invoke-PatchWindow").MustSucceed().Shown);
        Assert.Equal("0", Run("$LASTEXITCODE").Output[0].ToString());
    }

    [Fact]
    public async Task Budgets_hold_for_what_an_admin_installs_beside_a_run()
    {
        await using var hosts = await LendAsync(2);
        await Configure(hosts.All, (_, _) => "rest", """ "rollout": { "budgets": [ { "max": 1 } ] }, """, "\"pw-sec\"");
        var (first, second) = (hosts.All[0], hosts.All[1]);
        _ = await first.Host.MustAsync("mkfifo /run/asked /run/gate");
        await using var shim = await first.Host.ShimAsync("apt-get", "case \"$*\" in *--no-remove*) echo here >/run/asked; read -r word </run/gate ;; esac; exec apt-get.real \"$@\"");
        using var running = Console($"Install-PendingPatch {first.Name}");
        _ = await first.Host.MustAsync("read -r word </run/asked");

        var refused = Run($"Install-PendingPatch {second.Name}");
        Assert.Equal("BudgetSpent", Assert.Single(refused.Errors).Id());
        Assert.Empty(Run("Invoke-PatchWindow").Output);
        _ = await first.Host.MustAsync("echo go >/run/gate");
        await running.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal("Succeeded", Run($"Install-PendingPatch {second.Name}").MustSucceed().Single.Text("State"));
    }

    [Fact]
    public async Task A_policy_that_needs_no_window_has_its_hosts_asked_once_an_hour_and_one_run_for_what_is_due()
    {
        await using var hosts = await LendAsync(2);
        await Configure(hosts.All, (_, _) => "rest", "", "\"pw-sec\"", mode: "Immediate");
        ClockShows("2026-11-20T22:10:00Z");
        _ = await hosts.All[1].Host.MustAsync("apt-mark hold pw-sec");

        var result = Run("Invoke-PatchWindow").MustSucceed();
        Assert.Equal(hosts.All[0].Name, result.Single.Text("Host"));
        Assert.Equal("1", Run("Get-PatchRun -All").Single.Text("Hosts"));

        _ = await hosts.All[1].Host.MustAsync("apt-mark unhold pw-sec");
        ClockShows("2026-11-20T22:50:00Z");
        Assert.Empty(Run("Invoke-PatchWindow").Output);
        ClockShows("2026-11-20T23:11:00Z");
        Assert.Equal(hosts.All[1].Name, Run("Invoke-PatchWindow").MustSucceed().Single.Text("Host"));
    }

    private static string Shortened(string message, string expected) => message.StartsWith(expected, StringComparison.Ordinal) ? expected : message;

    // As an hourly task would; the injected clock is the system's here, and soaks are short.
    private async Task<int> RunUntilEndedAsync()
    {
        for (var i = 1; ; i++)
        {
            Run("Invoke-PatchWindow");
            if (Run("Get-PatchRun").Output.Count == 0) return i;
            Assert.True(i < 200, string.Join("\n", Engine.Show("Get-PatchRun")));
            await Task.Yield();
        }
    }

    private List<(string Host, string Ring, string State, string Message)> Steps() =>
        [.. Run("(Get-PatchRun -All -First 1 -Detailed).Steps").Output.Select(s => (s.Text("Host"), s.Text("Ring"), s.Text("State"), s.Text("Message")))];

    private List<(string Host, int Ring, DateTimeOffset Start, DateTimeOffset End)> Spans()
    {
        using var connection = new SqliteConnection($"Data Source={StoreFile};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = """
            SELECT s.host, s.ring, min(j.time), max(j.time) FROM step s JOIN journal j ON j.step = s.id
            WHERE s.replaced = 0 AND EXISTS (SELECT 1 FROM journal c WHERE c.step = s.id AND c.state = 'Claimed') GROUP BY s.id
            """;
        using var reader = command.ExecuteReader();
        var spans = new List<(string, int, DateTimeOffset, DateTimeOffset)>();
        while (reader.Read())
            spans.Add((reader.GetString(0), reader.GetInt32(1), DateTimeOffset.Parse(reader.GetString(2), CultureInfo.InvariantCulture), DateTimeOffset.Parse(reader.GetString(3), CultureInfo.InvariantCulture)));
        return spans;
    }

    // How many were worked on at once at most; one that ends as another begins made room for it.
    private static int Most(IEnumerable<(string Host, int Ring, DateTimeOffset Start, DateTimeOffset End)> spans)
    {
        var events = spans.SelectMany(s => new[] { (s.Start, 1), (s.End, -1) }).OrderBy(e => e.Item1).ThenBy(e => e.Item2);
        var (now, most) = (0, 0);
        foreach (var (_, change) in events) most = Math.Max(most, now += change);
        return most;
    }

    private static string SiteOf(IReadOnlyList<LentHost> hosts, string name) => hosts.Select((h, i) => (h.Name, Site: i % 2 == 0 ? "osl" : "ber")).First(h => h.Name == name).Site;

    private string? Ask(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={StoreFile};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The test's own text.
        command.CommandText = sql;
#pragma warning restore CA2100
        return Convert.ToString(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    private static async Task PrepareAsync(LentHost lent)
    {
        // What makes one host differ from another is not due on the others.
        _ = await lent.Host.MustAsync(lent.Host.Kind switch
        {
            RigKind.Dnf => "echo 'exclude=pw-fail pw-reboot pw-slow' >>/etc/dnf/dnf.conf",
            RigKind.Zypper => "zypper -n addlock pw-fail pw-reboot pw-slow",
            _ => "apt-mark hold pw-fail pw-reboot pw-slow",
        });
        if (lent.Host.Kind == RigKind.Apt)
        {
            await File.WriteAllTextAsync($"{lent.Host.Root}/usr/local/sbin/reboot", "#!/bin/sh\necho go >/run/firmware\n");
            _ = await lent.Host.MustAsync("chmod 755 /usr/local/sbin/reboot; mkfifo /run/firmware");
        }
    }

    private static async Task FirmwareAsync(LentHost lent)
    {
        _ = await lent.Host.MustAsync("read -r word </run/firmware");
        await lent.Host.RebootAsync();
    }

    private async Task Configure(
        IReadOnlyList<LentHost> hosts, Func<LentHost, int, string> role, string rollout, string approve = Everything, string schedule = "daily 00:00 for 24h", string cutoff = "0m", string mode = "Window")
    {
        var listed = string.Join(", ", hosts.Select((h, i) => $$"""{ "name": "{{h.Name}}", "tags": { "role": "{{role(h, i)}}", "site": "{{(i % 2 == 0 ? "osl" : "ber")}}" } }"""));
        var when = mode == "Immediate" ? "\"mode\": \"Immediate\"," : $$""" "schedules": [ { "text": "{{schedule}}", "cutoff": "{{cutoff}}" } ],""";
        Configure($$"""
            {
              "ssh": { "configFile": {{JsonSerializer.Serialize((await rig.RigAsync()).SshConfigPath)}}, "controlPersist": "20s", "connectTimeout": "2s" },
              "hosts": [ {{listed}} ],
              "policies": { "all": { "targets": "name like *", "timeZone": "UTC", {{when}} {{rollout}}
                "approve": { "include": [ {{approve}} ], "exclude": [ ] }, "estimate": { "host": "10s", "patch": "1s" } } }
            }
            """);
    }

    private async Task<Lent> LendAsync(int count)
    {
        var all = new List<LentHost>();
        for (var i = 0; i < count; i++) all.Add(await rig.LendAsync());
        foreach (var host in all) host.Changed();
        return new Lent(all);
    }

    private static Process Console(string command) => Process.Start(
        "dotnet", [Path.Combine(AppContext.BaseDirectory, "PatchWindow.Console.dll"), "-Command", $"Import-Module '{StagedModule.Manifest}'; {command}"]);

    private sealed class Lent(List<LentHost> all) : IAsyncDisposable
    {
        public IReadOnlyList<LentHost> All => all;

        public async ValueTask DisposeAsync()
        {
            foreach (var host in all) await host.DisposeAsync();
        }
    }
}
