using System.Management.Automation.Runspaces;
using PatchWindow.StandIn;
using PatchWindow.Tests.Session;

namespace PatchWindow.Tests.Cmdlets;

/// <summary>
/// Hosts of the transport psrp, from the cmdlet to the real scripts in a runspace; Windows itself is a stand-in, and no session over a
/// network is opened.
/// </summary>
public sealed class WindowsHostTests : SessionTest
{
    private const string Id = "d2ef5c30-3a3b-4a5f-9b1d-6a5a2f5d8a11", Other = "0b7a1c9e-8f52-4d3b-a6f0-1d2c3b4a5e6f";

    public WindowsHostTests(Engine engine)
        : base(engine) => Configure("""
        {
          "hosts": [ { "name": "win01", "transport": "psrp", "address": "win01.corp.example.com" } ],
          "policies": {
            "open": { "targets": "name = win01", "timeZone": "UTC", "schedules": [ { "text": "daily 00:00 for 24h" } ] },
          },
        }
        """);

    [Fact]
    public void What_is_pending_on_a_Windows_host_is_listed_with_the_decision()
    {
        var windows = UseWindows();
        var asked = new List<string?>();
        SetRunspaces(computer =>
        {
            asked.Add(computer);
            return windows.Runspace();
        });
        windows.Updates.Add(new StandInUpdate(Id, 200, "2026-11 Cumulative Update", "5031354"));
        windows.Updates.Add(new StandInUpdate(Other, 1, "hidden", "5031988") { IsHidden = true });

        var result = Run("Get-PendingPatch win01 | ForEach-Object { \"$($_.Name) $($_.Version) $($_.Title): $($_.Decision.Reason)\" }").MustSucceed();

        Assert.Equal([$"KB5031354 {Id}.200 2026-11 Cumulative Update: Apply", $"KB5031988 {Other}.1 hidden: HeldBack"], result.Output.Select(o => o.ToString()));
        Assert.Equal(["win01.corp.example.com"], asked);
    }

    [Fact]
    public void Installing_is_one_step_that_succeeds_where_the_host_has_the_update_afterwards()
    {
        var windows = UseWindows();
        windows.IsRemote = true;
        windows.Updates.Add(new StandInUpdate(Id, 200, "one", "1") { InstallationBehavior = new StandInBehavior { RebootBehavior = 1 } });

        var step = Run("Install-PendingPatch win01 -Confirm:$false").Single;

        Assert.Equal(("Succeeded", "True"), (step.Properties["State"].Value.ToString(), step.Properties["RebootRequired"].Value.ToString()));
        Assert.Equal(["download one", "install one"], windows.Done);
        Assert.Empty(Run("Get-PendingPatch win01").MustSucceed().Output);
    }

    [Fact]
    public void A_host_whose_work_ends_in_a_way_that_nobody_foresaw_is_an_error_of_its_own()
    {
        _ = UseWindows();
        SetRunspaces(_ => throw new FormatException("a thing that nobody foresaw"));

        var error = Run("Install-PendingPatch win01").SingleError;

        Assert.Equal("HostFailedUnexpectedly", error.Id());
        Assert.Equal("win01", error.Finding().Text("HostName"));
        Assert.Contains("a thing that nobody foresaw", error.ToString());
    }

    [Fact]
    public void An_update_that_fails_makes_the_step_fail_with_a_sentence()
    {
        var windows = UseWindows();
        windows.Updates.Add(new StandInUpdate(Id, 200, "one", "1") { InstallFails = unchecked((int)0x80070643) });
        var step = Run("Install-PendingPatch win01 -Confirm:$false").Output.Single();
        Assert.Equal("Failed", step.Properties["State"].Value.ToString());
        Assert.Contains("0x80070643, installing 'one'", step.Properties["Message"].Value.ToString());
    }

    [Fact]
    public void Testing_a_Windows_host_says_what_was_tested_and_what_was_not()
    {
        var windows = UseWindows();
        Assert.Equal(["PreflightPartial", "HostReady"], Run("(Test-PatchHost win01).Code").MustSucceed().Output.Select(c => c.ToString()));
        (windows.RebootRequired, windows.IsAdministrator) = (true, false);
        Assert.Equal(["NoPrivilege", "RebootPending", "PreflightPartial"], Run("(Test-PatchHost win01).Code").MustSucceed().Output.Select(c => c.ToString()));
    }

    [Theory]
    [InlineData("7", "OutputUnreadable")]
    [InlineData("'x' * 34000000", "OutputTooLarge")]
    [InlineData("throw 'no'", "PackageManagerFailed")]
    [InlineData("'hello'", "OutputUnreadable")]
    public void What_a_host_answers_is_text_and_not_too_much_of_it(string answer, string expected)
    {
        UseInstead(UseWindows(), answer);
        Assert.Equal(expected, Run("Get-PendingPatch win01").SingleError.Id());
    }

    [Fact]
    public async Task Stopping_a_command_does_not_wait_for_a_host_that_does_not_answer()
    {
        var windows = UseWindows();
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        windows.OnWait = begun.SetResult;
        UseInstead(windows, "try { $StandIn.Wait() } catch { } while ($true) { [Threading.Thread]::Sleep(10) }");

        var result = await Engine.RunWhile("Get-PendingPatch win01", async shell =>
        {
            await begun.Task;
            await Task.Run(shell.Stop, TestContext.Current.CancellationToken);
        });

        Assert.Empty(result.Output);
        Assert.Empty(result.Errors);
    }

    [Fact]
    public void A_machine_without_a_WinRM_client_says_so()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has one.");
        var error = Run("Get-PendingPatch win01").SingleError;
        Assert.Equal("PowerShellRemotingMissing NotInstalled", $"{error.Id()} {error.CategoryInfo.Category}");
    }

    // Every Windows host is this stand-in until the test ends: the module opens runspaces on it instead of sessions.
    private StandInWindows UseWindows()
    {
        var windows = Keep(new StandInWindows());
        SetRunspaces(_ => windows.Runspace());
        return windows;
    }

    // Whatever the script would write, it writes this.
    private void UseInstead(StandInWindows windows, string answer) => SetRunspaces(_ =>
    {
        var state = windows.State();
        state.Commands.Add(new SessionStateFunctionEntry("StandIn-Answer", answer));
        foreach (var name in new[] { "Format-Document", "Format-Failure" }) state.Commands.Add(new SessionStateAliasEntry(name, "StandIn-Answer"));
        return RunspaceFactory.CreateRunspace(state);
    });
}
