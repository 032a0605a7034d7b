using System.Diagnostics;
using System.Text.Json;
using PatchWindow.Rig;
using PatchWindow.Tests.Session;

namespace PatchWindow.Rig.Tests.Cmdlets;

/// <summary>Hosts that are rebooted for their patches: proved by the boot id, once, and what becomes of those that do not come back.</summary>
public sealed class RebootTests(Engine engine, RigFixture rig) : SessionTest(engine)
{
    [Theory]
    [InlineData("IfNeeded", "pw-reboot", true)]
    [InlineData("IfNeeded", "pw-sec", false)]
    [InlineData("Always", "pw-sec", true)]
    [InlineData("Never", "pw-reboot", false)]
    public async Task A_host_is_rebooted_where_the_policy_says_so_and_its_boot_id_proves_it(string mode, string package, bool reboots)
    {
        await using var lent = await LendAsync(mode, package);
        var before = await BootAsync(lent);
        var firmware = reboots ? FirmwareAsync(lent) : Task.CompletedTask;

        var result = Run("Invoke-PatchWindow").MustSucceed();

        await firmware;
        Assert.Equal("Succeeded", Assert.Single(result.Texts("State")));
        Assert.Equal(reboots, before != await BootAsync(lent));
        var journal = Run("(Get-PatchRun -All -Detailed).Steps.Journal").Texts("State");
        Assert.Equal(reboots ? ["Verifying", "Rebooting", "Verifying", "Succeeded"] : ["Verifying", "Succeeded"], journal.SkipWhile(s => s != "Verifying"));
        Assert.Equal(mode == "Never" ? "True" : "False", result.Single.Text("RebootRequired"));
    }

    [Fact]
    public async Task A_host_that_does_not_come_back_is_unknown_and_keeps_its_budget_until_it_answers()
    {
        await using var lent = await LendAsync("Always", "pw-sec", """, "timeout": "3s" """);
        var down = Task.Run(async () =>
        {
            _ = await lent.Host.MustAsync("read -r word </run/firmware");
            return await lent.Host.CutLinkAsync();
        });

        var result = Run("Invoke-PatchWindow");

        Assert.Equal("Unknown", Assert.Single(result.Output).Text("State"));
        Assert.Contains("did not come back within 3s", result.Output[0].Text("Message"));
        Assert.Equal("1", Run("$LASTEXITCODE").Output[0].ToString());
        var run = Run("Get-PatchRun").Single;
        Assert.Equal(("1", "Running"), (run.Text("Unknown"), run.Text("State")));
        Assert.Equal("StepLost", Assert.Single(Run($"Install-PendingPatch {lent.Name} -IgnoreWindow -Reason x").Errors).Id());

        // It has been rebooted by hand, and answers.
        await using (await down) await lent.Host.RebootAsync();
        var later = Run("Invoke-PatchWindow").MustSucceed();
        Assert.Contains("It has succeeded now: the host has 1 of 1", Assert.Single(later.Warnings));
        Assert.Equal("Ended", Run("Get-PatchRun -All").Single.Text("State"));
    }

    [Fact]
    public async Task A_runner_that_is_killed_while_its_host_reboots_leaves_it_to_the_next_which_reboots_it_no_second_time()
    {
        await using var lent = await LendAsync("Always", "pw-sec", count: true);
        using (var runner = Process.Start("dotnet", [Path.Combine(AppContext.BaseDirectory, "PatchWindow.Console.dll"), "-Command", $"Import-Module '{StagedModule.Manifest}'; Invoke-PatchWindow"]))
        {
            _ = await lent.Host.MustAsync("read -r word </run/firmware");
            runner.Kill();
            await runner.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        await lent.Host.RebootAsync();
        var taken = Run("Invoke-PatchWindow").MustSucceed();

        Assert.Contains("It has succeeded now", Assert.Single(taken.Warnings));
        Assert.Equal("once", (await lent.Host.MustAsync("cat /var/rebooted")).Trim());
        Assert.Equal(["Rebooting", "Unknown", "Verifying", "Succeeded"], Run("(Get-PatchRun -All -Detailed).Steps.Journal").Texts("State").SkipWhile(s => s != "Rebooting"));
    }

    [Fact]
    public async Task Health_is_asked_after_the_reboot_and_hooks_run_on_the_host_and_on_the_runner()
    {
        var seen = Path.Combine(Folder, "seen");
        await using var lent = await LendAsync("Always", "pw-sec", hooks: $$"""
            "hooks": { "before": "cat /proc/sys/kernel/random/boot_id", "health": "test -e /run/rig-ready && cat /proc/sys/kernel/random/boot_id",
              "runner": { "after": "[IO.File]::WriteAllText({{JsonSerializer.Serialize(seen).Replace("\"", "'")}}, \"$HostName $Policy $Stage\"); 'noted'" } },
            """);
        var firmware = FirmwareAsync(lent);

        _ = Run("Invoke-PatchWindow").MustSucceed();

        await firmware;
        var said = Run("(Get-PatchRun -All -Detailed).Steps.Journal").Texts("Message").Where(m => m.StartsWith("the hook", StringComparison.Ordinal)).ToList();
        Assert.StartsWith("the hook 'before' is done: ", said[0]);
        Assert.StartsWith("the hook 'health' is done: ", said[1]);
        Assert.NotEqual(said[0][^36..], said[1][^36..]);
        Assert.Equal("the hook 'after' is done: noted", said[2]);
        Assert.Equal($"{lent.Name} all after", await File.ReadAllTextAsync(seen, TestContext.Current.CancellationToken));
    }

    // The rig's hosts have no init that a reboot could be asked of; what would be their firmware is the test.
    private async Task<LentHost> LendAsync(string mode, string package, string more = "", bool count = false, string hooks = "")
    {
        var lent = await rig.LendAsync();
        await File.WriteAllTextAsync($"{lent.Host.Root}/usr/local/sbin/reboot", $"#!/bin/sh\n{(count ? "echo once >>/var/rebooted\n" : "")}echo go >/run/firmware\n", TestContext.Current.CancellationToken);
        _ = await lent.Host.MustAsync("chmod 755 /usr/local/sbin/reboot; mkfifo /run/firmware");
        Configure($$"""
            {
              "ssh": { "configFile": {{JsonSerializer.Serialize((await rig.RigAsync()).SshConfigPath)}}, "controlPersist": "20s", "connectTimeout": "2s" },
              "hosts": [ { "name": "{{lent.Name}}" } ],
              "policies": { "all": { "targets": "name like *", "timeZone": "UTC", "schedules": [ { "text": "daily 00:00 for 24h" } ], {{hooks}}
                "approve": { "include": [ "{{package}}" ] }, "rollout": { "budgets": [ { "max": 1 } ] }, "reboot": { "mode": "{{mode}}"{{more}} } } }
            }
            """);
        return lent;
    }

    private static async Task FirmwareAsync(LentHost lent)
    {
        _ = await lent.Host.MustAsync("read -r word </run/firmware");
        await lent.Host.RebootAsync();
    }

    private static async Task<string> BootAsync(LentHost lent) => (await lent.Host.MustAsync("cat /proc/sys/kernel/random/boot_id")).Trim();
}
