using System.Diagnostics;
using PatchWindow.Fleet.Runs;
using PatchWindow.Fleet.Store;

namespace PatchWindow.Fleet.Tests.Store;

public sealed class RunnerIdentityTests
{
    private static readonly RunnerIdentity This = RunnerIdentity.OfThisProcess();

    [Fact]
    public void This_process_is_alive_and_known_by_its_start()
    {
        Assert.False(This.IsDead());
        Assert.Equal((Environment.ProcessId, Environment.MachineName), (This.ProcessId, This.Machine));
        Assert.NotEqual("", This.ProcessStarted);
        Assert.Equal(This, RunnerIdentity.OfThisProcess());
        Assert.Equal($"process {Environment.ProcessId} on {Environment.MachineName}", This.ToString());
    }

    [Fact]
    public void A_process_that_ended_is_dead()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Needs /bin/sh.");
        using var process = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", "exit 0"]))!;
        process.WaitForExit();
        Assert.True((This with { ProcessId = process.Id }).IsDead());
    }

    [Fact]
    public void A_process_that_ended_and_was_not_waited_for_is_dead()
    {
        Assert.SkipWhen(!File.Exists("/proc/self/stat"), "Needs /proc.");

        // A shell that becomes tail never waits for its child, which stays in the table as a zombie. The child lives until the
        // shell is tail: a shell might wait for it.
        const string script = "exec 3<&0; cat <&3 >/dev/null & echo $!; exec tail -f /dev/null 3<&- </dev/null";
        using var parent = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", script]) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        try
        {
            var child = int.Parse(parent.StandardOutput.ReadLine()!, null);
            Assert.True(SpinWait.SpinUntil(() => File.ReadAllText($"/proc/{parent.Id}/comm") == "tail\n", TimeSpan.FromSeconds(10)));
            parent.StandardInput.Close();
            Assert.True(SpinWait.SpinUntil(() => File.ReadAllText($"/proc/{child}/stat").Contains(") Z "), TimeSpan.FromSeconds(10)));
            var start = File.ReadAllText($"/proc/{child}/stat").Split(") ")[1].Split(' ')[19];
            Assert.True((This with { ProcessId = child, ProcessStarted = start }).IsDead());
        }
        finally
        {
            parent.Kill();
            parent.WaitForExit();
        }
    }

    [Fact]
    public void Another_process_with_a_used_again_id_is_not_the_one_that_was_meant() =>
        Assert.True((This with { ProcessStarted = "4711" }).IsDead());

    [Fact]
    public void Before_another_boot_everything_is_dead() => Assert.True((This with { BootId = "another" }).IsDead());

    [Fact]
    public void A_start_that_could_not_be_read_proves_nothing() => Assert.False((This with { ProcessStarted = "" }).IsDead());

    [Fact]
    public void Of_another_machine_nothing_is_known()
    {
        Assert.False((This with { Machine = "elsewhere", ProcessStarted = "4711", BootId = "another" }).IsDead());
        Assert.False(RunnerIdentity.Nobody.IsDead());
        Assert.True((This with { Machine = Environment.MachineName.ToUpperInvariant(), ProcessStarted = "4711" }).IsDead());
    }

    [Fact]
    public void What_can_only_have_run_here_is_known_by_whatever_name_the_machine_had()
    {
        var renamed = This with { Machine = "before-the-rename" };
        Assert.True((renamed with { BootId = "another" }).IsDead(here: true));
        Assert.True((renamed with { ProcessStarted = "4711" }).IsDead(here: true));
        Assert.False(renamed.IsDead(here: true));
        Assert.True(Runner.OfThisProcess.Is(renamed));
        Assert.False(Runner.OfThisProcess.Is(renamed with { ProcessStarted = "4711" }));
    }

    [Fact]
    public void On_Linux_the_start_is_the_kernels_own_figure_which_no_step_of_the_clock_moves()
    {
        Assert.SkipWhen(!File.Exists("/proc/self/stat"), "Needs /proc.");
        Assert.Equal(File.ReadAllText($"/proc/{Environment.ProcessId}/stat").Split(") ")[^1].Split(' ')[19], This.ProcessStarted);
    }
}
