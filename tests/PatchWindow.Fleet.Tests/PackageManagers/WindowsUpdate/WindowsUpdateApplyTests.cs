using PatchWindow.Fleet.Transports;
using PatchWindow.Fleet.Transports.Psrp;
using PatchWindow.StandIn;

namespace PatchWindow.Fleet.Tests.PackageManagers.WindowsUpdate;

/// <summary>Installing, from a session on the host itself and from one that came over the network.</summary>
[Collection(nameof(WindowsUpdateApplyTests))] // They hold the mutex of this machine.
public sealed class WindowsUpdateApplyTests : WindowsUpdateTest
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Exactly_what_was_asked_for_is_downloaded_and_installed(bool remote)
    {
        Windows.IsRemote = remote;
        Windows.Updates.Add(new StandInUpdate(First, 200, "one", "1") { InstallationBehavior = new StandInBehavior { RebootBehavior = 1 } });
        Windows.Updates.Add(new StandInUpdate(First, 201, "not this revision", "1"));
        Windows.Updates.Add(new StandInUpdate(Second, 200, "two", "2") { IsDownloaded = true });

        var output = (await ApplyAsync(Package("KB1", First), Package("KB2", Second))).Value;

        Assert.Equal(0, output.ExitCode);
        Assert.Equal(["download one", "install one", "install two"], Windows.Done);
        Assert.Contains("\"rebootRequired\":true", output.Output);
        var state = (await Agent.VerifyAsync(Host, [Package("KB1", First), Package("KB2", Second)], Transport, Cancellation)).Value;
        Assert.Equal(["KB1", "KB2"], state.Installed.Keys.Order());
        Assert.True(state.RebootRequired);
    }

    [Fact]
    public async Task Over_the_network_a_task_of_the_host_does_it_as_SYSTEM_and_leaves_nothing_behind()
    {
        Windows.IsRemote = true;
        Windows.Updates.Add(new StandInUpdate(First, 200, "one", "1"));

        Assert.Equal(0, (await ApplyAsync(Package("KB1", First))).Value.ExitCode);

        var (definition, account) = Assert.Single(Windows.Tasks.Registered);
        Assert.Equal(("SYSTEM", "PT0S", false), (account, definition.Settings.ExecutionTimeLimit, definition.Settings.StopIfGoingOnBatteries));
        var action = definition.Actions.Create(0);
        Assert.Equal(@"%SystemRoot%\System32\WindowsPowerShell\v1.0\powershell.exe", action.Path);
        Assert.Matches("^-NoProfile -NonInteractive -ExecutionPolicy Bypass -File \"[^\"]*[0-9a-f]{32}\\.ps1\" [0-9a-f]{32}$", action.Arguments);
        Assert.Empty(Windows.Tasks.Names);
        Assert.Empty(Directory.EnumerateFiles(Windows.Folder));
    }

    [Fact]
    public async Task A_session_that_is_lost_leaves_the_task_at_work_and_its_result_on_the_host()
    {
        Windows.IsRemote = true;
        Windows.Updates.Add(new StandInUpdate(First, 200, "one", "1"));
        Action? goOn = null;
        Windows.OnWait = () =>
        {
            goOn = Windows.Wait;
            throw new OperationCanceledException("the session is gone");
        };

        var output = await ApplyAsync(Package("KB1", First));
        Assert.NotEqual(0, output.Value.ExitCode);
        Assert.Empty(Windows.Done);

        Windows.OnWait = null;
        goOn!();
        goOn();
        Assert.Equal(["download one", "install one"], Windows.Done);
        var result = Assert.Single(Directory.EnumerateFiles(Windows.Folder));
        Assert.EndsWith(".result", result);
        Assert.StartsWith("0\n{\"format\":\"PatchWindow.WindowsUpdate/1\",\"action\":\"apply\"", await File.ReadAllTextAsync(result, Cancellation), StringComparison.Ordinal);
        Assert.Empty(Windows.Tasks.Names);
    }

    [Fact]
    public async Task A_task_that_ends_without_a_result_leaves_it_unknown_what_became_of_the_updates()
    {
        (Windows.IsRemote, Windows.TasksDie) = (true, true);
        Windows.Updates.Add(new StandInUpdate(First, 200, "one", "1"));
        var output = (await ApplyAsync(Package("KB1", First))).Value;
        Assert.Equal((1, "OutputCutShort"), (output.ExitCode, Agent.Explain(Host, output).Code));
    }

    [Fact]
    public async Task A_task_that_does_not_run_at_once_is_waited_for()
    {
        (Windows.IsRemote, Windows.TasksTarry) = (true, true);
        Windows.Updates.Add(new StandInUpdate(First, 200, "one", "1"));

        Assert.Equal(0, (await ApplyAsync(Package("KB1", First))).Value.ExitCode);
        Assert.Equal(["download one", "install one"], Windows.Done);
    }

    [Fact]
    public async Task A_download_that_fails_installs_nothing_and_is_told_with_its_reason()
    {
        Windows.Updates.Add(new StandInUpdate(First, 200, "one", "1") { DownloadFails = unchecked((int)0x80240034) });
        Windows.Updates.Add(new StandInUpdate(Second, 200, "two", "2"));

        var output = (await ApplyAsync(Package("KB1", First), Package("KB2", Second))).Value;

        Assert.Equal(1, output.ExitCode);
        Assert.Equal(["download one", "download two"], Windows.Done);
        var problem = Agent.Explain(Host, output);
        Assert.Equal("PackageDownloadFailed", problem.Code);
        Assert.Equal("Windows Update on win01: an update could not be downloaded (0x80240034, downloading 'one').", problem.Message);
    }

    [Fact]
    public async Task An_update_that_fails_is_told_with_its_reason_and_the_others_are_installed()
    {
        Windows.Updates.Add(new StandInUpdate(First, 200, "one", "1") { InstallFails = unchecked((int)0x800F0922) });
        Windows.Updates.Add(new StandInUpdate(Second, 200, "two", "2"));

        var output = (await ApplyAsync(Package("KB1", First), Package("KB2", Second))).Value;

        Assert.Equal(1, output.ExitCode);
        var problem = Agent.Explain(Host, output);
        Assert.Contains("0x800F0922, installing 'one'", problem.Message);
        Assert.Contains("system reserved partition", problem.Message);
        var state = (await Agent.VerifyAsync(Host, [Package("KB1", First), Package("KB2", Second)], Transport, Cancellation)).Value;
        Assert.Equal(["KB2"], state.Installed.Keys);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_is_not_offered_any_more_or_has_terms_to_accept_is_not_installed_nor_are_those_beside_it(bool remote)
    {
        Windows.IsRemote = remote;
        Windows.Updates.Add(new StandInUpdate(First, 200, "one", "1"));
        var gone = (await ApplyAsync(Package("KB1", First), Package("KB2", Second))).Value;
        Assert.Equal((1, "PackageVersionGone"), (gone.ExitCode, Agent.Explain(Host, gone).Code));
        Windows.Updates.Add(new StandInUpdate(Second, 200, "two", "2") { EulaAccepted = false });
        var terms = (await ApplyAsync(Package("KB1", First), Package("KB2", Second))).Value;
        Assert.Equal((1, "PackageHeld"), (terms.ExitCode, Agent.Explain(Host, terms).Code));
        Assert.Empty(Windows.Done);
    }

    [Fact]
    public async Task A_second_installation_at_the_same_time_is_refused_by_the_host_itself()
    {
        Windows.Updates.Add(new StandInUpdate(First, 200, "one", "1"));
        using var held = new ManualResetEventSlim();
        using var release = new ManualResetEventSlim();
        // A mutex belongs to its thread.
        var holder = Task.Factory.StartNew(
            () =>
            {
                using var mutex = new Mutex(true, @"Global\PatchWindow.WindowsUpdate");
                held.Set();
                release.Wait(Cancellation);
                mutex.ReleaseMutex();
            },
            Cancellation, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        held.Wait(Cancellation);

        var output = (await ApplyAsync(Package("KB1", First))).Value;
        release.Set();
        await holder;

        Assert.Equal((1, "PackageManagerLocked"), (output.ExitCode, Agent.Explain(Host, output).Code));
        Assert.Empty(Windows.Done);
    }

    [Fact]
    public async Task Output_without_the_end_mark_leaves_it_unknown()
    {
        var transport = new PowerShellTransport(
            new ManagedHost { Name = Host }, isLocal: false,
            (_, _, _, _) => Task.FromResult(new PowerShellAnswer(PowerShellEnd.Ended, new HostOutput(0, "{}\n@@end 0 0\n", ""), 0, "")));
        Assert.Equal("OutputCutShort", Problem(await Agent.ApplyAsync(Host, "step", [Package("KB1", First)], transport, Cancellation)).Code);
    }

    private Task<Core.Outcomes.Outcome<HostOutput>> ApplyAsync(params PatchWindow.Fleet.PackageManagers.PackageVersion[] packages) =>
        Agent.ApplyAsync(Host, "step", packages, Transport, Cancellation);
}
