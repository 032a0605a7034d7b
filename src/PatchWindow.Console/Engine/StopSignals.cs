using System.Runtime.InteropServices;

namespace PatchWindow.Console;

/// <summary>
/// Ctrl+C and the signals that ask a process to leave. The first one stops the running pipeline, so that cmdlets can
/// let go of what they hold; a second one, or one that finds nothing running, ends the process as usual.
/// </summary>
internal sealed class StopSignals : IDisposable
{
    /// <summary>What stops at once needs no words.</summary>
    public static readonly TimeSpan Silence = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly Action<string> _say;
    private readonly ITimer _notice;
    private readonly PosixSignalRegistration[] _registrations;
    private Action? _stop;
    private PosixSignal? _received;

    /// <param name="say">Tells whoever waits why nothing has ended yet.</param>
    public StopSignals(TimeProvider clock, Action<string> say)
    {
        _say = say;
        _notice = clock.CreateTimer(_ => SayWhatIsWaitedFor(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _registrations =
        [
            .. new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP }
                .Select(signal => PosixSignalRegistration.Create(signal, context => context.Cancel = Receive(context.Signal))),
        ];
    }

    /// <summary>The exit code of the signal that stopped the last pipeline, or nothing.</summary>
    public int? ExitCode => _received switch
    {
        PosixSignal.SIGINT => Console.ExitCode.Interrupted,
        PosixSignal.SIGTERM => Console.ExitCode.Terminated,
        PosixSignal.SIGHUP => Console.ExitCode.HungUp,
        _ => null,
    };

    /// <summary>While the returned value lives, the first signal stops what runs, by this action.</summary>
    public IDisposable Watch(Action stop)
    {
        lock (_gate)
            (_stop, _received) = (stop, null);
        return new Watched(this);
    }

    /// <summary>
    /// Ctrl+C was pressed where it comes as a key, in a question a script asks. The engine stops the pipeline when the
    /// question says so by its exception; stopping it from here as well would cut its finally blocks short.
    /// </summary>
    public void Interrupt()
    {
        lock (_gate)
            Remember(PosixSignal.SIGINT);
    }

    /// <returns>Whether that is all: the process goes on, and ends when what it runs has stopped.</returns>
    public bool Receive(PosixSignal signal)
    {
        lock (_gate)
        {
            if (_stop is null || _received is not null)
                return false;
            Remember(signal);
            _stop();
            return true;
        }
    }

    public void Dispose()
    {
        foreach (var registration in _registrations)
            registration.Dispose();
        _notice.Dispose();
    }

    private void Remember(PosixSignal signal)
    {
        _received = signal;
        _notice.Change(Silence, Timeout.InfiniteTimeSpan);
    }

    private void SayWhatIsWaitedFor()
    {
        PosixSignal? signal;
        lock (_gate)
            signal = _stop is null ? null : _received;
        if (signal is null)
            return;
        var again = signal is PosixSignal.SIGINT ? "Ctrl+C again ends this process." : "A second signal ends this process.";
        _say($"Stopping; a package transaction that has begun is finished first. {again}");
    }

    private sealed class Watched(StopSignals signals) : IDisposable
    {
        public void Dispose()
        {
            lock (signals._gate)
            {
                signals._stop = null;
                signals._notice.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            }
        }
    }
}
