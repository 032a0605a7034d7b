using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using PatchWindow.Core.Outcomes;

namespace PatchWindow.Fleet.Transports;

/// <summary>
/// Runs scripts on this machine with <c>/bin/sh</c>. An interruptible script that is cancelled is ended with everything
/// it started, and the task is cancelled; see <see cref="HostScript.Interruptible"/> for the others.
/// </summary>
/// <remarks>
/// .NET ignores SIGPIPE, and a shell that inherits that cannot undo it: <c>yes | head</c> in a script of ours would never
/// end. apt gives maintainer scripts the default again (apt 2.6).
/// </remarks>
/// <param name="environment">Variables to set over this process's own.</param>
/// <param name="outputLimit">How many bytes of standard output, and of standard error, are accepted.</param>
/// <param name="shell">The shell.</param>
public sealed class LocalTransport(
    IReadOnlyDictionary<string, string>? environment = null,
    int outputLimit = LocalTransport.DefaultOutputLimit,
    string shell = "/bin/sh") : ITransport
{
    /// <summary>32 MiB.</summary>
    public const int DefaultOutputLimit = 32 << 20;

    private static readonly UTF8Encoding Utf8 = new(false, throwOnInvalidBytes: true);

    // A session of its own keeps the terminal's SIGINT and SIGHUP away from apt and dpkg.
    private static readonly string[] SetsidPaths = ["/usr/bin/setsid", "/bin/setsid"];

    private static readonly Task Never = new TaskCompletionSource<bool>().Task;

    public string Name => "local";

    public async Task<Outcome<HostOutput>> RunAsync(HostScript script, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (script.Arguments.FirstOrDefault(argument => !CanBeArgument(argument)) is { } impossible)
            return TransportProblems.ArgumentInvalid(impossible);
        if (!File.Exists(shell))
            return TransportProblems.ShellMissing(shell);

        using var process = new Process { StartInfo = StartInfo(script), EnableRaisingEvents = true };
        var exited = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        process.Exited += (_, _) => exited.TrySetResult(true);
        try
        {
            _ = process.Start();
        }
        catch (Win32Exception exception)
        {
            return TransportProblems.StartFailed(shell, exception.Message);
        }

        var output = new CappedOutput(process.StandardOutput.BaseStream, outputLimit, !script.Interruptible);
        var error = new CappedOutput(process.StandardError.BaseStream, outputLimit, !script.Interruptible);
        // All three streams move at once: a script that prints before it has read all of its text blocks nobody.
        var ended = Task.WhenAll(
            FeedAsync(process.StandardInput, script.ToStandardInput()), output.Text, error.Text, exited.Task);

        // What ends only an interruptible script: too much output (of the others the rest is read and dropped) and a
        // cancellation.
        var overflow = script.Interruptible ? Task.WhenAny(output.Overflow, error.Overflow) : Never;
        using var timer = new CancellationTokenSource();
        var timeout = Task.Delay(script.Timeout, timer.Token);
        var cancelled = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var registration = script.Interruptible
            ? cancellationToken.Register(() => cancelled.TrySetResult(true))
            : default;
        var first = await Task.WhenAny(ended, overflow, timeout, cancelled.Task).ConfigureAwait(false);
        timer.Cancel();

        if (first == ended)
        {
            await ended.ConfigureAwait(false);
            if (output.Overflow.IsCompleted || error.Overflow.IsCompleted)
                return TransportProblems.OutputTooLarge(outputLimit);
            return new HostOutput(
                process.ExitCode, await output.Text.ConfigureAwait(false), await error.Text.ConfigureAwait(false));
        }
        // Whoever still holds the pipes is not waited for.
        _ = ended.ContinueWith(
            task => _ = task.Exception, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        if (!script.Interruptible)
            return TransportProblems.StillRunning(script.Timeout, process.Id);
        End(process);
        cancellationToken.ThrowIfCancellationRequested();
        return first == overflow
            ? TransportProblems.OutputTooLarge(outputLimit)
            : TransportProblems.TimedOut(script.Timeout);
    }

    private ProcessStartInfo StartInfo(HostScript script)
    {
        List<string> arguments = ["-s", "--", .. script.Arguments];
        var program = shell;
        if (!script.Interruptible && SetsidPaths.FirstOrDefault(File.Exists) is { } setsid)
        {
            arguments.Insert(0, program);
            program = setsid;
        }
        var start = new ProcessStartInfo(program)
        {
            UseShellExecute = false,
            CreateNoWindow = true,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
#if NET
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
#else
        start.Arguments = ArgumentText.Join(arguments);
#endif
        if (environment is not null)
        {
            foreach (var variable in environment)
                start.Environment[variable.Key] = variable.Value;
        }
        return start;
    }

    // Bytes, because the writer's encoding is the console's.
    private static async Task FeedAsync(StreamWriter input, string text)
    {
        using var bytes = new MemoryStream(Utf8.GetBytes(text));
        try
        {
            await bytes.CopyToAsync(input.BaseStream).ConfigureAwait(false);
            input.Close();
        }
        catch (IOException)
        {
            // The shell ended before it had read everything; its exit code and output tell why.
        }
    }

    private static void End(Process process)
    {
        try
        {
#if NET
            process.Kill(entireProcessTree: true);
#else
            process.Kill();
#endif
        }
        catch (Exception exception) when (exception is InvalidOperationException or Win32Exception)
        {
            // It ended by itself in the meantime.
        }
    }

    // NUL ends an argument, and half a surrogate pair has no UTF-8: neither would arrive as it was given.
    private static bool CanBeArgument(string argument)
    {
        if (argument.Contains('\0'))
            return false;
        try
        {
            _ = Utf8.GetByteCount(argument);
            return true;
        }
        catch (EncoderFallbackException)
        {
            return false;
        }
    }
}
