using PatchWindow.Fleet.Runs;
using PatchWindow.Fleet.Store;
using PatchWindow.Fleet.Tests.Store;

namespace PatchWindow.Fleet.Tests.Runs;

public sealed class StepRunnerTests : StepTest
{
    private static readonly StepState[] Whole =
        [StepState.Planned, StepState.Claimed, StepState.Checked, StepState.Applying, StepState.Verifying, StepState.Succeeded];

    [Fact]
    public async Task A_hook_that_fails_is_no_success_though_the_patch_is_there()
    {
        File.AppendAllText(Path.Combine(Box.Folder, "apt.conf"), "DPkg::Post-Invoke { \"exit 7\"; };\n");

        var step = await InstallAsync("pw-sec");

        Assert.Equal(StepState.Failed, step.State);
        Assert.Equal("pw-sec 2.0 (installed)", Assert.Single(step.Patches).ToString());
        Assert.StartsWith("A hook of apt's on web01 (DPkg::Post-Invoke) failed: 'exit 7'. Now the host has 1 of 1. 'apt-config dump", step.Message);
        Assert.Equal("apt failed; the host has 1 of 1", step.Journal[^1].Message);
    }

    [Fact]
    public async Task A_step_that_takes_long_keeps_its_lease_so_that_no_runner_takes_it_for_left()
    {
        const string ended = "2026-09-12T12:00:00.000Z";
        var isKept = false;
        Moved = move =>
        {
            if (move.Entry.State != StepState.Applying) return;
            Execute($"UPDATE step SET lease_until = '{ended}'");
            var beat = Beat;
            Beat = new TaskCompletionSource();
            beat.SetResult();
            isKept = SpinWait.SpinUntil(() => string.CompareOrdinal(Ask("SELECT lease_until FROM step"), ended) > 0, TimeSpan.FromSeconds(30));
        };

        _ = await InstallAsync("pw-sec");

        Assert.True(isKept);
    }

    [Fact]
    public async Task A_trigger_that_fails_is_no_success_though_the_patch_is_there()
    {
        Box.Offer();

        var step = await InstallAsync("pw-fires");

        Assert.Equal((StepState.Failed, "pw-fires 2.0 (installed)"), (step.State, Assert.Single(step.Patches).ToString()));
        Assert.Contains("pw-watch", step.Message);
        Assert.Contains("--configure -a", step.Message);
    }

    [Fact]
    public async Task A_dependency_that_fails_fails_the_step_and_both_are_told_as_they_are()
    {
        Box.Offer();

        var step = await InstallAsync("pw-hurts", "pw-sec");

        Assert.Equal(StepState.Failed, step.State);
        Assert.Equal(
            ["pw-hurts  (not installed)", "pw-sec 2.0 (installed)", "pw-hurt  (not installed, dependency)"], step.Patches.Select(p => p.ToString()));
        Assert.Contains("script of pw-hurt failed", step.Message);
        Assert.Contains("Now the host does not have pw-hurts 2.0, pw-hurt 1.0.", step.Message);
    }

    [Fact]
    public async Task What_comes_along_is_recorded_verified_and_told_apart()
    {
        Box.Offer();
        Approve("""  "include": [ "pw-drags" ] """);

        var step = await InstallAsync();

        Assert.Equal((StepState.Succeeded, "the host has 1 of 1 and 2 as dependencies"), (step.State, step.Message));
        Assert.Equal(
            ["pw-drags 2.0 (installed)", "pw-drag 2.0 (installed, dependency)", "pw-new 1.0 (installed, dependency)"],
            step.Patches.Select(p => p.ToString()));
        Assert.Contains("pw-drag 2.0 (NotApproved), pw-new 1.0 (new)", step.Journal[0].Message);
        Assert.Equal("apt installs pw-drags=2.0; as dependencies pw-drag=2.0, pw-new=1.0", step.Journal[3].Message);
        Assert.Equal("pw-drag 2.0,pw-new 1.0", Ask("SELECT group_concat(name || ' ' || version) FROM step_patch WHERE dependency = 1"));
        Assert.Equal("pw-drags", Ask("SELECT group_concat(name) FROM step_patch WHERE dependency = 0"));
    }

    [Fact]
    public async Task A_dependency_that_is_not_there_afterwards_is_no_success()
    {
        Box.Offer();

        // apt ends well and the package is gone again: only the host itself can tell.
        _ = WithShim("apt-get", $$"""case "$*" in *--no-remove*) real "$@"; dpkg --root='{{Box.Root}}' --force-all --purge pw-new >&2; exit 0 ;; esac; real "$@" """);

        var step = await InstallAsync("pw-drags");

        Assert.Equal((StepState.Failed, "the host does not have pw-new 1.0"), (step.State, step.Message));
    }

    [Fact]
    public async Task What_is_deferred_after_it_was_planned_is_not_installed()
    {
        var plan = await PlanAsync("pw-fix", "pw-sec");
        Store.AddDeferral(new Deferral { Host = Host, Name = "pw-sec", Version = "2.0", Created = Now, Until = Now.AddDays(9), Reason = "testing", By = "kari" });

        await ExpiresAsync(plan, "'pw-sec' on 'web01' is not applied (Deferred): deferred by kari");
    }

    [Fact]
    public async Task What_would_come_along_now_and_was_not_shown_is_not_installed()
    {
        var plan = await PlanAsync("pw-needs");
        Box.Must("apt-get", "-y", "install", "pw-new=1.0");

        await ExpiresAsync(plan, "pw-new 1.0 would not come along any more");

        var without = await PlanAsync("pw-needs");
        Box.Must("apt-get", "-y", "purge", "pw-new");

        await ExpiresAsync(without, "pw-new 1.0 would come along as well");
    }

    [Fact]
    public async Task What_someone_else_installed_meanwhile_ends_the_plan()
    {
        var plan = await PlanAsync("pw-fix", "pw-sec");
        Box.Must("apt-get", "-y", "install", "pw-sec=2.0");

        await ExpiresAsync(plan, "pw-sec 2.0 is on the host already");
    }

    [Fact]
    public async Task A_version_that_cannot_be_had_any_more_ends_the_plan()
    {
        var plan = await PlanAsync("pw-sec");
        foreach (var list in Directory.EnumerateFiles(Box.In("var/lib/apt/lists"), "*security*Packages")) File.WriteAllText(list, "");

        await ExpiresAsync(plan, "pw-sec");
    }

    [Fact]
    public async Task A_window_that_closed_while_someone_was_asked_ends_the_plan()
    {
        var plan = await PlanAsync("pw-sec");
        Now = Now.AddDays(1);

        await ExpiresAsync(plan, "(OutsideWindow)");
    }

    [Fact]
    public async Task What_the_store_does_not_take_after_apt_began_is_told_and_the_next_command_asks_the_host_for_it()
    {
        Store.IsFull = entry => entry.State is StepState.Verifying or StepState.Succeeded;
        var step = await InstallAsync("pw-sec");

        Assert.Equal((StepState.Succeeded, "pw-sec 2.0 (installed)"), (step.State, Assert.Single(step.Patches).ToString()));
        Assert.Equal(Whole, step.Journal.Select(e => e.State));
        var fault = Assert.Single(Notices);
        Assert.Equal(("StoreFull", FindingSeverity.Error, Host), (fault.Code, fault.Severity, fault.HostName));
        Assert.Contains($"The step {step.Step} on 'web01' ended as Succeeded, and its journal does not say so.", fault.Message);
        Assert.Equal(StepState.Applying, Store.InProgress(Host)!.State);

        // This very process lives, and the step does not run in it any more.
        Store.IsFull = _ => false;
        Notices.Clear();
        Assert.Equal(StepState.Succeeded, (await InstallAsync("pw-fix")).State);
        var taken = Assert.Single(Notices);
        Assert.Equal(("StepLost", FindingSeverity.Warning, step.Step), (taken.Code, taken.Severity, taken.Path));
        Assert.EndsWith("It has succeeded now: the host has 1 of 1", taken.Message);
        Assert.Equal([.. Whole.Take(4), StepState.Unknown, StepState.Verifying, StepState.Succeeded], Store.Journal(step.Step).Select(e => e.State));
    }

    [Fact]
    public async Task What_the_store_did_not_take_for_a_moment_is_in_the_journal_after_all()
    {
        var once = true;
        Store.IsFull = entry => entry.State == StepState.Verifying && once && !(once = false);

        var step = await InstallAsync("pw-sec");

        Assert.Empty(Notices);
        Assert.Equal(step.Journal, Store.Journal(step.Step));
        Assert.Equal(Whole, Store.Journal(step.Step).Select(e => e.State));
    }

    [Fact]
    public async Task A_store_that_fails_before_apt_begins_means_that_apt_does_not_begin_and_leaves_the_host_free()
    {
        Store.IsFull = entry => entry.State == StepState.Applying;
        var plan = await PlanAsync("pw-sec");

        Assert.Equal("StoreFull", (await Assert.ThrowsAsync<StoreException>(() => RunAsync(plan))).Finding.Code);

        Assert.Equal("ii 1.0", Box.StateOf("pw-sec"));
        Assert.Null(Store.InProgress(Host));
    }

    [Fact]
    public async Task A_step_whose_runner_was_lost_before_its_host_began_has_touched_nothing()
    {
        Lose(StepState.Checked, StepState.Applying);

        Assert.Equal(StepState.Succeeded, (await InstallAsync("pw-sec")).State);

        var lost = Assert.Single(Notices);
        Assert.Equal(("StepLost", FindingSeverity.Warning, Host, "lost"), (lost.Code, lost.Severity, lost.HostName, lost.Path));
        Assert.Contains("lost, was Applying when its runner, process", lost.Message);
        Assert.Contains("(pw-fix 1.1, pw-new 1.0)", lost.Message);
        Assert.Contains("nothing was touched", lost.Message);
        Assert.Equal([StepState.Unknown, StepState.Skipped], Store.Journal("lost").Select(e => e.State).TakeLast(2));
    }

    [Fact]
    public async Task A_step_that_is_older_than_its_record_on_the_host_stops_one_command_to_have_it_looked_at()
    {
        Lose(StepState.Checked, StepState.Applying);
        _ = Ask($"UPDATE step SET created = '{Now.AddDays(-30).UtcDateTime:yyyy-MM-ddTHH:mm:ss.fffZ}' WHERE id = 'lost'");

        var lost = (await RunAsync(await PlanAsync("pw-sec"))).Problem!;

        Assert.Equal(("StepLost", FindingSeverity.Error), (lost.Code, lost.Severity));
        Assert.EndsWith("It counts as unknown.", lost.Message);
        Assert.EndsWith("Then run the command again.", lost.Suggestion);
        Assert.Equal(StepState.Succeeded, (await InstallAsync("pw-sec")).State);
    }

    [Fact]
    public async Task Of_many_in_one_process_who_would_take_a_step_up_at_once_one_does()
    {
        Lose(StepState.Checked, StepState.Applying);
        var host = new ManagedHost { Name = Host, Transport = "local" };

        var told = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() =>
            new LeftSteps(Store, _ => StepRules.None, new StepTools(StepFollower.Instance, Task.Delay, null), Runner.OfThisProcess, () => Now).TakeUpAsync(host, Manager.To(host).Value, _ => { }, Cancellation))));

        Assert.Equal("StepLost", Assert.Single(told.OfType<Finding>()).Code);
        Assert.Equal([StepState.Unknown, StepState.Skipped], Store.Journal("lost").Select(e => e.State).Skip(4));
    }

    [Fact]
    public async Task A_step_whose_runner_was_lost_while_its_host_worked_is_taken_up_and_what_it_brought_is_not_brought_again()
    {
        Lose(StepState.Checked, StepState.Applying);
        _ = await Manager.ApplyAsync(Host, "lost", Packages("pw-fix=1.1", "pw-new=1.0"), Transport, Cancellation);
        Box.Must("apt-get", "-y", "install", "pw-new=1.0");
        var before = await PlanAsync("pw-sec");

        Assert.Equal(StepState.Succeeded, (await RunAsync(before)).Value.State);

        Assert.Contains("It has ", Assert.Single(Notices).Message);
        Assert.Equal([StepState.Unknown, StepState.Verifying], Store.Journal("lost").Select(e => e.State).Skip(4).Take(2));
        Assert.True(StepMachine.IsTerminal(Store.Journal("lost")[^1].State));
    }

    [Fact]
    public async Task A_cut_connection_ends_no_step_the_host_is_asked_until_it_tells()
    {
        var plan = await PlanAsync("pw-sec");
        Manager.Cuts = 3;

        var step = (await RunAsync(plan)).Value;

        Assert.Equal(Whole, step.Journal.Select(e => e.State));
        Assert.Equal("ii 2.0", Box.StateOf("pw-sec"));
    }

    [Fact]
    public async Task A_host_that_does_not_answer_any_more_keeps_its_step_and_the_next_command_ends_it()
    {
        var plan = await PlanAsync("pw-sec");
        Manager.Cuts = 100;

        var step = (await RunAsync(plan)).Value;

        Assert.Equal(StepState.Unknown, step.State);
        Assert.Contains("The connection was cut.", step.Message);
        Assert.Equal((StepState.Unknown, RunnerIdentity.Nobody), (Store.InProgress(Host)!.State, Store.InProgress(Host)!.Runner));

        // Nothing else is done there while it is not known.
        var other = await PlanAsync("pw-fix");
        Assert.Equal(("StepLost", FindingSeverity.Error), ((await RunAsync(other)).Problem!.Code, (await RunAsync(other)).Problem!.Severity));
        Assert.Equal("ii 1.0", Box.StateOf("pw-fix"));

        Manager.Cuts = 0;
        Assert.Equal(StepState.Succeeded, (await RunAsync(other)).Value.State);
        Assert.Equal(StepState.Succeeded, Store.Journal(step.Step)[^1].State);
    }

    [Fact]
    public async Task Whoever_will_not_wait_for_a_host_may_leave_and_its_step_is_taken_up_later()
    {
        var plan = await PlanAsync("pw-sec");
        Manager.Cuts = 1;
        using var leaving = new CancellationTokenSource();
        Pausing = leaving.Cancel;

        var step = (await RunAsync(plan, leaving.Token)).Value;

        Assert.Equal(StepState.Unknown, step.State);
        Assert.Equal(StepState.Succeeded, (await InstallAsync("pw-fix")).State);
        Assert.Equal(StepState.Succeeded, Store.Journal(step.Step)[^1].State);
    }

    [Fact]
    public async Task A_lost_step_that_had_touched_nothing_is_a_warning()
    {
        Lose(StepState.Checked);

        Assert.Equal(StepState.Succeeded, (await InstallAsync("pw-sec")).State);

        var warning = Assert.Single(Notices);
        Assert.Equal(("StepLost", FindingSeverity.Warning), (warning.Code, warning.Severity));
        Assert.EndsWith("It had touched nothing.", warning.Message);
    }

    [Fact]
    public async Task A_step_that_runs_elsewhere_in_this_machine_makes_the_host_busy()
    {
        // The parent of this process lives as long as the tests do.
        var parent = int.Parse(File.ReadAllText("/proc/self/stat").Split(") ")[^1].Split(' ')[1], null);
        var start = File.ReadAllText($"/proc/{parent}/stat").Split(") ")[^1].Split(' ')[19];
        Lose(RunnerIdentity.OfThisProcess() with { ProcessId = parent, ProcessStarted = start }, StepState.Checked, StepState.Applying);

        var busy = (await RunAsync(await PlanAsync("pw-sec"))).Problem!;

        Assert.Equal("HostBusy", busy.Code);
        Assert.Equal(StepState.Applying, Store.InProgress(Host)!.State);
    }

    // As a runner leaves it that ended before the machine was started anew, under another name.
    private void Lose(params StepState[] moves) =>
        Lose(RunnerIdentity.OfThisProcess() with { Machine = "before-the-rename", BootId = "another" }, moves);

    private void Lose(RunnerIdentity runner, params StepState[] moves)
    {
        JournalEntry Entry(int sequence, StepState state) => new() { Step = "lost", Sequence = sequence, Time = Now, State = state, Message = "m" };
        var step = new StepRecord { Id = "lost", Host = Host, State = StepState.Claimed, Runner = runner, Created = Now, Patches = [("pw-fix", "1.1")], Dependencies = [("pw-new", "1.0")] };
        Assert.True(Store.Claim(step, [Entry(1, StepState.Planned), Entry(2, StepState.Claimed)]).IsSuccess);
        foreach (var (state, i) in moves.Select((state, i) => (state, i))) Store.Write(Entry(i + 3, state));
    }

    private async Task ExpiresAsync(Fleet.Runs.InstallPlan plan, string change)
    {
        var before = plan.Patches.Select(p => Box.StateOf(p.Name)).ToArray();

        var expired = (await RunAsync(plan)).Problem!;

        Assert.Equal(("PlanExpired", Host), (expired.Code, expired.HostName));
        Assert.StartsWith("Nothing was installed on 'web01', because the plan does not hold any more: ", expired.Message);
        Assert.Contains(change, expired.Message);
        Assert.Contains("running the command again", expired.Suggestion);
        Assert.Equal(before, plan.Patches.Select(p => Box.StateOf(p.Name)));
        Assert.Equal("Skipped", Ask("SELECT state FROM step ORDER BY rowid DESC LIMIT 1"));
        Assert.Null(Store.InProgress(Host));
    }
}
