using System.Management.Automation;
using System.Management.Automation.Remoting;
using System.Management.Automation.Runspaces;
using System.Text;
using PatchWindow.Fleet.Transports;
using PatchWindow.Fleet.Transports.Psrp;

namespace PatchWindow.Remoting;

/// <summary>Runs scripts in the PowerShell engine, on this machine or through a PSSession; it is what Fleet calls RunPowerShell.</summary>
internal static class PowerShellRunner
{
    /// <summary>Runs a script in a runspace of its own.</summary>
    public static async Task<PowerShellAnswer> RunAsync(string? computer, HostScript script, int outputLimit, CancellationToken cancellationToken)
    {
        Runspace? runspace = null;
        PowerShell? shell = null;
        Task? running = null;
        try
        {
            if (await OpenAsync().ConfigureAwait(false) is { } fault) return fault;
            cancellationToken.ThrowIfCancellationRequested();
            shell = PowerShell.Create();
            shell.Runspace = runspace;
            _ = shell.AddScript(script.Text);
            foreach (var argument in script.Arguments) _ = shell.AddArgument(argument);
            // Not disposed of: a script that is left to run still writes into it.
            var output = new PSDataCollection<PSObject>();
            var text = new CollectedText(output, outputLimit);
            var ended = Task.Factory.FromAsync(shell.BeginInvoke<PSObject, PSObject>(null, output), _ => { });
            running = ended;

            using var timer = new CancellationTokenSource();
            var late = Task.Delay(script.Timeout, timer.Token);
            var cancelled = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
            using var registration = script.Interruptible ? cancellationToken.Register(() => cancelled.TrySetResult(true)) : default;
            var overflow = script.Interruptible ? text.Overflow : new TaskCompletionSource<bool>().Task;
            var first = await Task.WhenAny(ended, late, overflow, cancelled.Task).ConfigureAwait(false);
            timer.Cancel();
            if (first == ended) return text.Overflow.IsCompleted ? Answer(PowerShellEnd.OutputTooLarge) : End(shell, text);
            if (!script.Interruptible)
            {
                // Whoever closes it now ends what runs.
                (shell, runspace) = (null, null);
                return Answer(PowerShellEnd.TimedOut);
            }

            cancellationToken.ThrowIfCancellationRequested();
            return Answer(first == overflow ? PowerShellEnd.OutputTooLarge : PowerShellEnd.TimedOut);
        }
        finally
        {
            Close(shell, runspace, running);
        }

        async Task<PowerShellAnswer?> OpenAsync()
        {
            try
            {
                runspace = SessionRunspaces.Make(computer, outputLimit);
                var opening = Task.Run(runspace.Open, CancellationToken.None);
                var stopped = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
                using var registration = cancellationToken.Register(() => stopped.TrySetResult(true));
                if (await Task.WhenAny(opening, stopped.Task).ConfigureAwait(false) == opening) await opening.ConfigureAwait(false);
                else _ = opening.ContinueWith(task => _ = task.Exception, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
                return null;
            }
            catch (Exception e) when (IsMissing(e))
            {
                return Answer(PowerShellEnd.NotSupported, 0, e.Message);
            }
            catch (PSRemotingTransportException e)
            {
                return Answer(PowerShellEnd.NotConnected, e.ErrorCode, e.Message);
            }
        }
    }

    // Without WinRM's client the engine fails wherever it comes to it first (7.6 on Linux: a library that is not found, well wrapped).
    private static bool IsMissing(Exception exception) => exception.GetBaseException()
        is DllNotFoundException or TypeLoadException or PlatformNotSupportedException or NotSupportedException or PSInvalidOperationException
        or EntryPointNotFoundException or TypeInitializationException;

    private static PowerShellAnswer End(PowerShell shell, CollectedText text)
    {
        var reason = shell.InvocationStateInfo.Reason;
        if (shell.InvocationStateInfo.State == PSInvocationState.Disconnected) return Answer(PowerShellEnd.Lost, 0, "the network did not answer any more.");
        if (reason is PSRemotingTransportException lost) return Answer(PowerShellEnd.Lost, lost.ErrorCode, lost.Message);
        if (text.Stranger is { } stranger) return Answer(PowerShellEnd.NotText, 0, stranger);
        var errors = new StringBuilder();
        foreach (var record in shell.Streams.Error) errors.Append(record).Append('\n');
        if (reason is not null) errors.Append(reason.Message).Append('\n');
        return new PowerShellAnswer(PowerShellEnd.Ended, new HostOutput(reason is null ? 0 : 1, text.ToString(), errors.ToString()), 0, "");
    }

    private static PowerShellAnswer Answer(PowerShellEnd end, int code = 0, string message = "") => new(end, null, code, message);

    // Ending a script on another computer takes a round trip, and on one that is gone a while: nobody waits for it.
    private static void Close(PowerShell? shell, Runspace? runspace, Task? running)
    {
        if (runspace is null) return;
        _ = Task.Run(() =>
        {
            try
            {
                if (running is { IsCompleted: false }) shell?.Stop();
                shell?.Dispose();
                runspace.Dispose();
            }
            catch (Exception e) when (e is PSRemotingTransportException or InvalidOperationException or PSInvalidOperationException)
            {
                // It is gone already.
            }
        });
    }

    /// <summary>What a script writes, line by line, as long as it is text and not too much.</summary>
    private sealed class CollectedText
    {
        private readonly StringBuilder text = new();
        private readonly TaskCompletionSource<bool> overflow = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public CollectedText(PSDataCollection<PSObject> output, int limit)
        {
            output.DataAdded += (_, _) =>
            {
                lock (text)
                {
                    foreach (var item in output.ReadAll()) Add(item, limit);
                }
            };
        }

        public Task Overflow => overflow.Task;

        /// <summary>The type of the first thing that is no text; null where everything is.</summary>
        public string? Stranger { get; private set; }

        public override string ToString()
        {
            lock (text)
            {
                return text.ToString();
            }
        }

        private void Add(PSObject? item, int limit)
        {
            if (item?.BaseObject is not string line) Stranger ??= item?.BaseObject.GetType().FullName ?? "nothing";
            else if (text.Length + line.Length > limit) _ = overflow.TrySetResult(true);
            else text.Append(line).Append('\n');
        }
    }
}
