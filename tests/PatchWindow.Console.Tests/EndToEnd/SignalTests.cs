namespace PatchWindow.Console.Tests;

public sealed class SignalTests(InstalledConsole console) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData("INT", 130)]
    [InlineData("TERM", 143)]
    [InlineData("HUP", 129)]
    public void A_signal_stops_the_pipeline_and_then_the_process(string signal, int exitCode)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "there are no such signals");
        var script = _folder.Write("wait.ps1",
            """
            try { 'started'; while ($true) { [Threading.Thread]::Sleep(10) } } finally { [Console]::WriteLine('let go') }
            """);
        using var running = console.Start([script]);
        running.WaitFor("started");
        running.Signal(signal);
        Assert.Equal(new Outcome(exitCode, "started\nlet go\n", ""), running.WaitForExit());
    }

    [Fact]
    public void A_second_signal_ends_what_does_not_stop()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "there are no such signals");
        var script = _folder.Write("stuck.ps1",
            "try { 'started'; while ($true) { [Threading.Thread]::Sleep(10) } } finally { [Console]::WriteLine('stuck'); [Threading.Thread]::Sleep(-1) }");
        using var running = console.Start([script]);
        running.WaitFor("started");
        running.Signal("INT");
        running.WaitFor("stuck");
        running.Signal("INT");
        Assert.Equal(130, running.WaitForExit().ExitCode);
    }

    public void Dispose() => _folder.Dispose();
}
