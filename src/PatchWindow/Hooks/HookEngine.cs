using System.Management.Automation;
using System.Management.Automation.Runspaces;
using PatchWindow.Fleet.Hooks;

namespace PatchWindow.Hooks;

/// <summary>Runs hooks that are PowerShell scripts on this machine, each in a runspace of its own; it is what Fleet calls RunnerHook.</summary>
internal static class HookEngine
{
    /// <summary>A <see cref="RunnerHook"/>.</summary>
    public static Task<RunnerHookAnswer> RunAsync(RunnerHookCall call, CancellationToken cancellationToken)
    {
        var done = new TaskCompletionSource<RunnerHookAnswer>(TaskCreationOptions.RunContinuationsAsynchronously);
        var shell = PowerShell.Create();
        var registration = cancellationToken.Register(() =>
        {
            // What is deep in a call of .NET's hears of it late, and nobody waits for that.
            _ = done.TrySetCanceled(cancellationToken);
            _ = Task.Run(shell.Stop, CancellationToken.None);
        });

        // A thread of its own, in the background: PowerShell would make one that keeps the process alive until the script has ended.
        _ = Task.Factory.StartNew(
            () =>
            {
                try
                {
                    _ = done.TrySetResult(Run(shell, call));
                }
#pragma warning disable CA1031 // Whatever it is, whoever waits gets it.
                catch (Exception e)
#pragma warning restore CA1031
                {
                    _ = done.TrySetResult(new RunnerHookAnswer("", e.Message));
                }
                finally
                {
                    registration.Dispose();
                    shell.Dispose();
                }
            },
            CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        return done.Task;
    }

    private static RunnerHookAnswer Run(PowerShell shell, RunnerHookCall call)
    {
        using var runspace = RunspaceFactory.CreateRunspace(InitialSessionState.CreateDefault2());
        runspace.ThreadOptions = PSThreadOptions.UseCurrentThread;
        runspace.Open();

        // Beside the script and not in it: a host's name is data.
        foreach (var (name, value) in new[] { ("HostName", call.HostName), ("Policy", call.Policy), ("Step", call.Step), ("Stage", call.Stage) })
            runspace.SessionStateProxy.SetVariable(name, value);
        runspace.SessionStateProxy.SetVariable("ErrorActionPreference", ActionPreference.Stop);
        shell.Runspace = runspace;
        _ = shell.AddScript(call.Script);
        var output = new PSDataCollection<PSObject>();
        try
        {
            shell.Invoke(null, output);
            var written = Text(output);
            if (shell.Streams.Error.Count > 0) return new RunnerHookAnswer(written, shell.Streams.Error[0].ToString());

            // A program that failed says so by its exit code alone.
            return runspace.SessionStateProxy.GetVariable("LASTEXITCODE") is int code and not 0
                ? new RunnerHookAnswer(written, $"its last program ended with exit code {code}")
                : new RunnerHookAnswer(written, null);
        }
        catch (RuntimeException e)
        {
            return new RunnerHookAnswer(Text(output), e.ErrorRecord?.ToString() ?? e.Message);
        }
    }

    private static string Text(IEnumerable<PSObject> output) => string.Join("\n", output.Where(o => o is not null).Select(o => o.ToString()));
}
