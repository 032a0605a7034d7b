using PatchWindow.Tests.Session;

namespace PatchWindow.Tests.Cmdlets;

/// <summary>Runs at a prompt and in a scheduled task, on this machine with the real apt in a sandbox.</summary>
public sealed class PatchRunTests(Engine engine) : SessionTest(engine)
{
    private const string Policies = """
        {
          "hosts": [ { "name": "localhost", "transport": "local" } ],
          "policies": { "night": { "targets": "name = localhost", "timeZone": "UTC", "schedules": [ { "text": "2026-11-20 22:00 for 4h", "cutoff": "30m" } ],
            "approve": { "include": [ "pw-sec" ] }, "estimate": { "host": "10m" } } }
        }
        """;

    [Fact]
    public void Where_nothing_is_open_nothing_is_said_and_all_is_right()
    {
        Configure(Policies);
        ClockShows("2026-11-20T21:59:00Z");

        var result = Run("Invoke-PatchWindow").MustSucceed();

        Assert.Empty(result.Output);
        Assert.Empty(result.Warnings);
        Assert.Empty(result.Shown);
        Assert.Equal("0", ExitCode());
        Assert.Empty(Run("Get-PatchRun -All").Output);
    }

    [Fact]
    public void What_is_due_in_the_open_window_is_done_once()
    {
        var box = UseApt();
        Configure(Policies);
        ClockShows("2026-11-20T22:05:00Z");
        var log = Path.Combine(Folder, "moves.jsonl");

        Assert.Contains("apply what is due on 1 host", Run("Invoke-PatchWindow -WhatIf").MustSucceed().Shown);
        Assert.Empty(Run("Get-PatchRun -All").Output);
        var result = Run("Invoke-PatchWindow -LogPath $args[0]", log).MustSucceed();

        Assert.Equal("localhost night Succeeded", $"{result.Single.Text("Host")} {result.Single.Text("Policy")} {result.Single.Text("State")}");
        Assert.Equal("ii 2.0", box.StateOf("pw-sec"));
        Assert.Equal("0", ExitCode());
        Assert.Contains("night 2026-11-20 22:00 +00:00–02:00: 1 succeeded", result.Shown);
        var run = Run("Get-PatchRun -All -Detailed").Single;
        Assert.Equal(("Ended", "1", "1"), (run.Text("State"), run.Text("Hosts"), run.Text("Succeeded")));
        Assert.Equal(Run("$args[0].Steps.Journal", run).Texts("State"), File.ReadAllLines(log).Select(l => System.Text.Json.JsonDocument.Parse(l).RootElement.GetProperty("state").GetString()));
        Assert.Empty(Run("Invoke-PatchWindow").MustSucceed().Output);
        Assert.Empty(Run("Get-PatchRun").Output);
    }

    [Fact]
    public void A_step_that_would_not_fit_is_not_begun()
    {
        var box = UseApt();
        Configure(Policies.Replace("\"host\": \"10m\"", "\"host\": \"5h\""));
        ClockShows("2026-11-20T22:05:00Z");

        _ = Run("Invoke-PatchWindow");

        Assert.Equal("ii 1.0", box.StateOf("pw-sec"));
        ClockShows("2026-11-21T02:01:00Z");
        _ = Run("Invoke-PatchWindow");
        var step = Run("(Get-PatchRun -All -Detailed).Steps").Single;
        Assert.Equal("Skipped", step.Text("State"));
    }

    [Fact]
    public void A_step_that_fails_is_told_by_the_exit_code()
    {
        _ = UseApt();
        Configure(Policies.Replace("pw-sec", "pw-fail"));
        ClockShows("2026-11-20T22:05:00Z");

        var result = Run("Invoke-PatchWindow");

        Assert.Equal("StepFailed", Assert.Single(result.Errors).Id());
        Assert.Equal("1", ExitCode());
    }

    [Theory]
    [InlineData("Invoke-PatchWindow nightly", "PolicyNotFound")]
    [InlineData("$env:PATCHWINDOW__store__connectionString = 'Data Source=/proc/nowhere/x.db'; Invoke-PatchWindow", "StoreUnavailable")]
    public void What_keeps_it_from_running_is_told_by_the_exit_code(string script, string code)
    {
        Configure(Policies);
        ClockShows("2026-11-20T22:05:00Z");
        Set("PATCHWINDOW__store__connectionString", Environment.GetEnvironmentVariable("PATCHWINDOW__store__connectionString"));

        var result = Run(script);

        Assert.Contains(code, result.Errors.Append(result.Stopped).OfType<System.Management.Automation.ErrorRecord>().Select(e => e.Id()));
        Assert.Equal("2", ExitCode());
    }

    [Theory]
    [InlineData("Get-PatchRun -Id nothing")]
    [InlineData("Stop-PatchRun nothing -Reason x")]
    [InlineData("Resume-PatchRun nothing -Reason x")]
    public void A_run_that_there_is_not_is_an_error_that_names_it(string script)
    {
        Configure(Policies);
        var error = Assert.Single(Run(script).Errors);
        Assert.Equal(("RunNotFound", "There is no run 'nothing'."), (error.Id(), error.Exception.Message.Split(" Get-PatchRun")[0]));
    }

    [Fact]
    public void A_hook_on_the_runner_is_a_script_of_its_own_and_a_failing_one_leaves_the_host_alone()
    {
        var box = UseApt();
        Configure(Policies.Replace("\"estimate\"", "\"hooks\": { \"runner\": { \"before\": \"\\\"$Stage $HostName $Policy\\\"; throw 'the balancer is away'\" } }, \"estimate\""));
        ClockShows("2026-11-20T22:05:00Z");

        _ = Run("Invoke-PatchWindow");

        Assert.Equal("ii 1.0", box.StateOf("pw-sec"));
        var step = Run("(Get-PatchRun -All -Detailed).Steps").Single;
        Assert.Equal("Skipped", step.Text("State"));
        Assert.Contains("the balancer is away; it wrote: before localhost night", step.Text("Message"));
    }

    [Fact]
    public void What_ended_long_ago_is_removed_on_demand_alone()
    {
        _ = UseApt();
        Configure(Policies);
        ClockShows("2026-11-20T22:05:00Z");
        _ = Run("Invoke-PatchWindow").MustSucceed();

        ClockShows("2027-11-22T00:00:00Z");
        Assert.Equal("AgeInvalid", Assert.Single(Run("Remove-PatchRun 1h").Errors).Id());
        Assert.Empty(Run("Remove-PatchRun 400d").MustSucceed().Shown);
        Assert.Contains("remove 1 runs, 1 steps and", Run("Remove-PatchRun -OlderThan 365d -WhatIf").MustSucceed().Shown);
        Assert.Single(Run("Get-PatchRun -All").Output);
        _ = Run("Remove-PatchRun -OlderThan 365d -Confirm:$false").MustSucceed();
        Assert.Empty(Run("Get-PatchRun -All").Output);
    }

    [Fact]
    public void One_that_stays_takes_up_what_is_changed_in_the_configuration()
    {
        var box = UseApt();
        Configure(Policies);
        ClockShows("2026-11-20T20:00:00Z");

        // One wait more than these would be a fault, which ends it.
        _ = PausesAre(() => Write("patchwindow.json", Policies.Replace("22:00 for 4h", "20:00 for 4h")), () => { });

        _ = Run("Start-PatchRunner");

        Assert.Equal("ii 2.0", box.StateOf("pw-sec"));
    }

    private string ExitCode() => Run("$global:LASTEXITCODE").Output[0].ToString();
}
