using System.Text.Json;
using Microsoft.Data.Sqlite;
using PatchWindow.Fleet.Store;
using PatchWindow.Fleet.Store.Sqlite;
using PatchWindow.Rig;
using PatchWindow.Tests.Session;

namespace PatchWindow.Rig.Tests.Cmdlets;

/// <summary>Install-PendingPatch on real hosts, through the module's manifest.</summary>
public sealed class InstallPendingPatchTests(Engine engine, RigFixture rig) : SessionTest(engine)
{
    // Two groups: hosts with dnf 5 and Ubuntu hosts have images of their own, and where those cannot be had the others are tested all the same.
    [Theory]
    [InlineData(RigKind.Apt, RigKind.Dnf, RigKind.Zypper)]
    [InlineData(RigKind.Apt, RigKind.Dnf5, RigKind.Ubuntu)]
    public async Task A_patch_is_installed_on_hosts_of_every_package_manager_at_once(RigKind one, RigKind two, RigKind three)
    {
        await using var first = await rig.LendAsync(one);
        await using var second = await rig.LendAsync(two);
        await using var third = await rig.LendAsync(three);
        LentHost[] hosts = [first, second, third];
        foreach (var lent in hosts) lent.Changed();
        await ConfigureAsync(hosts);

        var result = Run("Get-PendingPatch -Name pw-sec | Install-PendingPatch -ThrottleLimit 8").MustSucceed();

        Assert.Equal(hosts.Select(h => h.Name).Order(), result.Texts("Host").Order());
        Assert.All(result.Texts("State"), state => Assert.Equal("Succeeded", state));
        Assert.All(result.Output, step => Assert.Equal(
            ["Planned", "Claimed", "Checked", "Applying", "Verifying", "Succeeded"], Run("$args[0].Journal", step).Texts("State")));
        foreach (var lent in hosts) Assert.StartsWith("2", (await lent.Host.StateOfAsync("pw-sec")).Split(' ')[^1]);
        Assert.Empty(Run("Get-PendingPatch -Name pw-sec").MustSucceed().Output);
    }

    [Fact]
    public async Task A_slow_host_holds_up_none_of_the_others_and_each_result_is_written_at_once()
    {
        await using var slow = await rig.LendAsync();
        await using var quick = await rig.LendAsync();
        await PutGateAsync(slow);
        quick.Changed();
        await ConfigureAsync([slow, quick]);
        var seen = Path.Combine(Folder, "seen");
        Set("PATCHWINDOW_SEEN", seen);

        var result = await Engine.RunWhile(
            "Get-PendingPatch -Name pw-sec | Install-PendingPatch -ThrottleLimit 2 | ForEach-Object { $_; [IO.File]::WriteAllText($env:PATCHWINDOW_SEEN, $_.Host) }", async shell =>
            {
                await AskedAsync(slow);
                while (!File.Exists(seen)) await Task.Yield();
                await OpenGateAsync(slow);
            });

        Assert.Equal([quick.Name, slow.Name], result.Output.Select(s => s.Text("Host")));
        Assert.Equal("ii 2.0", await slow.Host.StateOfAsync("pw-sec"));
    }

    [Fact]
    public async Task Where_nothing_is_said_one_host_is_worked_on_after_another()
    {
        await using var first = await rig.LendAsync();
        await using var second = await rig.LendAsync();
        await PutGateAsync(first);
        _ = await second.Host.ShimAsync("apt-get", ": >/run/asked; exec apt-get.real \"$@\"");
        await ConfigureAsync([first, second]);
        var began = 0;

        var result = await Engine.RunWhile($"Install-PendingPatch {first.Name}, {second.Name}", async shell =>
        {
            await AskedAsync(first);
            began = (await second.Host.RunAsync("test -e /run/asked")).ExitCode;
            await OpenGateAsync(first);
        });

        Assert.NotEqual(0, began);
        Assert.Equal([first.Name, second.Name], result.Output.Select(s => s.Text("Host")));
    }

    [Fact]
    public async Task Stopping_lets_what_applies_come_to_its_end_and_begins_nothing_more()
    {
        await using var applying = await rig.LendAsync();
        await using var planning = await rig.LendAsync();
        await using var waiting = await rig.LendAsync();
        await PutGateAsync(applying);
        _ = await planning.Host.MustAsync("mkfifo /run/asked");
        _ = await planning.Host.ShimAsync("apt-get", "echo asked >/run/asked; sleep 1000");
        _ = waiting.Host;
        await ConfigureAsync([applying, planning, waiting]);

        _ = await Engine.RunWhile($"Install-PendingPatch {applying.Name}, {planning.Name}, {waiting.Name} -ThrottleLimit 2", async shell =>
        {
            foreach (var lent in new[] { applying, planning }) await AskedAsync(lent);
            var stopping = shell.StopAsync(null, null);
            await OpenGateAsync(applying);
            await stopping;
        });

        Assert.Equal("ii 2.0", await applying.Host.StateOfAsync("pw-sec"));
        Assert.Equal("ii 1.0", await planning.Host.StateOfAsync("pw-sec"));
        Assert.Equal("ii 1.0", await waiting.Host.StateOfAsync("pw-sec"));
        using var store = SqliteStore.Open($"Data Source={StoreFile}");
        foreach (var lent in new[] { applying, planning, waiting }) Assert.Null(store.InProgress(lent.Name));
        Assert.Equal(
            new[] { "Planned", "Claimed", "Checked", "Applying", "Verifying", "Succeeded" }.Select(state => $"{applying.Name} {state}"), JournalOfAllHosts());
    }

    [Fact]
    public async Task An_error_that_stops_the_command_begins_no_other_host()
    {
        await using var good = await rig.LendAsync();
        _ = good.Host;
        await ConfigureAsync([good], "nowhere");

        var result = Run($"Install-PendingPatch nowhere, {good.Name} -ErrorAction Stop");

        Assert.Equal("Unreachable", result.Stopped!.Id());
        Assert.Equal("ii 1.0", await good.Host.StateOfAsync("pw-sec"));
    }

    [Fact]
    public async Task An_error_that_stops_the_command_hides_no_result_of_what_was_being_applied()
    {
        await using var good = await rig.LendAsync();
        await using var bad = await rig.LendAsync();
        await PutGateAsync(good);
        _ = await bad.Host.MustAsync("mkfifo /run/asked /run/gate");
        _ = await bad.Host.ShimAsync("apt-get", """case "$*" in *" -s "*"-y --only-upgrade"*) echo asked >/run/asked; read word </run/gate; exit 100 ;; *"-y --only-upgrade"*) exit 100 ;; esac; exec apt-get.real "$@" """);
        await ConfigureAsync([good, bad]);

        var result = await Engine.RunWhile($"Install-PendingPatch {good.Name}, {bad.Name} -ThrottleLimit 2 -ErrorAction Stop", async shell =>
        {
            await AskedAsync(good);
            await AskedAsync(bad);
            await OpenGateAsync(bad);
            await OpenGateAsync(good);
        });

        Assert.NotNull(result.Stopped);
        Assert.Equal([good.Name], result.Texts("Host"));
        Assert.Equal("Succeeded", Assert.Single(result.Texts("State")));
        Assert.Equal("ii 2.0", await good.Host.StateOfAsync("pw-sec"));
        Assert.Equal("ii 1.0", await bad.Host.StateOfAsync("pw-sec"));
    }

    [Fact]
    public async Task Hosts_that_cannot_be_worked_on_have_an_error_each_and_the_others_their_patches()
    {
        await using var good = await rig.LendAsync();
        await using var locked = await rig.LendAsync();
        await using var full = await rig.LendAsync();
        good.Changed();
        await using var holder = await locked.Host.HoldLockAsync();
        await using var filler = await full.Host.FillDiskAsync();
        await ConfigureAsync([locked, full, good], "nowhere");

        var result = Run("Get-PatchHost | Install-PendingPatch -ThrottleLimit 4 -WarningAction SilentlyContinue");

        var reasons = result.Errors.GroupBy(e => e.Finding().Text("HostName")).ToDictionary(g => g.Key, g => g.Select(e => e.Id()).ToList());
        Assert.Contains("Unreachable", reasons["nowhere"]);
        Assert.Contains("PackageManagerLocked", reasons[locked.Name]);
        Assert.Contains("StepFailed", reasons[full.Name]);
        Assert.Equal("ii 2.0", await good.Host.StateOfAsync("pw-sec"));
        Assert.Equal("ii 1.0", await locked.Host.StateOfAsync("pw-sec"));
        Assert.Equal("ii 1.0", await full.Host.StateOfAsync("pw-sec"));
    }

    // Before the installation is a gate. Of the calls of apt-get only the installation itself has this option.
    private static async Task PutGateAsync(LentHost lent)
    {
        _ = await lent.Host.MustAsync("mkfifo /run/asked /run/gate");
        _ = await lent.Host.ShimAsync("apt-get", """case "$*" in *--no-remove*) echo asked >/run/asked; read word </run/gate ;; esac; exec apt-get.real "$@" """);
    }

    // A pipe opens at neither end before somebody is at the other: to read is to wait until apt-get is asked, to write until it is there.
    private static Task AskedAsync(LentHost lent) => lent.Host.MustAsync("read word </run/asked");

    private static Task OpenGateAsync(LentHost lent) => lent.Host.MustAsync("echo go >/run/gate");

    // The store itself answers for a step whose number is known; that nothing else was written only the file tells.
    private List<string> JournalOfAllHosts()
    {
        using var connection = new SqliteConnection($"Data Source={StoreFile};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT host, journal.state FROM journal JOIN step ON step.id = journal.step ORDER BY host, step, sequence";
        using var reader = command.ExecuteReader();
        var entries = new List<string>();
        while (reader.Read()) entries.Add($"{reader.GetString(0)} {reader.GetString(1)}");
        return entries;
    }

    private async Task ConfigureAsync(IReadOnlyList<LentHost> hosts, params string[] others)
    {
        var names = others.Concat(hosts.Select(h => h.Name)).Select(name => $$"""{ "name": "{{name}}" }""");
        Configure($$"""
            {
              "ssh": { "configFile": {{JsonSerializer.Serialize((await rig.RigAsync()).SshConfigPath)}}, "controlPersist": "20s" },
              "hosts": [ {{string.Join(", ", names)}} ],
              "policies": { "all": { "targets": "name like *", "timeZone": "UTC", "schedules": [ { "text": "daily 00:00 for 24h" } ],
                "approve": { "include": [ "pw-sec" ] } } }
            }
            """);
    }
}
