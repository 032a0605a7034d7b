using System.Diagnostics;
using System.Text.Json;
using PatchWindow.Rig;
using PatchWindow.Tests.Session;

namespace PatchWindow.Rig.Tests.Cmdlets;

/// <summary>What becomes of work on real hosts whose runner, connection or machine does not live as long as it.</summary>
public sealed class LeftStepTests(Engine engine, RigFixture rig) : SessionTest(engine)
{
    /// <summary>Where the package managers differ: their program, and what only an installation has among its words.</summary>
    public static TheoryData<RigKind, string, string> Kinds { get; } = new()
    {
        { RigKind.Apt, "apt-get", "*--no-remove*" },
        { RigKind.Dnf, "dnf", "*best=True*upgrade*" },
        { RigKind.Dnf5, "dnf5", "*metadata_expire=never*" },
        { RigKind.Zypper, "zypper", "*--no-force-resolution*" },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_runner_that_is_killed_while_a_host_applies_leaves_work_that_the_next_command_takes_up(RigKind kind, string program, string words)
    {
        await using var lent = await LendAsync(kind, program, words);
        using (var runner = Console($"Install-PendingPatch {lent.Name}"))
        {
            await ArrivedAsync(lent);
            runner.Kill();
            await runner.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        Assert.Contains("take up the step", Run($"Install-PendingPatch {lent.Name} -WhatIf").MustSucceed().Shown);
        var result = await Engine.RunWhile($"Install-PendingPatch {lent.Name}", _ => OpenGateAsync(lent));

        Assert.Empty(result.MustSucceed().Output);
        Assert.Collection(
            result.Warnings,
            taken => Assert.Contains("It has succeeded now: the host has 1 of 1", taken),
            nothing => Assert.StartsWith($"Nothing is to be installed on '{lent.Name}' now", nothing));
        await MustHaveBeenAppliedOnceAsync(lent);
        Assert.Empty(Run($"Get-PendingPatch {lent.Name} -Name pw-sec").MustSucceed().Output);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Connections_that_break_while_a_host_applies_end_nothing(RigKind kind, string program, string words)
    {
        await using var lent = await LendAsync(kind, program, words);

        var result = await Engine.RunWhile($"Install-PendingPatch {lent.Name}", async shell =>
        {
            await ArrivedAsync(lent);
            _ = await lent.Host.MustAsync("for process in /proc/[0-9]*; do [ \"$(cat $process/comm)\" != sshd ] || kill -9 ${process#/proc/}; done; rm -f /run/sshd.pid; /usr/sbin/sshd");
            await OpenGateAsync(lent);
        });

        Assert.Equal("Succeeded", Assert.Single(result.MustSucceed().Texts("State")));
        await MustHaveBeenAppliedOnceAsync(lent);
    }

    [Fact]
    public async Task A_host_that_is_started_anew_while_it_applies_is_told_as_broken_off_and_is_free_again()
    {
        await using var lent = await LendAsync(RigKind.Apt, "apt-get", "*--no-remove*");

        var broken = await Engine.RunWhile($"Install-PendingPatch {lent.Name}", async shell =>
        {
            await ArrivedAsync(lent);
            await lent.Host.RebootAsync();
        });

        Assert.Equal("StepFailed", Assert.Single(broken.Errors).Id());
        Assert.Contains("was broken off there", Assert.Single(broken.Output).Text("Message"));
        Assert.Equal("ii 1.0", await lent.Host.StateOfAsync("pw-sec"));

        _ = await lent.Host.MustAsync("mkfifo /run/asked /run/gate");
        var again = await Engine.RunWhile($"Install-PendingPatch {lent.Name}", async shell =>
        {
            await ArrivedAsync(lent);
            await OpenGateAsync(lent);
        });
        Assert.Equal("Succeeded", Assert.Single(again.MustSucceed().Texts("State")));
    }

    [Fact]
    public async Task Of_two_machines_that_know_nothing_of_each_other_one_works_on_a_host_at_a_time()
    {
        await using var lent = await LendAsync(RigKind.Apt, "apt-get", "*--no-remove*");
        using var other = Console($"Install-PendingPatch {lent.Name}", ("PATCHWINDOW__store__connectionString", "Data Source=" + Path.Combine(Folder, "other.db")));
        await ArrivedAsync(lent);

        var busy = Run($"Install-PendingPatch {lent.Name}");

        Assert.Contains("is at work on another step", Assert.Single(busy.Output).Text("Message"));
        Assert.Equal("StepFailed", Assert.Single(busy.Errors).Id());
        await OpenGateAsync(lent);
        await other.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, other.ExitCode);
        await MustHaveBeenAppliedOnceAsync(lent);
    }

    // A host whose package manager stands at a gate before it installs, and keeps count of that.
    private async Task<LentHost> LendAsync(RigKind kind, string program, string words)
    {
        var lent = await rig.LendAsync(kind);
        _ = await lent.Host.MustAsync("mkfifo /run/asked /run/gate");
        // Before the real one in the path, and not in its place: dnf 4 is asked through the Python that its own file names.
        var real = (await lent.Host.MustAsync($"command -v {program}")).Trim();
        await File.WriteAllTextAsync($"{lent.Host.Root}/usr/local/bin/{program}", $"""
            #!/bin/sh
            case "$*" in {words}) echo once >>/var/applied; echo here >/run/asked; read -r word </run/gate ;; esac
            exec {real} "$@"

            """, TestContext.Current.CancellationToken);
        _ = await lent.Host.MustAsync($"chmod 755 /usr/local/bin/{program}");
        Configure($$"""
            {
              "ssh": { "configFile": {{JsonSerializer.Serialize((await rig.RigAsync()).SshConfigPath)}}, "controlPersist": "20s" },
              "hosts": [ { "name": "{{lent.Name}}" } ],
              "policies": { "all": { "targets": "name like *", "timeZone": "UTC", "schedules": [ { "text": "daily 00:00 for 24h" } ],
                "approve": { "include": [ "pw-sec" ] } } }
            }
            """);
        return lent;
    }

    private static async Task ArrivedAsync(LentHost lent) => _ = await lent.Host.MustAsync("read -r word </run/asked");

    private static async Task OpenGateAsync(LentHost lent) => _ = await lent.Host.MustAsync("echo go >/run/gate");

    private static async Task MustHaveBeenAppliedOnceAsync(LentHost lent)
    {
        Assert.StartsWith("2", (await lent.Host.StateOfAsync("pw-sec")).Split(' ')[^1]);
        Assert.Equal("once", (await lent.Host.MustAsync("cat /var/applied")).Trim());
    }

    // A process of its own, so that it can be killed.
    private Process Console(string command, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "PatchWindow.Console.dll"), "-Command", $"Import-Module '{StagedModule.Manifest}'; {command}"]);
        foreach (var (name, value) in environment) start.Environment[name] = value;
        return Process.Start(start)!;
    }
}
