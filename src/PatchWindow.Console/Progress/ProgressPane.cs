using System.Management.Automation;

namespace PatchWindow.Console;

/// <summary>
/// The lines at the bottom of a terminal that show what is under way. They are drawn some time after a record came, at
/// most ten times a second, and taken away before anything else is written: what scrolls by never has them in it.
/// </summary>
/// <param name="write">Writes to the terminal as it is.</param>
/// <param name="gate">Held by whoever writes to the terminal.</param>
internal sealed class ProgressPane(Action<string> write, Lock gate) : IDisposable
{
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(100);
    private readonly ProgressTree _tree = new();
    private Timer? _timer;
    private bool _drawIsDue;
    private bool _lineIsOpen;
    private int _suspended;
    private int _rows;

    public void Apply(long source, ProgressRecord record)
    {
        lock (gate)
        {
            _tree.Apply(source, record);
            DrawLater();
        }
    }

    /// <summary>Before text is written. What stands there unfinished is left alone: progress waits for the line's end.</summary>
    public void MakeWayFor(string text)
    {
        Erase();
        if (text.Length > 0)
            _lineIsOpen = !text.EndsWith('\n');
        DrawLater();
    }

    /// <summary>Someone else has the terminal: a program, or a question that waits for its answer.</summary>
    public void Suspend()
    {
        lock (gate)
        {
            _suspended++;
            Erase();
        }
    }

    public void Resume()
    {
        lock (gate)
        {
            _suspended--;
            DrawLater();
        }
    }

    public void Clear()
    {
        lock (gate)
        {
            Erase();
            _tree.Clear();
        }
    }

    public void Dispose()
    {
        Clear();
        _timer?.Dispose();
    }

    private void DrawLater()
    {
        if (_drawIsDue || (_tree.IsEmpty && _rows == 0))
            return;
        _drawIsDue = true;
        _timer ??= new Timer(_ => Draw());
        _timer.Change(s_pause, Timeout.InfiniteTimeSpan);
    }

    private void Draw()
    {
        lock (gate)
        {
            _drawIsDue = false;
            if (_suspended > 0 || _lineIsOpen)
                return;
            // One column stays free: a full line would wrap, on some terminals at once and on others later.
            var width = Math.Max(System.Console.WindowWidth - 1, 1);
            var lines = ProgressLines.Render(_tree, width, Math.Max(System.Console.WindowHeight / 3, 1));
            var text = ErasingText() + Coloured(string.Join('\n', lines));
            _rows = lines.Count;
            try
            {
                write(text);
            }
            catch (Exception e) when (Screen.CannotWrite(e))
            {
                // On a timer's thread this would end the process; whoever writes text next is told.
            }
        }
    }

    private void Erase()
    {
        if (_rows == 0)
            return;
        write(ErasingText());
        _rows = 0;
    }

    private string ErasingText() => _rows switch
    {
        0 => "",
        1 => "\r\e[J",
        _ => $"\r\e[{_rows - 1}A\e[J",
    };

    private static string Coloured(string text) =>
        text.Length == 0 || PSStyle.Instance.OutputRendering == OutputRendering.PlainText
            ? text
            : PSStyle.Instance.Progress.Style + text + PSStyle.Instance.Reset;
}
