using System.Management.Automation;
using PatchWindow.Tests.Session;

namespace PatchWindow.Tests.Cmdlets;

public sealed class WaitPatchWindowTests : SessionTest
{
    public WaitPatchWindowTests(Engine engine)
        : base(engine)
    {
        Configure(Given.Fleet);
        ClockShows("2026-12-12T22:30+01:00");
    }

    [Theory]
    [InlineData("Wait-PatchWindow prod-web")]
    [InlineData("Wait-PatchWindow prod*, lab")]
    [InlineData("Wait-PatchWindow -For 3h15m")]
    [InlineData("'prod-web' | Wait-PatchWindow")]
    [InlineData("Get-PatchPolicy prod-web | Wait-PatchWindow")]
    [InlineData("New-PatchSchedule 'Sat 22:00 for 4h Europe/Oslo' | Wait-PatchWindow")]
    public void A_window_that_is_open_is_not_waited_for(string script)
    {
        var window = Run(script).Single;

        Assert.Equal("Open 2026-12-12 22:00 +01:00", $"{window.Text("State")} {window.Text("Start")}");
    }

    [Theory]
    [InlineData("Wait-PatchWindow prod-web", "prod-web 2026-12-12 22:00 +01:00")]
    [InlineData("Wait-PatchWindow lab, prod-web", "prod-web 2026-12-12 22:00 +01:00")]
    [InlineData("Wait-PatchWindow lab", "lab 2026-12-14 09:00 +00:00")]
    [InlineData("Wait-PatchWindow -HostName lab01", "lab 2026-12-14 09:00 +00:00")]
    [InlineData("Get-PatchHost lab01 | Wait-PatchWindow", "lab 2026-12-14 09:00 +00:00")]
    public void It_waits_until_one_opens(string script, string window)
    {
        ClockRuns("2026-12-12T12:00Z", TimeSpan.FromHours(9));

        var result = Run(script).MustSucceed();

        Assert.Equal(window, $"{result.Single.Text("Policy")} {result.Single.Text("Start")}");
        Assert.Equal("Open", result.Single.Text("State"));
        Assert.Contains(" opens in ", result.Progress[0].StatusDescription);
    }

    [Fact]
    public void Progress_says_what_opens_when_and_how_long_that_takes()
    {
        ClockRuns("2026-12-12T19:20Z", TimeSpan.FromMinutes(50));

        var progress = Run("Wait-PatchWindow prod-web").MustSucceed().Progress;

        Assert.Equal("Waiting for a window|prod-web opens in 1h40m|2026-12-12 22:00 +01:00 Europe/Oslo", $"{progress[0].Activity}|{progress[0].StatusDescription}|{progress[0].CurrentOperation}");
        Assert.Equal(6000, progress[0].SecondsRemaining);
    }

    [Fact]
    public void Progress_ends_with_the_wait()
    {
        ClockRuns("2026-12-12T12:00Z", TimeSpan.FromHours(9));

        var progress = Run("Wait-PatchWindow prod-web").MustSucceed().Progress;

        Assert.Equal("Waiting for a window Completed", $"{progress[progress.Count - 1].Activity} {progress[progress.Count - 1].RecordType}");
    }

    [Theory]
    [InlineData("-For 3h16m", "2027-01-02 22:00 +01:00")]
    [InlineData("", "2027-01-02 22:00 +01:00", "2026-12-13T01:30+01:00")]
    public void A_window_without_room_is_waited_out_and_so_is_a_frozen_one(string room, string start, string? now = null)
    {
        ClockShows(now ?? "2026-12-12T22:30+01:00");

        var error = Run($"Wait-PatchWindow prod-web {room} -Timeout 0s").SingleError;

        Assert.Equal("WaitTimedOut OperationTimeout", $"{error.Id()} {error.CategoryInfo.Category}");
        Assert.Contains(start, error.ToString());
    }

    [Fact]
    public void A_timeout_is_time_that_passes()
    {
        var before = System.Diagnostics.Stopwatch.StartNew();

        var error = Run("Wait-PatchWindow lab -Timeout 300ms").Errors.Concat(Run("Wait-PatchWindow lab -Timeout ([TimeSpan]::FromMilliseconds(300))").Errors).Last();

        Assert.Equal("WaitTimedOut", error.Id());
        Assert.InRange(before.Elapsed, TimeSpan.FromMilliseconds(300), TimeSpan.FromSeconds(30));
    }

    [Theory]
    [InlineData("New-PatchSchedule '2020-01-01 22:00 for 4h UTC' | Wait-PatchWindow", "2020-01-01")]
    [InlineData("Wait-PatchWindow lab -For 8h", "'lab' is in sight with room for 8h")]
    [InlineData("[PatchWindow.Policy]@{ Name = 'idle' } | Wait-PatchWindow", "'idle'")]
    public void Where_there_is_nothing_to_wait_for_it_does_not_wait(string script, string message)
    {
        var result = Run(script);

        Assert.Empty(result.Output);
        Assert.Equal("NoWindowInSight", result.SingleError.Id());
        Assert.Contains(message, result.SingleError.ToString());
    }

    [Theory]
    [InlineData("Wait-PatchWindow nobody", "PolicyNotFound")]
    [InlineData("Wait-PatchWindow -HostName web01", "PolicyConflict")]
    [InlineData("Wait-PatchWindow -HostName spare", "HostWithoutPolicy")]
    [InlineData("[PatchWindow.Policy]@{ Name = 'p'; Schedules = [PatchWindow.Schedule]@{ Text = 'Saat' } } | Wait-PatchWindow", "ScheduleTextInvalid")]
    public void What_can_never_open_is_an_error_at_once(string script, string id)
    {
        var result = Run(script);

        Assert.Empty(result.Output);
        Assert.Contains(result.Errors, e => e.Id() == id);
    }

    [Fact]
    public async Task Stopping_the_pipeline_ends_the_wait()
    {
        var result = await Engine.RunWhile("Wait-PatchWindow lab", async shell =>
        {
            var waits = new TaskCompletionSource();
            shell.Streams.Progress.DataAdded += (_, _) => waits.TrySetResult();
            if (shell.Streams.Progress.Count > 0) waits.TrySetResult();
            await waits.Task.WaitAsync(TestContext.Current.CancellationToken);
            await Task.Factory.FromAsync(shell.BeginStop, shell.EndStop, null);
        });

        Assert.Empty(result.Output);
        Assert.Contains(result.Progress, p => p.RecordType == ProgressRecordType.Processing);
    }
}
