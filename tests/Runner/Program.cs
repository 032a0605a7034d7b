using System.Diagnostics;
using System.Globalization;
using PatchWindow;
using PatchWindow.Fleet;
using PatchWindow.Fleet.Runs;
using PatchWindow.Fleet.Store;

// CONFIGURATION LIMIT [STATE NUMBER | after MILLISECONDS]: works on what is open, as Invoke-PatchWindow does, and is gone at its NUMBERth move to STATE, or
// after a while.
using var session = new PatchWindowSession(args[0], null);
var watcher = args switch
{
    [_, _, "after", var time] => new Doomed(null, 0, int.Parse(time, CultureInfo.InvariantCulture)),
    [_, _, var state, var number] => new Doomed(Enum.Parse<StepState>(state), int.Parse(number, CultureInfo.InvariantCulture), null),
    _ => new Doomed(null, 0, null),
};
try
{
    await session.Runs.WorkAsync(new RunRequest([], int.Parse(args[1], CultureInfo.InvariantCulture), false, TimeSpan.FromHours(1)), watcher, CancellationToken.None);
}
catch (StoreException e)
{
    Console.Error.WriteLine(e.Finding);
    return 2;
}

return 0;

internal sealed class Doomed : IRunWatcher
{
    private readonly StepState? state;
    private int left;

    public Doomed(StepState? state, int left, int? after)
    {
        (this.state, this.left) = (state, left);
        if (after is { } time) _ = Task.Delay(time).ContinueWith(_ => Process.GetCurrentProcess().Kill(), TaskScheduler.Default);
    }

    // Told where the move is made: the journal has it, and what it announces has not been done.
    public void Moved(StepMove move)
    {
        if (move.Entry.State == state && Interlocked.Decrement(ref left) == 0)
        {
            Process.GetCurrentProcess().Kill();
            Thread.Sleep(Timeout.Infinite);
        }
    }

    public void Done(string run, StepResult result)
    {
    }

    public void Told(Finding finding)
    {
        if (finding.Severity == FindingSeverity.Error) Console.Error.WriteLine(finding);
    }

    public void Stands(Run run)
    {
    }
}
