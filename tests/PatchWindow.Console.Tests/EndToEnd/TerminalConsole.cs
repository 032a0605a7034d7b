using System.Diagnostics;

namespace PatchWindow.Console.Tests;

/// <summary>A console on a real pseudo terminal, which script(1) makes, and what a person would see on it.</summary>
internal sealed class TerminalConsole : IDisposable
{
    private const int Width = 60;
    private const int Height = 20;
    private readonly Process _process;
    private readonly TerminalScreen _screen = new(Width, Height);
    private readonly Received _received;

    private TerminalConsole(Process process)
    {
        _process = process;
        _received = new Received(process.StandardOutput, _screen.Write);
    }

    /// <summary>Everything received, escape sequences and all.</summary>
    public string Raw => _received.Text;

    public string Screen
    {
        get
        {
            var text = "";
            _received.WaitFor(_ => (text = _screen.Text).Length >= 0, "the screen");
            return text;
        }
    }

    public static TerminalConsole Start(
        InstalledConsole console, string arguments, params (string Name, string Value)[] environment)
    {
        Assert.SkipUnless(
            (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(p => File.Exists(Path.Combine(p, "script"))),
            "script(1), of util-linux or bsdutils, makes the pseudo terminal and is not here");
        var command = $"stty cols {Width} rows {Height}; exec dotnet {console.Assembly} {arguments}";
        var start = console.StartInfo("script", "-qefc", command, "/dev/null");
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        return new TerminalConsole(Process.Start(start)!);
    }

    public void Type(string keys)
    {
        _process.StandardInput.Write(keys);
        _process.StandardInput.Flush();
    }

    /// <summary>Waits until the screen ends with this text: the cursor stands behind it.</summary>
    public void WaitForEnd(string text) =>
        _received.WaitFor(_ => _screen.Text.EndsWith(text.TrimEnd(), StringComparison.Ordinal), $"\"{text}\" at the end");

    public void WaitFor(string text) =>
        _received.WaitFor(_ => _screen.Text.Contains(text, StringComparison.Ordinal), $"\"{text}\"");

    public int WaitForExit()
    {
        Assert.True(_process.WaitForExit(Received.Patience), $"It still runs. So far:\n{Screen}");
        _received.WaitForEnd();
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }
}
