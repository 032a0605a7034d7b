using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using PatchWindow.Core.Outcomes;

namespace PatchWindow.Fleet.Transports;

/// <summary>
/// Runs a program that reads a script on standard input: the three streams move at once, its output is capped and its time
/// bounded. An interruptible one that is cancelled, prints too much or takes too long is ended; see
/// <see cref="HostScript.Interruptible"/> for the others.
/// </summary>
/// <param name="start">What to start.</param>
/// <param name="outputLimit">How many bytes of standard output, and of standard error, are accepted.</param>
/// <param name="endsChildren">Whether what the program started is ended with it.</param>
internal sealed class ScriptProcess(ProgramStart start, int outputLimit, bool endsChildren)
{
    private static readonly UTF8Encoding Utf8 = new(false, throwOnInvalidBytes: true);

    // How long what a program said of a fault is waited for once it has ended.
    private static readonly TimeSpan LastWords = TimeSpan.FromSeconds(1);

    private static readonly Task Never = new TaskCompletionSource<bool>().Task;

    /// <summary>Starts the program, gives it its input and waits for its end.</summary>
    /// <param name="input">What it reads.</param>
    /// <param name="timeout">How long it may run.</param>
    /// <param name="interruptible">Whether it may be ended.</param>
    /// <param name="cancellationToken">Ends it where it may be.</param>
    public async Task<Outcome<HostOutput>> RunAsync(
        string input, TimeSpan timeout, bool interruptible, CancellationToken cancellationToken)
    {
        using var process = new Process { StartInfo = start.ToStartInfo(), EnableRaisingEvents = true };
        var exited = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        process.Exited += (_, _) => exited.TrySetResult(true);
        try
        {
            _ = process.Start();
        }
        catch (Win32Exception exception)
        {
            return TransportProblems.StartFailed(start.Program, exception.Message);
        }

        var output = new CappedOutput(process.StandardOutput.BaseStream, outputLimit, !interruptible);
        var error = new CappedOutput(process.StandardError.BaseStream, outputLimit, !interruptible);
        // All three streams move at once: a script that prints before it has read all of its text blocks nobody.
        var ended = EndAsync(Task.WhenAll(FeedAsync(process.StandardInput, input), output.Text, exited.Task), error.Text);

        // What ends only an interruptible script: too much output (of the others the rest is read and dropped) and a
        // cancellation.
        var overflow = interruptible ? Task.WhenAny(output.Overflow, error.Overflow) : Never;
        using var timer = new CancellationTokenSource();
        var late = Task.Delay(timeout, timer.Token);
        var cancelled = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var registration = interruptible ? cancellationToken.Register(() => cancelled.TrySetResult(true)) : default;
        var first = await Task.WhenAny(ended, overflow, late, cancelled.Task).ConfigureAwait(false);
        timer.Cancel();

        if (first == ended)
        {
            await ended.ConfigureAwait(false);
            if (output.Overflow.IsCompleted || error.Overflow.IsCompleted)
                return TransportProblems.OutputTooLarge(outputLimit);
            return new HostOutput(process.ExitCode, await output.Text.ConfigureAwait(false), error.SoFar);
        }
        // Whoever still holds the pipes is not waited for.
        _ = ended.ContinueWith(
            task => _ = task.Exception, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        if (!interruptible)
            return TransportProblems.StillRunning(timeout, process.Id);
        End(process);
        cancellationToken.ThrowIfCancellationRequested();
        return first == overflow ? TransportProblems.OutputTooLarge(outputLimit) : TransportProblems.TimedOut(timeout);
    }

    /// <summary>Whether an argument would arrive as it is given: NUL ends one, and half a surrogate pair has no UTF-8.</summary>
    public static bool CanBeArgument(string argument)
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

    // Whoever the program has left behind may hold its stream of errors for long: up to 8.4 OpenSSH's shared connection does so until it ends.
    private static async Task EndAsync(Task ended, Task errors)
    {
        await ended.ConfigureAwait(false);
        if (await Task.WhenAny(errors, Task.Delay(LastWords)).ConfigureAwait(false) == errors) await errors.ConfigureAwait(false);
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
            // The program ended before it had read everything; its exit code and output tell why.
        }
    }

    private void End(Process process)
    {
        try
        {
#if NET
            process.Kill(entireProcessTree: endsChildren);
#else
            _ = endsChildren;
            process.Kill();
#endif
        }
        catch (Exception exception) when (exception is InvalidOperationException or Win32Exception)
        {
            // It ended by itself in the meantime.
        }
    }
}
