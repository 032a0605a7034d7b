using System.Diagnostics;
using System.Text;

namespace PatchWindow.Console.Tests;

/// <summary>A console that runs with pipes for its streams.</summary>
internal sealed class RunningConsole : IDisposable
{
    private readonly Process _process;
    private readonly Received _output;
    private readonly Received _error;

    public RunningConsole(Process process)
    {
        _process = process;
        _output = new Received(process.StandardOutput);
        _error = new Received(process.StandardError);
    }

    public void Send(string text) => _process.StandardInput.Write(text);

    public void EndInput() => _process.StandardInput.Close();

    public void WaitFor(string text) => _output.WaitFor(all => all.Contains(text, StringComparison.Ordinal), text);

    public void Signal(string name)
    {
        using var kill = Process.Start("sh", ["-c", $"kill -{name} {_process.Id}"]);
        kill.WaitForExit();
    }

    public Outcome WaitForExit()
    {
        Assert.True(_process.WaitForExit(Received.Patience), $"It still runs. So far:\n{_output.Text}\n{_error.Text}");
        return new Outcome(_process.ExitCode, _output.WaitForEnd(), _error.WaitForEnd());
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }
}

/// <summary>What came out of a stream so far.</summary>
internal sealed class Received
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly StringBuilder _text = new();
    private readonly Thread _reader;

    public Received(StreamReader stream, Action<string>? also = null)
    {
        _reader = new Thread(() => Read(stream, also)) { IsBackground = true };
        _reader.Start();
    }

    public string Text
    {
        get
        {
            lock (_text)
                return _text.ToString();
        }
    }

    public void WaitFor(Func<string, bool> condition, string what)
    {
        var watch = Stopwatch.StartNew();
        lock (_text)
        {
            while (!condition(_text.ToString()))
            {
                var left = Patience - watch.Elapsed;
                if (left <= TimeSpan.Zero || !Monitor.Wait(_text, left))
                    Assert.Fail($"Waited in vain for {what}. So far:\n{_text}");
            }
        }
    }

    public string WaitForEnd()
    {
        Assert.True(_reader.Join(Patience), "The stream stays open.");
        return Text;
    }

    private void Read(StreamReader stream, Action<string>? also)
    {
        var buffer = new char[4096];
        int count;
        while ((count = stream.Read(buffer, 0, buffer.Length)) > 0)
        {
            lock (_text)
            {
                var text = new string(buffer, 0, count);
                _text.Append(text);
                also?.Invoke(text);
                Monitor.PulseAll(_text);
            }
        }
    }
}
