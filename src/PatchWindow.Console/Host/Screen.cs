using System.Management.Automation;
using System.Management.Automation.Internal;

namespace PatchWindow.Console;

/// <summary>The one place that writes to the process's streams, so that text and progress never mix on a terminal.</summary>
internal sealed class Screen : IDisposable
{
    private readonly Lock _gate = new();
    private readonly TextWriter _output = System.Console.Out;
    private readonly TextWriter _error = System.Console.Error;
    private readonly ProgressPane? _progress;

    public Screen()
    {
        // Output may go to a file while someone still watches the terminal that errors go to.
        var terminal = OutputIsTerminal ? _output : ErrorIsTerminal ? _error : null;
        if (terminal is not null && !TerminalIsDumb)
            _progress = new ProgressPane(terminal.Write, _gate);

        // A script without Write-Host writes with [Console]::WriteLine, and that must not run into the progress lines.
        System.Console.SetOut(new ScreenWriter(_output, WriteRaw));
        System.Console.SetError(new ScreenWriter(_error, WriteRawError));
    }

    public bool InputIsTerminal { get; } = !System.Console.IsInputRedirected;

    public bool OutputIsTerminal { get; } = !System.Console.IsOutputRedirected;

    public bool ErrorIsTerminal { get; } = !System.Console.IsErrorRedirected;

    public bool OutputTakesColour => OutputIsTerminal && ColourIsWanted;

    public bool ErrorTakesColour => ErrorIsTerminal && ColourIsWanted;

    /// <summary>A terminal that can move its cursor, with someone at it: lines can be edited.</summary>
    public bool CanEditLines => InputIsTerminal && OutputIsTerminal && !TerminalIsDumb;

    private static bool TerminalIsDumb { get; } = Environment.GetEnvironmentVariable("TERM") is "dumb";

    /// <summary>See https://no-color.org: any value but the empty one turns colours off.</summary>
    private static bool ColourIsWanted { get; } =
        string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")) && !TerminalIsDumb;

    /// <summary>Text for people: loses its colours where nobody would see them.</summary>
    public void Write(string text) => WriteRaw(OutputTakesColour ? text : WithoutColour(text));

    public void WriteLine(string text) => Write(text + Environment.NewLine);

    // The engine decorates errors by asking about the host as a whole; only here is it known where they go.
    public void WriteErrorLine(string text) =>
        WriteRawError((ErrorTakesColour ? text : WithoutColour(text)) + Environment.NewLine);

    /// <summary>Whether this is what a stream that takes nothing answers: a full disk, a closed window, no stream at all.</summary>
    public static bool CannotWrite(Exception error) => error is IOException or UnauthorizedAccessException;

    /// <summary>The last resort of whoever cannot write elsewhere: when this fails too, nobody is left to tell.</summary>
    public void TryWriteErrorLine(string text)
    {
        try
        {
            WriteErrorLine(text);
        }
        catch (Exception e) when (CannotWrite(e))
        {
        }
    }

    /// <summary>Text as it is, with whatever moves the cursor.</summary>
    public void WriteRaw(string text)
    {
        lock (_gate)
        {
            if (OutputIsTerminal)
                _progress?.MakeWayFor(text);
            _output.Write(text);
        }
    }

    public void ShowProgress(long source, ProgressRecord record) => _progress?.Apply(source, record);

    public void EndProgress() => _progress?.Clear();

    public void SuspendProgress() => _progress?.Suspend();

    public void ResumeProgress() => _progress?.Resume();

    public void Dispose() => _progress?.Dispose();

    private void WriteRawError(string text)
    {
        lock (_gate)
        {
            if (ErrorIsTerminal)
                _progress?.MakeWayFor(text);
            _error.Write(text);
        }
    }

    private static string WithoutColour(string text) => new StringDecorated(text).ToString(OutputRendering.PlainText);
}
