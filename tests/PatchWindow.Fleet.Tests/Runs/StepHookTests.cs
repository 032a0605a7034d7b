using PatchWindow.Fleet.Hooks;

namespace PatchWindow.Fleet.Tests.Runs;

/// <summary>What is run around a step, and what becomes of the step where that fails.</summary>
public sealed class StepHookTests : StepTest
{
    private readonly List<RunnerHookCall> calls = [];
    private string Log => Path.Combine(Box.Folder, "hooks.log");

    public StepHookTests() => Box.Offer();

    [Fact]
    public async Task Hooks_run_around_the_work_in_their_order_and_what_they_say_is_in_the_journal()
    {
        Hooks($$"""
            "before": "echo \"before $PATCHWINDOW_HOST $PATCHWINDOW_POLICY\" | tee -a {{Log}}", "health": "echo health >>{{Log}}; echo well", "after": "echo after >>{{Log}}",
            "runner": { "before": "silence", "health": "look", "after": "speak" }
            """);
        RunnerHook = (call, _) =>
        {
            calls.Add(call);
            File.AppendAllText(Log, $"runner {call.Stage}\n");
            return Task.FromResult(new RunnerHookAnswer("said " + call.Script, null));
        };

        var step = await InstallAsync("pw-sec");

        Assert.Equal(StepState.Succeeded, step.State);
        Assert.Equal(["runner before", $"before {Host} day", "health", "runner health", "after", "runner after"], await File.ReadAllLinesAsync(Log, Cancellation));
        Assert.Equal(
            ["Planned", "Claimed", "Checked", "Checked the hook 'before' is done: said silence; before web01 day", "Applying", "Verifying",
                "Verifying the hook 'health' is done: well; said look", "Verifying the hook 'after' is done: said speak", "Succeeded"],
            step.Journal.Select(e => e.Message.StartsWith("the hook", StringComparison.Ordinal) ? $"{e.State} {e.Message}" : e.State.ToString()));
        Assert.All(calls, c => Assert.Equal((Host, "day", step.Step), (c.HostName, c.Policy, c.Step)));
    }

    [Fact]
    public async Task A_host_whose_hook_before_fails_is_left_alone_and_what_that_did_is_undone()
    {
        Hooks($$""" "before": "echo in use; echo no >&2; exit 3", "after": "echo after >>{{Log}}" """);

        var problem = (await RunAsync(await PlanAsync("pw-sec"))).Problem!;

        Assert.Equal("HookFailed", problem.Code);
        Assert.Equal("The hook 'before' of 'day' failed on the host for 'web01': it ended with exit code 3: in use | no. Nothing was touched.", problem.Message);
        Assert.Equal(["after"], await File.ReadAllLinesAsync(Log, Cancellation));
        Assert.Equal("Skipped", Ask("SELECT state FROM step"));
        Assert.Equal("ii 1.0", Box.StateOf("pw-sec"));
        Assert.DoesNotContain(Moves, m => m.Entry.State == StepState.Applying);
    }

    [Fact]
    public async Task A_host_whose_hook_before_takes_until_the_window_is_over_is_left_alone_and_what_that_did_is_undone()
    {
        Hooks($$""" "before": "echo before >>{{Log}}", "after": "echo after >>{{Log}}" """);
        Moved = move => Now = move.Entry.Message.StartsWith("the hook 'before'", StringComparison.Ordinal) ? Now.AddHours(13) : Now;

        var problem = (await RunAsync(await PlanAsync("pw-sec"))).Problem!;

        Assert.Equal("DoesNotFit", problem.Code);
        Assert.Equal(["before", "after"], await File.ReadAllLinesAsync(Log, Cancellation));
        Assert.Equal(("Skipped", "ii 1.0"), (Ask("SELECT state FROM step"), Box.StateOf("pw-sec")));
        Assert.DoesNotContain(Moves, m => m.Entry.State == StepState.Applying);
    }

    [Fact]
    public async Task A_host_that_is_not_well_afterwards_has_failed_though_it_has_the_patch()
    {
        Hooks($$""" "health": "echo down; exit 1", "after": "echo after >>{{Log}}", "timeout": "10s" """);

        var step = await InstallAsync("pw-sec");

        Assert.Equal(StepState.Failed, step.State);
        Assert.Equal("The hook 'health' of 'day' failed on the host for 'web01': it ended with exit code 1: down. The host has 1 of 1.", step.Message);
        Assert.Equal("ii 2.0", Box.StateOf("pw-sec"));
        Assert.Equal(["after"], await File.ReadAllLinesAsync(Log, Cancellation));
    }

    [Fact]
    public async Task Health_is_asked_again_until_it_is_well()
    {
        Hooks($$""" "health": "echo asked >>{{Log}}; [ $(wc -l <{{Log}}) -ge 3 ]" """);

        Assert.Equal(StepState.Succeeded, (await InstallAsync("pw-sec")).State);
        Assert.Equal(3, (await File.ReadAllLinesAsync(Log, Cancellation)).Length);
    }

    [Fact]
    public async Task A_hook_that_fails_after_everything_is_a_warning()
    {
        Hooks(""" "after": "exit 9" """);

        Assert.Equal(StepState.Succeeded, (await InstallAsync("pw-sec")).State);

        var warning = Assert.Single(Notices);
        Assert.Equal(("HookFailed", FindingSeverity.Warning), (warning.Code, warning.Severity));
        Assert.Contains("'after'", warning.Message);
    }

    [Fact]
    public async Task A_hook_that_takes_too_long_has_failed()
    {
        Hooks(""" "timeout": "1s", "runner": { "before": "wait" } """);
        RunnerHook = async (_, token) =>
        {
            await Task.Delay(Timeout.Infinite, token);
            return new RunnerHookAnswer("", null);
        };

        var problem = (await RunAsync(await PlanAsync("pw-sec"))).Problem!;

        Assert.Contains("on the runner for 'web01': it had not ended after 1s", problem.Message);
        Assert.Equal("ii 1.0", Box.StateOf("pw-sec"));
    }

    [Fact]
    public async Task A_hook_that_reads_its_input_or_breaks_off_its_shell_is_no_harm()
    {
        Hooks(""" "before": "cat; read -r line || echo nothing; exit 0; echo never" """);

        var step = await InstallAsync("pw-sec");

        Assert.Equal(StepState.Succeeded, step.State);
        Assert.Contains(step.Journal, e => e.Message == "the hook 'before' is done: nothing");
    }

    [Fact]
    public async Task What_a_hook_writes_is_escaped_and_cut()
    {
        Hooks(""" "before": "printf 'a\\033[2Jb\\n'; head -c 100000 /dev/zero | tr '\\0' x" """);

        var step = await InstallAsync("pw-sec");

        var entry = Assert.Single(step.Journal, e => e.Message.StartsWith("the hook", StringComparison.Ordinal)).Message;
        Assert.Contains("a\\u001b[2Jb | xxx", entry);
        Assert.InRange(entry.Length, 1000, 2100);
    }

    [Fact]
    public async Task This_very_machine_is_not_rebooted_and_the_result_says_so()
    {
        Approve("""  }, "reboot": { "mode": "always"  """);

        var step = await InstallAsync("pw-sec");

        Assert.Equal(StepState.Succeeded, step.State);
        Assert.Equal("the host has 1 of 1; it was not rebooted: it is the machine that PatchWindow runs on", step.Message);
    }

    private void Hooks(string hooks) => Approve($$"""  }, "hooks": { {{hooks}}  """);
}
